namespace KnowledgeGraph.Knowledge.Search;

/// <summary>The words at one typing error from another: a letter wrong, missing, too many, or two neighbours swapped.</summary>
internal static class NearWords
{
    /// <summary>Words shorter than this mean too many others with one letter changed.</summary>
    public const int LeastLength = 5;

    private const int MostLength = 40;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>
    /// The spellings that may have been meant; the letters put in are those of folded words. Numbers are taken as they are.
    /// </summary>
    /// <param name="word">A folded word.</param>
    public static IEnumerable<string> Of(string word) =>
        word.Length is < LeastLength or > MostLength || word.AsSpan().ContainsAnyInRange('0', '9') ? [] : Spellings(word);

    private static IEnumerable<string> Spellings(string word)
    {
        for (int i = 0; i < word.Length; i++)
        {
            yield return word.Remove(i, 1);
            if (i > 0)
            {
                yield return string.Concat(word.AsSpan(0, i - 1), word.AsSpan(i, 1), word.AsSpan(i - 1, 1), word.AsSpan(i + 1));
            }

            foreach (char letter in Letters)
            {
                string put = letter.ToString();
                yield return string.Concat(word.AsSpan(0, i), put, word.AsSpan(i + 1));
                yield return string.Concat(word.AsSpan(0, i), put, word.AsSpan(i));
            }
        }

        foreach (char letter in Letters)
        {
            yield return word + letter;
        }
    }
}
