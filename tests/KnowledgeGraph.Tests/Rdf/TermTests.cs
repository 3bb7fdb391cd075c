using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Tests.Rdf;

public sealed class TermTests
{
    private static readonly Iri s_a = new("http://e/a");

    [Fact]
    public void LiteralsWithEqualValueDiffer_WhenLexicalFormsDiffer() =>
        Assert.NotEqual(new Literal("1", Xsd.Integer), new Literal("01", Xsd.Integer));

    [Fact]
    public void LiteralsDiffer_WhenDatatypesDiffer() => Assert.NotEqual(new Literal("1", Xsd.Integer), new Literal("1"));

    [Fact]
    public void LanguageTagsAreEqualInAnyCase()
    {
        Assert.Equal(new Literal("a", "en-GB"), new Literal("a", "EN-gb"));
        Assert.Equal(new Literal("a", "en-GB").GetHashCode(), new Literal("a", "EN-gb").GetHashCode());
    }

    [Fact]
    public void LiteralsDiffer_WhenDirectionsDiffer() =>
        Assert.NotEqual(new Literal("a", "ar", BaseDirection.RightToLeft), new Literal("a", "ar"));

    [Fact]
    public void IrisAreComparedByCodePoint() => Assert.NotEqual(new Iri("http://e/%7E"), new Iri("http://e/~"));

    [Fact]
    public void TripleTermsAreEqualByTheirParts() =>
        Assert.Equal(new TripleTerm(s_a, s_a, new Literal("x")), new TripleTerm(new Iri("http://e/a"), s_a, new Literal("x")));

    [Fact]
    public void ViewGivesTheTermBack()
    {
        Term[] terms =
        [
            s_a, new BlankNode("b"), new Literal(""), new Literal("ä\U0001F600", "de"),
            new Literal("x", "ar", BaseDirection.RightToLeft), new Literal("1", Xsd.Integer),
            new TripleTerm(new BlankNode("b"), s_a, new TripleTerm(s_a, s_a, new Literal("y", "en"))),
        ];
        var arena = new TermArena();
        var indexes = terms.Select(arena.Add).ToArray();
        for (var i = 0; i < terms.Length; i++)
        {
            Assert.Equal(terms[i], arena[indexes[i]].ToTerm());
            Assert.Equal(terms[i], arena[arena.Add(arena[indexes[i]])].ToTerm());
        }
    }

    [Fact]
    public void ArenaRefusesLoneSurrogate() =>
        Assert.Throws<EncoderFallbackException>(() => new TermArena().Add(new Literal("\uD800")));

    [Fact]
    public void ViewOfNoneIsNoTerm() => Assert.Throws<InvalidOperationException>(() => default(TermView).ToTerm());
}
