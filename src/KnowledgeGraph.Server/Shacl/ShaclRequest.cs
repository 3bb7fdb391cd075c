using System.Collections.Immutable;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Reasoning.Shacl;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.Protocol;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Server.Shacl;

/// <summary>A request for a validation, read.</summary>
/// <param name="Shapes">The shapes.</param>
/// <param name="Prefixes">The prefixes of their document.</param>
/// <param name="Options">Limits, and the graph that is validated.</param>
/// <param name="Format">The format asked for by <c>format</c>, which wins over Accept, or null.</param>
public sealed record ShaclRequest(ShapesGraph Shapes, IReadOnlyDictionary<string, string> Prefixes, QueryOptions Options, string? Format)
{
    /// <summary>Reads a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="dataset">What is validated.</param>
    /// <param name="cancellation">Cancels the reading of the body.</param>
    /// <exception cref="ProblemException">
    /// 400: a parameter, the document (with line and column) or a shape is wrong. 404: there is no such graph. 413 and 415.
    /// </exception>
    public static async Task<ShaclRequest> ReadAsync(HttpRequest request, ServedDataset dataset, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(dataset);
        var format = RdfFormat.FromMediaType(request.ContentType ?? "")
            ?? throw ProblemException.UnsupportedMediaType(request.ContentType, RdfFormat.All.Select(each => each.MediaType));
        var options = OptionsOf(request, dataset);
        await using var body = await RequestBody.ReceiveAsync(request, dataset.MaxQueryBodyBytes, ServedDataset.QueryBodySetting, cancellation);
        var sink = new DatasetSink();
        try
        {
            var reading = new RdfReaderOptions { BaseIri = HostAddress.Of(request) + "shacl" };
            RequestBody.Unpacked(() => RdfReader.Read(body.Content, format, sink, reading, cancellation));
            var prefixes = sink.Prefixes.ToDictionary(StringComparer.Ordinal);
            prefixes.TryAdd("sh", ShaclVocabulary.Namespace);
            var name = RequestParameters.Single(request.Query["format"], "format");
            return new ShaclRequest(ShapesGraph.Read(sink.Dataset), prefixes, options, name);
        }
        catch (RdfSyntaxException e)
        {
            throw ProblemException.ShapesSyntax(e);
        }
        catch (ShaclException e)
        {
            throw ProblemException.Shapes(e);
        }
    }

    // As for queries, the default graph is the one that the host is set to; the parameters name another.
    private static QueryOptions OptionsOf(HttpRequest request, ServedDataset dataset)
    {
        var query = request.Query;
        var graphs = query["graph"].OfType<string>().ToImmutableArray();
        if ((graphs.IsEmpty ? 0 : 1) + (query.ContainsKey("default") ? 1 : 0) + (query.ContainsKey("union") ? 1 : 0) > 1)
        {
            throw ProblemException.BadRequest("Expected one of the parameters 'graph', 'default' and 'union', not several.");
        }

        var clause = graphs.IsEmpty ? null : new DatasetClause([.. graphs.Select(graph => GraphOf(graph, dataset))], []);
        var options = dataset.QueryOptions(RequestParameters.Timeout(query["timeout"]), clause);
        return query.ContainsKey("default") ? options with { UnionDefaultGraph = false }
            : query.ContainsKey("union") ? options with { UnionDefaultGraph = true }
            : options;
    }

    // A misspelt name would be an empty graph, to which every shape conforms.
    private static Iri GraphOf(string name, ServedDataset dataset)
    {
        if (!IriReference.IsWellFormedIri(name))
        {
            throw ProblemException.BadRequest($"The parameter 'graph' is '{name}'; expected an absolute IRI.");
        }

        var iri = new Iri(name);
        var snapshot = dataset.Engine.Snapshot;
        return snapshot.Terms.TryFind(iri, out var id) && snapshot.NamedGraphs.Any(graph => graph.Name == id)
            ? iri
            : throw ProblemException.NotFound($"The dataset has no graph {iri}.");
    }
}
