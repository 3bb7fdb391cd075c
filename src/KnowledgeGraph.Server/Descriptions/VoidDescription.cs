using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.LinkedData;
using KnowledgeGraph.Server.Protocol;

namespace KnowledgeGraph.Server.Descriptions;

/// <summary>The description of the dataset at <c>/.well-known/void</c>.</summary>
/// <seealso href="https://www.w3.org/TR/void/"/>
public static class VoidDescription
{
    /// <summary>Describes the dataset: where it is, and how much of what is in it.</summary>
    /// <param name="dataset">What is served.</param>
    /// <param name="request">The request, which tells the host's address.</param>
    /// <param name="dumps">The addresses of the dumps, relative to the host's.</param>
    public static IEnumerable<Triple> Of(ServedDataset dataset, HttpRequest request, IEnumerable<string> dumps)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(dumps);
        var address = HostAddress.Of(request);
        var endpoint = new Iri(SparqlApi.AddressOf(request));
        var snapshot = dataset.Engine.Snapshot;
        var all = new Iri(address + ".well-known/void#dataset");
        yield return new Triple(all, RdfVocabulary.Type, VoidTriples.Name("Dataset"));
        // A GET of the endpoint gives the service description, which speaks of the same graphs.
        yield return new Triple(all, VoidTriples.Name("sparqlEndpoint"), endpoint);
        foreach (var dump in dumps)
        {
            yield return new Triple(all, VoidTriples.Name("dataDump"), new Iri(address + dump));
        }

        yield return new Triple(all, VoidTriples.Name("triples"), VoidTriples.Count(snapshot.DefaultGraphCount + snapshot.NamedGraphsCount));
        if (dataset.IsShipped)
        {
            yield return new Triple(all, VoidTriples.Name("uriSpace"), new Literal(LocalAddress.Namespace));
            yield return new Triple(
                all, new Iri("http://purl.org/dc/terms/license"), new Iri("https://creativecommons.org/licenses/by/4.0/"));
            yield return new Triple(all, VoidTriples.Name("vocabulary"), new Iri(LocalAddress.Namespace + "ontology#"));
        }

        var defaultGraph = ServiceDescription.DefaultGraphOf(endpoint);
        yield return new Triple(all, VoidTriples.Name("subset"), defaultGraph);
        yield return new Triple(defaultGraph, RdfVocabulary.Type, VoidTriples.Name("Dataset"));
        foreach (var triple in VoidTriples.OfDefaultGraph(defaultGraph, snapshot))
        {
            yield return triple;
        }

        foreach (var graph in snapshot.NamedGraphs)
        {
            if (snapshot.Terms.ToTerm(graph.Name) is Iri name)
            {
                yield return new Triple(all, VoidTriples.Name("subset"), name);
                yield return new Triple(name, RdfVocabulary.Type, VoidTriples.Name("Dataset"));
                foreach (var triple in VoidTriples.Of(name, DatasetStatistics.Of(snapshot).Named[graph.Name]))
                {
                    yield return triple;
                }
            }
        }
    }
}
