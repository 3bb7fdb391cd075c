using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Server.QueryEditor;

/// <summary>
/// The entities with a label that begins as typed, straight from the dictionary, whose strings are sorted: a few searches, whatever the
/// size of the dataset, and nothing to build. For the time in which the index of labels is not there yet.
/// </summary>
/// <param name="snapshot">The state.</param>
public sealed class LabelsInDictionary(Snapshot snapshot)
{
    private const int BatchRows = 1024;

    // Of all that begin as typed, so many are ranked by their use, and so many statements are looked at.
    private const int MostRanked = 500;
    private const int MostBatches = 100;

    private readonly DatasetLabels _labels = new(snapshot);

    /// <summary>The entities, the most used first.</summary>
    /// <param name="typed">The text.</param>
    /// <param name="within">The namespace that the IRI begins with; empty for any.</param>
    /// <param name="limit">The most entities.</param>
    public IEnumerable<Completion> Find(string typed, string within, int limit)
    {
        ArgumentException.ThrowIfNullOrEmpty(typed);
        return Labelled(typed).Distinct().Take(MostRanked).Where(entity => entity.IsIri)
            .Select(entity => (Entity: entity, ((Iri)snapshot.Terms.ToTerm(entity)).Value))
            .Where(entity => entity.Value.StartsWith(within, StringComparison.Ordinal))
            .Select(entity => (entity.Entity, entity.Value, Uses: Uses(entity.Entity)))
            .OrderByDescending(entity => entity.Uses).ThenBy(entity => entity.Value, StringComparer.Ordinal).Take(limit)
            .Select(entity => new Completion(entity.Value, _labels.Of(entity.Entity), entity.Uses));
    }

    private long Uses(TermId entity) => snapshot.Count(GraphScope.Default, new QuadPattern(default, default, entity));

    // As typed, and as names are written.
    private IEnumerable<TermId> Labelled(string typed)
    {
        var properties = _labels.Properties.ToHashSet();
        foreach (var prefix in new[] { typed, char.ToUpperInvariant(typed[0]) + typed[1..], typed.ToUpperInvariant() }.Distinct())
        {
            foreach (var tag in (TermTag[])[TermTag.LanguageString, TermTag.String])
            {
                var (start, end) = snapshot.Terms.FindPrefix(tag, Encoding.UTF8.GetBytes(prefix));
                foreach (var entity in start < end ? Labelled(start, end, properties) : [])
                {
                    yield return entity;
                }
            }
        }
    }

    // Literals that are no labels are passed over.
    private List<TermId> Labelled(TermId start, TermId end, HashSet<TermId> properties)
    {
        var scan = snapshot.Scan(IndexOrder.Ops, default);
        var (objects, predicates, subjects) = (new TermId[BatchRows], new TermId[BatchRows], new TermId[BatchRows]);
        var found = new List<TermId>();
        var rows = scan.SeekFirst(start) ? scan.Read(objects, predicates, subjects, default) : 0;
        for (var batches = 0; rows > 0 && batches < MostBatches && found.Count < MostRanked && objects[0] < end; batches++)
        {
            for (var i = 0; i < rows && objects[i] < end; i++)
            {
                if (properties.Contains(predicates[i]))
                {
                    found.Add(subjects[i]);
                }
            }

            rows = scan.Read(objects, predicates, subjects, default);
        }

        return found;
    }
}
