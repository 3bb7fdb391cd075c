using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace KnowledgeGraph.Engine.Federation;

/// <summary>
/// The hosts that may be reached. An entry is <c>host</c>, which stands for every port, or <c>host:port</c>; an IPv6 address with a port
/// stands in brackets. A host is compared as a whole: no wildcards, no subdomains.
/// <para>
/// An entry allows requests whose IRI has that host. What a listed name leads to must be public (<see cref="AddressRules"/>), all of it,
/// unless an entry names that very address: an entry that is the address, as <c>10.0.0.7:8080</c>, or <c>localhost</c>, which means
/// 127.0.0.1 and ::1 (RFC 6761 §6.3). The entry <c>wiki.corp</c> names no address: DNS decides where it leads, so an address inside
/// must be listed beside it.
/// </para>
/// </summary>
public sealed class AllowedHosts
{
    private readonly ImmutableArray<Entry> _entries;

    private AllowedHosts(ImmutableArray<Entry> entries) => _entries = entries;

    /// <summary>True if nothing may be reached.</summary>
    public bool IsEmpty => _entries.IsEmpty;

    /// <summary>Reads a list.</summary>
    /// <param name="entries">The entries.</param>
    /// <exception cref="FormatException">An entry is neither host nor host:port; the message says which and what was expected.</exception>
    public static AllowedHosts Parse(IEnumerable<string> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return new AllowedHosts([.. entries.Select(ParseEntry)]);
    }

    /// <summary>Whether requests may go to a host.</summary>
    /// <param name="host">The host of the IRI, an IPv6 address with or without brackets.</param>
    /// <param name="port">The port.</param>
    public bool Lists(string host, int port)
    {
        ArgumentNullException.ThrowIfNull(host);
        var name = Normalized(host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host);
        var address = IPAddress.TryParse(name, out var parsed) ? parsed : null;
        return _entries.Any(entry => entry.HasPort(port) && (address is null ? entry.Host == name : address.Equals(entry.Address)));
    }

    /// <summary>Whether an entry names this very address, so that it may be dialled although it is not public.</summary>
    /// <param name="address">The address.</param>
    /// <param name="port">The port.</param>
    public bool Names(IPAddress address, int port)
    {
        ArgumentNullException.ThrowIfNull(address);
        return _entries.Any(entry => entry.HasPort(port)
            && (address.Equals(entry.Address) || (entry.Host == "localhost" && IsLocalhost(address))));
    }

    private static bool IsLocalhost(IPAddress address) => address.Equals(IPAddress.Loopback) || address.Equals(IPAddress.IPv6Loopback);

    private static Entry ParseEntry(string text)
    {
        var (host, port) = Split(text ?? "");
        int? known = null;
        if (port is not null)
        {
            known = int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 65535
                ? number
                : throw Wrong(text, $"'{port}' is no port");
        }

        var name = Normalized(host);
        if (IPAddress.TryParse(name, out var address))
        {
            // "127.1" and "0x7f000001" are addresses to some programs and names to others.
            return address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == name
                ? new Entry(name, address, known)
                : throw Wrong(text, $"the address is written {address}");
        }

        return Uri.CheckHostName(name) == UriHostNameType.Dns ? new Entry(name, null, known) : throw Wrong(text, $"'{host}' is no host");
    }

    private static (string Host, string? Port) Split(string text)
    {
        if (text.StartsWith('['))
        {
            var end = text.IndexOf(']', StringComparison.Ordinal);
            return end < 0 ? (text, null)
                : end == text.Length - 1 ? (text[1..end], null)
                : text[end + 1] == ':' ? (text[1..end], text[(end + 2)..])
                : (text, null);
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 || text.IndexOf(':', colon + 1) >= 0 ? (text, null) : (text[..colon], text[(colon + 1)..]);
    }

    // Case does not count, nor the dot of the root; other scripts are compared in their ASCII form (RFC 5891).
    private static string Normalized(string host)
    {
        var name = host.TrimEnd('.').ToLowerInvariant();
        try
        {
            return name.All(char.IsAscii) ? name : new IdnMapping().GetAscii(name);
        }
        catch (ArgumentException)
        {
            return name;
        }
    }

    private static FormatException Wrong(string? text, string problem) =>
        new($"'{text}': {problem}; expected host or host:port, such as dbpedia.org, 127.0.0.1:5301 or [::1]:5301.");

    private sealed record Entry(string Host, IPAddress? Address, int? Port)
    {
        public bool HasPort(int port) => Port is null || Port == port;
    }
}
