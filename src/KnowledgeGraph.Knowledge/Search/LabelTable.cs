using KnowledgeGraph.Store;

namespace KnowledgeGraph.Knowledge.Search;

/// <summary>The labels of a snapshot and their folded words, as columns. Immutable.</summary>
internal sealed class LabelTable
{
    /// <summary>The thing of each label.</summary>
    public required TermId[] Entities { get; init; }

    /// <summary>The text of each label.</summary>
    public required TermId[] Texts { get; init; }

    /// <summary>What each label is.</summary>
    public required LabelKind[] Kinds { get; init; }

    /// <summary>How often the thing of each label is used.</summary>
    public required int[] Uses { get; init; }

    /// <summary>Where the words of each label start in <see cref="LabelWords"/>; one more than there are labels.</summary>
    public required int[] LabelStarts { get; init; }

    /// <summary>The words of all labels, as numbers.</summary>
    public required int[] LabelWords { get; init; }

    /// <summary>The words, each once, in ordinal order.</summary>
    public required string[] Words { get; init; }

    /// <summary>Where the labels of each word start in <see cref="WordLabels"/>; one more than there are words.</summary>
    public required int[] WordStarts { get; init; }

    /// <summary>The labels of all words, as numbers.</summary>
    public required int[] WordLabels { get; init; }

    /// <summary>False if there are more labels than are held.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>How many statements have a thing as their object.</summary>
    /// <param name="snapshot">The data.</param>
    /// <param name="entity">The thing.</param>
    public static int UsesOf(Snapshot snapshot, TermId entity)
    {
        var pattern = new QuadPattern(default, default, entity);
        return (int)Math.Min(int.MaxValue, snapshot.Count(GraphScope.Default, pattern) + snapshot.Count(GraphScope.AnyNamed, pattern));
    }

    /// <summary>The words of a label.</summary>
    /// <param name="label">Its number.</param>
    public ReadOnlySpan<int> WordsOf(int label) => LabelWords.AsSpan(LabelStarts[label]..LabelStarts[label + 1]);

    /// <summary>The labels with a word; one with the word twice is there twice.</summary>
    /// <param name="word">Its number.</param>
    public ReadOnlySpan<int> LabelsOf(int word) => WordLabels.AsSpan(WordStarts[word]..WordStarts[word + 1]);

    /// <summary>The number of the first word that is not below a text.</summary>
    /// <param name="text">The text.</param>
    public int FirstWordFrom(string text)
    {
        int found = Array.BinarySearch(Words, text, StringComparer.Ordinal);
        return found >= 0 ? found : ~found;
    }
}
