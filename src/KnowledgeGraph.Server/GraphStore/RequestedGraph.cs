using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.Protocol;
using KnowledgeGraph.Store;
using Microsoft.AspNetCore.Http.Features;

namespace KnowledgeGraph.Server.GraphStore;

/// <summary>The graph that a request is about.</summary>
/// <param name="Name">Its name; null for the default graph.</param>
/// <param name="BaseIri">The base of relative IRIs in documents that are put into it.</param>
/// <seealso href="https://www.w3.org/TR/sparql11-http-rdf-update/#graph-identification"/>
public sealed record RequestedGraph(Iri? Name, string BaseIri)
{
    /// <summary>The path of the graph store.</summary>
    public const string StorePath = "/rdf-graph-store";

    /// <summary>The graph of a request; null if it is about the graph store itself.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ProblemException">400: the graph is named twice, or not by an absolute IRI.</exception>
    public static RequestedGraph? Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Path.Value!.Length > StorePath.Length + 1 ? Direct(request) : Indirect(request);
    }

    /// <summary>A new graph, named by an address under the graph store's that no other graph has.</summary>
    /// <param name="request">The request, which tells the host's address.</param>
    public static RequestedGraph New(HttpRequest request)
    {
        var name = new Iri($"{StoreAddress(request)}/{Guid.CreateVersion7()}");
        return new RequestedGraph(name, name.Value);
    }

    /// <summary>The graph in a state of the store; false if there is none.</summary>
    /// <param name="snapshot">The state.</param>
    /// <param name="scope">The graph.</param>
    public bool TryFind(Snapshot snapshot, out GraphScope scope)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        scope = GraphScope.Default;
        if (Name is null)
        {
            return true;
        }

        if (!snapshot.Terms.TryFind(Name, out var id) || !snapshot.HasGraph(id))
        {
            return false;
        }

        scope = GraphScope.Named(id);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Name is null ? "the default graph" : $"the graph <{Name.Value}>";

    // §4.1: the request IRI itself names the graph, its query included. As it was sent: the framework's path is decoded.
    private static RequestedGraph Direct(HttpRequest request)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!target.StartsWith('/'))
        {
            target = request.Path.ToUriComponent() + request.QueryString.ToUriComponent();
        }

        var name = HostAddress.Of(request).TrimEnd('/') + target;
        return IriReference.IsWellFormedIri(name)
            ? new RequestedGraph(new Iri(name), name)
            : throw ProblemException.BadRequest("The address of the request is no IRI that could name a graph.");
    }

    // §4.2: the query names the graph. The field 'base' is ours: the default graph has no name that relative IRIs could be resolved against.
    private static RequestedGraph? Indirect(HttpRequest request)
    {
        var fields = RequestFields.OfAddress(request);
        var name = fields.Single("graph");
        if (name is null && !fields.Has("default"))
        {
            return null;
        }

        if (name is not null && fields.Has("default"))
        {
            throw ProblemException.BadRequest("The request names a graph and the default graph; expected ?graph=IRI or ?default.");
        }

        return new RequestedGraph(name is null ? null : AbsoluteIri(name, "graph"), BaseOf(fields, name ?? StoreAddress(request)));
    }

    /// <summary>The base of relative IRIs that a request asks for by the field <c>base</c>, else another one.</summary>
    /// <param name="fields">The fields of the request.</param>
    /// <param name="otherwise">The other one.</param>
    /// <exception cref="ProblemException">400: it is no absolute IRI.</exception>
    public static string BaseOf(RequestFields fields, string otherwise)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return fields.Single("base") is { } asked ? AbsoluteIri(asked, "base").Value : otherwise;
    }

    private static Iri AbsoluteIri(string text, string field) => IriReference.IsWellFormedIri(text)
        ? new Iri(text)
        : throw ProblemException.BadRequest($"The parameter '{field}' is '{text}'; expected an absolute IRI.");

    private static string StoreAddress(HttpRequest request) => HostAddress.Of(request).TrimEnd('/') + StorePath;
}
