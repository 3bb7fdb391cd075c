using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Knowledge.Search;

/// <summary>
/// Finds the things of a snapshot by their labels and aliases, in whatever script and romanisation they are asked for
/// (<see cref="FoldingKey"/>). Built once for a snapshot, from any dataset; memory O(labels), about a hundred bytes each.
/// Immutable and thread-safe.
/// </summary>
public sealed class LabelIndex
{
    /// <summary>Labels that are held; a dataset with more is searched in part (<see cref="IsComplete"/>).</summary>
    public const int MostLabels = 2_000_000;

    private const int MostWords = 12;
    private const int MostClasses = 10_000;
    private static readonly Iri s_subClassOf = Vocabulary.SubClassOf;

    private readonly Snapshot _snapshot;
    private readonly LabelTable _table;

    private LabelIndex(Snapshot snapshot, LabelTable table)
    {
        _snapshot = snapshot;
        _table = table;
    }

    /// <summary>The data whose labels these are.</summary>
    public Snapshot Snapshot => _snapshot;

    /// <summary>How many labels there are.</summary>
    public int Count => _table.Texts.Length;

    /// <summary>False if the dataset has more labels than are held.</summary>
    public bool IsComplete => _table.IsComplete;

    /// <summary>Reads the labels of all graphs of a snapshot.</summary>
    /// <param name="snapshot">The data.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static LabelIndex Build(Snapshot snapshot, CancellationToken cancellation = default) =>
        Build(snapshot, MostLabels, cancellation);

    /// <summary>Reads some of the labels of a snapshot.</summary>
    /// <param name="snapshot">The data.</param>
    /// <param name="mostLabels">The most labels held.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static LabelIndex Build(Snapshot snapshot, int mostLabels, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new LabelIndex(snapshot, new LabelTableBuilder(snapshot, mostLabels, null, cancellation).Build());
    }

    /// <summary>
    /// The index of a later state. Where terms have kept their ids only new labels are read and folded, a fraction of the work of
    /// <see cref="Build(Snapshot, CancellationToken)"/>; the most used things are then those of before.
    /// </summary>
    /// <param name="later">The data.</param>
    /// <param name="cancellation">Stops the work.</param>
    public LabelIndex Update(Snapshot later, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(later);
        return ReferenceEquals(later.Terms.Numbering, _snapshot.Terms.Numbering)
            ? new LabelIndex(later, new LabelTableBuilder(later, MostLabels, _table, cancellation).Build())
            : Build(later, cancellation);
    }

    /// <summary>
    /// The things whose labels match, each once, by its best label: by kind of match, then the most used first, then the shortest label.
    /// </summary>
    /// <param name="text">What to look for; at most twelve words count.</param>
    /// <param name="limit">The most things.</param>
    /// <param name="type">Only things of this class or a class below it; null for all.</param>
    /// <param name="cancellation">Stops the search.</param>
    public ImmutableArray<LabelMatch> Find(string text, int limit = 10, Iri? type = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        string[] words = [.. FoldingKey.Words(text).Take(MostWords)];
        if (words.Length == 0 || Count == 0)
        {
            return [];
        }

        List<LabelCandidate> candidates = new LabelCandidates(_table, words, cancellation).All();
        Predicate<TermId>? isAsked = type is null ? null : IsOf(ClassesBelow(type), candidates.Count);
        Dictionary<TermId, LabelCandidate> best = Best(candidates, limit, isAsked, cancellation);
        Dictionary<TermId, LabelCandidate> shown = Spelt(best, candidates, text);
        int asked = words.Sum(word => word.Length);
        return [.. best.OrderBy(pair => pair.Value)
            .Select(pair => Match(pair.Value, shown.GetValueOrDefault(pair.Key, pair.Value), text, asked))];
    }

    // The best candidate of each of the best things.
    private Dictionary<TermId, LabelCandidate> Best(
        List<LabelCandidate> candidates, int limit, Predicate<TermId>? isAsked, CancellationToken cancellation)
    {
        var best = new Dictionary<TermId, LabelCandidate>();
        var refused = new HashSet<TermId>();
        var queue = new PriorityQueue<LabelCandidate, LabelCandidate>(candidates.Select(candidate => (candidate, candidate)));
        while (best.Count < limit && queue.TryDequeue(out LabelCandidate candidate, out _))
        {
            cancellation.ThrowIfCancellationRequested();
            TermId entity = _table.Entities[candidate.Label];
            if (!refused.Contains(entity) && (best.ContainsKey(entity) || isAsked is null || isAsked(entity)))
            {
                best.TryAdd(entity, candidate);
            }
            else
            {
                refused.Add(entity);
            }
        }

        return best;
    }

    // Where a thing's best label is spelt otherwise than what was typed, the best of its labels that has those letters: it says
    // which name matched.
    private Dictionary<TermId, LabelCandidate> Spelt(Dictionary<TermId, LabelCandidate> best, List<LabelCandidate> candidates, string text)
    {
        string[] letters = [.. FoldingKey.Split(text)];
        HashSet<TermId> open = [.. best.Where(pair => !HasLetters(pair.Value, letters)).Select(pair => pair.Key)];
        var spelt = new Dictionary<TermId, LabelCandidate>();
        foreach (LabelCandidate candidate in candidates.Where(candidate => candidate.Kind != MatchKind.Typo))
        {
            TermId entity = _table.Entities[candidate.Label];
            if (open.Contains(entity) && HasLetters(candidate, letters)
                && !(spelt.TryGetValue(entity, out LabelCandidate other) && other.CompareTo(candidate) < 0))
            {
                spelt[entity] = candidate;
            }
        }

        return spelt;
    }

    private bool HasLetters(LabelCandidate candidate, string[] letters) =>
        letters.All(word => TextOf(candidate.Label).Lexical.Contains(word, StringComparison.OrdinalIgnoreCase));

    private Literal TextOf(int label) => (Literal)_snapshot.Terms.ToTerm(_table.Texts[label]);

    private LabelMatch Match(LabelCandidate best, LabelCandidate shown, string text, int asked)
    {
        Literal label = TextOf(shown.Label);
        TermId entity = _table.Entities[best.Label];
        return new LabelMatch(
            (Iri)_snapshot.Terms.ToTerm(entity), label.Lexical, label.Language, shown.Source, shown.Kind, Score(best, text, asked),
            LabelTable.UsesOf(_snapshot, entity),
            [.. TypesOf(entity).Where(type => type.IsIri).Select(type => (Iri)_snapshot.Terms.ToTerm(type))]);
    }

    private double Score(LabelCandidate candidate, string text, int asked)
    {
        int letters = 0;
        foreach (int word in _table.WordsOf(candidate.Label))
        {
            letters += _table.Words[word].Length;
        }

        double covered = 0.15 * Math.Min(1, asked / (double)Math.Max(1, letters));
        double score = candidate.Kind switch
        {
            MatchKind.Exact => TextOf(candidate.Label).Lexical.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase) ? 1 : 0.98,
            MatchKind.Prefix => 0.8 + covered,
            MatchKind.Word => 0.6 + covered,
            _ => 0.4 + covered,
        };
        return Math.Round(score - (candidate.Source is LabelKind.Alias or LabelKind.Hidden ? 0.01 : 0), 3);
    }

    private TermId[] TypesOf(TermId entity) =>
        _snapshot.Terms.TryFind(RdfVocabulary.Type, out TermId type) ? Column(IndexOrder.Spo, new QuadPattern(entity, type, default)) : [];

    // Whether things have one of some classes: read at once where the classes have fewer instances than there are things to ask for.
    private Predicate<TermId> IsOf(HashSet<TermId> classes, int candidates)
    {
        if (!_snapshot.Terms.TryFind(RdfVocabulary.Type, out TermId type))
        {
            return _ => false;
        }

        long instances = classes.Sum(one => _snapshot.Count(
            GraphScope.UnionAll(includesDefault: true), new QuadPattern(default, type, one)));
        if (instances > candidates)
        {
            return entity => TypesOf(entity).Any(classes.Contains);
        }

        HashSet<TermId> all = [.. classes.SelectMany(one => Column(IndexOrder.Pos, new QuadPattern(default, type, one)))];
        return all.Contains;
    }

    // A class and all below it (RDF Schema 1.1 §3.4).
    private HashSet<TermId> ClassesBelow(Iri type)
    {
        var classes = new HashSet<TermId>();
        if (!_snapshot.Terms.TryFind(type, out TermId root))
        {
            return classes;
        }

        bool hasSubclasses = _snapshot.Terms.TryFind(s_subClassOf, out TermId subClassOf);
        var open = new Stack<TermId>([root]);
        while (open.TryPop(out TermId one) && classes.Count < MostClasses)
        {
            if (classes.Add(one) && hasSubclasses)
            {
                Array.ForEach(Column(IndexOrder.Pos, new QuadPattern(default, subClassOf, one)), open.Push);
            }
        }

        return classes;
    }

    // The one free column of a pattern with two bound positions, over all graphs.
    private TermId[] Column(IndexOrder order, in QuadPattern bound)
    {
        IndexScan scan = _snapshot.Scan(GraphScope.UnionAll(includesDefault: true), order, bound);
        var values = new TermId[64];
        var all = new List<TermId>();
        int rows;
        while ((rows = scan.Read(values, default, default, default)) > 0)
        {
            all.AddRange(values.AsSpan(0, rows));
        }

        return [.. all];
    }
}
