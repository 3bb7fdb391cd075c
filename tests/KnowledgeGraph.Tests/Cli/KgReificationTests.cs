using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.TestKit.Reification;

namespace KnowledgeGraph.Tests.Cli;

/// <summary><c>kg export --reification</c> as a process.</summary>
public sealed class KgReificationTests
{
    private const string Data = """
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX x: <http://x/>
        x:a x:p 1 .
        GRAPH x:g { x:c rdf:reifies <<( x:a x:p 2 )>> . }
        """;

    [Theory]
    [InlineData("nt")]
    [InlineData("ttl")]
    [InlineData("rdf")]
    [InlineData("nq")]
    [InlineData("trig")]
    [InlineData("jsonld")]
    public void WritesAllGraphsInRdf11(string format)
    {
        using var file = new KgTests.TemporaryFile(".trig", Data);

        KgTests.Result export = KgTests.Run("export", "--data", file.Path, "--reification", "--format", format);

        Assert.Equal(0, export.ExitCode);
        RdfFormat written = RdfFormat.FromFileName("x." + format)!;
        Dataset read = RdfReader.ReadText(export.Output, written);
        Assert.Equal(6, read.Count);
        Assert.DoesNotContain(read, quad => quad.Object is TripleTerm);
        Assert.Equal(
            RdfReader.ReadText(Data, RdfFormat.TriG).Select(quad => written.HasGraphNames ? quad : new Quad(quad.Subject, quad.Predicate, quad.Object, null))
                .ToHashSet(),
            StatementReading.Restore([.. read]));
    }
}
