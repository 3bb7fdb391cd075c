using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Formats;

/// <summary>Line feeds, carriage returns, both, and a byte order mark change nothing, in any syntax.</summary>
public sealed class LineEndTests
{
    private static readonly Dictionary<string, string> s_documents = new()
    {
        ["N-Triples"] = "# 😀 comment\n<http://e/s> <http://e/p> \"é😀\" .\n\n_:b <http://e/p> <http://e/o> . # end\nVERSION \"1.2\"\n<http://e/s> <http://e/p> \"2\" .",
        ["N-Quads"] = "# 😀 comment\n<http://e/s> <http://e/p> \"é😀\" <http://e/g> .\n\n_:b <http://e/p> <http://e/o> . # end\n",
        ["Turtle"] = "@prefix e: <http://e/> . # 😀 comment\nPREFIX f: <http://f/>\n\ne:s e:p \"é😀\" ;\n  f:q ( 1\n2 ) , [ e:r true\n] . # end\n# last",
        ["TriG"] = "PREFIX e: <http://e/>\nGRAPH e:g {\n  e:s e:p \"é😀\" # comment\n  .\n}\ne:s e:p 1 .\n",
        ["JSON-LD"] = "{\n  \"@context\": {\n\"@vocab\": \"http://e/\" },\n  \"@id\": \"http://e/s\",\n  \"p\": [ \"é😀\",\n 1 ]\n}\n",
        ["RDF/XML"] = "<?xml version=\"1.0\"?>\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"\n  xmlns:e=\"http://e/\">\n"
            + "  <e:T rdf:about=\"http://e/s\">\n    <e:p>é😀</e:p>\n  </e:T>\n</rdf:RDF>\n",
    };

    public static TheoryData<string, string, bool> Variants
    {
        get
        {
            var variants = new TheoryData<string, string, bool>();
            foreach (var format in RdfFormat.All)
            {
                foreach (var end in new[] { "\n", "\r\n", "\r" })
                {
                    variants.Add(format.Name, end, false);
                    variants.Add(format.Name, end, true);
                }
            }

            return variants;
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void ReadsTheSame(string name, string lineEnd, bool hasMark)
    {
        var format = RdfFormat.All.Single(format => format.Name == name);
        var expected = RdfReader.ReadText(s_documents[name], format);
        Assert.NotEmpty(expected);

        Assert.Equal(expected, Read(s_documents[name], format, lineEnd, hasMark));
    }

    [Theory]
    [InlineData("N-Triples", "<http://e/s> <http://e/p> 1 .")]
    [InlineData("N-Quads", "<http://e/s> <http://e/p> 1 .")]
    [InlineData("Turtle", "e:s e:p <http://e/ > .")]
    [InlineData("TriG", "e:s e:p <http://e/ > .")]
    [InlineData("JSON-LD", "}")]
    [InlineData("RDF/XML", "</e:wrong>")]
    public void CountsLinesTheSame(string name, string bad)
    {
        var format = RdfFormat.All.Single(format => format.Name == name);
        var text = s_documents[name].TrimEnd() + "\n# 😀\n".Replace("#", name is "JSON-LD" or "RDF/XML" ? " " : "#", StringComparison.Ordinal)
            .Replace("😀", name is "JSON-LD" or "RDF/XML" ? " " : "😀", StringComparison.Ordinal) + bad + "\n";
        var places = new HashSet<(long Line, long Column, string Problem)>();
        foreach (var end in (string[])["\n", "\r\n", "\r"])
        {
            foreach (var hasMark in (bool[])[true, false])
            {
                var error = Assert.Throws<RdfSyntaxException>(() => Read(text, format, end, hasMark));
                places.Add((error.Line, error.Column, error.Problem));
            }
        }

        var place = Assert.Single(places);
        Assert.Equal(text.Split('\n').Length - 2, place.Line);
    }

    private static Dataset Read(string text, RdfFormat format, string lineEnd, bool hasMark)
    {
        var bytes = Encoding.UTF8.GetBytes((hasMark ? "\uFEFF" : "") + text.Replace("\n", lineEnd, StringComparison.Ordinal));
        var sink = new DatasetSink();

        // In small pieces, so that a line end is cut, too.
        using var input = new PiecewiseStream(bytes, () => 1);
        RdfReader.Read(input, format, sink, new RdfReaderOptions { BufferSize = 16 });
        return sink.Dataset;
    }
}
