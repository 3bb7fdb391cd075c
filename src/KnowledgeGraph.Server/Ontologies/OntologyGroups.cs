using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.LinkedData;

namespace KnowledgeGraph.Server.Ontologies;

/// <summary>The table of contents of an ontology, made from the ontology itself: no list of terms has to be kept by hand.</summary>
public static class OntologyGroups
{
    private const int FewestOfAGroup = 3;

    private static readonly (string Marker, string Anchor, string Heading)[] s_marked =
    [
        ("ApparatusProperty", "properties-of-evidence", "Properties of claims and their evidence"),
        ("RegisterProperty", "properties-of-register", "Properties written in the register"),
        ("ShortcutProperty", "properties-shortcuts", "Shortcuts, derived by rule"),
    ];

    /// <summary>The groups: classes, then properties, then lists of values.</summary>
    /// <param name="ontology">The ontology.</param>
    public static IReadOnlyList<OntologyGroup> Of(Ontology ontology)
    {
        ArgumentNullException.ThrowIfNull(ontology);
        return [.. Classes(ontology), .. Properties(ontology), .. Values(ontology)];
    }

    private static IEnumerable<OntologyGroup> Classes(Ontology ontology)
    {
        var trees = ontology.Of(OntologyTermKind.Class).GroupBy(@class => ontology.Root(@class.Iri) ?? @class).ToList();
        var evidence = ontology.Of(OntologyTermKind.Property).Where(property => IsMarked(property, s_marked[0].Marker))
            .SelectMany(property => property.Terms(OntologyVocabulary.DomainIncludes)).ToHashSet();
        foreach (var tree in trees.Where(tree => tree.Count() >= FewestOfAGroup).OrderBy(tree => tree.Key.Label, StringComparer.Ordinal))
        {
            yield return new OntologyGroup("classes-" + tree.Key.Name, $"Classes: {tree.Key.Label}",
                [tree.Key, .. tree.Where(@class => @class != tree.Key)]);
        }

        var rest = trees.Where(tree => tree.Count() < FewestOfAGroup).SelectMany(tree => tree).ToList();
        yield return new OntologyGroup("classes-other", "Classes: other things",
            [.. rest.Where(@class => !evidence.Contains(@class.Iri) && !IsOfProperties(@class))]);
        yield return new OntologyGroup("classes-evidence", "Classes: claims and their evidence",
            [.. rest.Where(@class => evidence.Contains(@class.Iri))]);
        yield return new OntologyGroup("classes-properties", "Classes of properties", [.. rest.Where(IsOfProperties)]);
    }

    private static IEnumerable<OntologyGroup> Properties(Ontology ontology)
    {
        var properties = ontology.Of(OntologyTermKind.Property).ToList();
        var plain = properties.Where(property => !s_marked.Any(mark => IsMarked(property, mark.Marker))).ToList();
        var byRoot = plain.GroupBy(property => Domain(ontology, property)).ToList();
        foreach (var group in byRoot.Where(group => group.Key is not null && group.Count() >= FewestOfAGroup)
            .OrderBy(group => group.Key!.Label, StringComparer.Ordinal))
        {
            yield return new OntologyGroup("properties-of-" + group.Key!.Name, $"Properties: {group.Key.Label}", [.. group]);
        }

        yield return new OntologyGroup(
            "properties-other", "Properties: several or other kinds of thing",
            [.. plain.Where(property => byRoot.Any(group => (group.Key is null || group.Count() < FewestOfAGroup)
                && group.Contains(property)))]);
        foreach (var (marker, anchor, heading) in s_marked)
        {
            yield return new OntologyGroup(anchor, heading, [.. properties.Where(property => IsMarked(property, marker))]);
        }
    }

    private static IEnumerable<OntologyGroup> Values(Ontology ontology) => ontology.Of(OntologyTermKind.ListOfValues)
        .Select(list => new OntologyGroup(
        "values-" + list.Name, $"Values: {list.Label}",
        [list, .. ontology.That(OntologyVocabulary.InScheme, list.Iri)]));

    // The one kind of thing that has the property; null if there are none or several.
    private static OntologyTerm? Domain(Ontology ontology, OntologyTerm property) =>
        property.Terms(OntologyVocabulary.DomainIncludes).Select(ontology.Root).Distinct().ToList() is [var one] ? one : null;

    private static bool IsMarked(OntologyTerm property, string marker) =>
        property.Types.Contains(new Iri(LocalAddress.Namespace + "ontology#" + marker));

    private static bool IsOfProperties(OntologyTerm @class) => @class.Terms(OntologyVocabulary.SubClassOf)
        .Any(above => above.Value.EndsWith("#Property", StringComparison.Ordinal));
}
