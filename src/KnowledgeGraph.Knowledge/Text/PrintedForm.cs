using System.Text;

namespace KnowledgeGraph.Knowledge.Text;

/// <summary>
/// What counts as the same printed text: typographic and straight quotes, dashes of one width and fixed spaces are told apart by no
/// author at a keyboard. Every folding keeps the number of code points, so offsets stay true; nothing else is normalised.
/// </summary>
public static class PrintedForm
{
    /// <summary>The code point that stands for this one in comparisons.</summary>
    /// <param name="codePoint">A Unicode code point.</param>
    public static int Fold(int codePoint) => codePoint switch
    {
        0x2018 or 0x2019 or 0x201A or 0x201B or 0x02BC or 0x0060 or 0x00B4 => '\'',
        0x201C or 0x201D or 0x201E or 0x201F or 0x00AB or 0x00BB => '"',
        0x2010 or 0x2011 or 0x2012 or 0x2013 => '-',
        0x00A0 or 0x2007 or 0x202F => ' ',
        _ => codePoint,
    };

    /// <summary>The text with every code point folded.</summary>
    /// <param name="text">Any text.</param>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            folded.Append(new Rune(Fold(rune.Value)));
        }

        return folded.ToString();
    }

    /// <summary>True if both texts are printed the same up to folding.</summary>
    /// <param name="left">One text.</param>
    /// <param name="right">The other.</param>
    public static bool AreSame(string left, string right) => string.Equals(Fold(left), Fold(right), StringComparison.Ordinal);

    /// <summary>The code points of a text.</summary>
    /// <param name="text">Any text.</param>
    public static int[] CodePoints(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.EnumerateRunes().Select(rune => rune.Value)];
    }
}
