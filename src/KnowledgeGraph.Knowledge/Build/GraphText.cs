using System.Buffers;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Knowledge.Build;

/// <summary>Writes graphs in one order, so that the same triples are always the same bytes.</summary>
internal static class GraphText
{
    private static readonly (string Prefix, string Namespace)[] s_prefixes =
    [
        ("", Vocabulary.Ontology), ("i", Vocabulary.Things), ("s", Vocabulary.Sources), ("rdf", Vocabulary.RdfSyntax), ("rdfs", Vocabulary.Rdfs),
        ("xsd", Vocabulary.XmlSchema), ("oa", Vocabulary.Annotation), ("owl", Vocabulary.Owl), ("prov", Shortcuts.Provenance),
        ("void", DatasetDescription.Namespace), ("dcterms", DatasetDescription.Terms), ("dcat", DatasetDescription.Catalog),
    ];

    /// <summary>A graph as bytes of Turtle, or of TriG if it has a name.</summary>
    /// <param name="triples">The triples, in any order.</param>
    /// <param name="graph">The graph's name; null for the default graph.</param>
    public static byte[] Write(IEnumerable<Triple> triples, Iri? graph)
    {
        List<Triple> sorted =
        [
            .. triples.Distinct().OrderBy(triple => triple.Subject.ToString(), StringComparer.Ordinal)
                .ThenBy(triple => triple.Predicate == RdfVocabulary.Type ? "" : triple.Predicate.Value, StringComparer.Ordinal)
                .ThenBy(triple => triple.Object.ToString(), StringComparer.Ordinal),
        ];
        var prefixes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string prefix, string @namespace) in s_prefixes.Concat(PrefixesBelow(graph)))
        {
            if (sorted.Any(triple => Uses(triple, @namespace)) || graph?.Value.StartsWith(@namespace, StringComparison.Ordinal) == true)
            {
                prefixes.Add(prefix, @namespace);
            }
        }

        var output = new ArrayBufferWriter<byte>();
        using (RdfWriter writer = RdfWriter.Create(output, graph is null ? RdfFormat.Turtle : RdfFormat.TriG, prefixes))
        {
            new Dataset(sorted.Select(triple => new Quad(triple.Subject, triple.Predicate, triple.Object, graph))).WriteTo(writer);
            writer.Finish();
        }

        return output.WrittenSpan.ToArray();
    }

    // What lies below a source is named by what it is: c: claims, m: mentions, x: spans.
    private static IEnumerable<(string Prefix, string Namespace)> PrefixesBelow(Iri? graph) =>
        graph is null
            ? []
            : [("c", $"{graph.Value}/claim/"), ("m", $"{graph.Value}/mention/"), ("x", $"{graph.Value}/span/"), ("cit", $"{graph.Value}/citation/"),
                ("fn", $"{graph.Value}/footnote/"), ("region", $"{graph.Value}/region/")];

    private static bool Uses(Triple triple, string @namespace) =>
        Uses(triple.Subject, @namespace) || Uses(triple.Predicate, @namespace) || Uses(triple.Object, @namespace);

    private static bool Uses(Term term, string @namespace) => term switch
    {
        Iri iri => iri.Value.StartsWith(@namespace, StringComparison.Ordinal),
        Literal literal => literal.Datatype.Value.StartsWith(@namespace, StringComparison.Ordinal) && literal.Datatype != Xsd.String
            && literal.Datatype != RdfVocabulary.LangString,
        TripleTerm triple => Uses(triple.Subject, @namespace) || Uses(triple.Predicate, @namespace) || Uses(triple.Object, @namespace),
        _ => false,
    };
}
