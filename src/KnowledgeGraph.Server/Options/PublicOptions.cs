namespace KnowledgeGraph.Server.Options;

/// <summary>How the host is seen from outside. Section <c>Public</c>.</summary>
public sealed class PublicOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Public";

    /// <summary>
    /// The address under which clients reach the host, for example <c>https://kg.example.org/</c>. Null: the address of each request.
    /// </summary>
    public string? BaseAddress { get; init; }

    /// <summary>True if a reverse proxy in front sets X-Forwarded-For, -Proto and -Host, which are then believed.</summary>
    public bool ForwardedHeaders { get; init; }

    /// <summary>IP addresses of the proxies that are believed; with none given, only loopback.</summary>
    public IReadOnlyList<string> KnownProxies { get; init; } = [];
}
