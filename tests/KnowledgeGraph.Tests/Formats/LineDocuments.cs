using System.Globalization;
using System.Text;

namespace KnowledgeGraph.Tests.Formats;

/// <summary>Seeded random N-Quads: all kinds of terms, of line ends, of lengths, and perhaps mistakes.</summary>
internal static class LineDocuments
{
    private static readonly string[] s_tags = ["en", "EN", "eN", "de", "ar--rtl"];

    private static readonly string[] s_mistakes =
    [
        "nonsense", "<http://e/s> <http://e/p> .", "<http://e/s> <http://e/ä b> \"x\" .", "<rel> <http://e/p> \"x\" .",
        "<http://e/s> <http://e/p> \"ü😀 not closed .", "<http://e/s> <http://e/p> \"x\" <http://e/g>",
        "<http://e/s> <http://e/p> \"\uFFFF\\q\" .",
        "\uFEFF<http://e/s> <http://e/p> \"x\" .",
    ];

    /// <summary>A document.</summary>
    /// <param name="random">Decides everything.</param>
    /// <param name="lines">How many lines.</param>
    /// <param name="mistakes">Of a hundred lines, so many are wrong.</param>
    internal static byte[] Generate(Random random, int lines, int mistakes)
    {
        var style = random.Next(5);
        using var document = new MemoryStream();
        if (random.Next(4) == 0)
        {
            document.Write(Encoding.UTF8.Preamble);
        }

        for (var i = 0; i < lines; i++)
        {
            if (random.Next(100) < mistakes)
            {
                WriteMistake(random, document);
            }
            else
            {
                document.Write(Encoding.UTF8.GetBytes(Line(random)));
            }

            if (i < lines - 1 || random.Next(2) == 0)
            {
                document.Write(Encoding.ASCII.GetBytes(LineEnd(random, style)));
            }
        }

        return document.ToArray();
    }

    private static void WriteMistake(Random random, MemoryStream document)
    {
        if (random.Next(6) == 0)
        {
            document.Write([.. "<http://e/s> <http://e/p> \"ü"u8, 0xC3, .. "x\" ."u8]);
            return;
        }

        document.Write(Encoding.UTF8.GetBytes(s_mistakes[random.Next(s_mistakes.Length)]));
    }

    private static string LineEnd(Random random, int style) => style switch
    {
        0 => "\r\n",
        1 => "\r",
        2 => random.Next(3) switch { 0 => "\r", 1 => "\n", _ => "\r\n" },
        3 => random.Next(5) == 0 ? "\n\n\r\n" : "\n",
        _ => "\n",
    };

    private static string Line(Random random) => random.Next(20) switch
    {
        0 => "# a comment, ä",
        1 => "  ",
        2 => "VERSION \"1.2\"",
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"{Node(random)} <http://e/p{random.Next(3)}> {Object(random, 0)} {(random.Next(3) == 0 ? Node(random) : "")}."),
    };

    private static string Node(Random random) => string.Create(
        CultureInfo.InvariantCulture, $"{(random.Next(3) == 0 ? $"_:n{random.Next(40)}" : $"<http://e/ä/{random.Next(25)}>")}");

    private static string Object(Random random, int depth) => random.Next(10) switch
    {
        0 when depth < 3 => $"<<( {Node(random)} <http://e/p> {Object(random, depth + 1)} )>>",
        1 => $"\"word{random.Next(6)}\"@{s_tags[random.Next(s_tags.Length)]}",
        2 => $"\"{random.Next(2000)}\"^^<http://www.w3.org/2001/XMLSchema#integer>",
        3 => $"\"odd {random.Next(5)}\"^^<http://www.w3.org/2001/XMLSchema#integer>",
        4 => $"\"x{random.Next(5)}\"^^<http://e/type{random.Next(3)}>",
        5 => "\"" + new string('l', random.Next(900)) + "\\n\\u00E9\"",
        6 => $"\"plain {random.Next(30)}\"",
        _ => Node(random),
    };
}
