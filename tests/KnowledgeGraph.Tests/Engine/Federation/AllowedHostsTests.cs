using System.Net;
using KnowledgeGraph.Engine.Federation;

namespace KnowledgeGraph.Tests.Engine.Federation;

public sealed class AllowedHostsTests
{
    [Theory]
    [InlineData("example.org", "example.org", 80)]
    [InlineData("example.org", "example.org", 8080)]
    [InlineData("example.org:8080", "example.org", 8080)]
    [InlineData("EXAMPLE.org", "example.ORG.", 443)]
    [InlineData("пример.рф", "xn--e1afmkfd.xn--p1ai", 443)]
    [InlineData("127.0.0.1:5301", "127.0.0.1", 5301)]
    [InlineData("[::1]:5301", "::1", 5301)]
    [InlineData("[::1]", "[0:0:0:0:0:0:0:1]", 80)]
    [InlineData("2606:4700::1", "2606:4700:0::1", 80)]
    [InlineData("localhost:1", "localhost", 1)]
    public void Lists(string entry, string host, int port) => Assert.True(AllowedHosts.Parse([entry]).Lists(host, port));

    [Theory]
    [InlineData("example.org:8080", "example.org", 80)]
    [InlineData("example.org", "www.example.org", 80)]
    [InlineData("example.org", "notexample.org", 80)]
    [InlineData("example.org", "example.org.evil.test", 80)]
    [InlineData("127.0.0.1:5301", "127.0.0.1", 5302)]
    [InlineData("127.0.0.1:5301", "localhost", 5301)]
    [InlineData("127.0.0.1", "::ffff:127.0.0.1", 80)]
    [InlineData("localhost:1", "127.0.0.1", 1)]
    public void DoesNotList(string entry, string host, int port) => Assert.False(AllowedHosts.Parse([entry]).Lists(host, port));

    [Theory]
    [InlineData("127.0.0.1:5301", "127.0.0.1", 5301)]
    [InlineData("10.0.0.7", "10.0.0.7", 80)]
    [InlineData("localhost:5301", "127.0.0.1", 5301)]
    [InlineData("localhost:5301", "::1", 5301)]
    [InlineData("[::ffff:127.0.0.1]:80", "::ffff:127.0.0.1", 80)]
    public void NamesTheAddress(string entry, string address, int port) =>
        Assert.True(AllowedHosts.Parse([entry]).Names(IPAddress.Parse(address), port));

    [Theory]
    [InlineData("127.0.0.1:5301", "127.0.0.1", 80)]
    [InlineData("127.0.0.1", "127.0.0.2", 80)]
    [InlineData("127.0.0.1", "::ffff:127.0.0.1", 80)]
    [InlineData("localhost:5301", "127.0.0.2", 5301)]
    [InlineData("localhost:5301", "127.0.0.1", 80)]
    [InlineData("wiki.corp", "10.0.0.7", 80)]
    public void DoesNotNameTheAddress(string entry, string address, int port) =>
        Assert.False(AllowedHosts.Parse([entry]).Names(IPAddress.Parse(address), port));

    [Theory]
    [InlineData("")]
    [InlineData(":80")]
    [InlineData("*")]
    [InlineData("*.example.org")]
    [InlineData("http://example.org")]
    [InlineData("example.org/sparql")]
    [InlineData("user@example.org")]
    [InlineData("example.org:")]
    [InlineData("example.org:0")]
    [InlineData("example.org:65536")]
    [InlineData("example.org:+1")]
    [InlineData("example.org:http")]
    [InlineData("[::1")]
    [InlineData("[::1]x")]
    [InlineData("127.1")]
    [InlineData("0x7f000001")]
    [InlineData("2130706433")]
    [InlineData("10.0.0.0/8")]
    public void RefusesWhatIsNoHost(string entry)
    {
        var error = Assert.Throws<FormatException>(() => AllowedHosts.Parse(["example.org", entry]));

        Assert.Contains($"'{entry}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("expected host or host:port", error.Message, StringComparison.Ordinal);
    }
}
