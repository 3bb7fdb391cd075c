using System.Globalization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Tests.Store.Files;

/// <summary>Snapshots to be written as parts, and what two of them must have in common.</summary>
internal static class PartData
{
    /// <summary>Random quads of terms of every kind, with nested triple terms, in default and named graphs, some of these empty.</summary>
    internal static Snapshot Random(int seed, int quads)
    {
        var random = new Random(seed);
        Term[] nodes =
        [
            .. Enumerable.Range(0, 50 + (quads / 20)).Select(i => StoreTestData.Iri("node/" + i.ToString(CultureInfo.InvariantCulture))),
            .. Enumerable.Range(0, 20).Select(i => new BlankNode("b" + i.ToString(CultureInfo.InvariantCulture))),
        ];
        Iri[] predicates = [.. Enumerable.Range(0, 12).Select(i => StoreTestData.Iri("p" + i.ToString(CultureInfo.InvariantCulture)))];
        Term[] graphs = [StoreTestData.Iri("g1"), StoreTestData.Iri("g2"), new BlankNode("g3")];
        var builder = new StoreBuilder();
        for (var i = 0; i < quads; i++)
        {
            var graph = random.Next(3) == 0 ? graphs[random.Next(graphs.Length)] : null;
            builder.Add(Pick(nodes), Pick(predicates), Object(random.Next(3)), graph);
        }

        var snapshot = builder.Build();
        var rebuilt = new StoreBuilder();
        TermId[] empty = snapshot.Terms.TryFind(StoreTestData.Iri("p3"), out var name) ? [name] : [];
        rebuilt.Take(snapshot, snapshot.Terms, _ => false, [], empty);
        return rebuilt.Build();

        T Pick<T>(T[] from) => from[random.Next(from.Length)];

        Term Object(int depth) => random.Next(8) switch
        {
            0 or 1 => Pick(nodes),
            2 => new Literal(random.Next(1000).ToString(CultureInfo.InvariantCulture), Xsd.Integer),
            3 => new Literal((random.NextDouble() * 1e9).ToString("R", CultureInfo.InvariantCulture), Xsd.Double),
            4 => new Literal(
                "label " + random.Next(quads).ToString(CultureInfo.InvariantCulture), Pick<string>(["en", "EN", "fr", "kk-Latn"])),
            5 when depth > 0 => new TripleTerm(Pick(nodes), Pick(predicates), Object(depth - 1)),
            _ => StoreTestData.AllKinds[random.Next(StoreTestData.AllKinds.Count)],
        };
    }

    internal static void AssertSame(Snapshot expected, Snapshot actual)
    {
        foreach (var order in Enum.GetValues<IndexOrder>())
        {
            Assert.Equal(expected.Scan(order, default).Rows(333), actual.Scan(order, default).Rows(77));
        }

        Assert.Equal(expected.NamedGraphs, actual.NamedGraphs);
        AssertSame(expected.DefaultStatistics, actual.DefaultStatistics);
        AssertSame(expected.NamedStatistics, actual.NamedStatistics);
        Assert.Equal(expected.Terms.BlankNodeCount, actual.Terms.BlankNodeCount);
        foreach (var tag in Enum.GetValues<TermTag>())
        {
            Assert.Equal(expected.Terms.Count(tag), actual.Terms.Count(tag));
            for (var index = 0L; index < expected.Terms.Count(tag); index++)
            {
                AssertSame(expected.Terms, actual.Terms, TermId.FromIndex(tag, index));
            }
        }
    }

    private static void AssertSame(PartStatistics expected, PartStatistics actual)
    {
        Assert.Equal(expected.Total, actual.Total);
        Assert.Equal(expected.Predicates.Order(), actual.Predicates.Order());
        Assert.All(expected.Predicates, predicate => Assert.Equal(expected[predicate], actual[predicate]));
    }

    private static void AssertSame(TermDictionary expected, TermDictionary actual, TermId id)
    {
        var term = expected.ToTerm(id);
        Assert.Equal(term, actual.ToTerm(id));
        Assert.Equal((term as Literal)?.Language, (actual.ToTerm(id) as Literal)?.Language);
        Assert.True(actual.TryFind(term, out var found) && found == id);
        Assert.Equal(expected.DatatypeOf(id), actual.DatatypeOf(id));
        Assert.Equal(
            (expected.TryGetNumber(id, out var number), number), (actual.TryGetNumber(id, out var sameNumber), sameNumber));
        Assert.Equal((expected.TryGetDateTime(id, out var time), time), (actual.TryGetDateTime(id, out var sameTime), sameTime));
        Assert.Equal(
            (expected.TryGetDuration(id, out var duration), duration), (actual.TryGetDuration(id, out var sameDuration), sameDuration));
    }
}
