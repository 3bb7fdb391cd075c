using System.Globalization;
using System.Text;

namespace KnowledgeGraph.Server.QueryEditor;

/// <summary>Texts as they are compared when somebody types: without case and diacritics.</summary>
public static class FoldedText
{
    /// <summary>Folds a text.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Ascii.IsValid(text))
        {
            return text.ToLowerInvariant();
        }

        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(char.ToLowerInvariant(c));
            }
        }

        return folded.ToString();
    }

    /// <summary>True if a word begins at an index of a folded text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="index">The index.</param>
    public static bool IsWordStart(ReadOnlySpan<char> text, int index) =>
        char.IsLetterOrDigit(text[index]) && (index == 0 || !char.IsLetterOrDigit(text[index - 1]));

    /// <summary>The last part of an IRI as words: <c>startsOn</c> is "starts On".</summary>
    /// <param name="iri">The IRI.</param>
    public static string LocalName(string iri)
    {
        ArgumentNullException.ThrowIfNull(iri);
        var name = iri.AsSpan(iri.AsSpan().LastIndexOfAny('/', '#', ':') + 1);
        var words = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1]))
            {
                words.Append(' ');
            }

            words.Append(name[i]);
        }

        return words.ToString();
    }
}
