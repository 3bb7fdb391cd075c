using System.Runtime.InteropServices;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Knowledge.Search;

/// <summary>
/// Reads the labels of a snapshot, all graphs, into a table: one pass over the labels and one over the objects of all statements.
/// </summary>
/// <param name="snapshot">The data.</param>
/// <param name="mostLabels">Labels beyond these are left out.</param>
/// <param name="earlier">
/// The table of an earlier state in which terms have the same ids, or null. Its words and uses are taken over, so that only what is new is
/// folded and counted; the uses of what was there are those of then.
/// </param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class LabelTableBuilder(Snapshot snapshot, int mostLabels, LabelTable? earlier, CancellationToken cancellation)
{
    private const int BatchRows = 1024;

    // Folded words are kept for the next label that has them, up to so many.
    private const int MostKnownWords = 200_000;

    // A text of this length is no name.
    private const int LongestText = 400;

    private static readonly (LabelKind Kind, Iri Predicate)[] s_predicates =
    [
        (LabelKind.Label, Vocabulary.Label), (LabelKind.Label, Vocabulary.PreferredLabel),
        (LabelKind.Name, new("http://purl.org/dc/terms/title")), (LabelKind.Name, new("http://purl.org/dc/elements/1.1/title")),
        (LabelKind.Name, new("http://xmlns.com/foaf/0.1/name")), (LabelKind.Name, new("https://schema.org/name")),
        (LabelKind.Name, new("http://schema.org/name")),
        (LabelKind.Alias, Vocabulary.AlternativeLabel), (LabelKind.Alias, new("https://schema.org/alternateName")),
        (LabelKind.Alias, new("http://schema.org/alternateName")), (LabelKind.Hidden, Vocabulary.HiddenLabel),
    ];

    private readonly HashSet<(TermId Entity, TermId Text)> _seen = [];
    private readonly List<TermId> _entities = [];
    private readonly List<TermId> _texts = [];
    private readonly List<LabelKind> _kinds = [];
    private readonly List<int> _starts = [0];
    private readonly List<int> _labelWords = [];
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly TermArena _arena = new();
    private readonly Dictionary<TermId, int> _earlierTexts = [];
    private bool _isComplete = true;

    /// <summary>The table.</summary>
    public LabelTable Build()
    {
        TakeOver();
        foreach (var (kind, predicate) in s_predicates)
        {
            if (snapshot.Terms.TryFind(predicate, out TermId id))
            {
                Read(kind, snapshot.Scan(IndexOrder.Pos, new QuadPattern(default, id, default)));
                Read(kind, snapshot.Scan(IndexOrder.Posg, new QuadPattern(default, id, default)));
            }
        }

        return Table();
    }

    private void TakeOver()
    {
        for (int word = 0; word < earlier?.Words.Length; word++)
        {
            _words.Add(earlier.Words[word], word);
        }

        for (int label = 0; label < earlier?.Texts.Length; label++)
        {
            _earlierTexts.TryAdd(earlier.Texts[label], label);
        }
    }

    private void Read(LabelKind kind, IndexScan scan)
    {
        var (texts, entities) = (new TermId[BatchRows], new TermId[BatchRows]);
        int rows;
        while (_isComplete && (rows = scan.Read(texts, entities, default, default)) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int i = 0; i < rows && _isComplete; i++)
            {
                Add(kind, entities[i], texts[i]);
            }
        }
    }

    private void Add(LabelKind kind, TermId entity, TermId text)
    {
        if (!entity.IsIri || text.Tag is not (TermTag.String or TermTag.LanguageString) || !_seen.Add((entity, text)))
        {
            return;
        }

        if (_entities.Count == mostLabels)
        {
            _isComplete = false;
            return;
        }

        int before = _labelWords.Count;
        if (_texts.Count > 0 && _texts[^1] == text)
        {
            // The index gives equal texts one after the other.
            _labelWords.AddRange(_labelWords.GetRange(_starts[^2], _starts[^1] - _starts[^2]));
        }
        else if (_earlierTexts.TryGetValue(text, out int known))
        {
            _labelWords.AddRange(earlier!.WordsOf(known));
        }
        else
        {
            AddWords(text);
        }

        if (_labelWords.Count > before)
        {
            _entities.Add(entity);
            _texts.Add(text);
            _kinds.Add(kind);
            _starts.Add(_labelWords.Count);
        }
    }

    private void AddWords(TermId text)
    {
        string lexical = System.Text.Encoding.UTF8.GetString(snapshot.Terms.View(text, _arena).Value);
        _arena.Clear();
        if (lexical.Length > LongestText)
        {
            lexical = lexical[..LongestText];
        }

        foreach (string word in FoldingKey.Split(lexical))
        {
            if (NumberOf(word) is { } number)
            {
                _labelWords.Add(number);
            }
        }
    }

    private int? NumberOf(string word)
    {
        if (_known.TryGetValue(word, out int known))
        {
            return known;
        }

        string key = FoldingKey.Of(word);
        if (key.Length == 0)
        {
            return null;
        }

        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_words, key, out bool exists);
        number = exists ? number : _words.Count - 1;
        if (_known.Count < MostKnownWords)
        {
            _known[word] = number;
        }

        return number;
    }

    private LabelTable Table()
    {
        string[] words = [.. _words.Keys];
        int[] old = [.. Enumerable.Range(0, words.Length)];
        Array.Sort(words, old, StringComparer.Ordinal);
        var sorted = new int[words.Length];
        for (int i = 0; i < old.Length; i++)
        {
            sorted[old[i]] = i;
        }

        int[] labelWords = [.. _labelWords.Select(word => sorted[word])];
        int[] labelStarts = [.. _starts];
        var (wordStarts, wordLabels) = ByWord(words.Length, labelStarts, labelWords);
        return new LabelTable
        {
            Entities = [.. _entities],
            Texts = [.. _texts],
            Kinds = [.. _kinds],
            Uses = Uses(),
            LabelStarts = labelStarts,
            LabelWords = labelWords,
            Words = words,
            WordStarts = wordStarts,
            WordLabels = wordLabels,
            IsComplete = _isComplete,
        };
    }

    // A counting sort of (label, word) by word.
    private static (int[] Starts, int[] Labels) ByWord(int words, int[] labelStarts, int[] labelWords)
    {
        var starts = new int[words + 1];
        foreach (int word in labelWords)
        {
            starts[word + 1]++;
        }

        for (int i = 0; i < words; i++)
        {
            starts[i + 1] += starts[i];
        }

        int[] next = [.. starts];
        var labels = new int[labelWords.Length];
        for (int label = 0; label + 1 < labelStarts.Length; label++)
        {
            for (int i = labelStarts[label]; i < labelStarts[label + 1]; i++)
            {
                labels[next[labelWords[i]]++] = label;
            }
        }

        return (starts, labels);
    }

    private int[] Uses()
    {
        var uses = new Dictionary<TermId, int>();
        for (int label = 0; label < earlier?.Entities.Length; label++)
        {
            uses[earlier.Entities[label]] = earlier.Uses[label];
        }

        if (earlier is null)
        {
            foreach (TermId entity in _entities)
            {
                uses.TryAdd(entity, 0);
            }

            Count(uses, snapshot.Scan(IndexOrder.Osp, default));
            Count(uses, snapshot.Scan(IndexOrder.Ospg, default));
        }

        return [.. _entities.Select(entity => uses.TryGetValue(entity, out int known) ? known : LabelTable.UsesOf(snapshot, entity))];
    }

    private void Count(Dictionary<TermId, int> uses, IndexScan scan)
    {
        // IRIs are neighbours in the order of ids; literals and triple terms need not be walked.
        var objects = new TermId[BatchRows];
        int rows = uses.Count > 0 && scan.SeekFirst(TermId.First(TermTag.Iri)) ? scan.Read(objects, default, default, default) : 0;
        while (rows > 0 && objects[0].IsIri)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (TermId id in objects.AsSpan(0, rows))
            {
                ref int count = ref CollectionsMarshal.GetValueRefOrNullRef(uses, id);
                if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref count) && count < int.MaxValue)
                {
                    count++;
                }
            }

            rows = scan.Read(objects, default, default, default);
        }
    }
}
