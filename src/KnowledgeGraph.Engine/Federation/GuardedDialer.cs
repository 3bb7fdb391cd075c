using System.Net;
using System.Net.Sockets;

namespace KnowledgeGraph.Engine.Federation;

/// <summary>
/// Opens connections for <see cref="FederationClient"/>. A name is looked up once, every address it has is checked, and one of those very
/// addresses is dialled: a name that changes between check and use leads nowhere else.
/// </summary>
internal sealed class GuardedDialer(AllowedHosts allowed, Func<string, CancellationToken, Task<IPAddress[]>>? resolve)
{
    /// <summary>Opens a connection.</summary>
    /// <exception cref="FederationException">An address of the host is neither public nor listed.</exception>
    /// <exception cref="SocketException">The name has no address, or nobody answers at any.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host.Trim('[', ']'), context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal]
            : resolve is null ? await Dns.GetHostAddressesAsync(host, ct).ConfigureAwait(false)
            : await resolve(host, ct).ConfigureAwait(false);
        if (!addresses.All(address => AddressRules.IsPublic(address) || allowed.Names(address, port)))
        {
            throw new FederationException(
                context.InitialRequestMessage.RequestUri!.GetLeftPart(UriPartial.Authority),
                "leads to an address that is not public; it may be dialled only if Federation:Allow names that very address, as address:port.",
                isRefused: true);
        }

        var failure = new SocketException((int)SocketError.HostNotFound);
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), ct).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException e)
            {
                socket.Dispose();
                failure = e;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw failure;
    }
}
