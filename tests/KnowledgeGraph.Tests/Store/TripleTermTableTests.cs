using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Tests.Store;

public class TripleTermTableTests
{
    private static readonly Iri s_p = StoreTestData.Iri("p");

    [Fact]
    public void FindsAndDecodes_WhenNested()
    {
        var inner = new TripleTerm(StoreTestData.Iri("a"), s_p, new Literal("x", "en"));
        var middle = new TripleTerm(StoreTestData.Iri("z"), s_p, inner);
        var outer = new TripleTerm(StoreTestData.Iri("a"), s_p, middle);
        var store = StoreTestData.Build((StoreTestData.Iri("claim"), RdfVocabulary.Reifies, outer, null));
        Assert.Equal(3, store.Terms.TripleTerms.Count);
        foreach (var term in new Term[] { inner, middle, outer })
        {
            var id = store.Id(term);
            Assert.True(id.IsTripleTerm);
            Assert.Equal(term, store.Terms.ToTerm(id));
        }

        Assert.Equal(store.Id(middle), store.Terms.TripleTerms.Get(store.Id(outer)).Object);
        Assert.False(store.Terms.TryFind(new TripleTerm(StoreTestData.Iri("z"), s_p, outer), out _));
    }

    [Fact]
    public void AgreesWithANaiveList_WhenAnyPartsAreBound()
    {
        const int Seed = 11;
        var random = new Random(Seed);
        var builder = new StoreBuilder();
        var made = new List<TripleTerm>();
        for (var i = 0; i < 3000; i++)
        {
            Term @object = made.Count > 0 && random.Next(3) == 0
                ? made[random.Next(made.Count)]
                : new Literal(random.Next(20).ToString(System.Globalization.CultureInfo.InvariantCulture), Xsd.Integer);
            made.Add(new(StoreTestData.Iri("s" + random.Next(30)), StoreTestData.Iri("p" + random.Next(4)), @object));
            builder.Add(StoreTestData.Iri("claim" + i), RdfVocabulary.Reifies, made[^1]);
        }

        var store = builder.Build(TestContext.Current.CancellationToken);
        var table = store.Terms.TripleTerms;
        var naive = made.Distinct()
            .Select(t => (S: store.Id(t.Subject), P: store.Id(t.Predicate), O: store.Id(t.Object), T: store.Id(t))).ToArray();
        Assert.Equal(naive.Length, table.Count);
        for (var mask = 0; mask < 8; mask++)
        {
            for (var round = 0; round < 20; round++)
            {
                var pick = naive[random.Next(naive.Length)];
                var bound = new QuadPattern(
                    (mask & 1) != 0 ? pick.S : default, (mask & 2) != 0 ? pick.P : default, (mask & 4) != 0 ? pick.O : default);
                var expected = naive.Where(t => (bound.Subject.IsUndefined || t.S == bound.Subject)
                    && (bound.Predicate.IsUndefined || t.P == bound.Predicate) && (bound.Object.IsUndefined || t.O == bound.Object))
                    .Select(t => t.T).Order().ToArray();
                var scan = table.OpenScan(TripleTermTable.OrderFor(bound), bound);
                Assert.Equal(expected.Length, table.CountMatches(bound));
                Assert.Equal(3, scan.Position(scan.FreeColumns - 1));
                Assert.Equal(expected, scan.Rows().Select(r => r[^1]).Order());
            }
        }
    }

    [Fact]
    public void IsSortedBySpo_WhenIdsAreCompared()
    {
        var deep = new TripleTerm(StoreTestData.Iri("b"), s_p, new TripleTerm(StoreTestData.Iri("a"), s_p, StoreTestData.Iri("o")));
        var store = StoreTestData.Build(
            (StoreTestData.Iri("c"), RdfVocabulary.Reifies, deep, null),
            (StoreTestData.Iri("c"), RdfVocabulary.Reifies, new TripleTerm(StoreTestData.Iri("b"), s_p, StoreTestData.Iri("o")), null));
        var rows = store.Terms.TripleTerms.OpenScan(IndexOrder.Spo, default).Rows();
        Assert.Equal([0L, 1L, 2L], rows.Select(r => r[3].Index));
        Assert.Equal(store.Id(deep), rows[2][3]);
    }

    [Fact]
    public void Loads_WhenNestedAThousandDeep()
    {
        Term term = StoreTestData.Iri("leaf");
        for (var i = 0; i < 1000; i++)
        {
            term = new TripleTerm(StoreTestData.Iri("s"), s_p, term);
        }

        var store = StoreTestData.Build((StoreTestData.Iri("c"), RdfVocabulary.Reifies, term, null));
        Assert.Equal(1000, store.Terms.TripleTerms.Count);
        Assert.True(store.Terms.TryFind(term, out _));
    }
}
