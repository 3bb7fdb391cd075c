using System.Globalization;
using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Tests.Messages;

/// <summary>Every malformed file of this folder against the message beside it: see README.md for how to add, regenerate and review.</summary>
public sealed class MessageTests
{
    private static readonly string s_folder = Path.Combine(W3cFolder.RepositoryRoot, "tests", "KnowledgeGraph.Tests", "Messages");

    private static readonly string[] s_languages =
        ["turtle", "trig", "n-triples", "n-quads", "sparql-query", "sparql-update", "json-ld", "rdf-xml"];

    public static TheoryData<string> Inputs =>
    [
        .. s_languages.SelectMany(language => Directory.EnumerateFiles(Path.Combine(s_folder, language)))
            .Where(file => !file.EndsWith(".message", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(s_folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Inputs))]
    public void SaysWhatIsWrongAndWhere(string input)
    {
        var file = Path.Combine(s_folder, input);
        var bytes = File.ReadAllBytes(file);
        var (message, line, column) = Failure(bytes, Path.GetFileName(file));
        var actual = message + "\n\n" + Excerpt(bytes, line, column);
        var golden = file + ".message";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(golden, actual);
        }

        Assert.True(File.Exists(golden), $"{golden} is missing; UPDATE_GOLDEN=1 writes it");
        Assert.Equal(File.ReadAllText(golden), actual);
    }

    [Fact]
    public void EveryMessageHasItsInput() => Assert.All(
        Directory.EnumerateFiles(s_folder, "*.message", SearchOption.AllDirectories),
        golden => Assert.True(File.Exists(golden[..^".message".Length]), golden));

    private static (string Message, long Line, long Column) Failure(byte[] bytes, string name)
    {
        Exception? failure = Path.GetExtension(name) switch
        {
            ".rq" => Record.Exception(() => SparqlParser.ParseQuery(Encoding.UTF8.GetString(bytes), options: new SparqlParserOptions { SourceName = name })),
            ".ru" => Record.Exception(() => SparqlParser.ParseUpdate(Encoding.UTF8.GetString(bytes), options: new SparqlParserOptions { SourceName = name })),
            _ => Record.Exception(() => RdfReader.Read(
                new MemoryStream(bytes), RdfFormat.FromFileName(name)!, new DatasetSink(), new RdfReaderOptions { SourceName = name })),
        };
        return failure switch
        {
            RdfSyntaxException e => (e.Message, e.Line, e.Column),
            SparqlSyntaxException e => (e.Message, e.Line, e.Column),
            null => throw new InvalidOperationException($"{name} was read without an error"),
            _ => throw new InvalidOperationException($"{name}: {failure}"),
        };
    }

    // The line with a caret below the column, counted here once more: in code points.
    private static string Excerpt(byte[] bytes, long line, long column)
    {
        var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        Assert.InRange(line, 0, lines.Length - 1);
        var runes = lines[line].EnumerateRunes().ToList();
        Assert.InRange(column, 0, runes.Count);
        var from = (int)Math.Max(0, column - 80);
        var shown = string.Concat(runes.Skip(from).Take(120));
        var caret = string.Concat(runes.Skip(from).Take((int)column - from).Select(rune => rune.IsAscii ? " " : rune.Value > 0xFFFF ? "  " : " "));
        return string.Create(CultureInfo.InvariantCulture, $"{line + 1,4} | {shown}\n     | {caret}^\n");
    }
}
