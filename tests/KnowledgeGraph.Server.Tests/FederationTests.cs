using System.Net;
using KnowledgeGraph.Server.Hosting;

namespace KnowledgeGraph.Server.Tests;

/// <summary>Hosts that call each other, and what the configuration lets them reach.</summary>
public sealed class FederationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kg-federation-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task TwoHosts_AnswerTogether()
    {
        await using var ages = await RunningHost.StartAsync("--Dataset:Files:0=" + Write("ages.ttl", "<urn:a> <urn:age> 1 . <urn:b> <urn:age> 2 ."));
        await using var names = await RunningHost.StartAsync(
            "--Dataset:Files:0=" + Write("names.ttl", $"<urn:a> <urn:name> 'Ann' . <urn:c> <urn:name> 'Cem' . <urn:x> <urn:at> <{ages.Address}/sparql> ."),
            "--Federation:Allow:0=" + ages.Address["http://".Length..]);

        foreach (var call in (string[])[$"SERVICE <{ages.Address}/sparql>", "?x <urn:at> ?where SERVICE ?where", $"SERVICE SILENT <{ages.Address}/sparql>"])
        {
            var response = await names.AskAsync($"SELECT ?name ?age {{ ?s <urn:name> ?name . {call} {{ ?s <urn:age> ?age }} }}", "text/csv");
            Assert.Equal("name,age\r\nAnn,1\r\n", await response.TextAsync());

            // What another host says may change without our knowing.
            Assert.Equal("", response.Header("ETag"));
        }
    }

    [Fact]
    public async Task AHostThatIsNotListed_IsNotCalled()
    {
        await using var other = await RunningHost.StartAsync("--Dataset:Files=none");
        await using var host = await RunningHost.StartAsync("--Dataset:Files=none", "--Federation:Allow:0=example.org");
        var query = $"SELECT * {{ SERVICE <{other.Address}/sparql> {{ ?s ?p ?o }} }}";

        var problem = await (await host.AskAsync(query, "*/*")).ProblemAsync(HttpStatusCode.Forbidden, "remote-refused");

        Assert.Contains("Federation:Allow", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AHostThatDoesNotAnswer_IsABadGateway()
    {
        string dead;
        await using (var other = await RunningHost.StartAsync("--Dataset:Files=none"))
        {
            dead = other.Address;
        }

        await using var host = await RunningHost.StartAsync("--Dataset:Files=none", "--Federation:Allow=" + dead["http://".Length..] + ", example.org");
        var problem = await (await host.AskAsync($"SELECT * {{ SERVICE <{dead}/sparql> {{ ?s ?p ?o }} }}", "*/*"))
            .ProblemAsync(HttpStatusCode.BadGateway, "remote-failed");

        Assert.Contains("nobody answers", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            "s\r\n\r\n", await (await host.AskAsync($"SELECT ?s {{ SERVICE SILENT <{dead}/sparql> {{ ?s ?p ?o }} }}", "text/csv")).TextAsync());
    }

    [Fact]
    public async Task AFailureOfTheOtherHost_IsTold_WithoutItsWords()
    {
        await using var other = await RunningHost.StartAsync("--Dataset:Files=none", "--Limits:QueryMemoryMB=1");
        await using var host = await RunningHost.StartAsync("--Dataset:Files=none", "--Federation:Allow:0=" + other.Address["http://".Length..]);
        var problem = await (await host.AskAsync($"SELECT * {{ SERVICE <{other.Address}/nowhere> {{ ?s ?p ?o }} }}", "*/*"))
            .ProblemAsync(HttpStatusCode.BadGateway, "remote-failed");

        Assert.Contains("answers with status 404", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Federation:Allow:0=http://example.org/", "expected host or host:port")]
    [InlineData("--Federation:Allow=example.org,*", "expected host or host:port")]
    [InlineData("--Federation:MaxCalls=0", "MaxCalls")]
    [InlineData("--Federation:MaxBodyMB=5000", "MaxBodyMB")]
    [InlineData("--Federation:Alow:0=example.org", "Alow")]
    public void AWrongSetting_StopsTheStart(string setting, string problem) =>
        Assert.Contains(problem, Assert.Throws<StartException>(() => ServerHost.Build(["--Dataset:Files=none", setting])).Message, StringComparison.Ordinal);

    [Fact]
    public async Task TheContextOfTheShippedData_NeedsNoNetwork()
    {
        var file = Write("a.jsonld", """{"@context":"https://w3id.org/secoop/ontology/context.jsonld","id":"i:a","partOf":"i:b"}""");
        await using var host = await RunningHost.StartAsync("--Dataset:Files:0=" + file);

        Assert.Equal(
            "s,p,o\r\nhttps://w3id.org/secoop/id/a,https://w3id.org/secoop/ontology#partOf,https://w3id.org/secoop/id/b\r\n",
            await (await host.AskAsync("SELECT ?s ?p ?o { ?s ?p ?o }", "text/csv")).TextAsync());
    }

    [Fact]
    public void AnotherContext_StopsTheStart_UnlessItsHostIsListed()
    {
        var file = Write("a.jsonld", """{"@context":"https://example.org/context.jsonld","id":"a"}""");

        var error = Assert.Throws<StartException>(() => ServerHost.Build(["--Dataset:Files:0=" + file]));

        Assert.Contains("Federation:Allow", error.Message, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
