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
