using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>Gets documents and contexts through the caller's loader, each context once.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#loaddocumentcallback"/>
internal sealed class DocumentLoader(JsonLdOptions options)
{
    private const string ContextRelation = "http://www.w3.org/ns/json-ld#context";

    private readonly Dictionary<string, (object? Context, string DocumentIri)> _contexts = new(StringComparer.Ordinal);

    /// <summary>The value of @context of the document at an IRI, and where that is.</summary>
    public (object? Context, string DocumentIri) LoadContext(string iri)
    {
        // JSON-LD 1.1 API §4.1.2, steps 5.2.4 to 5.2.6.
        if (_contexts.TryGetValue(iri, out var known))
        {
            return known;
        }

        LoadedDocument document;
        try
        {
            document = Load(iri);
        }
        catch (JsonLdException e)
        {
            throw new JsonLdException("loading remote context failed", e.Problem, e);
        }

        var loaded = document.Json is JsonMap map && map.TryGetValue(Keywords.Context, out var context)
            ? (context, document.DocumentIri)
            : throw new JsonLdException("invalid remote context", $"the document at <{iri}> is no object with @context");
        _contexts.Add(iri, loaded);
        return loaded;
    }

    /// <summary>The document at an IRI; if it is JSON of another kind with an alternate that is JSON-LD, that one.</summary>
    public LoadedDocument Load(string iri)
    {
        var document = Call(iri);
        if (!IsJson(document) && Link(document, link => link.Relation == "alternate" && link.Type == RdfFormat.JsonLd.MediaType) is { } alternate)
        {
            document = Call(alternate);
        }

        if (!IsJson(document))
        {
            throw new JsonLdException("loading document failed", $"<{iri}> is no JSON but {document.ContentType}");
        }

        string? context = null;
        if (MediaType(document) != RdfFormat.JsonLd.MediaType)
        {
            var links = LinkHeader.Parse(document.Links).Where(link => link.Relation == ContextRelation).ToList();
            if (links.Count > 1)
            {
                throw new JsonLdException("multiple context link headers", $"<{iri}> comes with {links.Count} Link headers of a context");
            }

            context = links.Count == 1 ? IriReference.Resolve(document.DocumentIri, links[0].Target) : null;
        }

        try
        {
            return new LoadedDocument(
                JsonText.Read(document.Content.Span, document.DocumentIri, options.MaxNesting, hasOffsets: false), document.DocumentIri, context);
        }
        catch (RdfSyntaxException e)
        {
            throw new JsonLdException("loading document failed", e.Message, e);
        }
    }

    private static bool IsJson(RemoteDocument document) =>
        MediaType(document) is var type && (type == "application/json" || type.EndsWith("+json", StringComparison.Ordinal));

    private static string MediaType(RemoteDocument document) =>
        (document.ContentType ?? RdfFormat.JsonLd.MediaType).Split(';')[0].Trim().ToLowerInvariant();

    private static string? Link(RemoteDocument document, Func<LinkHeader, bool> applies) =>
        LinkHeader.Parse(document.Links).FirstOrDefault(applies) is { } link ? IriReference.Resolve(document.DocumentIri, link.Target) : null;

    private RemoteDocument Call(string iri)
    {
        if (options.LoadDocument is null)
        {
            throw new JsonLdException("loading document failed", $"<{iri}> is not fetched: the hosts that may be asked are listed in Federation:Allow");
        }

#pragma warning disable CA1031 // The loader is the caller's; whatever it throws means that the document cannot be had.
        try
        {
            return options.LoadDocument(iri);
        }
        catch (Exception e) when (e is not (OperationCanceledException or JsonLdException))
        {
            throw new JsonLdException("loading document failed", $"<{iri}> cannot be loaded: {e.Message}", e);
        }
#pragma warning restore CA1031
    }
}
