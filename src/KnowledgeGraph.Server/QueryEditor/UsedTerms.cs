using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Server.QueryEditor;

/// <summary>
/// The classes, the properties or the most used entities of a state with their labels and counts, to be found by what somebody types. Immutable, thread-safe; as
/// many searches in the indexes to make as there are such terms.
/// </summary>
public sealed class UsedTerms
{
    private const int MostTerms = 10_000;

    // So many entities are counted, whatever the size of the dataset, and the most used of them kept.
    private const int MostCounted = 50_000;
    private const int MostEntities = 500;

    private static readonly Iri[] s_classes =
        [new("http://www.w3.org/2002/07/owl#Class"), new("http://www.w3.org/2000/01/rdf-schema#Class")];

    private static readonly Iri[] s_properties =
    [
        new("http://www.w3.org/2002/07/owl#ObjectProperty"), new("http://www.w3.org/2002/07/owl#DatatypeProperty"),
        new(RdfVocabulary.Namespace + "Property"),
    ];

    private readonly Entry[] _entries;

    private UsedTerms(Snapshot snapshot, IEnumerable<(TermId Term, long Uses)> terms)
    {
        var labels = new DatasetLabels(snapshot);
        _entries =
        [
            .. terms.Where(used => used.Term.IsIri)
                .Select(used => new Entry(((Iri)snapshot.Terms.ToTerm(used.Term)).Value, labels.Of(used.Term), used.Uses))
                .OrderByDescending(entry => entry.Uses).ThenBy(entry => entry.Iri, StringComparer.Ordinal),
        ];
    }

    /// <summary>The classes of a state.</summary>
    /// <param name="snapshot">The state.</param>
    public static UsedTerms Classes(Snapshot snapshot)
    {
        var type = DatasetLabels.Find(snapshot, RdfVocabulary.Type);
        return new UsedTerms(snapshot, type.IsUndefined ? [] : Counted(
            snapshot,
            Distinct(snapshot.Scan(IndexOrder.Pos, new QuadPattern(default, type, default)))
                .Concat(Distinct(snapshot.Scan(IndexOrder.Posg, new QuadPattern(default, type, default))))
                .Concat(Declared(snapshot, type, s_classes)),
            term => new QuadPattern(default, type, term)));
    }

    /// <summary>The properties of a state.</summary>
    /// <param name="snapshot">The state.</param>
    public static UsedTerms Properties(Snapshot snapshot)
    {
        var type = DatasetLabels.Find(snapshot, RdfVocabulary.Type);
        return new UsedTerms(snapshot, Counted(
            snapshot,
            Distinct(snapshot.Scan(IndexOrder.Pso, default)).Concat(Distinct(snapshot.Scan(IndexOrder.Psog, default)))
                .Concat(type.IsUndefined ? [] : Declared(snapshot, type, s_properties)),
            term => new QuadPattern(default, term, default)));
    }

    /// <summary>
    /// The entities that most facts point to, classes apart; of a dataset with very many, the most used of the first by their IRI.
    /// </summary>
    /// <param name="snapshot">The state.</param>
    public static UsedTerms Entities(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var type = DatasetLabels.Find(snapshot, RdfVocabulary.Type);
        bool IsClass(TermId term) => !type.IsUndefined && snapshot.Count(GraphScope.Default, new QuadPattern(default, type, term)) > 0;
        var scan = snapshot.Scan(IndexOrder.Osp, default);
        var terms = scan.SeekFirst(TermId.First(TermTag.Iri))
            ? Distinct(scan).TakeWhile(term => term.IsIri).Take(MostCounted).Where(term => !IsClass(term)) : [];
        return new UsedTerms(snapshot, terms
            .Select(term => (term, snapshot.Count(GraphScope.Default, new QuadPattern(default, default, term))))
            .OrderByDescending(used => used.Item2).Take(MostEntities).ToList());
    }

    /// <summary>The terms that a typed text means: those whose name or label begin with it first, the most used of them first.</summary>
    /// <param name="typed">The text; empty for the most used.</param>
    /// <param name="within">The namespace that the IRI begins with; empty for any.</param>
    /// <param name="limit">The most terms.</param>
    public IEnumerable<Completion> Find(string typed, string within, int limit)
    {
        var folded = FoldedText.Of(typed);
        return _entries.Where(entry => entry.Iri.StartsWith(within, StringComparison.Ordinal))
            .Select(entry => (Entry: entry, Rank: entry.RankOf(folded))).Where(found => found.Rank is not null)
            .OrderBy(found => found.Rank).Take(limit).Select(found => new Completion(found.Entry.Iri, found.Entry.Label, found.Entry.Uses));
    }

    private static IEnumerable<(TermId Term, long Uses)> Counted(
        Snapshot snapshot, IEnumerable<TermId> terms, Func<TermId, QuadPattern> pattern) =>
        terms.Distinct().Take(MostTerms).ToList()
            .Select(term => (term, snapshot.Count(GraphScope.Default, pattern(term)) + snapshot.Count(GraphScope.AnyNamed, pattern(term))));

    // From each value of the first free column to the next by search, not row by row.
    private static IEnumerable<TermId> Distinct(IndexScan scan)
    {
        var first = new TermId[1];
        while (scan.Read(first, default, default, default) > 0)
        {
            yield return first[0];
            if (!scan.SeekFirst(new TermId(first[0].Bits + 1)))
            {
                yield break;
            }
        }
    }

    private static List<TermId> Declared(Snapshot snapshot, TermId type, Iri[] kinds)
    {
        var found = new List<TermId>();
        var subjects = new TermId[1024];
        foreach (var kind in kinds.Select(kind => DatasetLabels.Find(snapshot, kind)).Where(kind => !kind.IsUndefined))
        {
            var scan = snapshot.Scan(IndexOrder.Pos, new QuadPattern(default, type, kind));
            int rows;
            while (found.Count < MostTerms && (rows = scan.Read(subjects, default, default, default)) > 0)
            {
                found.AddRange(subjects.AsSpan(0, rows));
            }
        }

        return found;
    }

    private sealed class Entry(string iri, string? label, long uses)
    {
        private readonly string _name = FoldedText.Of(iri[(iri.AsSpan().LastIndexOfAny('/', '#', ':') + 1)..]);
        private readonly string _words = FoldedText.Of(FoldedText.LocalName(iri) + " " + label);

        public string Iri => iri;

        public string? Label => label;

        public long Uses => uses;

        // 0: begins with the text; 1: a word does; 2: has it inside; null: no match.
        public int? RankOf(string typed)
        {
            if (_name.StartsWith(typed, StringComparison.Ordinal))
            {
                return 0;
            }

            var at = _words.IndexOf(typed, StringComparison.Ordinal);
            if (at < 0)
            {
                return _name.Contains(typed, StringComparison.Ordinal) ? 2 : null;
            }

            return FoldedText.IsWordStart(_words, at) ? 1 : 2;
        }
    }
}
