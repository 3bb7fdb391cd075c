using System.Buffers;
using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Tests.Formats;

/// <summary>Writing for people, then reading, gives an isomorphic dataset, whatever shape the blank nodes make.</summary>
public sealed class PrettyRoundTripTests
{
    private static readonly Term[] s_nodes =
        [.. Enumerable.Range(0, 6).Select(Term (i) => new BlankNode($"b{i}")), new Iri("http://e/s"), new Iri("http://e/a/b"), new Iri("urn:x:%20'")];

    private static readonly Iri[] s_predicates =
    [
        new("http://e/p"), new("http://e/ns#q"), RdfVocabulary.Type, RdfVocabulary.First, RdfVocabulary.Rest, RdfVocabulary.Rest,
        RdfVocabulary.Reifies,
    ];

    private static readonly Term[] s_values =
    [
        new Literal("1", Xsd.Integer), new Literal("01", Xsd.Integer), new Literal("x\"\n\\\U0001F600"), new Literal("x", "en", BaseDirection.LeftToRight),
        new Literal("true", Xsd.Boolean), new Literal("y", new Iri("http://e/ns#t")), RdfVocabulary.Nil, RdfVocabulary.Nil,
    ];

    [Theory]
    [InlineData("Turtle", false)]
    [InlineData("Turtle", true)]
    [InlineData("TriG", false)]
    [InlineData("TriG", true)]
    public void ReadingGivesBackWhatWasWritten(string name, bool ordered)
    {
        var format = RdfFormat.All.Single(f => f.Name == name);
        var brackets = 0;
        var collections = 0;
        var annotations = 0;
        for (var seed = 1; seed <= 4000; seed++)
        {
            var random = new Random(seed);
            var dataset = Random(random, format.HasGraphNames);
            var text = Write(dataset, format, ordered);
            var read = Read(text, format, seed);
            Assert.True(Isomorphism.AreIsomorphic(dataset, read), $"seed {seed}:\n{string.Join('\n', dataset)}\n\n{text}");
            Assert.Equal(text, Write(dataset, format, ordered));
            brackets += text.Contains("[ ", StringComparison.Ordinal) ? 1 : 0;
            collections += text.Contains("( ", StringComparison.Ordinal) ? 1 : 0;
            annotations += text.Contains(" {|", StringComparison.Ordinal) || text.Contains(" ~", StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.All([brackets, collections, annotations], count => Assert.InRange(count, 100, 4000));
    }

    [Fact]
    public void DeepNestingIsCutToWhatReadersTake()
    {
        var dataset = new Dataset();
        for (var i = 0; i < 1000; i++)
        {
            dataset.Add(new Quad(new BlankNode($"n{i}"), new Iri("http://e/p"), new BlankNode($"n{i + 1}"), null));
            dataset.Add(new Quad(new BlankNode($"c{i}"), RdfVocabulary.First, new BlankNode($"c{i + 1}"), null));
            dataset.Add(new Quad(new BlankNode($"c{i}"), RdfVocabulary.Rest, RdfVocabulary.Nil, null));
        }

        var text = Write(dataset, RdfFormat.Turtle, ordered: false);
        Assert.Equal(dataset.Count, RdfReader.ReadText(text, RdfFormat.Turtle).Count);
    }

    [Fact]
    public void LongListsAreNoDeepNesting()
    {
        var dataset = RdfReader.ReadText($"<a:s> <a:p> ( {string.Join(' ', Enumerable.Range(0, 20_000))} ) .", RdfFormat.Turtle);
        var read = RdfReader.ReadText(Write(dataset, RdfFormat.Turtle, ordered: false), RdfFormat.Turtle);
        Assert.Equal(dataset.Count, read.Count);
        Assert.Equal(20_000, read.Count(quad => quad.Predicate == RdfVocabulary.First));
    }

    private static Dataset Random(Random random, bool graphs)
    {
        var dataset = new Dataset();
        for (var count = random.Next(1, 12); count > 0; count--)
        {
            var graph = graphs ? random.Next(4) switch { 0 => new Iri("http://e/g"), 1 => Pick(random, s_nodes), _ => (Term?)null } : null;
            var subject = Pick(random, s_nodes);
            switch (random.Next(6))
            {
                case 0:
                    AddList(dataset, random, subject, graph);
                    break;
                case 1 when dataset.Count > 0:
                    // A reifier of a triple that is there.
                    var quad = Pick(random, [.. dataset]);
                    dataset.Add(new Quad(subject, RdfVocabulary.Reifies, new TripleTerm(quad.Subject, quad.Predicate, quad.Object), quad.Graph));
                    break;
                default:
                    dataset.Add(new Quad(subject, Pick(random, s_predicates), Value(random, 0), graph));
                    break;
            }
        }

        return dataset;
    }

    private static void AddList(Dataset dataset, Random random, Term subject, Term? graph)
    {
        var length = random.Next(0, 4);
        var cells = Enumerable.Range(0, length).Select(Term (i) => new BlankNode($"l{dataset.Count}-{i}")).ToList();
        if (random.Next(4) > 0)
        {
            dataset.Add(new Quad(subject, Pick(random, s_predicates), length == 0 ? RdfVocabulary.Nil : cells[0], graph));
        }

        for (var i = 0; i < length; i++)
        {
            dataset.Add(new Quad(cells[i], RdfVocabulary.First, random.Next(8) == 0 ? Pick(random, [.. cells]) : Value(random, 0), graph));
            dataset.Add(new Quad(cells[i], RdfVocabulary.Rest, i + 1 < length ? cells[i + 1] : random.Next(8) == 0 ? cells[0] : RdfVocabulary.Nil, graph));
            if (random.Next(6) == 0)
            {
                dataset.Add(new Quad(cells[i], Pick(random, s_predicates), Value(random, 0), graph));
            }
        }
    }

    private static Term Value(Random random, int depth) => random.Next(depth < 2 ? 5 : 4) switch
    {
        0 => Pick(random, s_values),
        4 => new TripleTerm(Pick(random, s_nodes), Pick(random, s_predicates), Value(random, depth + 1)),
        _ => Pick(random, s_nodes),
    };

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];

    private static Dataset Read(string text, RdfFormat format, int seed)
    {
        try
        {
            return RdfReader.ReadText(text, format);
        }
        catch (RdfSyntaxException e)
        {
            throw new InvalidOperationException($"seed {seed}: {e.Message}\n{text}", e);
        }
    }

    private static string Write(Dataset dataset, RdfFormat format, bool ordered)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = RdfWriter.Create(buffer, format, new RdfWriterOptions
        {
            Layout = RdfLayout.Pretty,
            Ordered = ordered,
            Prefixes = new Dictionary<string, string> { [""] = "http://e/", ["ns"] = "http://e/ns#" },
        });
        dataset.WriteTo(writer);
        writer.Finish();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
