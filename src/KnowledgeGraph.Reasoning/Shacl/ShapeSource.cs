using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>A shape as it is written: reads its parameters, and says which triple is wrong if one is.</summary>
/// <param name="triples">The shapes graph.</param>
/// <param name="node">The shape.</param>
/// <param name="isProperty">True for a property shape.</param>
/// <param name="shapeOf">Finds the shape that another node stands for.</param>
internal sealed class ShapeSource(ShapeTriples triples, Term node, bool isProperty, Func<Term, Shape> shapeOf)
{
    private static readonly Literal s_true = new("true", Xsd.Boolean);

    /// <summary>The shapes graph.</summary>
    public ShapeTriples Triples => triples;

    /// <summary>The shape.</summary>
    public Term Node => node;

    /// <summary>True for a property shape.</summary>
    public bool IsProperty => isProperty;

    /// <summary>Another node that the shape uses, read in the same way.</summary>
    public ShapeSource About(Term other) => new(triples, other, isProperty, shapeOf);

    /// <summary>All values of a parameter.</summary>
    public IEnumerable<Term> Values(string name) => triples.Values(node, name);

    /// <summary>The value of a parameter that has at most one; null for none.</summary>
    /// <exception cref="ShaclException">There are several.</exception>
    public Term? Single(string name)
    {
        Term? single = null;
        foreach (var value in Values(name))
        {
            single = single is null ? value : throw Wrong(name, value, $"at most one value of sh:{name}");
        }

        return single;
    }

    /// <summary>Whether a parameter is the literal true; "1" is another term, which SHACL does not mention.</summary>
    public bool IsTrue(string name) => Single(name) switch
    {
        null => false,
        Literal { Language: null } literal when literal.Datatype == Xsd.Boolean => literal == s_true,
        var other => throw Wrong(name, other, "true or false"),
    };

    /// <summary>The value of a parameter that is a whole number, as the literal and as a number; null for none.</summary>
    public (Term Term, long Count)? Count(string name)
    {
        if (Single(name) is not { } value)
        {
            return null;
        }

        return value is Literal { Datatype: var datatype, Lexical: var lexical } && datatype == Xsd.Integer
            && XsdNumber.TryParse(System.Text.Encoding.UTF8.GetBytes(lexical), XsdDatatype.Integer, out var number)
            ? (value, number.Exact.TryGetInt64(out var count) ? count : number.Exact.Sign < 0 ? long.MinValue : long.MaxValue)
            : throw Wrong(name, value, "an xsd:integer");
    }

    /// <summary>All values of a parameter that takes IRIs.</summary>
    public IEnumerable<Iri> Iris(string name) => Values(name).Select(value => IriOf(name, value));

    /// <summary>The value of a parameter that takes one IRI; null for none.</summary>
    public Iri? SingleIri(string name) => Single(name) is { } value ? IriOf(name, value) : null;

    /// <summary>All values of a parameter that takes shapes.</summary>
    public IEnumerable<Shape> ShapesOf(string name) => Values(name).Select(value => ShapeOf(name, value));

    /// <summary>The shape that a node stands for.</summary>
    public Shape ShapeOf(string name, Term value) =>
        value is Iri or BlankNode ? shapeOf(value) : throw Wrong(name, value, "a shape: an IRI or a blank node");

    /// <summary>The members of the list that a parameter has for value.</summary>
    public ImmutableArray<Term> List(string name, Term head) =>
        triples.List(head) is { } members
            ? [.. members]
            : throw Wrong(name, head, "a well-formed list: each node with one rdf:first and one rdf:rest");

    /// <summary>The messages of a node.</summary>
    public ImmutableArray<Literal> Messages(Term owner, string name = "message") =>
    [
        .. triples.Values(owner, name).Select(value => value is Literal { Datatype: var datatype } literal
            && (datatype == Xsd.String || datatype == RdfVocabulary.LangString || datatype == RdfVocabulary.DirLangString)
            ? literal
            : throw Wrong(owner, name, value, "a string, with a language tag or without")),
    ];

    /// <summary>Refuses a parameter that only property shapes may have.</summary>
    public void RequireProperty(string name)
    {
        if (!isProperty && Values(name).FirstOrDefault() is { } value)
        {
            throw Wrong(name, value, "a property shape: a node shape has no values to count, to order or to compare with each other");
        }
    }

    /// <summary>What is wrong with a value of the shape.</summary>
    public ShaclException Wrong(string name, Term value, string expected) => Wrong(node, name, value, expected);

    /// <summary>What is wrong with a value of a node that the shape uses.</summary>
    public ShaclException Wrong(Term subject, string name, Term value, string expected) => new(
        $"sh:{name} is {value}; expected {expected}.", node, new Triple(subject, ShaclVocabulary.Term(name), value));

    private Iri IriOf(string name, Term value) => value as Iri ?? throw Wrong(name, value, "an IRI");
}
