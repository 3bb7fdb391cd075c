using System.ComponentModel.DataAnnotations;
using System.Globalization;
using KnowledgeGraph.Reasoning.Entailment;
using KnowledgeGraph.Server.Options;

namespace KnowledgeGraph.Server.Hosting;

/// <summary>Reads the sections of the configuration; what is wrong in them stops the start.</summary>
public static class ConfigurationReading
{
    /// <summary>Reads a section.</summary>
    /// <typeparam name="T">Its options.</typeparam>
    /// <param name="configuration">The configuration.</param>
    /// <param name="section">The section's name.</param>
    /// <exception cref="StartException">A key is unknown, or a value is of the wrong type or out of range.</exception>
    public static T Read<T>(IConfiguration configuration, string section)
        where T : class, new()
    {
        ArgumentNullException.ThrowIfNull(configuration);
        try
        {
            // A misspelt key would silently leave the default in force.
            var options = configuration.GetSection(section).Get<T>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new T();
            Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
            return options;
        }
        catch (Exception e) when (e is InvalidOperationException or ValidationException)
        {
            throw new StartException($"Configuration section '{section}': {Words(e)}", e);
        }
    }

    /// <summary>Reads the section <c>Dataset</c>, where <c>Files</c> may also be a single value: <c>--Dataset:Files=none</c>.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <exception cref="StartException">A key is unknown, or a value is of the wrong type.</exception>
    public static DatasetOptions ReadDataset(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        // Of an empty list in a file, the configuration leaves an empty value.
        TakeSingle(
            configuration.GetSection(DatasetOptions.Section).GetSection(nameof(DatasetOptions.Files)),
            single => [single.Length == 0 ? DatasetLoading.None : single]);
        return Read<DatasetOptions>(configuration, DatasetOptions.Section);
    }

    /// <summary>
    /// Reads the section <c>Federation</c>, where <c>Allow</c> may also be a single value, with commas between hosts:
    /// <c>--Federation:Allow=dbpedia.org,127.0.0.1:5301</c>.
    /// </summary>
    /// <param name="configuration">The configuration.</param>
    /// <exception cref="StartException">A key is unknown, or a value is of the wrong type or no host.</exception>
    public static FederationSettings ReadFederation(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        TakeSingle(
            configuration.GetSection(FederationSettings.Section).GetSection(nameof(FederationSettings.Allow)),
            single => single.Length == 0 ? [] : single.Split(',', StringSplitOptions.TrimEntries));
        return Read<FederationSettings>(configuration, FederationSettings.Section);
    }

    // A list given as one value becomes a list.
    private static void TakeSingle(IConfigurationSection list, Func<string, string[]> split)
    {
        if (list.Value is not { } single)
        {
            return;
        }

        if (list.GetChildren().Any())
        {
            throw new StartException($"Configuration '{list.Path}' is given as one value ('{single}') and as a list; expected one of them.");
        }

        list.Value = null;
        foreach (var (index, value) in split(single).Index())
        {
            list[index.ToString(CultureInfo.InvariantCulture)] = value;
        }
    }

    // "Failed to convert configuration value 'x' at 'Limits:QuerySeconds' to type 'System.Double'": names key and value. The names of .NET
    // types in it mean nothing to an operator.
    private static string Words(Exception e) => e.Message
        .Replace("to type 'System.Double'", "to a number", StringComparison.Ordinal)
        .Replace("to type 'System.Int32'", "to a whole number", StringComparison.Ordinal)
        .Replace("to type 'System.Boolean'", "to true or false", StringComparison.Ordinal)
        .Replace($"to type '{typeof(DefaultGraphMode).FullName}'", "to Own or Union", StringComparison.Ordinal)
        .Replace($"to type '{typeof(EntailmentRegime).FullName}'", "to None, Rdf, Rdfs, D or OwlRl", StringComparison.Ordinal);
}
