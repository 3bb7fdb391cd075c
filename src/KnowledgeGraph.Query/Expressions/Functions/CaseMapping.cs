using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using KnowledgeGraph.Query.Expressions.Texts;

namespace KnowledgeGraph.Query.Expressions.Functions;

/// <summary>
/// fn:upper-case and fn:lower-case (XPath F&amp;O §5.4.7): the default mappings of Unicode, with those that change the length of the text.
/// The framework has the mappings of one code point to one.
/// </summary>
internal sealed class CaseMapping
{
    // The unconditional entries of SpecialCasing.txt whose upper case has more than one code point.
    private static readonly FrozenDictionary<char, string> s_upper = BuildUpper();

    private char[] _source = [];
    private char[] _mapped = [];

    /// <summary>Maps a text in UTF-8.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="upper">True for upper case.</param>
    /// <param name="output">Where the mapped text goes.</param>
    public void Map(ReadOnlySpan<byte> utf8, bool upper, TextBuffer output)
    {
        var room = output.Room(utf8.Length);
        var status = upper ? Ascii.ToUpper(utf8, room, out var done) : Ascii.ToLower(utf8, room, out done);
        if (status == OperationStatus.Done)
        {
            output.Advance(utf8.Length);
            return;
        }

        if (_source.Length < utf8.Length)
        {
            _source = new char[Math.Max(128, utf8.Length * 2)];
            _mapped = new char[_source.Length];
        }

        var source = _source.AsSpan(0, Encoding.UTF8.GetChars(utf8, _source));
        var mapped = _mapped.AsSpan(0, upper ? source.ToUpperInvariant(_mapped) : source.ToLowerInvariant(_mapped));
        if (upper ? IndexOfSpecial(mapped) < 0 : !source.Contains('\u0130'))
        {
            // No code point has more than three bytes for each of its units.
            output.Advance(Encoding.UTF8.GetBytes(mapped, output.Room(mapped.Length * 3)));
            return;
        }

        var special = Map(source.ToString(), upper);
        output.Advance(Encoding.UTF8.GetBytes(special, output.Room(special.Length * 3)));
    }

    /// <summary>Maps a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="upper">True for upper case.</param>
    public static string Map(string text, bool upper)
    {
        if (!upper)
        {
            // The one unconditional special lower case: capital I with dot above.
            return text.ToLowerInvariant().Replace("\u0130", "i\u0307", StringComparison.Ordinal);
        }

        var mapped = text.ToUpperInvariant();
        var first = IndexOfSpecial(mapped);
        if (first < 0)
        {
            return mapped;
        }

        var result = new StringBuilder(mapped, 0, first, mapped.Length + 16);
        foreach (var unit in mapped.AsSpan(first))
        {
            result.Append(s_upper.TryGetValue(unit, out var special) ? special : unit.ToString());
        }

        return result.ToString();
    }

    private static int IndexOfSpecial(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] > 0x7F && s_upper.ContainsKey(text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static FrozenDictionary<char, string> BuildUpper()
    {
        var map = new Dictionary<char, string>
        {
            ['\u00DF'] = "SS", ['\u0149'] = "\u02BCN", ['\u01F0'] = "J\u030C", ['\u0390'] = "\u0399\u0308\u0301",
            ['\u03B0'] = "\u03A5\u0308\u0301", ['\u0587'] = "\u0535\u0552", ['\u1E96'] = "H\u0331", ['\u1E97'] = "T\u0308",
            ['\u1E98'] = "W\u030A", ['\u1E99'] = "Y\u030A", ['\u1E9A'] = "A\u02BE", ['\u1F50'] = "\u03A5\u0313",
            ['\u1F52'] = "\u03A5\u0313\u0300", ['\u1F54'] = "\u03A5\u0313\u0301", ['\u1F56'] = "\u03A5\u0313\u0342",
            ['\u1FB6'] = "\u0391\u0342", ['\u1FC6'] = "\u0397\u0342", ['\u1FD2'] = "\u0399\u0308\u0300",
            ['\u1FD3'] = "\u0399\u0308\u0301", ['\u1FD6'] = "\u0399\u0342", ['\u1FD7'] = "\u0399\u0308\u0342",
            ['\u1FE2'] = "\u03A5\u0308\u0300", ['\u1FE3'] = "\u03A5\u0308\u0301", ['\u1FE4'] = "\u03A1\u0313",
            ['\u1FE6'] = "\u03A5\u0342", ['\u1FE7'] = "\u03A5\u0308\u0342", ['\u1FF6'] = "\u03A9\u0342",
            ['\u1FB7'] = "\u0391\u0342\u0399", ['\u1FC7'] = "\u0397\u0342\u0399", ['\u1FF7'] = "\u03A9\u0342\u0399",
            ['\u1FB2'] = "\u1FBA\u0399", ['\u1FB4'] = "\u0386\u0399", ['\u1FC2'] = "\u1FCA\u0399", ['\u1FC4'] = "\u0389\u0399",
            ['\u1FF2'] = "\u1FFA\u0399", ['\u1FF4'] = "\u038F\u0399", ['\u1FB3'] = "\u0391\u0399", ['\u1FBC'] = "\u0391\u0399",
            ['\u1FC3'] = "\u0397\u0399", ['\u1FCC'] = "\u0397\u0399", ['\u1FF3'] = "\u03A9\u0399", ['\u1FFC'] = "\u03A9\u0399",
            ['\uFB00'] = "FF", ['\uFB01'] = "FI", ['\uFB02'] = "FL", ['\uFB03'] = "FFI", ['\uFB04'] = "FFL", ['\uFB05'] = "ST",
            ['\uFB06'] = "ST", ['\uFB13'] = "\u0544\u0546", ['\uFB14'] = "\u0544\u0535", ['\uFB15'] = "\u0544\u053B",
            ['\uFB16'] = "\u054E\u0546", ['\uFB17'] = "\u0544\u053D",
        };

        // Greek capitals with prosgegrammeni (1F88-1F8F, 1F98-1F9F, 1FA8-1FAF) and the small letters before them.
        foreach (var (start, plain) in ((int, int)[])[(0x1F80, 0x1F08), (0x1F90, 0x1F28), (0x1FA0, 0x1F68)])
        {
            for (var i = 0; i < 8; i++)
            {
                var text = (char)(plain + i) + "\u0399";
                map[(char)(start + i)] = text;
                map[(char)(start + 8 + i)] = text;
            }
        }

        return map.ToFrozenDictionary();
    }
}
