using System.Collections.Frozen;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Server.CannedQueries;

/// <summary>All canned queries of a folder, read once at start. Immutable and thread-safe.</summary>
public sealed class CannedQueryCatalog
{
    private readonly FrozenDictionary<string, CannedQuery> _byName;

    private CannedQueryCatalog(IEnumerable<CannedQuery> queries)
    {
        All = [.. queries.OrderBy(query => query.Name, StringComparer.Ordinal)];
        _byName = All.ToFrozenDictionary(query => query.Name, StringComparer.Ordinal);
    }

    /// <summary>The queries by name.</summary>
    public IReadOnlyList<CannedQuery> All { get; }

    /// <summary>A catalogue without queries.</summary>
    public static CannedQueryCatalog Empty { get; } = new([]);

    /// <summary>The query of a name, or null.</summary>
    /// <param name="name">The name in the address.</param>
    public CannedQuery? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Reads every <c>*.rq</c> file of a folder.</summary>
    /// <param name="folder">The folder; one that does not exist gives an empty catalogue.</param>
    /// <exception cref="InvalidDataException">A file has a bad header, does not parse, or declares a default of the wrong type.</exception>
    public static CannedQueryCatalog Read(string folder) =>
        Directory.Exists(folder)
            ? new CannedQueryCatalog(Directory.EnumerateFiles(folder, "*.rq").Select(file =>
                Parse(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file), file)))
            : Empty;

    /// <summary>Reads one query.</summary>
    /// <param name="name">The name in the address.</param>
    /// <param name="text">The text with its header.</param>
    /// <param name="sourceName">Where the text comes from, for messages.</param>
    /// <exception cref="InvalidDataException">The header or the query is wrong.</exception>
    public static CannedQuery Parse(string name, string text, string sourceName)
    {
        try
        {
            var header = CannedQueryHeader.Split(text, out var body);
            var query = SparqlParser.ParseQuery(body);
            var parameters = Parameters(query, header, body);
            CheckHeaderNames(header, parameters);
            return new CannedQuery(
                name, header.Summary ?? name, header.Description, header.Tags, body.Trim('\n'), query, parameters);
        }
        catch (Exception e) when (e is FormatException or SparqlSyntaxException)
        {
            throw new InvalidDataException($"{sourceName}: {e.Message}", e);
        }
    }

    private static List<CannedQueryParameter> Parameters(SparqlQuery query, CannedQueryHeader header, string text)
    {
        var parameters = new List<CannedQueryParameter>();
        foreach (var variable in InScopeVariables.Mentioned(query.Pattern).OrderBy(variable => text.IndexOf("?" + variable.Name, StringComparison.Ordinal)))
        {
            if (!CannedQueryParameter.TryParseVariable(variable.Name, out var name, out var type))
            {
                continue;
            }

            var parameter = new CannedQueryParameter(
                variable.Name, name, type, header.Defaults.GetValueOrDefault(name), header.Enumerations.GetValueOrDefault(name, []));
            if (parameter.Default is { } value && !parameter.TryBind(value, out _, out var expected))
            {
                throw new FormatException($"the default '{value}' of parameter '{name}' should be {expected}.");
            }

            parameters.Add(parameter);
        }

        return parameters;
    }

    private static void CheckHeaderNames(CannedQueryHeader header, List<CannedQueryParameter> parameters)
    {
        foreach (var name in header.Defaults.Keys.Concat(header.Enumerations.Keys))
        {
            if (parameters.All(parameter => parameter.Name != name))
            {
                throw new FormatException($"the header speaks of a parameter '{name}' that the query does not have.");
            }
        }
    }
}
