using System.Globalization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Knowledge.Build;

/// <summary>
/// What the build knows of the dataset: counts in the words of VoID, as a whole, by class, by property, by named graph; and, in those of DCAT,
/// its version and sources.
/// </summary>
/// <seealso href="https://www.w3.org/TR/void/"/>
/// <seealso href="https://www.w3.org/TR/vocab-dcat-3/"/>
internal static class DatasetDescription
{
    /// <summary>Namespace of VoID.</summary>
    public const string Namespace = "http://rdfs.org/ns/void#";

    /// <summary>Namespace of DCAT.</summary>
    public const string Catalog = "http://www.w3.org/ns/dcat#";

    /// <summary>Namespace of Dublin Core terms.</summary>
    public const string Terms = "http://purl.org/dc/terms/";

    private const string DatasetIri = "https://w3id.org/secoop/dataset";

    /// <summary>The description of a dataset.</summary>
    /// <param name="defaultGraph">The facts and what is derived from them, with the register.</param>
    /// <param name="namedGraphs">The named graphs.</param>
    /// <param name="sources">The documents that it was read from.</param>
    /// <param name="version">The version of its ontology, which is its own; null if there is none.</param>
    public static IEnumerable<Triple> Of(
        IReadOnlyCollection<Triple> defaultGraph, IReadOnlyDictionary<Iri, IReadOnlyCollection<Triple>> namedGraphs, IEnumerable<Iri> sources,
        string? version)
    {
        var dataset = new Iri(DatasetIri);
        var triples = new List<Triple>(Counts(dataset, defaultGraph))
        {
            new(dataset, RdfVocabulary.Type, Void("Dataset")),
            new(dataset, RdfVocabulary.Type, new Iri(Catalog + "Dataset")),
            new(dataset, Void("uriSpace"), new Literal(Vocabulary.Things)),
            new(dataset, Void("vocabulary"), new Iri(Vocabulary.Ontology.TrimEnd('#'))),
        };
        triples.AddRange(sources.Select(source => new Triple(dataset, new Iri(Terms + "source"), source)));
        if (version is not null)
        {
            triples.Add(new Triple(dataset, new Iri(Catalog + "version"), new Literal(version)));
        }

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
