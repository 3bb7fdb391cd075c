using System.Buffers;
using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Tests.Formats;

/// <summary>Writing, then reading, is the identity.</summary>
public sealed class WriterRoundTripTests
{
    private static readonly string[] s_iris =
    [
        "http://e/a", "http://e/b.c", "http://e/a.", "http://e/", "http://e/-x", "http://e/a%20b", "http://e/a:b", "http://e/ns#x", "http://e/ns#",
        "http://e/ns#1", "http://e/ns#é", "http://e/\U00010300", "http://e/a/../b", "http://e/'(x)*,;=@!$&", "x:", "urn:isbn:1", "tag:a,2000:b#c",
        "http://e/~", "http://e/?q=1&r=[2]", RdfVocabulary.Namespace + "type", Xsd.Namespace + "integer", "http://é.example/ü",
    ];

    private static readonly string[] s_labels = ["b", "b0", "0", "b.1", "b-1", "_x", "é", "x\u00B7y", "anon1", "anon-anon1", "anonymous"];

    private static readonly string[] s_lexicals =
    [
        "", "a", "1", "+1", "01", "-0", "1.", "1.0", ".5", "+.5", "1e5", "1.e5", ".5E-3", "1.5e+10", "e5", ".", "1e", "INF", "NaN", "true", "false",
        "True", "\"", "\"\"\"", "\\", "\\u0041", "'", "a\tb\nc\rd\be\ff", "\u0000\u0001\u001F\u007F", "\u0080\u0085\u2028\uFEFF\uFFFE\uFFFF\uFFFD",
        "日本語 \U0001F600", "ends with \\", "ends with \"", "<a> . # c", "@en", "^^<x:>",
    ];

    private static readonly string[] s_languages = ["en", "en-GB", "EN", "kk-Cyrl", "x-a-b"];

    [Theory]
    [InlineData("N-Triples")]
    [InlineData("N-Quads")]
    [InlineData("Turtle")]
    [InlineData("TriG")]
    public void ReadingGivesBackWhatWasWritten(string name)
    {
        var format = RdfFormat.All.Single(f => f.Name == name);
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            var dataset = new Dataset(Enumerable.Range(0, random.Next(1, 25)).Select(_ => Quad(random, format.HasGraphNames)));
            var text = Write(dataset, format, random.Next(2) == 0);
            var read = RdfReader.ReadText(text, format);
            Assert.True(dataset.Select(Renamed).ToHashSet().SetEquals(read), $"seed {seed}:\n{text}");
        }
    }

    [Fact]
    public void ReadingGivesBackWhatWasWritten_AsFarAsRdfXmlGoes()
    {
        // These end in no XML name, and XML lacks some characters: nothing else may be refused.
        string[] noNames =
        [
            "http://e/", "http://e/ns#", "http://e/ns#1", "http://e/\U00010300", "http://e/'(x)*,;=@!$&", "x:", "urn:isbn:1", "http://e/~",
            "http://e/?q=1&r=[2]",
        ];
        var refused = 0;
        for (var seed = 1; seed <= 400; seed++)
        {
            var random = new Random(seed);
            var buffer = new ArrayBufferWriter<byte>();
            using var writer = RdfWriter.Create(
                buffer, RdfFormat.RdfXml, random.Next(2) == 0 ? null : new Dictionary<string, string> { [""] = "http://e/", ["ns"] = "http://e/ns#" });
            var written = new Dataset();
            for (var count = random.Next(1, 25); count > 0; count--)
            {
                var quad = Quad(random, graphs: false);
                var before = buffer.WrittenCount;
                if (Record.Exception(() => writer.Write(quad)) is { } failure)
                {
                    Assert.IsType<UnwritableQuadException>(failure);
                    Assert.Equal(before, buffer.WrittenCount);
                    Assert.True(IsRefused(quad.Predicate, quad.Object, noNames), quad.ToString());
                    refused++;
                }
                else
                {
                    Assert.False(IsRefused(quad.Predicate, quad.Object, noNames), quad.ToString());
                    written.Add(quad);
                }
            }

            writer.Finish();
            var text = Encoding.UTF8.GetString(buffer.WrittenSpan);
            Assert.True(Isomorphism.AreIsomorphic(written, RdfReader.ReadText(text, RdfFormat.RdfXml)), $"seed {seed}:\n{text}");
        }

        Assert.InRange(refused, 100, 4000);
    }

    private static bool IsRefused(Iri predicate, Term value, string[] noNames) => noNames.Contains(predicate.Value) || value switch
    {
        TripleTerm triple => IsRefused(triple.Predicate, triple.Object, noNames),
        Literal literal => literal.Lexical.Any(c => c is < ' ' and not ('\t' or '\n' or '\r') or '\uFFFE' or '\uFFFF'),
        _ => false,
    };

    // What the reader does to labels that could clash with generated ones.
    private static Quad Renamed(Quad quad) => new(
        Renamed(quad.Subject), quad.Predicate, Renamed(quad.Object), quad.Graph is null ? null : Renamed(quad.Graph));

    private static Term Renamed(Term term) => term switch
    {
        BlankNode { Label: var label } when label.StartsWith("anon", StringComparison.Ordinal) => new BlankNode("anon-" + label),
        TripleTerm triple => new TripleTerm(Renamed(triple.Subject), triple.Predicate, Renamed(triple.Object)),
        _ => term,
    };

    private static string Write(Dataset dataset, RdfFormat format, bool prefixes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = RdfWriter.Create(buffer, format, prefixes
            ? new Dictionary<string, string> { [""] = "http://e/", ["ns"] = "http://e/ns#", ["x.y"] = "x:", ["xsd"] = Xsd.Namespace }
            : null);
        dataset.WriteTo(writer);
        writer.Finish();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static Quad Quad(Random random, bool graphs) => new(
        Resource(random), Iri(random), Object(random, 0), graphs && random.Next(2) == 0 ? Resource(random) : null);

    // Few different subjects, so that statements are shared.
    private static Term Resource(Random random) =>
        random.Next(3) == 0 ? new BlankNode(Pick(random, s_labels)) : random.Next(2) == 0 ? new Iri("http://e/s") : Iri(random);

    private static Iri Iri(Random random) => new(Pick(random, s_iris));

    private static Term Object(Random random, int depth) => random.Next(depth < 4 ? 7 : 6) switch
    {
        0 => Resource(random),
        1 => new Literal(Pick(random, s_lexicals)),
        2 => new Literal(Pick(random, s_lexicals), Pick(random, s_languages), (BaseDirection)random.Next(3)),
        3 => new Literal(Pick(random, s_lexicals), Pick(random, [Xsd.Integer, Xsd.Decimal, Xsd.Double, Xsd.Boolean, Iri(random)])),
        4 => new Literal(RandomText(random)),
        5 => Iri(random),
        _ => new TripleTerm(Resource(random), Iri(random), Object(random, depth + 1)),
    };

    private static string RandomText(Random random)
    {
        var text = new StringBuilder();
        for (var length = random.Next(20); length > 0; length--)
        {
            var limit = random.Next(4) switch { 0 => 0x80, 1 => 0x800, 2 => 0x10000, _ => 0x110000 };
            if (Rune.TryCreate(random.Next(limit), out var rune))
            {
                text.Append(rune.ToString());
            }
        }

        return text.ToString();
    }

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];
}
