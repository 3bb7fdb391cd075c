using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>The built-in functions on terms, numbers and dates (SPARQL 1.2 §17.4). Null is an error.</summary>
/// <seealso href="https://www.w3.org/TR/sparql12-query/#SparqlOps"/>
internal static class ReferenceFunctions
{
    // The time of every query of the reference evaluator, within which NOW() does not change.
    private static readonly Literal s_now = new("2026-11-22T12:00:00Z", Xsd.DateTime);

    public static Term? Call(BuiltInFunction function, ImmutableArray<Term> args, Iri? baseIri, BlankNodeLabels labels) => (function, args) switch
    {
        (BuiltInFunction.Str, [var t]) => ReferenceExpressions.Str(t) is { } text ? ReferenceValues.Of(text) : null,
        (BuiltInFunction.Lang, [Literal l]) => ReferenceValues.Of(l.Language ?? ""),
        (BuiltInFunction.LangDir, [Literal l]) => ReferenceValues.Of(Direction(l)),
        (BuiltInFunction.Datatype, [Literal l]) => l.Datatype,
        (BuiltInFunction.Iri, [Iri iri]) => iri,
        (BuiltInFunction.Iri, [var t]) => ReferenceStrings.Simple(t) is { } l ? Resolve(l.Lexical, baseIri) : null,

        // SPARQL 1.1 §17.4.2.9: without an argument always a new one, with a label one for each label and solution.
        (BuiltInFunction.BNode, []) => labels.Fresh(),
        (BuiltInFunction.BNode, [var t]) => ReferenceStrings.Simple(t) is { } l ? labels.Of(l.Lexical) : null,
        (BuiltInFunction.StrDt, [var t, Iri type]) when type != RdfVocabulary.LangString && type != RdfVocabulary.DirLangString =>
            ReferenceStrings.Simple(t) is { } l ? new Literal(l.Lexical, type) : null,
        (BuiltInFunction.StrLang, [var t, var tag]) => Tagged(t, tag, BaseDirection.None),
        (BuiltInFunction.StrLangDir, [var t, var tag, var direction]) => ReferenceStrings.Simple(direction)?.Lexical switch
        {
            "ltr" => Tagged(t, tag, BaseDirection.LeftToRight),
            "rtl" => Tagged(t, tag, BaseDirection.RightToLeft),
            _ => null,
        },
        (BuiltInFunction.Uuid, []) => new Iri("urn:uuid:" + Guid.NewGuid()),
        (BuiltInFunction.StrUuid, []) => ReferenceValues.Of(Guid.NewGuid().ToString()),
        (BuiltInFunction.SameTerm, [var a, var b]) => ReferenceValues.Of(a == b),

        // SPARQL 1.2 §17.4.1.8: the same term has the same value, NaN too.
        (BuiltInFunction.SameValue, [var a, var b]) => a == b ? ReferenceValues.True : ReferenceValues.Of(ReferenceValues.Equal(a, b)),
        (BuiltInFunction.IsIri, [var t]) => ReferenceValues.Of(t is Iri),
        (BuiltInFunction.IsBlank, [var t]) => ReferenceValues.Of(t is BlankNode),
        (BuiltInFunction.IsLiteral, [var t]) => ReferenceValues.Of(t is Literal),
        (BuiltInFunction.IsNumeric, [var t]) => ReferenceValues.Of(ReferenceNumber.Of(t) is not null),
        (BuiltInFunction.IsTriple, [var t]) => ReferenceValues.Of(t is TripleTerm),
        (BuiltInFunction.HasLang, [var t]) => ReferenceValues.Of(t is Literal { Language: not null }),
        (BuiltInFunction.HasLangDir, [var t]) => ReferenceValues.Of(t is Literal l && Direction(l).Length > 0),
        (BuiltInFunction.Subject, [TripleTerm t]) => t.Subject,
        (BuiltInFunction.Predicate, [TripleTerm t]) => t.Predicate,
        (BuiltInFunction.Object, [TripleTerm t]) => t.Object,
        (BuiltInFunction.Triple, [(Iri or BlankNode) and var s, Iri p, var o]) => new TripleTerm(s, p, o),
        (BuiltInFunction.Abs or BuiltInFunction.Ceil or BuiltInFunction.Floor or BuiltInFunction.Round, [var t]) =>
            ReferenceNumber.Of(t)?.Rounded(function).ToLiteral(),
        (BuiltInFunction.Rand, []) => ReferenceNumber.Of(0.5).ToLiteral(),
        (BuiltInFunction.Now, []) => s_now,
        (BuiltInFunction.Year or BuiltInFunction.Month or BuiltInFunction.Day or BuiltInFunction.Hours or BuiltInFunction.Minutes
            or BuiltInFunction.Seconds or BuiltInFunction.Timezone or BuiltInFunction.Tz, [var t]) => ReferenceDate.Of(t)?.Part(function),
        _ => ReferenceStrings.Call(function, args),
    };

    private static string Direction(Literal literal) => literal.Direction switch
    {
        BaseDirection.LeftToRight => "ltr",
        BaseDirection.RightToLeft => "rtl",
        _ => "",
    };

    // LANGTAG of the SPARQL grammar: [a-zA-Z]+ ('-' [a-zA-Z0-9]+)*
    private static Literal? Tagged(Term term, Term tag, BaseDirection direction) =>
        ReferenceStrings.Simple(term) is { } text && ReferenceStrings.Simple(tag) is { Lexical: var name }
        && name.Split('-') is [var first, .. var others] && first.Length > 0 && first.All(char.IsAsciiLetter)
        && others.All(other => other.Length > 0 && other.All(char.IsAsciiLetterOrDigit))
            ? new Literal(text.Lexical, name, direction)
            : null;

    // SPARQL 1.1 §17.4.2.8: the argument is resolved with respect to the base IRI.
    private static Iri? Resolve(string reference, Iri? baseIri) =>
        !IriReference.IsWellFormedReference(reference) ? null
        : baseIri is not null ? new Iri(IriReference.Resolve(baseIri.Value, reference))
        : IriReference.HasScheme(reference) ? new Iri(reference)
        : null;
}
