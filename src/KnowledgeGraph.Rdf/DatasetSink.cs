using System.Text;

namespace KnowledgeGraph.Rdf;

/// <summary>Collects what a reader reads as term objects in a <see cref="Rdf.Dataset"/>.</summary>
public sealed class DatasetSink : QuadSink
{
    private readonly Dictionary<string, string> _prefixes = new(StringComparer.Ordinal);

    /// <summary>A sink over a new dataset.</summary>
    public DatasetSink()
        : this(new Dataset())
    {
    }

    /// <summary>A sink that adds to a dataset. Equal blank node labels become equal nodes, whatever document they are from.</summary>
    /// <param name="dataset">The dataset.</param>
    public DatasetSink(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        Dataset = dataset;
    }

    /// <summary>The dataset that is filled.</summary>
    public Dataset Dataset { get; }

    /// <summary>The prefixes declared so far, by name without the colon; the last declaration counts.</summary>
    public IReadOnlyDictionary<string, string> Prefixes => _prefixes;

    /// <inheritdoc/>
    public override void Quad(in TermView subject, in TermView predicate, in TermView @object, in TermView graph) =>
        Dataset.Add(new Quad(subject.ToTerm(), (Iri)predicate.ToTerm(), @object.ToTerm(), graph.IsNone ? null : graph.ToTerm()));

    /// <inheritdoc/>
    public override void Prefix(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri) =>
        _prefixes[Encoding.UTF8.GetString(prefix)] = Encoding.UTF8.GetString(iri);
}
