using System.Collections.Immutable;
using System.Net;

namespace KnowledgeGraph.Engine.Federation;

/// <summary>
/// Where SERVICE, LOAD and the remote contexts of JSON-LD may go. As it stands: nowhere. Redirects and addresses are checked whatever is
/// listed; see <see cref="AllowedHosts"/> for what an entry allows.
/// </summary>
public sealed record FederationOptions
{
    /// <summary>The hosts that may be reached: <c>host</c> for all its ports, or <c>host:port</c>. None: federation is switched off.</summary>
    public ImmutableArray<string> Allow { get; init; } = [];

    /// <summary>The longest that one exchange may take, redirects and the whole body included. A query's own limit may end it earlier.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest body, in MiB after decompression; 1 to 1024.</summary>
    public int MaxBodyMB { get; init; } = 64;

    /// <summary>How many calls of services one query may make, one after the other; at least 1.</summary>
    public int MaxCalls { get; init; } = 100;

    /// <summary>
    /// Sends the requests in the place of the sockets, for tests that map endpoints; not disposed. The list and redirects are checked all
    /// the same; addresses are not, since they are the sockets' matter.
    /// </summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Finds the addresses of a host name, for tests of what a name may lead to; null for the system's way.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>>? Resolve { get; init; }
}
