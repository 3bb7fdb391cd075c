using System.Globalization;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.Tests;

/// <summary>What the service description says holds.</summary>
public sealed class ServiceDescriptionTests(ShippedHost shipped)
{
    private const string Sd = "http://www.w3.org/ns/sparql-service-description#";
    private const string Void = "http://rdfs.org/ns/void#";

    [Theory]
    [InlineData("text/turtle")]
    [InlineData("application/n-triples")]
    [InlineData("application/trig")]
    public async Task ComesInEveryFormat(string mediaType)
    {
        var response = await shipped.Host.GetAsync("/sparql", "Accept: " + mediaType);

        Assert.Equal(mediaType, response.MediaType());
        Assert.NotEmpty(await response.DatasetAsync());
    }

    [Fact]
    public async Task NamesUpdateAndInputFormats_WhenWritesArePossible()
    {
        await using var host = await WritableHost.StartAsync();

        var writable = await DescribeAsync(host);
        var shippedOne = await DescribeAsync(shipped.Host);

        Assert.Contains(writable, quad => quad.Predicate == Name("supportedLanguage") && quad.Object == Name("SPARQL11Update"));
        Assert.Contains(writable, quad => quad.Predicate == Name("inputFormat") && quad.Object == new Iri("http://www.w3.org/ns/formats/Turtle"));
        Assert.DoesNotContain(shippedOne, quad => quad.Object == Name("SPARQL11Update") || quad.Object == Name("SPARQLUpdate") || quad.Predicate == Name("inputFormat"));
    }

    [Fact]
    public async Task SaysUnionDefaultGraph_WhenItIsSo()
    {
        await using var host = await RunningHost.StartAsync("--Dataset:Files:0=none", "--Dataset:DefaultGraph=union");

        Assert.Contains(await DescribeAsync(host), quad => quad.Object == Name("UnionDefaultGraph"));
        Assert.DoesNotContain(await DescribeAsync(shipped.Host), quad => quad.Object == Name("UnionDefaultGraph"));
    }

    [Fact]
    public async Task SaysBasicFederatedQuery_WhenAHostMayBeReached()
    {
        await using var host = await RunningHost.StartAsync("--Dataset:Files:0=none", "--Federation:Allow:0=example.org");

        Assert.Contains(await DescribeAsync(host), quad => quad.Object == Name("BasicFederatedQuery"));
        Assert.DoesNotContain(await DescribeAsync(shipped.Host), quad => quad.Object == Name("BasicFederatedQuery"));
    }

    [Theory]
    [InlineData("Rdf", "RDF")]
    [InlineData("Rdfs", "RDFS")]
    [InlineData("D", "D")]
    [InlineData("OwlRl", "OWL-RDF-Based")]
    public async Task NamesTheEntailmentRegime_OfTheDefaultGraphAlone(string setting, string regime)
    {
        await using var host = await WritableHost.StartAsync("--Reasoning:Regime=" + setting);
        await host.UpdateAsync("INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> <urn:o> } }");

        var description = await DescribeAsync(host);

        Assert.Contains(description, quad => quad.Predicate == Name("defaultEntailmentRegime") && quad.Object == Regime(regime));
        Assert.Contains(description, quad => quad.Predicate == Name("entailmentRegime") && quad.Object == Regime("Simple"));
        Assert.Equal(setting == "OwlRl", description.Any(quad => quad.Predicate == Name("defaultSupportedEntailmentProfile")));
        Assert.Contains(
            await DescribeAsync(shipped.Host), quad => quad.Predicate == Name("defaultEntailmentRegime") && quad.Object == Regime("Simple"));
    }

    [Fact]
    public async Task CountsExactly()
    {
        await using var host = await WritableHost.StartAsync();
        await host.UpdateAsync(
            """
            INSERT DATA {
              <urn:a> a <urn:C> , <urn:D> ; <urn:p> 1 , 2 . <urn:b> a <urn:C> ; <urn:p> 1 . <urn:c> <urn:p> _:x .
              GRAPH <urn:g> { <urn:a> <urn:p> 1 , 2 ; <urn:q> 2 . <urn:b> <urn:p> 2 }
              GRAPH <urn:h> { <urn:a> <urn:p> 2 }
            } ; CREATE GRAPH <urn:empty>
            """);

        var graph = await DescribeAsync(host);

        var endpoint = host.Address + "/sparql";
        Assert.Equal((7, 3, 5, 2), Numbers(graph, new Iri(endpoint + "#default-graph")));
        Assert.Equal((4, 2, 2, 2), Numbers(graph, ContentOf(graph, "urn:g")));
        Assert.Equal((1, 1, 1, 1), Numbers(graph, ContentOf(graph, "urn:h")));
        Assert.Equal((0, 0, 0, 0), Numbers(graph, ContentOf(graph, "urn:empty")));
        Assert.Equal(2, Number(graph, PartitionOf(graph, "class", "urn:C"), "entities"));
        Assert.Equal(1, Number(graph, PartitionOf(graph, "class", "urn:D"), "entities"));
        var property = PartitionOf(graph, "property", "urn:p");
        Assert.Equal((4L, 3L, 3L), (Number(graph, property, "triples"), Number(graph, property, "distinctSubjects"), Number(graph, property, "distinctObjects")));
    }

    // The counts of a real graph, against those of queries.
    [Fact]
    public async Task CountsAsQueriesDo()
    {
        var graph = await DescribeAsync(shipped.Host);
        var counted = await (await shipped.Host.AskAsync(
            "SELECT (COUNT(*) AS ?t) (COUNT(DISTINCT ?s) AS ?ds) (COUNT(DISTINCT ?o) AS ?do) (COUNT(DISTINCT ?p) AS ?dp) { ?s ?p ?o }", "text/csv")).TextAsync();
        var source = "https://w3id.org/secoop/source/edm-6-93";
        var countedInGraph = await (await shipped.Host.AskAsync(
            $"SELECT (COUNT(*) AS ?t) (COUNT(DISTINCT ?s) AS ?ds) (COUNT(DISTINCT ?o) AS ?do) (COUNT(DISTINCT ?p) AS ?dp) {{ GRAPH <{source}> {{ ?s ?p ?o }} }}", "text/csv")).TextAsync();

        Assert.Equal(Row(counted), Numbers(graph, new Iri(shipped.Host.Address + "/sparql#default-graph")));
        Assert.Equal(Row(countedInGraph), Numbers(graph, ContentOf(graph, source)));
    }

    [Fact]
    public async Task VoidDescriptionHasTheSameNumbers()
    {
        var description = await DescribeAsync(shipped.Host);
        var graph = await (await shipped.Host.GetAsync("/.well-known/void", "Accept: application/n-triples")).DatasetAsync();

        var defaultGraph = new Iri(shipped.Host.Address + "/sparql#default-graph");
        Assert.Contains(graph, quad => quad.Predicate == new Iri(Void + "subset") && quad.Object == defaultGraph);
        Assert.Contains(graph, quad => quad.Predicate == new Iri(Void + "sparqlEndpoint") && quad.Object == new Iri(shipped.Host.Address + "/sparql"));
        Assert.Equal(Numbers(description, defaultGraph), Numbers(graph, defaultGraph));
    }

    private static async Task<Dataset> DescribeAsync(RunningHost host) =>
        await (await host.GetAsync("/sparql", "Accept: application/n-triples")).DatasetAsync();

    private static (long, long, long, long) Row(string csv)
    {
        var cells = csv.Split("\r\n")[1].Split(',').Select(cell => long.Parse(cell, CultureInfo.InvariantCulture)).ToList();
        return (cells[0], cells[1], cells[2], cells[3]);
    }

    private static Term ContentOf(Dataset graph, string name)
    {
        var named = graph.Match(predicate: Name("name"), @object: new Iri(name)).Single().Subject;
        return graph.Match(named, Name("graph")).Single().Object;
    }

    private static Term PartitionOf(Dataset graph, string kind, string value) => graph.Match(predicate: new Iri(Void + kind), @object: new Iri(value)).Single().Subject;

    private static (long, long, long, long) Numbers(Dataset graph, Term node) =>
        (Number(graph, node, "triples"), Number(graph, node, "distinctSubjects"), Number(graph, node, "distinctObjects"), Number(graph, node, "properties"));

    private static long Number(Dataset graph, Term node, string name) =>
        long.Parse(((Literal)graph.Match(node, new Iri(Void + name)).Single().Object).Lexical, CultureInfo.InvariantCulture);

    private static Iri Name(string name) => new(Sd + name);

    private static Iri Regime(string name) => new("http://www.w3.org/ns/entailment/" + name);
}
