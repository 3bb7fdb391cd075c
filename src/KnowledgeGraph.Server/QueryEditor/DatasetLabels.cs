using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Server.QueryEditor;

/// <summary>Reads labels of a state straight from its indexes: a few binary searches each. Thread-safe.</summary>
/// <param name="snapshot">The state.</param>
public sealed class DatasetLabels(Snapshot snapshot)
{
    private const int MostLabels = 64;

    // The first that an entity has is its label; the rest finds it, too.
    private static readonly Iri[] s_properties =
    [
        new("http://www.w3.org/2000/01/rdf-schema#label"), new("http://www.w3.org/2004/02/skos/core#prefLabel"),
        new("http://purl.org/dc/terms/title"), new("http://xmlns.com/foaf/0.1/name"),
        new("http://schema.org/name"), new("https://schema.org/name"),
        new("http://www.w3.org/2004/02/skos/core#altLabel"),
    ];

    /// <summary>The properties that give labels, as far as the dataset knows them.</summary>
    public IReadOnlyList<TermId> Properties { get; } =
        [.. s_properties.Select(property => Find(snapshot, property)).Where(id => !id.IsUndefined)];

    /// <summary>The label of a term: an English one, else one without language, else any; null if it has none.</summary>
    /// <param name="term">The term.</param>
    public string? Of(TermId term)
    {
        var objects = new TermId[MostLabels];
        foreach (var property in Properties)
        {
            var rows = snapshot.Scan(IndexOrder.Spo, new QuadPattern(term, property, default)).Read(objects, default, default, default);
            var best = objects.AsSpan(0, rows).ToArray().Select(id => snapshot.Terms.ToTerm(id)).OfType<Literal>().MinBy(Rank);
            if (best is not null)
            {
                return best.Lexical;
            }
        }

        return null;
    }

    /// <summary>The id of a term in a state; undefined if it does not occur.</summary>
    /// <param name="state">The state.</param>
    /// <param name="term">The term.</param>
    public static TermId Find(Snapshot state, Term term)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Terms.TryFind(term, out var id) ? id : default;
    }

    private static int Rank(Literal label) => label.Language switch
    {
        { } language when language.StartsWith("en", StringComparison.OrdinalIgnoreCase) => 0,
        null => 1,
        _ => 2,
    };
}
