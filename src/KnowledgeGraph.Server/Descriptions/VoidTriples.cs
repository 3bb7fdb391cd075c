using System.Globalization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Server.Descriptions;

/// <summary>The statistics of a dataset as triples of VoID.</summary>
/// <seealso href="https://www.w3.org/TR/void/#statistics"/>
public static class VoidTriples
{
    /// <summary>The namespace of the vocabulary.</summary>
    public const string Namespace = "http://rdfs.org/ns/void#";

    /// <summary>Most partitions of a kind that are listed, the largest ones; their whole number is told beside.</summary>
    public const int MaxPartitions = 1000;

    /// <summary>The numbers of a graph.</summary>
    /// <param name="graph">What describes the graph.</param>
    /// <param name="numbers">The numbers.</param>
    public static IEnumerable<Triple> Of(Term graph, GraphNumbers numbers) =>
    [
        new(graph, Name("triples"), Count(numbers.Triples)),
        new(graph, Name("distinctSubjects"), Count(numbers.DistinctSubjects)),
        new(graph, Name("distinctObjects"), Count(numbers.DistinctObjects)),
        new(graph, Name("properties"), Count(numbers.Properties)),
    ];

    /// <summary>The numbers of the default graph, with its classes and properties.</summary>
    /// <param name="graph">What describes the default graph.</param>
    /// <param name="snapshot">The state counted.</param>
    public static IEnumerable<Triple> OfDefaultGraph(Term graph, Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var statistics = DatasetStatistics.Of(snapshot);
        foreach (var triple in Of(graph, statistics.Default))
        {
            yield return triple;
        }

        yield return new Triple(graph, Name("classes"), Count(statistics.Classes.Length));
        var number = 0;
        foreach (var (type, entities) in statistics.Classes.Take(MaxPartitions))
        {
            var partition = Partition("class", number++);
            yield return new Triple(graph, Name("classPartition"), partition);
            yield return new Triple(partition, Name("class"), snapshot.Terms.ToTerm(type));
            yield return new Triple(partition, Name("entities"), Count(entities));
        }

        foreach (var property in statistics.Properties.Take(MaxPartitions))
        {
            var partition = Partition("property", number++);
            yield return new Triple(graph, Name("propertyPartition"), partition);
            yield return new Triple(partition, Name("property"), snapshot.Terms.ToTerm(property.Property));
            yield return new Triple(partition, Name("triples"), Count(property.Triples));
            yield return new Triple(partition, Name("distinctSubjects"), Count(property.DistinctSubjects));
            yield return new Triple(partition, Name("distinctObjects"), Count(property.DistinctObjects));
        }
    }

    /// <summary>A term of the vocabulary.</summary>
    /// <param name="name">Its local name.</param>
    public static Iri Name(string name) => new(Namespace + name);

    /// <summary>A count as a literal.</summary>
    /// <param name="value">The count.</param>
    public static Literal Count(long value) => new(value.ToString(CultureInfo.InvariantCulture), Xsd.Integer);

    private static BlankNode Partition(string kind, int number) => new(string.Create(CultureInfo.InvariantCulture, $"{kind}{number}"));
}
