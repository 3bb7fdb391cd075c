using System.Globalization;
using System.Text;

namespace KnowledgeGraph.Knowledge.Search;

/// <summary>
/// The form of a word under which its spellings meet: case, diacritics, scripts and the common romanisations of Russian, Ukrainian and
/// Kazakh are folded, so that Nazarbayev, Nazarbaev and Назарбаев are one key. A key is no transliteration: it is coarse, for looking up,
/// never for showing. Folding a key changes nothing.
/// </summary>
/// <remarks>
/// Unicode first: NFKC, lower case, NFKD without combining marks (Unicode Standard Annex #15). Then Cyrillic letter by letter, so that the
/// Latin spellings of ISO 9:1995, BGN/PCGN (Russian 1947, Ukrainian 2019, Kazakh 1979), ALA-LC and the Kazakh Latin alphabet of 2021 fall
/// together: <c>zh</c>, <c>ž</c>, <c>j</c>, <c>dzh</c>; <c>kh</c>, <c>h</c>; <c>ts</c>, <c>c</c> before e and i; <c>shch</c>, <c>ŝ</c>,
/// <c>sh</c>; <c>q</c>, <c>k</c>; <c>y</c>, <c>i</c>, and neither before a vowel (<c>ye</c>, <c>ie</c>, <c>e</c>; <c>ya</c>, <c>ia</c>,
/// <c>â</c>); soft and hard signs and apostrophes are dropped, doubled letters are one. Г is g, so that a Ukrainian h is one letter away.
/// </remarks>
/// <seealso href="https://www.unicode.org/reports/tr15/"/>
public static class FoldingKey
{
    private const string Vowels = "aeiou";

    private const string Cyrillic = "абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюяәғқңөұүһђћљњџјѓќѕ";

    // Of each letter of the line above, in its order; a space is no letter at all.
    private static readonly string[] s_latin =
    [
        "a", "b", "v", "g", "g", "d", "e", "e", "e", "j", "z", "i", "i", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "u",
        "f", "h", "ts", "ch", "sh", "sh", "", "i", "", "e", "u", "a", "a", "g", "k", "n", "o", "u", "u", "h",
        "j", "ch", "l", "n", "j", "i", "g", "k", "z",
    ];

    // Latin letters whose mark is more than a mark.
    private static readonly Dictionary<char, string> s_letters = new()
    {
        ['š'] = "sh", ['ş'] = "sh", ['ŝ'] = "sh", ['ș'] = "sh", ['ž'] = "zh", ['č'] = "ch", ['ĉ'] = "ch", ['đ'] = "dj", ['ł'] = "l",
        ['ø'] = "o", ['æ'] = "ae", ['œ'] = "oe", ['ß'] = "ss", ['þ'] = "th", ['ð'] = "d", ['ı'] = "i", ['ħ'] = "h", ['ə'] = "a", ['ŋ'] = "n",
    };

    // Longer ones first; what stands for itself keeps a later rule from its letters.
    private static readonly (string Letters, string Key)[] s_romanised =
    [
        ("tsch", "ch"), ("shch", "sh"), ("sch", "sh"), ("tch", "ch"), ("dzh", "j"), ("zh", "j"), ("dj", "j"), ("kh", "h"), ("gh", "g"),
        ("ph", "f"), ("ck", "k"), ("ts", "s"), ("tz", "s"), ("ch", "ch"), ("x", "ks"), ("q", "k"), ("w", "v"), ("y", "i"),
    ];

    /// <summary>The keys of the words of a text, in its order.</summary>
    /// <param name="text">Any text.</param>
    public static IReadOnlyList<string> Words(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. Split(text).Select(Of).Where(key => key.Length > 0)];
    }

    /// <summary>The key of one word.</summary>
    /// <param name="word">The word.</param>
    public static string Of(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        string key = Letters(word);
        for (string folded = Romanised(key); folded != key; folded = Romanised(key))
        {
            key = folded;
        }

        return key;
    }

    /// <summary>The words of a text as they stand: runs of letters, marks and digits, apostrophes within them left out.</summary>
    /// <param name="text">The text.</param>
    public static IEnumerable<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var word = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsPart(rune))
            {
                word.Append(rune);
            }
            else if (word.Length > 0 && !IsApostrophe(rune))
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    private static bool IsPart(Rune rune) => Rune.IsLetterOrDigit(rune) && !IsApostrophe(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Modifier letters for soft and hard signs (U+02B9, U+02BA, U+02BC, U+02BB, U+02BF) are apostrophes here.
    private static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '’' or '‘' or '`' or 'ʹ' or 'ʺ' or 'ʼ' or 'ʻ' or 'ʿ' or '′';

    private static string Letters(string word)
    {
        string normal = Ascii.IsValid(word) ? word.ToLowerInvariant() : Whole(word).Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        if (Ascii.IsValid(normal))
        {
            return normal;
        }

        var letters = new StringBuilder(normal.Length);
        foreach (char letter in normal)
        {
            AppendLetter(letters, letter);
        }

        return Plain(letters.ToString());
    }

    private static void AppendLetter(StringBuilder letters, char letter)
    {
        int cyrillic = Cyrillic.IndexOf(letter, StringComparison.Ordinal);
        letters.Append(
            cyrillic >= 0 ? s_latin[cyrillic]
            : s_letters.TryGetValue(letter, out string? latin) ? latin
            : letter.ToString());
    }

    // Without diacritics, Hebrew and Arabic points, tatweel and apostrophes; marks of other scripts are letters to their readers.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (Rune rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (!IsDropped(rune.Value) && IsPart(rune))
            {
                plain.Append(rune);
            }
        }

        // Once more: the capital I with a dot has a lower case only when it is taken apart, and marks hid Cyrillic letters from the table.
        string lower = plain.ToString().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        return lower == text || Ascii.IsValid(lower) ? lower : Letters(lower);
    }

    private static bool IsDropped(int value) =>
        value is (>= 0x300 and <= 0x36F) or (>= 0x591 and <= 0x5C7) or (>= 0x64B and <= 0x65F) or 0x640 or 0x670;

    // Half a surrogate pair, which no normalisation takes, becomes U+FFFD.
    private static string Whole(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            whole.Append(rune);
        }

        return whole.ToString();
    }

    private static string Romanised(string word)
    {
        var key = new StringBuilder(word.Length);
        for (int i = 0; i < word.Length;)
        {
            i += AppendKey(key, word, i);
        }

        return key.ToString();
    }

    private static int AppendKey(StringBuilder key, string word, int at)
    {
        foreach (var (letters, folded) in s_romanised)
        {
            if (string.CompareOrdinal(word, at, letters, 0, letters.Length) == 0)
            {
                key.Append(folded);
                return letters.Length;
            }
        }

        char letter = word[at];
        char next = at + 1 < word.Length ? word[at + 1] : '\0';
        bool isDropped = (letter == 'i' && Vowels.Contains(next)) || (letter == next && char.IsAsciiLetterLower(letter));
        if (!isDropped)
        {
            key.Append(letter switch
            {
                'c' => next is 'e' or 'i' or 'y' ? 's' : 'k',
                // й of ISO 9 ends a syllable; ж begins one.
                'j' when at > 0 && Vowels.Contains(word[at - 1]) && !Vowels.Contains(next) && next != 'y' => 'i',
                _ => letter,
            });
        }

        return 1;
    }
}
