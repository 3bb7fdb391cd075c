using System.Numerics;
using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Tests.Store;

public class TermDictionaryTests
{
    private static readonly Snapshot s_all = StoreTestData.Build(
        StoreTestData.AllKinds.Select(term => ((Term)StoreTestData.Iri("s"), (Term)StoreTestData.Iri("p"), term, (Term?)null)));

    [Fact]
    public void FindsAndDecodesEveryTerm_WhenOfAnyKind()
    {
        var ids = new HashSet<TermId>();
        foreach (var term in StoreTestData.AllKinds)
        {
            Assert.True(s_all.Terms.TryFind(term, out var id), term.ToString());
            Assert.True(ids.Add(id), $"{term} shares its id");
            Assert.False(id.IsLocal);
            Assert.Equal(term, s_all.Terms.ToTerm(id));
        }

        Assert.Equal(StoreTestData.AllKinds.Count, s_all.DefaultGraphCount);
    }

    [Fact]
    public void IsNotFound_WhenTheStoreDoesNotHaveIt()
    {
        Assert.False(s_all.Terms.TryFind(StoreTestData.Iri("nowhere"), out _));
        Assert.False(s_all.Terms.TryFind(new Literal("nothing"), out _));
        Assert.False(s_all.Terms.TryFind(new Literal("chat", "de"), out _));
        Assert.False(s_all.Terms.TryFind(new Literal("v", StoreTestData.Iri("third")), out _));
        Assert.False(s_all.Terms.TryFind(new BlankNode("b0"), out _));
        Assert.True(s_all.Terms.TryFind(new Literal("77", Xsd.Integer), out _));
    }

    [Theory]
    [InlineData(TermTag.Iri)]
    [InlineData(TermTag.String)]
    [InlineData(TermTag.LanguageString)]
    public void SortsIdsByText_WhenOfOneTag(TermTag tag)
    {
        var count = s_all.Terms.Count(tag);
        Assert.True(count > 2);
        var scratch = new TermArena();
        for (long index = 1; index < count; index++)
        {
            var before = s_all.Terms.View(TermId.FromIndex(tag, index - 1), scratch).Value;
            Assert.True(before.SequenceCompareTo(s_all.Terms.View(TermId.FromIndex(tag, index), scratch).Value) <= 0);
        }
    }

    [Fact]
    public void SortsByText_WhenTextsShareLongPrefixesAndZeros()
    {
        const int Seed = 3;
        var random = new Random(Seed);
        string[] pieces = ["aaaaaaaa", "a", "\0", "\0\0\0\0", "b", "é", "zzzzzzzzzzzzzzzz"];
        var texts = Enumerable.Range(0, 3000)
            .Select(_ => string.Concat(Enumerable.Range(0, random.Next(0, 7)).Select(_ => pieces[random.Next(pieces.Length)])))
            .Distinct().ToArray();
        var store = StoreTestData.Build(
            texts.Select(t => ((Term)StoreTestData.Iri("s"), (Term)StoreTestData.Iri("p"), (Term)new Literal(t), (Term?)null)));
        var byBytes = Comparer<byte[]>.Create((l, r) => l.AsSpan().SequenceCompareTo(r));
        var expected = texts.Select(Encoding.UTF8.GetBytes).OrderBy(t => t, byBytes).ToArray();
        Assert.Equal(expected.Length, store.Terms.Count(TermTag.String));
        var scratch = new TermArena();
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(store.Terms.View(TermId.FromIndex(TermTag.String, i), scratch).Value.SequenceEqual(expected[i]));
        }
    }

    [Fact]
    public void KeepsTheFirstSpelling_WhenLanguageTagsDifferInCase()
    {
        var store = StoreTestData.Build(
            (StoreTestData.Iri("s"), StoreTestData.Iri("p"), new Literal("first", "en-GB"), null),
            (StoreTestData.Iri("s"), StoreTestData.Iri("p"), new Literal("first", "EN-gb"), null),
            (StoreTestData.Iri("s"), StoreTestData.Iri("p"), new Literal("second", "EN-gb"), null));
        Assert.Equal(2, store.DefaultGraphCount);
        Assert.Equal("en-GB", ((Literal)store.Terms.ToTerm(store.Id(new Literal("first", "EN-GB")))).Language);
        Assert.Equal("EN-gb", ((Literal)store.Terms.ToTerm(store.Id(new Literal("second", "en-gb")))).Language);
    }

    [Fact]
    public void GivesValues_WhenTheLiteralDoesNotFitIntoAnId()
    {
        var terms = s_all.Terms;
        Assert.True(terms.TryGetNumber(s_all.Id(new Literal("01", Xsd.Integer)), out var value));
        Assert.Equal(XsdNumber.Integer(1), value);
        Assert.True(terms.TryGetNumber(s_all.Id(new Literal("123456789012345678901234567890", Xsd.Integer)), out value));
        Assert.Equal(
            (XsdNumberKind.Integer, BigInteger.Parse("123456789012345678901234567890", System.Globalization.CultureInfo.InvariantCulture)),
            (value.Kind, value.Exact.Unscaled));
        Assert.True(terms.TryGetNumber(s_all.Id(new Literal("0.12345678901234567890", Xsd.Decimal)), out value));
        // The last zero is of the form, not of the value.
        Assert.Equal((XsdNumberKind.Decimal, 19, new BigInteger(1234567890123456789)), (value.Kind, value.Exact.Scale, value.Exact.Unscaled));
        Assert.True(terms.TryGetNumber(s_all.Id(new Literal("0.3333333333333333", Xsd.Double)), out value));
        Assert.Equal(XsdNumber.Double(0.3333333333333333), value);
        Assert.True(terms.TryGetNumber(s_all.Id(new Literal("12.50", Xsd.Decimal)), out value));
        Assert.Equal(XsdNumber.Decimal(XsdDecimal.Create(1250, 2)), value);
        Assert.False(terms.TryGetNumber(s_all.Id(new Literal("abc", Xsd.Integer)), out _));
        Assert.Equal(XsdDatatype.Integer, terms.DatatypeOf(s_all.Id(new Literal("abc", Xsd.Integer))));
        Assert.True(terms.TryGetDateTime(s_all.Id(new Literal("2005-10-04T24:00:00", Xsd.DateTime)), out var midnight));
        Assert.Equal((5, 0), ((int)midnight.Day, (int)midnight.Hour));
        Assert.True(terms.TryGetDateTime(s_all.Id(new Literal("12:00:00Z", Xsd.Time)), out var noon));
        Assert.Equal((12, true, 0), ((int)noon.Hour, noon.HasTimezone, noon.OffsetMinutes));
    }

    [Fact]
    public void FindsTheRange_WhenAskedForAPrefix()
    {
        var (start, end) = s_all.Terms.FindPrefix(TermTag.Iri, "http://example.org/b/"u8);
        Assert.Equal(2, end.Index - start.Index);
        Assert.StartsWith("http://example.org/b/", ((Iri)s_all.Terms.ToTerm(start)).Value, StringComparison.Ordinal);
        (start, end) = s_all.Terms.FindPrefix(TermTag.String, "nothing starts so"u8);
        Assert.Equal(start, end);
    }
}
