using System.Collections.Frozen;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>A link from an entity to an address elsewhere.</summary>
/// <param name="Kind">What the address has to do with the entity, in words.</param>
/// <param name="Target">The address.</param>
/// <param name="IsSame">True if it names the entity itself.</param>
public sealed record OutsideLink(string Kind, Iri Target, bool IsSame)
{
    private static readonly FrozenDictionary<string, (string Kind, bool IsSame)> s_kinds = new Dictionary<string, (string, bool)>
    {
        ["http://www.w3.org/2002/07/owl#sameAs"] = ("the same thing", true),
        ["http://schema.org/sameAs"] = ("page about the same thing", true),
        ["https://schema.org/sameAs"] = ("page about the same thing", true),
        ["http://www.w3.org/2004/02/skos/core#exactMatch"] = ("exact match", true),
        ["http://www.w3.org/2004/02/skos/core#closeMatch"] = ("close match", false),
        ["http://www.w3.org/2004/02/skos/core#broadMatch"] = ("broader match", false),
        ["http://www.w3.org/2004/02/skos/core#narrowMatch"] = ("narrower match", false),
        ["http://www.w3.org/2004/02/skos/core#relatedMatch"] = ("related match", false),
        ["http://www.w3.org/2000/01/rdf-schema#seeAlso"] = ("see also", false),
        ["http://xmlns.com/foaf/0.1/homepage"] = ("official site", false),
        ["http://schema.org/url"] = ("official site", false),
        ["https://schema.org/url"] = ("official site", false),
        ["http://xmlns.com/foaf/0.1/page"] = ("page", false),
        ["http://purl.org/dc/terms/source"] = ("source", false),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The link that a triple makes; null if it makes none.</summary>
    /// <param name="predicate">The property.</param>
    /// <param name="target">Its value.</param>
    public static OutsideLink? Of(Iri predicate, Term target)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return target is Iri address && address.Value.StartsWith("http", StringComparison.Ordinal)
            && !address.Value.StartsWith(LocalAddress.Namespace, StringComparison.Ordinal)
            && s_kinds.TryGetValue(predicate.Value, out var kind)
            ? new OutsideLink(kind.Kind, address, kind.IsSame)
            : null;
    }

    /// <summary>The host of the address, as far as it has one.</summary>
    public string Host => Uri.TryCreate(Target.Value, UriKind.Absolute, out var address) ? address.Host : "";
}
