using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats;

/// <summary>A LANG_DIR without its <c>@</c> at the beginning of some text.</summary>
/// <seealso href="https://www.w3.org/TR/rdf12-turtle/#grammar-production-LANG_DIR"/>
internal readonly ref struct LanguageSuffix
{
    public LanguageSuffix(ReadOnlySpan<byte> text)
    {
        while (Length < text.Length && (char.IsAsciiLetterOrDigit((char)text[Length]) || text[Length] == (byte)'-'))
        {
            Length++;
        }

        var separator = text[..Length].IndexOf("--"u8);
        Language = separator < 0 ? text[..Length] : text[..separator];
        if (!LanguageTag.IsWellFormed(Language))
        {
            Problem = $"found '@{System.Text.Encoding.ASCII.GetString(Language)}', expected a language tag";
            Hint = "letters first, subtags of one to eight letters or digits after hyphens, such as @en-GB";
        }
        else if (separator >= 0)
        {
            var direction = text[(separator + 2)..Length];
            if (direction.SequenceEqual("ltr"u8))
            {
                Direction = BaseDirection.LeftToRight;
            }
            else if (direction.SequenceEqual("rtl"u8))
            {
                Direction = BaseDirection.RightToLeft;
            }
            else
            {
                Problem = $"found base direction '--{System.Text.Encoding.ASCII.GetString(direction)}', expected '--ltr' or '--rtl'";
            }
        }
    }

    /// <summary>Length in bytes, direction included.</summary>
    public int Length { get; }

    public ReadOnlySpan<byte> Language { get; }

    public BaseDirection Direction { get; }

    /// <summary>What is wrong, or null.</summary>
    public string? Problem { get; }

    public string? Hint { get; }

    public ReadOnlySpan<byte> Datatype => Direction == BaseDirection.None ? Datatypes.LangString : Datatypes.DirLangString;
}
