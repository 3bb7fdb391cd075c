using System.Net;

namespace KnowledgeGraph.Server.Tests;

/// <summary>Queries under the entailment regime of the section Reasoning.</summary>
public sealed class ReasoningTests
{
    private const string Prefixes =
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX : <urn:>\n";

    [Theory]
    [InlineData("None", false)]
    [InlineData("Rdfs", true)]
    [InlineData("OwlRl", true)]
    public async Task QueriesSeeWhatFollows_IfTheRegimeSaysSo(string regime, bool isSeen)
    {
        await using var host = await WritableHost.StartAsync("--Reasoning:Regime=" + regime);
        await host.UpdateAsync(Prefixes + "INSERT DATA { :Pact rdfs:subClassOf :Treaty . :x a :Pact }");

        Assert.Equal(isSeen, (await (await host.AskAsync(Prefixes + "ASK { :x a :Treaty }", "*/*")).TableAsync()).Boolean);

        // What follows goes with its premise.
        await host.UpdateAsync(Prefixes + "DELETE DATA { :x a :Pact }");
        Assert.False((await (await host.AskAsync(Prefixes + "ASK { :x a :Treaty }", "*/*")).TableAsync()).Boolean);
    }

    [Fact]
    public async Task EvidenceAndPagesNameRuleAndPremises()
    {
        await using var host = await WritableHost.StartAsync("--Reasoning:Regime=Rdfs");
        await host.UpdateAsync(
            Prefixes + "INSERT DATA { :Pact rdfs:subClassOf :Treaty . :x a :Pact . :x :with :y . :with rdfs:subPropertyOf :near }");
        var query = Uri.EscapeDataString(Prefixes + "SELECT ?x { ?x a :Treaty }");
        var row = Uri.EscapeDataString("""{"x": {"type": "uri", "value": "urn:x"}}""");

        using var evidence = System.Text.Json.JsonDocument.Parse(await (await host.GetAsync($"/evidence?query={query}&row={row}")).TextAsync());
        var part = evidence.RootElement.GetProperty("supports")[0].GetProperty("parts")[0];
        Assert.Equal("rdfs9", part.GetProperty("rule").GetProperty("name").GetString());
        Assert.Equal(2, part.GetProperty("premises").GetArrayLength());

        var why = await (await host.GetAsync($"/evidence?query={query}&row={row}", "Accept: text/html")).TextAsync();
        Assert.Matches("Follows by rule <code [^>]*>rdfs9</code>", why);
        var page = await (await host.GetAsync("/describe?iri=urn:x", "Accept: text/html")).TextAsync();
        Assert.Matches("Follows by rule <code [^>]*>rdfs7</code>", page);
        Assert.Contains("subPropertyOf", page, StringComparison.Ordinal);
    }

    // SPARQL 1.1 Protocol §2.1.7: QueryRequestRefused.
    [Fact]
    public async Task RefusesQueries_WhileTheDataContradictThemselves()
    {
        await using var host = await WritableHost.StartAsync("--Reasoning:Regime=OwlRl");
        await host.UpdateAsync(Prefixes + "INSERT DATA { :Ally owl:disjointWith :Enemy . :x a :Ally , :Enemy }");

        var refused = await host.AskAsync(Prefixes + "SELECT ?t { :x a ?t }", "*/*");

        var problem = await refused.ProblemAsync(HttpStatusCode.InternalServerError, "inconsistent-data");
        Assert.StartsWith(
            "The data contradict themselves under OwlRl entailment, first by ", problem.GetProperty("detail").GetString(),
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await host.UpdateAsync(Prefixes + "DELETE DATA { :x a :Enemy }")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.AskAsync(Prefixes + "SELECT ?t { :x a ?t }", "*/*")).StatusCode);
    }
}
