using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace KnowledgeGraph.Engine.Federation;

/// <summary>Which addresses are public: reachable by anybody, so that asking them for somebody else gives nothing away.</summary>
/// <seealso href="https://www.iana.org/assignments/iana-ipv4-special-registry/"/>
/// <seealso href="https://www.iana.org/assignments/iana-ipv6-special-registry/"/>
public static class AddressRules
{
    // Loopback, private, shared (carriers' NAT), link-local, documentation, benchmarks, the 6to4 relay, multicast and reserved.
    private static readonly ImmutableArray<IPNetwork> s_notPublic4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    // Of global unicast: protocol assignments (Teredo, ORCHID, benchmarks), documentation, 6to4.
    private static readonly ImmutableArray<IPNetwork> s_notPublic6 =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(text => IPNetwork.Parse(text))];

    // RFC 4291 §2.4: all that IANA has assigned. Outside of it are ::, ::1, IPv4-mapped and -compatible addresses, NAT64 (64:ff9b::/96 and
    // 64:ff9b:1::/48), discard-only, unique local (fc00::/7), link-local (fe80::/10), site-local and multicast (ff00::/8).
    private static readonly IPNetwork s_globalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>
    /// True if an address is a public unicast one. An IPv6 address that carries an IPv4 address (mapped, NAT64, 6to4, Teredo) never is,
    /// whatever it carries.
    /// </summary>
    /// <param name="address">The address.</param>
    public static bool IsPublic(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !s_notPublic4.Any(network => network.Contains(address)),
            AddressFamily.InterNetworkV6 => !address.IsIPv4MappedToIPv6 && s_globalUnicast.Contains(address)
                && !s_notPublic6.Any(network => network.Contains(address)),
            _ => false,
        };
    }
}
