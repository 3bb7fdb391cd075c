using System.Security.Cryptography;
using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Canonicalization;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Server.Dumps;

namespace KnowledgeGraph.Server.Tests;

/// <summary>The digest of a dataset, line by line and with files, is that of its canonical form as a whole.</summary>
public sealed class CanonicalDigestTests
{
    private const long Unbounded = long.MaxValue;

    [Theory]
    [InlineData(1 << 20, false)]
    [InlineData(2_000, true)]
    public void IsThatOfTheCanonicalForm(int runBytes, bool usesFiles)
    {
        var quads = Quads();
        var expected = Expected(quads);

        Assert.Equal(expected, Digest(quads, runBytes, out var files));
        Assert.Equal(usesFiles, files > 1);
        // Whatever order they come in, and however often.
        Assert.Equal(expected, Digest([.. quads.AsEnumerable().Reverse(), .. quads], runBytes, out _));
        Assert.NotEqual(expected, Digest(quads[1..], runBytes, out _));
    }

    [Fact]
    public void OfNothing_IsThatOfNothing() =>
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([])), Digest([], 1_000, out _));

    [Fact]
    public void TooManyQuadsWithBlankNodes_AreRefused()
    {
        var quads = Quads();
        using var digest = new CanonicalDigest(2, 1 << 20);
        Assert.Contains(
            "more than 2 quads", Assert.Throws<CanonicalizationException>(() => new Dataset(quads).WriteTo(digest)).Message,
            StringComparison.Ordinal);
    }

    private static string Expected(List<Quad> quads) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        DatasetCanonicalization.Canonicalize(new Dataset(quads), ct: TestContext.Current.CancellationToken).NQuads)));

    private static string Digest(List<Quad> quads, int runBytes, out int files)
    {
        using var digest = new CanonicalDigest(Unbounded, runBytes);
        new Dataset(quads).WriteTo(digest);
        var hex = digest.Finish(() => { });
        files = digest.Files;
        return hex;
    }

    // IRIs that begin alike, literals with all that is escaped, scripts beyond the first plane, blank nodes in each position.
    private static List<Quad> Quads()
    {
        var predicate = new Iri("http://example/p");
        var graph = new Iri("http://example/g");
        var quads = new List<Quad>();
        foreach (var i in Enumerable.Range(0, 40))
        {
            var subject = new Iri("http://example/" + new string('a', i % 7) + (i % 3 == 0 ? "/" : "z") + i / 7);
            quads.Add(new Quad(subject, predicate, subject, i % 2 == 0 ? graph : null));
            quads.Add(new Quad(subject, predicate, new Literal("line " + (char)i + " \"\\ \u007f \ufffe \U0001F600 Қ"), null));
            quads.Add(new Quad(subject, predicate, new Literal("x" + i, i % 2 == 0 ? "en" : "kk-Latn"), graph));
            quads.Add(new Quad(subject, predicate, new Literal("00" + i, Xsd.Integer), null));
        }

        var (one, other) = (new BlankNode("one"), new BlankNode("other"));
        quads.Add(new Quad(one, predicate, other, null));
        quads.Add(new Quad(other, predicate, graph, one));
        quads.Add(new Quad(graph, predicate, one, graph));
        return quads;
    }
}
