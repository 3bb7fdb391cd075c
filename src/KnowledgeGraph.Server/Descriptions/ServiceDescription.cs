using System.Globalization;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Reasoning.Entailment;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Protocol;

namespace KnowledgeGraph.Server.Descriptions;

/// <summary>The description of the endpoint: what it can do, and what is in its dataset.</summary>
/// <seealso href="https://www.w3.org/TR/sparql11-service-description/"/>
public static class ServiceDescription
{
    /// <summary>The namespace of the vocabulary.</summary>
    public const string Namespace = "http://www.w3.org/ns/sparql-service-description#";

    private const string Formats = "http://www.w3.org/ns/formats/";
    private const string Entailment = "http://www.w3.org/ns/entailment/";
    private const string OwlProfileRl = "http://www.w3.org/ns/owl-profile/RL";
    private const string Versions = "http://www.w3.org/ns/sparql#version-";

    /// <summary>Describes the endpoint and the graphs behind it.</summary>
    /// <param name="dataset">What is served.</param>
    /// <param name="request">The request, which tells the host's address.</param>
    public static IEnumerable<Triple> Of(ServedDataset dataset, HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(request);
        var endpoint = new Iri(SparqlApi.AddressOf(request));
        return OfService(dataset, endpoint).Concat(OfDataset(dataset.Engine, endpoint));
    }

    /// <summary>What describes the default graph.</summary>
    /// <param name="endpoint">The endpoint.</param>
    public static Iri DefaultGraphOf(Iri endpoint) => new(endpoint?.Value + "#default-graph");

    private static IEnumerable<Triple> OfService(ServedDataset dataset, Iri endpoint)
    {
        var service = new Iri(endpoint.Value + "#service");
        yield return new Triple(service, RdfVocabulary.Type, Sd("Service"));
        yield return new Triple(service, Sd("endpoint"), endpoint);
        yield return new Triple(service, Sd("defaultDataset"), DatasetOf(endpoint));
        yield return new Triple(service, Sd("defaultEntailmentRegime"), RegimeOf(dataset.Engine.Regime));
        if (dataset.Engine.Regime == EntailmentRegime.OwlRl)
        {
            yield return new Triple(service, Sd("defaultSupportedEntailmentProfile"), new Iri(OwlProfileRl));
        }

        foreach (var language in Languages(dataset))
        {
            yield return new Triple(service, Sd("supportedLanguage"), Sd(language));
        }

        // SPARQL 1.2 tells language and version apart.
        foreach (var version in (string[])["1.0", "1.1", "1.2", "1.2-basic"])
        {
            yield return new Triple(service, Sd("supportedVersion"), new Iri(Versions + version));
        }

        foreach (var feature in Features(dataset))
        {
            yield return new Triple(service, Sd("feature"), Sd(feature));
        }

        foreach (var format in AnswerFormat.OfSolutions.Concat(AnswerFormat.OfGraphs).Where(format => !format.IsHtml).Select(NameOf).Distinct())
        {
            yield return new Triple(service, Sd("resultFormat"), format);
        }

        if (dataset.Writes.IsPossible)
        {
            foreach (var format in RdfFormat.All)
            {
                yield return new Triple(service, Sd("inputFormat"), NameOf(format));
            }
        }
    }

    private static IEnumerable<string> Languages(ServedDataset dataset) =>
        dataset.Writes.IsPossible
            ? ["SPARQL10Query", "SPARQL11Query", "SPARQL11Update", "SPARQLQuery", "SPARQLUpdate"]
            : ["SPARQL10Query", "SPARQL11Query", "SPARQLQuery"];

    // §3.4: a graph that an update leaves empty stays; the graphs of FROM are those of the store, none is dereferenced; no query needs a dataset.
    private static IEnumerable<string> Features(ServedDataset dataset)
    {
        yield return "EmptyGraphs";
        if (dataset.UnionDefaultGraph)
        {
            yield return "UnionDefaultGraph";
        }

        if (dataset.Federates)
        {
            yield return "BasicFederatedQuery";
        }
    }

    private static IEnumerable<Triple> OfDataset(Engine.Engine engine, Iri endpoint)
    {
        var snapshot = engine.Snapshot;
        var all = DatasetOf(endpoint);
        var defaultGraph = DefaultGraphOf(endpoint);
        yield return new Triple(all, RdfVocabulary.Type, Sd("Dataset"));
        yield return new Triple(all, Sd("defaultGraph"), defaultGraph);
        yield return new Triple(defaultGraph, RdfVocabulary.Type, Sd("Graph"));
        yield return new Triple(defaultGraph, RdfVocabulary.Type, VoidTriples.Name("Dataset"));
        foreach (var triple in VoidTriples.OfDefaultGraph(defaultGraph, snapshot))
        {
            yield return triple;
        }

        var number = 0;
        foreach (var graph in snapshot.NamedGraphs)
        {
            // Blank graph names cannot be asked for by name and are left out.
            if (snapshot.Terms.ToTerm(graph.Name) is not Iri name)
            {
                continue;
            }

            var named = new Iri(string.Create(CultureInfo.InvariantCulture, $"{endpoint.Value}#named-graph-{++number}"));
            var content = new Iri(named.Value + "-content");
            yield return new Triple(all, Sd("namedGraph"), named);
            yield return new Triple(named, RdfVocabulary.Type, Sd("NamedGraph"));
            yield return new Triple(named, Sd("name"), name);
            yield return new Triple(named, Sd("graph"), content);
            if (engine.Regime != EntailmentRegime.None)
            {
                // Only the default graph is premise of inferences, and has them.
                yield return new Triple(named, Sd("entailmentRegime"), RegimeOf(EntailmentRegime.None));
            }

            yield return new Triple(content, RdfVocabulary.Type, Sd("Graph"));
            yield return new Triple(content, RdfVocabulary.Type, VoidTriples.Name("Dataset"));
            foreach (var triple in VoidTriples.Of(content, DatasetStatistics.Of(snapshot).Named[graph.Name]))
            {
                yield return triple;
            }
        }
    }

    // https://www.w3.org/ns/formats/
    private static Iri NameOf(AnswerFormat format) =>
        format.Rdf is { } rdf ? NameOf(rdf) : new Iri(Formats + "SPARQL_Results_" + format.Results!.Name.ToUpperInvariant());

    private static Iri NameOf(RdfFormat format) => new(Formats + format.Name.Replace('/', '_'));

    // https://www.w3.org/ns/entailment/
    private static Iri RegimeOf(EntailmentRegime regime) => new(Entailment + regime switch
    {
        EntailmentRegime.None => "Simple",
        EntailmentRegime.Rdf => "RDF",
        EntailmentRegime.Rdfs => "RDFS",
        EntailmentRegime.D => "D",
        _ => "OWL-RDF-Based",
    });

    private static Iri DatasetOf(Iri endpoint) => new(endpoint.Value + "#dataset");

    private static Iri Sd(string name) => new(Namespace + name);
}
