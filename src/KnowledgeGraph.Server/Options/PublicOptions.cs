using System.ComponentModel.DataAnnotations;
using System.Net;

namespace KnowledgeGraph.Server.Options;

/// <summary>How the host is seen from outside. Section <c>Public</c>.</summary>
public sealed class PublicOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Public";

    /// <summary>
    /// The address under which clients reach the host, for example <c>https://kg.example.org/</c>. Null: the address of each request.
    /// </summary>
    public string? BaseAddress { get; init; }

    /// <summary>True if a reverse proxy in front sets X-Forwarded-For, -Proto and -Host, which are then believed.</summary>
    public bool ForwardedHeaders { get; init; }

    /// <summary>IP addresses of the proxies that are believed besides loopback.</summary>
    public IReadOnlyList<string> KnownProxies { get; init; } = [];

    /// <summary>How the address of a thing answers.</summary>
    public DereferenceMode Dereference { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // The pages' links begin at the root, so a path in the address would lead nowhere.
        if (!string.IsNullOrEmpty(BaseAddress)
            && !(Uri.TryCreate(BaseAddress, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.PathAndQuery == "/"))
        {
            yield return new ValidationResult($"'BaseAddress' is '{BaseAddress}'; expected an address such as https://kg.example.org/, without a path.");
        }

        foreach (var proxy in KnownProxies.Where(proxy => !IPAddress.TryParse(proxy, out _)))
        {
            yield return new ValidationResult($"'KnownProxies' has '{proxy}'; expected an IP address such as 10.0.0.1.");
        }
    }
}
