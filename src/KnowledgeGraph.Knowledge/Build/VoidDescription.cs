using System.Globalization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Knowledge.Build;

/// <summary>Counts of the dataset in the words of VoID: as a whole, by class, by property, by named graph.</summary>
/// <seealso href="https://www.w3.org/TR/void/"/>
internal static class VoidDescription
{
    /// <summary>Namespace of VoID.</summary>
    public const string Namespace = "http://rdfs.org/ns/void#";

    /// <summary>Namespace of Dublin Core terms.</summary>
    public const string Terms = "http://purl.org/dc/terms/";

    private const string DatasetIri = "https://w3id.org/secoop/dataset";

    /// <summary>The description of a dataset.</summary>
    /// <param name="defaultGraph">The facts and what is derived from them, with the register.</param>
    /// <param name="namedGraphs">The named graphs.</param>
    public static IEnumerable<Triple> Of(IReadOnlyCollection<Triple> defaultGraph, IReadOnlyDictionary<Iri, IReadOnlyCollection<Triple>> namedGraphs)
    {
        var dataset = new Iri(DatasetIri);
        var triples = new List<Triple>(Counts(dataset, defaultGraph))
        {
            new(dataset, RdfVocabulary.Type, Void("Dataset")),
            new(dataset, RdfVocabulary.Type, new Iri("http://www.w3.org/ns/dcat#Dataset")),
            new(dataset, new Iri(Terms + "title"), new Literal("Kazakhstan and NATO: who says what", "en")),
            new(dataset, Void("uriSpace"), new Literal(Vocabulary.Things)),
            new(dataset, Void("vocabulary"), new Iri(Vocabulary.Ontology.TrimEnd('#'))),
        };
        foreach (IGrouping<Term, Triple> members in defaultGraph.Where(triple => triple.Predicate == RdfVocabulary.Type).GroupBy(triple => triple.Object))
        {
            if (members.Key is Iri @class && @class.Value.StartsWith(Vocabulary.Ontology, StringComparison.Ordinal))
            {
                triples.AddRange(Partition(dataset, "class", @class, "entities", members.Select(triple => triple.Subject).Distinct().Count()));
            }
        }

        foreach (IGrouping<Iri, Triple> uses in defaultGraph.GroupBy(triple => triple.Predicate))
        {
            if (uses.Key.Value.StartsWith(Vocabulary.Ontology, StringComparison.Ordinal))
            {
                triples.AddRange(Partition(dataset, "property", uses.Key, "triples", uses.Count()));
            }
        }

        foreach ((Iri name, IReadOnlyCollection<Triple> graph) in namedGraphs)
        {
            triples.Add(new Triple(dataset, Void("subset"), name));
            triples.AddRange(Counts(name, graph));
        }

        return triples;
    }

    private static IEnumerable<Triple> Counts(Iri subject, IReadOnlyCollection<Triple> graph)
    {
        yield return new Triple(subject, RdfVocabulary.Type, Void("Dataset"));
        yield return new Triple(subject, Void("triples"), Number(graph.Count));
        yield return new Triple(subject, Void("distinctSubjects"), Number(graph.Select(triple => triple.Subject).Distinct().Count()));
        yield return new Triple(subject, Void("distinctObjects"), Number(graph.Select(triple => triple.Object).Distinct().Count()));
        yield return new Triple(subject, Void("properties"), Number(graph.Select(triple => triple.Predicate).Distinct().Count()));
        yield return new Triple(
            subject, Void("classes"), Number(graph.Where(triple => triple.Predicate == RdfVocabulary.Type).Select(triple => triple.Object).Distinct().Count()));
        yield return new Triple(
            subject, Void("entities"),
            Number(graph.Select(triple => triple.Subject).OfType<Iri>().Where(iri => iri.Value.StartsWith(Vocabulary.Things, StringComparison.Ordinal)).Distinct().Count()));
    }

    private static IEnumerable<Triple> Partition(Iri dataset, string kind, Iri term, string counted, int count)
    {
        var partition = new Iri($"{DatasetIri}/{kind}/{term.Value[Vocabulary.Ontology.Length..]}");
        yield return new Triple(dataset, Void(kind + "Partition"), partition);
        yield return new Triple(partition, Void(kind), term);
        yield return new Triple(partition, Void(counted), Number(count));
    }

    private static Iri Void(string name) => new(Namespace + name);

    private static Literal Number(int number) => new(number.ToString(CultureInfo.InvariantCulture), Xsd.Integer);
}
