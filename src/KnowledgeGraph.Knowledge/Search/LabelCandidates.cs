namespace KnowledgeGraph.Knowledge.Search;

/// <summary>
/// The labels that match some words: a byte a label and word, so that a search costs O(labels) at most, however short the words.
/// </summary>
/// <param name="table">The labels.</param>
/// <param name="asked">The words asked for, folded.</param>
/// <param name="cancellation">Stops the search.</param>
internal sealed class LabelCandidates(LabelTable table, string[] asked, CancellationToken cancellation)
{
    private const byte Near = 1;
    private const byte Begun = 2;
    private const byte Whole = 3;

    /// <summary>All labels in which each word is found.</summary>
    public List<LabelCandidate> All()
    {
        byte[] quality = QualityOf(asked[0]);
        foreach (string word in asked.AsSpan(1))
        {
            byte[] other = QualityOf(word);
            for (int i = 0; i < quality.Length; i++)
            {
                quality[i] = Math.Min(quality[i], other[i]);
            }
        }

        var found = new List<LabelCandidate>();
        for (int label = 0; label < quality.Length; label++)
        {
            if (quality[label] != 0)
            {
                MatchKind kind = quality[label] == Near ? MatchKind.Typo : KindOf(label);
                found.Add(new LabelCandidate(kind, table.Uses[label], table.WordsOf(label).Length, table.Kinds[label], label));
            }
        }

        return found;
    }

    private byte[] QualityOf(string asked)
    {
        cancellation.ThrowIfCancellationRequested();
        var quality = new byte[table.Texts.Length];
        foreach (string near in NearWords.Of(asked))
        {
            int word = table.FirstWordFrom(near);
            if (word < table.Words.Length && table.Words[word] == near)
            {
                Raise(quality, word, Near);
            }
        }

        for (int word = table.FirstWordFrom(asked); word < table.Words.Length; word++)
        {
            if (!table.Words[word].StartsWith(asked, StringComparison.Ordinal))
            {
                break;
            }

            Raise(quality, word, table.Words[word].Length == asked.Length ? Whole : Begun);
        }

        return quality;
    }

    private void Raise(byte[] quality, int word, byte to)
    {
        foreach (int label in table.LabelsOf(word))
        {
            quality[label] = Math.Max(quality[label], to);
        }
    }

    private MatchKind KindOf(int label)
    {
        ReadOnlySpan<int> words = table.WordsOf(label);
        int last = asked.Length - 1;
        for (int i = 0; i < asked.Length; i++)
        {
            bool fits = i < words.Length && (i == last
                ? table.Words[words[i]].StartsWith(asked[i], StringComparison.Ordinal)
                : table.Words[words[i]] == asked[i]);
            if (!fits)
            {
                return MatchKind.Word;
            }
        }

        return words.Length == asked.Length && table.Words[words[last]] == asked[last] ? MatchKind.Exact : MatchKind.Prefix;
    }
}
