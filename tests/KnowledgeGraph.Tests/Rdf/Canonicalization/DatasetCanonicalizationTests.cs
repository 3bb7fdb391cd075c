using System.Security.Cryptography;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Canonicalization;

namespace KnowledgeGraph.Tests.Rdf.Canonicalization;

public sealed class DatasetCanonicalizationTests
{
    [Fact]
    public void SortsLinesAndLabelsNodes() => Assert.Equal(
        """
        <http://e/a> <http://e/p> "x\n\u0001" .
        <http://e/a> <http://e/p> _:c14n0 <http://e/g> .
        _:c14n0 <http://e/q> "é"@en .

        """,
        Canonicalize("_:z <http://e/q> \"é\"@en . <http://e/g> { <http://e/a> <http://e/p> _:z } <http://e/a> <http://e/p> \"x\\n\\u0001\" ."));

    [Fact]
    public void OrdersByCodePoint_NotByUtf16() => Assert.Equal(
        "<http://e/a> <http://e/p> \"\uFF5E\" .\n<http://e/a> <http://e/p> \"\U0001F600\" .\n",
        Canonicalize("<http://e/a> <http://e/p> \"\U0001F600\" , \"\uFF5E\" ."));

    [Fact]
    public void GivesIsomorphicDatasetsOneText_AndOthersAnother()
    {
        var texts = new Dictionary<string, Dataset>(StringComparer.Ordinal);
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            var dataset = Random(random);
            var text = Run(dataset).NQuads;
            Assert.Equal(text, Run(Shuffle(dataset, random)).NQuads);
            Assert.True(Isomorphism.AreIsomorphic(dataset, RdfReader.ReadText(text, RdfFormat.NQuads)), $"seed {seed}");
            if (!texts.TryAdd(text, dataset))
            {
                Assert.True(Isomorphism.AreIsomorphic(dataset, texts[text]), $"seed {seed}");
            }
        }

        var all = texts.ToArray();
        for (var i = 0; i + 1 < all.Length; i++)
        {
            Assert.False(Isomorphism.AreIsomorphic(all[i].Value, all[i + 1].Value), all[i].Key);
        }
    }

    [Fact]
    public void UsesTheHashAskedFor()
    {
        // Which of the two nodes comes first is up to the hash, not to what is in them.
        var dataset = RdfReader.ReadText(
            string.Concat(Enumerable.Range(0, 20).Select(i => $"_:n{i} <http://e/p> \"{i}\" .\n")), RdfFormat.NQuads);
        var short256 = Run(dataset);
        var long384 = Run(dataset, HashAlgorithmName.SHA384);
        Assert.NotEqual(short256.NQuads, long384.NQuads);
        Assert.Equal(20, long384.Labels.Values.Distinct().Count());
        Assert.Throws<ArgumentException>(() => Run(dataset, HashAlgorithmName.MD5));
    }

    [Fact]
    public void EndsWithAnException_WhenGraphIsPoison()
    {
        var clique = new Dataset(
            from i in Enumerable.Range(0, 12)
            from j in Enumerable.Range(0, 12)
            where i != j
            select new Quad(new BlankNode($"n{i}"), new Iri("http://e/p"), new BlankNode($"n{j}"), null));
        Assert.Throws<CanonicalizationException>(
            () => DatasetCanonicalization.Canonicalize(clique, maxWork: 1000, ct: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void EndsWithAnException_WhenChainIsTooLongForTheStack()
    {
        const int Length = 20_000;
        var ring = new Dataset(
            from i in Enumerable.Range(0, Length)
            select new Quad(new BlankNode($"n{i}"), new Iri("http://e/p"), new BlankNode($"n{(i + 1) % Length}"), null));
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(() => Run(ring)), 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.IsType<CanonicalizationException>(failure);
    }

    [Fact]
    public void RefusesTripleTerms() => Assert.Throws<CanonicalizationException>(
        () => Canonicalize("<http://e/a> <http://e/p> <<( <http://e/a> <http://e/p> 1 )>> ."));

    private static CanonicalDataset Run(Dataset dataset, HashAlgorithmName algorithm = default) =>
        DatasetCanonicalization.Canonicalize(dataset, algorithm, ct: TestContext.Current.CancellationToken);

    private static string Canonicalize(string trig) => Run(RdfReader.ReadText(trig, RdfFormat.TriG)).NQuads;

    // Few terms, so that nodes look alike.
    private static Dataset Random(Random random)
    {
        Term Node() => random.Next(5) == 0 ? new Iri("http://e/a") : new BlankNode($"n{random.Next(5)}");
        return new Dataset(Enumerable.Range(0, random.Next(1, 9)).Select(_ => new Quad(
            Node(), new Iri(random.Next(2) == 0 ? "http://e/p" : "http://e/q"), random.Next(6) == 0 ? new Literal("x") : Node(),
            random.Next(4) == 0 ? Node() : null)));
    }

    private static Dataset Shuffle(Dataset dataset, Random random)
    {
        int[] names = [0, 1, 2, 3, 4];
        random.Shuffle(names);
        Term Rename(Term term) => term is BlankNode { Label: var label } ? new BlankNode($"m{names[label[1] - '0']}") : term;
        Quad[] quads = [.. dataset.Select(quad =>
            new Quad(Rename(quad.Subject), quad.Predicate, Rename(quad.Object), quad.Graph is null ? null : Rename(quad.Graph)))];
        random.Shuffle(quads);
        return new Dataset(quads);
    }
}
