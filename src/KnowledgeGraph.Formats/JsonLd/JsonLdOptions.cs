using System.Text.Json;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>How JSON-LD is processed.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#the-jsonldoptions-type"/>
/// <seealso href="https://www.w3.org/TR/json-ld11-framing/#jsonldoptions"/>
public sealed record JsonLdOptions
{
    /// <summary>The base that relative IRI references are resolved against; null: the IRI of a loaded document, or none.</summary>
    public string? BaseIri { get; init; }

    /// <summary>
    /// Gets remote contexts and documents. Null: there is no way out, and a document that needs one is an error that names the IRI.
    /// Whatever it throws, other than cancellation, becomes <c>loading remote context failed</c> or <c>loading document failed</c>.
    /// </summary>
    public Func<string, RemoteDocument>? LoadDocument { get; init; }

    /// <summary>A context in effect before the document's own.</summary>
    public JsonElement? ExpandContext { get; init; }

    /// <summary>Whether an array with one item is written as that item.</summary>
    public bool CompactArrays { get; init; } = true;

    /// <summary>Whether IRIs are written relative to the base.</summary>
    public bool CompactToRelative { get; init; } = true;

    /// <summary>Whether members come in code point order where the recommendation leaves the order open.</summary>
    public bool Ordered { get; init; }

    /// <summary>Whether to process as JSON-LD 1.0, in which newer keywords are errors.</summary>
    public bool Version10 { get; init; }

    /// <summary>How strings with a base direction go to RDF and come back.</summary>
    public RdfDirection RdfDirection { get; init; }

    /// <summary>Whether xsd:boolean, xsd:integer and xsd:double come from RDF as JSON's own values.</summary>
    public bool UseNativeTypes { get; init; }

    /// <summary>Whether rdf:type comes from RDF as a property, not as <c>@type</c>.</summary>
    public bool UseRdfType { get; init; }

    /// <summary>When framing embeds a node, where the frame does not say.</summary>
    public JsonLdEmbedding Embed { get; init; }

    /// <summary>Whether framing keeps only the properties that the frame names, where it does not say.</summary>
    public bool Explicit { get; init; }

    /// <summary>Whether framing leaves out properties without value, where the frame does not say.</summary>
    public bool OmitDefault { get; init; }

    /// <summary>Whether framing demands all properties of the frame, where it does not say.</summary>
    public bool RequireAll { get; init; }

    /// <summary>Whether a single framed node comes without <c>@graph</c> around it; null: yes, but for JSON-LD 1.0.</summary>
    public bool? OmitGraph { get; init; }

    /// <summary>How deep objects and arrays of documents, contexts and frames may nest.</summary>
    public int MaxNesting { get; init; } = 200;

    /// <summary>How many remote contexts may lead to each other.</summary>
    public int MaxRemoteContexts { get; init; } = 32;
}
