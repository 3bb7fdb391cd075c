using System.Net;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.TestKit.Manifests;
using KnowledgeGraph.TestKit.Suites;

namespace KnowledgeGraph.Server.Tests.Conformance;

/// <summary>The W3C suite of the Service Description, over HTTP against the real host. The manifest has names; what they ask for is in the recommendation.</summary>
/// <seealso href="https://www.w3.org/TR/sparql11-service-description/"/>
public sealed class ServiceDescriptionSuite(ITestOutputHelper output)
{
    private const string Sd = "http://www.w3.org/ns/sparql-service-description#";

    private static readonly string[] s_features = ["DereferencesURIs", "UnionDefaultGraph", "RequiresDataset", "EmptyGraphs", "BasicFederatedQuery"];

    private static readonly string[] s_languages = ["SPARQL10Query", "SPARQL11Query", "SPARQL11Update", "SPARQLQuery", "SPARQLUpdate"];

    // §3.2: property, class of its subjects (or a subclass), class of its objects where the description itself states it.
    private static readonly (string Property, string[] Domain, string? Range)[] s_properties =
    [
        ("endpoint", ["Service"], null), ("feature", ["Service"], null), ("defaultEntailmentRegime", ["Service"], null),
        ("supportedLanguage", ["Service"], null), ("supportedVersion", ["Service"], null), ("extensionFunction", ["Service"], null),
        ("resultFormat", ["Service"], null), ("inputFormat", ["Service"], null), ("defaultDataset", ["Service"], "Dataset"),
        ("defaultGraph", ["Dataset"], "Graph"), ("namedGraph", ["Dataset", "GraphCollection"], "NamedGraph"),
        ("name", ["NamedGraph"], null), ("graph", ["NamedGraph"], "Graph"),
    ];

    [Fact]
    public async Task ServiceDescription()
    {
        await using var host = await RunningHost.StartAsync();
        await HttpSuite.RunAsync(
            "SPARQL 1.1 Service Description", "sparql/sparql11/service-description/manifest.ttl", test => RunAsync(host, test), output);
    }

    private static async Task RunAsync(RunningHost host, W3cTest test)
    {
        using var response = await host.GetAsync("/sparql");
        switch (test.Iri[(test.Iri.IndexOf('#', StringComparison.Ordinal) + 1)..])
        {
            case "returns-rdf":
                Check(response.StatusCode == HttpStatusCode.OK && RdfFormat.FromMediaType(response.MediaType()!) is not null, "no RDF");
                Check((await response.DatasetAsync()).Count > 0, "no triples");
                break;
            case "has-endpoint-triple":
                var services = (await response.DatasetAsync()).Match(predicate: Name("endpoint"), @object: new Iri(host.Address + "/sparql")).ToList();
                Check(services.Count == 1, "no sd:endpoint with the address of the endpoint");
                break;
            case "conforms-to-schema":
                CheckSchema(await response.DatasetAsync());
                break;
            default:
                throw new ConformanceException("this test is not known");
        }
    }

    private static void CheckSchema(Dataset graph)
    {
        foreach (var quad in graph.Where(quad => quad.Predicate.Value.StartsWith(Sd, StringComparison.Ordinal)))
        {
            var rule = s_properties.FirstOrDefault(property => quad.Predicate == Name(property.Property));
            Check(rule.Property is not null, $"{quad.Predicate} is no property of the vocabulary");
            Check(rule.Domain.Any(type => Has(graph, quad.Subject, type)), $"{quad.Subject} has sd:{rule.Property}, but not its domain");
            Check(rule.Range is null || Has(graph, quad.Object, rule.Range), $"{quad.Object} is the object of sd:{rule.Property}, but not of its range");
            Check(quad.Object is Iri, $"the object of sd:{rule.Property} is {quad.Object}, no IRI");
        }

        // §3.2 and §3.3: what must be there; §3.4: the instances that there are.
        var services = graph.Match(predicate: RdfVocabulary.Type, @object: Name("Service")).ToList();
        Check(services.Count == 1, "not one sd:Service");
        Check(graph.Match(services[0].Subject, Name("endpoint")).Any(), "the service has no sd:endpoint");
        Check(graph.Match(services[0].Subject, Name("supportedLanguage")).Any(), "the service has no sd:supportedLanguage");
        Check(graph.Match(predicate: RdfVocabulary.Type, @object: Name("Dataset")).All(set => graph.Match(set.Subject, Name("defaultGraph")).Any()), "a dataset has no default graph");
        Check(graph.Match(predicate: RdfVocabulary.Type, @object: Name("NamedGraph")).All(named => graph.Match(named.Subject, Name("name")).Any()), "a named graph has no sd:name");
        Check(graph.Match(predicate: Name("feature")).All(quad => s_features.Any(name => quad.Object == Name(name))), "a feature is not known");
        Check(graph.Match(predicate: Name("supportedLanguage")).All(quad => s_languages.Any(name => quad.Object == Name(name))), "a language is not known");
    }

    private static bool Has(Dataset graph, Term node, string type) => graph.Match(node, RdfVocabulary.Type, Name(type)).Any();

    private static Iri Name(string name) => new(Sd + name);

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ConformanceException(otherwise);
        }
    }
}
