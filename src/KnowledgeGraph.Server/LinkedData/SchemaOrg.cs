using System.Text.Json;
using System.Text.Json.Nodes;
using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>An entity in the words of schema.org, for search engines: only what schema.org has a word for.</summary>
/// <seealso href="https://schema.org/docs/datamodel.html"/>
public static class SchemaOrg
{
    private const string Namespace = "http://schema.org/";

    // Where schema.org's class says no more than ours does (ontology/alignments.ttl).
    private static readonly Dictionary<Iri, string> s_types = new()
    {
        [Vocabulary.Term("Person")] = "Person",
        [Vocabulary.Term("Outlet")] = "NewsMediaOrganization",
        [Vocabulary.Term("Organisation")] = "Organization",
        [Vocabulary.Term("Alliance")] = "Organization",
        [Vocabulary.Term("MilitaryUnit")] = "Organization",
        [Vocabulary.Term("Event")] = "Event",
        [Vocabulary.Term("Meeting")] = "Event",
        [Vocabulary.Term("Exercise")] = "Event",
        [Vocabulary.Term("ExerciseSeries")] = "EventSeries",
        [Vocabulary.Term("Place")] = "Place",
        [Vocabulary.Term("Facility")] = "Place",
        [Vocabulary.Term("Document")] = "Article",
        [Vocabulary.Term("Work")] = "CreativeWork",
        [Vocabulary.Term("Claim")] = "Claim",
    };

    /// <summary>The description as a data block of a page.</summary>
    /// <param name="view">What the page shows.</param>
    public static string Script(EntityView view)
    {
        // The serializer escapes every sign that HTML knows.
        return $"<script type=\"application/ld+json\">{Describe(view).ToJsonString(JsonSerializerOptions.Default)}</script>";
    }

    /// <summary>The description.</summary>
    /// <param name="view">What the page shows.</param>
    public static JsonObject Describe(EntityView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var type = view.Types.OfType<Iri>().Select(TypeOf).FirstOrDefault(each => each is not null) ?? "Thing";
        var node = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = type,
            ["@id"] = view.Entity.Value,
            ["name"] = view.Label,
        };
        Add(node, "alternateName", view.Names.Select(name => name.Lexical).Where(name => name != view.Label));
        Add(node, "sameAs", view.Links.Where(link => link.IsSame).Select(link => link.Target.Value));
        if (view.Description is not null)
        {
            node["description"] = view.Description.Lexical;
        }

        if (type == "Event" && view.Timeline.FirstOrDefault(each => each.Thing == view.Entity) is { } dated
            && dated.Begin.Lexical == dated.End?.Lexical)
        {
            node["startDate"] = dated.Begin.Lexical;
            node["endDate"] = dated.Begin.Lexical;
        }

        return node;
    }

    private static string? TypeOf(Iri type) =>
        s_types.GetValueOrDefault(type)
            ?? (type.Value.StartsWith(Namespace, StringComparison.Ordinal) ? type.Value[Namespace.Length..] : null);

    private static void Add(JsonObject node, string name, IEnumerable<string> values)
    {
        JsonNode[] all = [.. values.Distinct(StringComparer.Ordinal).Select(value => (JsonNode)value)];
        if (all.Length > 0)
        {
            node[name] = all.Length == 1 ? all[0] : new JsonArray(all);
        }
    }
}
