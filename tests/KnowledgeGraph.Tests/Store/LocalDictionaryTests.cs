using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Tests.Store;

public class LocalDictionaryTests
{
    [Fact]
    public void GivesTheSnapshotsId_WhenTheSnapshotKnowsTheTerm()
    {
        var triple = new TripleTerm(StoreTestData.Iri("s"), StoreTestData.Iri("p"), new Literal("x"));
        var store = StoreTestData.Build([
            (StoreTestData.Iri("s"), StoreTestData.Iri("p"), triple, null),
            .. StoreTestData.AllKinds.Select(term => ((Term)StoreTestData.Iri("s"), (Term)StoreTestData.Iri("p"), term, (Term?)null))]);
        var local = new LocalDictionary(store.Terms);
        foreach (var term in StoreTestData.AllKinds.Append(triple))
        {
            Assert.Equal(store.Id(term), local.Intern(term));
            Assert.Equal(term, local.ToTerm(local.Intern(term)));
        }

        Assert.Equal(0, local.Count);
        Assert.Equal(0, local.ChargedBytes);
    }

    [Fact]
    public void GivesOneIdPerTerm_WhenTheSnapshotDoesNotKnowIt()
    {
        var local = new LocalDictionary(Snapshot.Empty.Terms);
        var ids = new HashSet<TermId>();
        Term[] terms = [.. StoreTestData.AllKinds, new TripleTerm(StoreTestData.Iri("s"), StoreTestData.Iri("p"), new Literal("x", "en"))];
        foreach (var term in terms)
        {
            var id = local.Intern(term);
            Assert.True(ids.Add(id));
            Assert.Equal(id, local.Intern(term));
            Assert.Equal(term, local.ToTerm(id));
            Assert.True(id.IsLocal != id.IsInline);
        }
    }

    [Fact]
    public void KeepsTheFirstSpelling_WhenLanguageTagsDifferInCase()
    {
        var local = new LocalDictionary(Snapshot.Empty.Terms);
        local.Intern(new Literal("other", "EN"));
        var id = local.Intern(new Literal("text", "en"));
        Assert.Equal(id, local.Intern(new Literal("text", "En")));
        Assert.Equal("en", ((Literal)local.ToTerm(id)).Language);
    }

    [Fact]
    public void GivesValues_WhenLiteralsAreLocal()
    {
        var local = new LocalDictionary(Snapshot.Empty.Terms);
        local.InternString("a string in between"u8);
        var third = local.InternLiteral("0.3333333333333333"u8, XsdDatatype.Double);
        var time = local.InternLiteral("12:00:00"u8, XsdDatatype.Time);
        var bad = local.InternLiteral("x"u8, XsdDatatype.Integer);
        Assert.True(local.TryGetNumber(third, out var value));
        Assert.Equal(XsdNumber.Double(0.3333333333333333), value);
        Assert.True(local.TryGetDateTime(time, out var calendar));
        Assert.Equal(12, calendar.Hour);
        Assert.False(local.TryGetNumber(bad, out _));
        Assert.Equal(XsdDatatype.Integer, local.DatatypeOf(bad));
        Assert.Equal(XsdDatatype.Double, local.DatatypeOf(third));
        Assert.Equal(XsdDatatype.String, local.DatatypeOf(local.InternString("another"u8)));
        var five = local.InternLiteral("5"u8, XsdDatatype.Int);
        Assert.True(local.TryGetNumber(five, out value));
        Assert.Equal((XsdDatatype.Int, XsdNumber.Integer(5)), (local.DatatypeOf(five), value));
        Assert.True(local.TryGetDuration(local.InternLiteral("P1DT12H"u8, XsdDatatype.DayTimeDuration), out var duration));
        Assert.Equal(36 * 3600, duration.Seconds);
        Assert.False(local.TryGetDuration(time, out _));
        Assert.Equal(XsdDatatype.LangString, local.DatatypeOf(local.Intern(new Literal("tagged", "en"))));
    }

    [Fact]
    public void MakesNewBlankNodes_WhenAskedOrLabelled()
    {
        var store = StoreTestData.Build((new BlankNode("own"), StoreTestData.Iri("p"), new BlankNode("other"), null));
        var local = new LocalDictionary(store.Terms);
        var first = local.NewBlankNode();
        var second = local.Intern(new BlankNode("label"));
        Assert.NotEqual(first, second);
        Assert.Equal(second, local.Intern(new BlankNode("label")));
        Assert.Equal(first, local.Intern(local.ToTerm(first)));
        Assert.Equal(new BlankNode("b1"), local.ToTerm(local.Intern(new BlankNode("b1"))));
        Assert.False(local.Intern(new BlankNode("b1")).IsLocal);
        Assert.True(local.Intern(new BlankNode("b2")).IsLocal);
    }

    [Fact]
    public void MatchesTripleTerms_WhenComponentsAreIds()
    {
        var triple = new TripleTerm(StoreTestData.Iri("s"), StoreTestData.Iri("p"), new Literal("1", Xsd.Integer));
        var store = StoreTestData.Build((StoreTestData.Iri("c"), RdfVocabulary.Reifies, triple, null));
        var local = new LocalDictionary(store.Terms);
        var (s, p) = (store.Id(triple.Subject), store.Id(triple.Predicate));
        Assert.Equal(store.Id(triple), local.InternTripleTerm(s, p, local.Intern(triple.Object)));
        var other = local.InternTripleTerm(s, p, local.Intern(new Literal("2", Xsd.Integer)));
        Assert.True(other.IsLocal);
        Assert.Equal(other, local.InternTripleTerm(s, p, local.Intern(new Literal("2", Xsd.Integer))));
        Assert.Equal((s, p, local.Intern(new Literal("2", Xsd.Integer))), local.GetTripleTerm(other));
        var nested = local.InternTripleTerm(s, p, other);
        var inner = new TripleTerm(StoreTestData.Iri("s"), StoreTestData.Iri("p"), new Literal("2", Xsd.Integer));
        Assert.Equal(new TripleTerm(StoreTestData.Iri("s"), StoreTestData.Iri("p"), inner), local.ToTerm(nested));
    }

    [Fact]
    public void RefusesATerm_WhenTheChargeIsRefused()
    {
        long charged = 0;
        var local = new LocalDictionary(Snapshot.Empty.Terms, bytes =>
        {
            charged += bytes;
            if (charged > 1000)
            {
                throw new InvalidOperationException("over budget");
            }
        });
        local.InternString("small"u8);
        Assert.Throws<InvalidOperationException>(() => local.InternString(new byte[2000]));
        Assert.Equal(1, local.Count);
    }
}
