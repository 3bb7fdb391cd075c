using System.Globalization;
using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Formats;

/// <summary>How the input is cut into reads changes nothing: not the quads, not the error, not its position. Also fuzzes the readers.</summary>
public sealed class SplitInputTests
{
    private const string Turtle = """"
        @prefix ex: <http://example/> . # comment ä
        PREFIX : <http://example/ns#>
        BASE <http://base.example/a/b>
        VERSION "1.2"
        ex:s a ex:T ; ex:p "x", 'y'@en-GB, "z"@ar--rtl, "1"^^ex:dt , 1, -1.5, .5e-7, 1.e+3 ; ; ex:q true .
        <rel#ä> :p\~q ex:a.b.c , ex:%41:b , _:b.1 , <http://e/\u00E9> , "\t\"\U0001F600ü" .
        [] ex:list ( 1 ( ) [ ex:p "deep" ] <<( ex:s ex:p <<( _:b a "x" )>> )>> ) .
        << ex:s ex:p 1 ~ ex:r >> ex:q """long "" \" ü
         line""" ~ ex:i {| ex:by << ex:a ex:b ex:c >> |} {| a ex:N |} .
        [ ex:p '''a'b''c''' ] .
        ex:é ex:p ex:日本語 .

        """";

    private const string NQuads = """
        # comment
        <http://e/s> <http://e/p> "a\tb\\\"\u00e9ü😀" <http://e/g> .
        _:b.1 <http://e/p> <<( _:anon1 <http://e/p> <<( _:x <http://e/\u00E9> "x"@en--ltr )>> )>> . # end
        VERSION "1.2"

        <http://e/s><http://e/p>"5"^^<http://www.w3.org/2001/XMLSchema#integer>_:g.
        """;

    public static TheoryData<string, string> Documents => new()
    {
        { "Turtle", Turtle },
        { "TriG", "GRAPH <http://e/g> {\n" + "<a:s> <a:p> 1 . <a:s> <a:q> 'x' }\n{ [] <a:p> () . } _:g { <a:s> <a:p> \"ü\" } [] {}\n" + Turtle },
        { "N-Quads", NQuads },
        { "N-Triples", "\uFEFF" + NQuads.Replace(" <http://e/g>", "", StringComparison.Ordinal).Replace("_:g.", ".", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void ReadsTheSame_WhereverInputIsSplit(string format, string document)
    {
        var bytes = Encoding.UTF8.GetBytes(document);
        var whole = Trace(bytes, format, () => int.MaxValue, bufferSize: 1 << 16, lenient: false);
        Assert.DoesNotContain("error", whole, StringComparison.Ordinal);
        foreach (var size in new[] { 1, 2, 3, 5, 16 })
        {
            Assert.Equal(whole, Trace(bytes, format, () => size, bufferSize: 1, lenient: false));
        }

        for (var split = 1; split < bytes.Length; split++)
        {
            var sizes = new Queue<int>([split]);
            Assert.Equal(whole, Trace(bytes, format, () => sizes.TryDequeue(out var size) ? size : int.MaxValue, 1 << 16, lenient: false));
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void FailsTheSame_WhereverBrokenInputIsSplit(string format, string document)
    {
        for (var seed = 1; seed <= 400; seed++)
        {
            var random = new Random(seed);
            var bytes = Mutate(Encoding.UTF8.GetBytes(document), random);
            foreach (var lenient in new[] { false, true })
            {
                var whole = Trace(bytes, format, () => int.MaxValue, bufferSize: 1 << 16, lenient);
                var pieces = Trace(bytes, format, () => random.Next(1, 9), bufferSize: random.Next(1, 64), lenient);
                Assert.True(whole == pieces, $"seed {seed}, lenient {lenient}:\n{whole}\n---\n{pieces}");
            }
        }
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        var mutated = bytes.ToList();
        ReadOnlySpan<byte> telling = "<>\"'{}|()[].;,@^~\\:_ \n#a1%\u00e9"u8;
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var at = random.Next(mutated.Count);
            switch (random.Next(4))
            {
                case 0:
                    mutated.RemoveAt(at);
                    break;
                case 1:
                    mutated.Insert(at, telling[random.Next(telling.Length)]);
                    break;
                case 2:
                    mutated[at] = (byte)random.Next(256);
                    break;
                default:
                    mutated.RemoveRange(at, Math.Min(random.Next(40), mutated.Count - at));
                    break;
            }
        }

        return [.. mutated];
    }

    private static string Trace(byte[] bytes, string format, Func<int> nextSize, int bufferSize, bool lenient)
    {
        var sink = new TracingSink();
        using var stream = new PiecewiseStream(bytes, nextSize);
        try
        {
            RdfReader.Read(stream, RdfFormat.All.Single(f => f.Name == format), sink, new RdfReaderOptions
            {
                BufferSize = bufferSize,
                Lenient = lenient,
                OnSkipped = e => sink.Text.Append("skipped ").AppendLine(e.Message),
            });
        }
        catch (RdfSyntaxException e)
        {
            sink.Text.Append("error ").AppendLine(e.Message);
        }

        return sink.Text.ToString();
    }

    private sealed class TracingSink : QuadSink
    {
        public StringBuilder Text { get; } = new();

        public override void Quad(in TermView subject, in TermView predicate, in TermView @object, in TermView graph) =>
            Text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{subject.ToTerm()} {predicate.ToTerm()} {@object.ToTerm()} {(graph.IsNone ? "" : graph.ToTerm().ToString())}");
    }
}
