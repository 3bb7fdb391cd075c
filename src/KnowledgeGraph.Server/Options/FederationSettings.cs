using System.ComponentModel.DataAnnotations;
using KnowledgeGraph.Engine.Federation;

namespace KnowledgeGraph.Server.Options;

/// <summary>Where SERVICE, LOAD and remote JSON-LD contexts may go. Section <c>Federation</c>.</summary>
public sealed class FederationSettings : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Federation";

    /// <summary>
    /// The hosts that may be reached, <c>host</c> or <c>host:port</c>; see <see cref="AllowedHosts"/> for what an entry allows. None:
    /// nothing leaves the host.
    /// </summary>
    public IReadOnlyList<string> Allow { get; init; } = [];

    /// <summary>The longest that one exchange may take, in seconds, the whole body included.</summary>
    [Range(0.001, 86_400)]
    public double TimeoutSeconds { get; init; } = 30;

    /// <summary>The largest body, in MiB, unpacked.</summary>
    [Range(1, 1024)]
    public int MaxBodyMB { get; init; } = 64;

    /// <summary>Calls of services that one query may make, one after the other.</summary>
    [Range(1, 1_000_000)]
    public int MaxCalls { get; init; } = 100;

    /// <summary>The settings as the engine takes them.</summary>
    public FederationOptions Options => new()
    {
        Allow = [.. Allow],
        Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
        MaxBodyMB = MaxBodyMB,
        MaxCalls = MaxCalls,
    };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        string? problem = null;
        try
        {
            AllowedHosts.Parse(Allow);
        }
        catch (FormatException e)
        {
            problem = e.Message;
        }

        return problem is null ? [] : [new ValidationResult($"'Allow' has {problem}")];
    }
}
