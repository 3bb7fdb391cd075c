using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.Writes;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;
using Microsoft.Net.Http.Headers;

namespace KnowledgeGraph.Server.GraphStore;

/// <summary>A SPARQL update as a patch of one graph: quads outside GRAPH are that graph's, and no other graph may change.</summary>
/// <seealso href="https://www.w3.org/TR/sparql11-http-rdf-update/#http-patch"/>
public static class GraphPatch
{
    private const string MediaType = "application/sparql-update";

    /// <summary>Receives a patch.</summary>
    /// <param name="request">The request.</param>
    /// <param name="graph">The graph that it is about.</param>
    /// <param name="access">Who may write: how much is read.</param>
    /// <param name="cancellation">Stops the waiting for the sender.</param>
    /// <returns>The update, confined to the graph.</returns>
    /// <exception cref="ProblemException">400, 413 or 415: there is no update. 422: it changes other graphs.</exception>
    /// <exception cref="SparqlSyntaxException">The update does not parse.</exception>
    public static async Task<Update> ReceiveAsync(HttpRequest request, RequestedGraph graph, WriteAccess access, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(access);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase))
        {
            var problem = ProblemException.UnsupportedMediaType(request.ContentType, [MediaType]);
            problem.Headers["Accept-Patch"] = MediaType;
            throw problem;
        }

        await using var body = await RequestBody.ReceiveAsync(request, access.MaxBodyBytes, WriteAccess.BodySetting, cancellation);
        return Confined(SparqlParser.ParseUpdate(body.ReadText(), graph.BaseIri), graph.Name);
    }

    /// <summary>An update confined to a graph.</summary>
    /// <param name="update">The update.</param>
    /// <param name="graph">The graph; null for the default graph.</param>
    /// <exception cref="ProblemException">422: it changes other graphs.</exception>
    public static Update Confined(Update update, Iri? graph)
    {
        ArgumentNullException.ThrowIfNull(update);
        return update with { Operations = [.. update.Operations.Select(operation => Confined(operation, graph))] };
    }

    private static UpdateOperation Confined(UpdateOperation operation, Iri? graph) => operation switch
    {
        UpdateOperation.InsertData insert => insert with { Quads = Confined(insert.Quads, graph) },
        UpdateOperation.DeleteData delete => delete with { Quads = Confined(delete.Quads, graph) },
        UpdateOperation.Modify modify when modify.With is null || modify.With == graph => modify with
        {
            With = graph,
            Delete = Confined(modify.Delete, graph),
            Insert = Confined(modify.Insert, graph),
        },
        UpdateOperation.Clear clear when IsOnly(clear.Target, graph) => clear,
        UpdateOperation.Load load when load.Into is null || load.Into == graph => load with { Into = graph },
        _ => throw Elsewhere(),
    };

    private static ImmutableArray<QuadTemplate> Confined(ImmutableArray<QuadTemplate> quads, Iri? graph) =>
        [.. quads.Select(quad => quad.Graph switch
        {
            null => quad with { Graph = graph is null ? null : new TermPattern.Ground(graph) },
            TermPattern.Ground(Iri name) when name == graph => quad,
            _ => throw Elsewhere(),
        })];

    private static bool IsOnly(GraphTarget target, Iri? graph) => target switch
    {
        GraphTarget.One(var name) => name == graph,
        GraphTarget.Default => graph is null,
        _ => false,
    };

    private static ProblemException Elsewhere() => ProblemException.Unprocessable(
        "A patch changes the triples of the graph in the address and no other: INSERT DATA, DELETE DATA, DELETE/INSERT, CLEAR and LOAD of that graph.");
}
