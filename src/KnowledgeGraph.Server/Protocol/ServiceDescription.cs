using System.Globalization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Server.Hosting;

namespace KnowledgeGraph.Server.Protocol;

/// <summary>The description of the endpoint.</summary>
/// <seealso href="https://www.w3.org/TR/sparql11-service-description/"/>
public static class ServiceDescription
{
    /// <summary>The namespace of the vocabulary.</summary>
    public const string Namespace = "http://www.w3.org/ns/sparql-service-description#";

    private const string Void = "http://rdfs.org/ns/void#";
    private const string Formats = "http://www.w3.org/ns/formats/";

    private static readonly string[] s_resultFormats =
        ["SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "TriG", "N-Triples", "N-Quads"];

    /// <summary>Describes the endpoint and the graphs behind it.</summary>
    /// <param name="dataset">What is served.</param>
    /// <param name="request">The request, which tells the host's address.</param>
    public static IEnumerable<Triple> Of(ServedDataset dataset, HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(request);
        var endpoint = new Iri(HostAddress.Of(request) + "sparql");
        var service = new Iri(endpoint.Value + "#service");
        var all = new Iri(endpoint.Value + "#dataset");
        var defaultGraph = new Iri(endpoint.Value + "#default-graph");
        yield return new Triple(service, RdfVocabulary.Type, Sd("Service"));
        yield return new Triple(service, Sd("endpoint"), endpoint);
        yield return new Triple(service, Sd("supportedLanguage"), Sd("SPARQL10Query"));
        yield return new Triple(service, Sd("supportedLanguage"), Sd("SPARQL11Query"));
        if (dataset.UnionDefaultGraph)
        {
            yield return new Triple(service, Sd("feature"), Sd("UnionDefaultGraph"));
        }

        foreach (var format in s_resultFormats)
        {
            yield return new Triple(service, Sd("resultFormat"), new Iri(Formats + format));
        }

        yield return new Triple(service, Sd("defaultDataset"), all);
        yield return new Triple(all, RdfVocabulary.Type, Sd("Dataset"));
        yield return new Triple(all, Sd("defaultGraph"), defaultGraph);
        yield return new Triple(defaultGraph, RdfVocabulary.Type, Sd("Graph"));
        var snapshot = dataset.Engine.Snapshot;
        yield return new Triple(defaultGraph, new Iri(Void + "triples"), Count(snapshot.DefaultGraphCount));
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
            yield return new Triple(content, RdfVocabulary.Type, Sd("Graph"));
            yield return new Triple(content, new Iri(Void + "triples"), Count(graph.Count));
        }
    }

    private static Iri Sd(string name) => new(Namespace + name);

    private static Literal Count(long value) => new(value.ToString(CultureInfo.InvariantCulture), Xsd.Integer);
}
