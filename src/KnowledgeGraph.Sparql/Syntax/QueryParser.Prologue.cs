using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Sparql.Syntax;

// BASE, PREFIX, VERSION, and the terms that depend on them: IRIs and literals.
internal sealed partial class QueryParser
{
    private readonly Dictionary<string, string> _prefixes = [];
    private string? _base;

    // Prologue ::= ( BaseDecl | PrefixDecl | VersionDecl )*
    private void Prologue()
    {
        while (true)
        {
            if (TryTakeWord("BASE"))
            {
                var iri = _token.Kind == TokenKind.Iri ? Take() : throw Unexpected("an IRI such as <http://example.org/>");
                _base = Resolve(iri.Text);
            }
            else if (TryTakeWord("PREFIX"))
            {
                PrefixDeclaration();
            }
            else if (TryTakeWord("VERSION"))
            {
                // SPARQL 1.2 §4.1.4: the version announces features and changes nothing.
                if (_token.Kind != TokenKind.String)
                {
                    throw Unexpected("a short string such as \"1.2\"");
                }

                Take();
            }
            else
            {
                return;
            }
        }
    }

    private void PrefixDeclaration()
    {
        if (_token.Kind != TokenKind.PrefixedName || _token.Text.Length > 0)
        {
            throw Unexpected(
                "a prefix with its colon, such as `ex:`",
                _token.Kind == TokenKind.Word ? $"A colon follows the prefix: `{_token.Text}:`." : null);
        }

        var prefix = Take().Prefix!; // A prefixed name always has its prefix, perhaps empty.
        var iri = _token.Kind == TokenKind.Iri ? Take() : throw Unexpected("an IRI such as <http://example.org/>");
        _prefixes[prefix] = Resolve(iri.Text);
    }

    // SPARQL 1.1 §4.1.1.2: relative references are resolved, nothing is normalised: an IRI with a scheme stays as it is written, and so
    // does every reference without an absolute base.
    private string Resolve(string reference) =>
        _base is null || !IriReference.HasScheme(_base) || IriReference.HasScheme(reference)
            ? reference
            : IriReference.Resolve(_base, reference);

    private bool AtIri => _token.Kind is TokenKind.Iri or TokenKind.PrefixedName;

    // iri ::= IRIREF | PrefixedName
    private Iri Iri(string expected = "an IRI")
    {
        if (_token.Kind == TokenKind.Iri)
        {
            return new Iri(Resolve(Take().Text));
        }

        if (_token.Kind != TokenKind.PrefixedName)
        {
            throw Unexpected(expected);
        }

        var token = Take();
        if (_prefixes.TryGetValue(token.Prefix!, out var iri))
        {
            return new Iri(iri + token.Text);
        }

        var nearest = token.Prefix!.Length == 0 ? null : Spelling.Nearest(token.Prefix, _prefixes.Keys.Where(static k => k.Length > 0));
        throw Error(
            token, $"Unknown prefix `{token.Prefix}:`",
            nearest is not null
                ? $"Did you mean `{nearest}:`?"
                : $"Declare it first: PREFIX {token.Prefix}: <{WellKnownPrefixes.All.GetValueOrDefault(token.Prefix, "…")}>.");
    }

    private bool AtNumber => _token.Kind is TokenKind.Integer or TokenKind.Decimal or TokenKind.Double;

    // A sign belongs to a number only if it touches it.
    private bool AtSignedNumber =>
        (_token.Is("-") || _token.Is("+"))
        && Peek() is { Kind: TokenKind.Integer or TokenKind.Decimal or TokenKind.Double } number && number.Start == _token.End;

    private bool AtLiteral =>
        _token.Kind is TokenKind.String or TokenKind.LongString || AtNumber || AtSignedNumber || IsBoolean(_token);

    private static bool IsBoolean(in Token token) => token.IsWord("true") || token.IsWord("false");

    // RDFLiteral | NumericLiteral | BooleanLiteral
    private Literal Literal()
    {
        if (IsBoolean(_token))
        {
            return new Literal(Take().IsWord("true") ? "true" : "false", Xsd.Boolean);
        }

        if (AtNumber || AtSignedNumber)
        {
            var sign = AtNumber ? "" : Take().Text;
            var number = Take();
            return new Literal(sign + number.Text, number.Kind switch
            {
                TokenKind.Integer => Xsd.Integer,
                TokenKind.Decimal => Xsd.Decimal,
                _ => Xsd.Double,
            });
        }

        var lexical = Take().Text;
        if (_token.Kind == TokenKind.LanguageTag)
        {
            return LanguageString(lexical, Take());
        }

        if (!TryTake("^^"))
        {
            return new Literal(lexical);
        }

        var at = _token;
        var datatype = Iri("a datatype IRI");
        if (datatype == RdfVocabulary.LangString || datatype == RdfVocabulary.DirLangString)
        {
            throw Error(at, "A language-tagged string is not written with its datatype", "Write the language: \"…\"@en.");
        }

        return new Literal(lexical, datatype);
    }

    private Literal LanguageString(string lexical, in Token tag)
    {
        var split = tag.Text.IndexOf("--", StringComparison.Ordinal);
        if (split < 0)
        {
            return new Literal(lexical, tag.Text);
        }

        // RDF 1.2 Concepts §3.3: the base direction is ltr or rtl, in lower case.
        return new Literal(lexical, tag.Text[..split], tag.Text[(split + 2)..] switch
        {
            "ltr" => BaseDirection.LeftToRight,
            "rtl" => BaseDirection.RightToLeft,
            var other => throw Error(tag, $"`--{other}` is no base direction", expected: "--ltr or --rtl"),
        });
    }
}
