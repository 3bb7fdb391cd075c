using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Syntax;

/// <summary>
/// Recursive-descent parser of SPARQL 1.2 queries and updates that translates while it reads (SPARQL 1.1 §18.2). One instance reads one text. This file has the
/// handling of tokens and errors; the other files of the class have one part of the grammar each.
/// </summary>
internal sealed partial class QueryParser
{
    private readonly Lexer _lexer;
    private readonly SparqlParserOptions _options;
    private Token _token;
    private Token? _following;
    private int _nesting;
    private int _freshVariables;
    private string _whole = "query";

    public QueryParser(string text, string? baseIri, SparqlParserOptions options)
    {
        _lexer = new Lexer(text, options.SourceName);
        _options = options;
        _base = baseIri;
        foreach (var (prefix, iri) in options.Prefixes ?? new Dictionary<string, string>())
        {
            _prefixes[prefix] = iri;
        }

        _token = _lexer.Next();
    }

    private Token Peek() => _following ??= _lexer.Next();

    private Token Take()
    {
        var taken = _token;
        _token = _following ?? _lexer.Next();
        _following = null;
        return taken;
    }

    private bool TryTake(string punctuation)
    {
        if (!_token.Is(punctuation))
        {
            return false;
        }

        Take();
        return true;
    }

    private bool TryTakeWord(string keyword)
    {
        if (!_token.IsWord(keyword))
        {
            return false;
        }

        Take();
        return true;
    }

    private Token Expect(string punctuation) => _token.Is(punctuation) ? Take() : throw Unexpected($"`{punctuation}`");

    private Token ExpectWord(string keyword) =>
        _token.IsWord(keyword) ? Take() : throw Unexpected(keyword, Spelling.Hint(_token, [keyword]));

    // What closes `open`; the message for a missing one tells where the opening one stands.
    private Token ExpectClosing(string punctuation, in Token open, string? orElse = null)
    {
        if (_token.Is(punctuation))
        {
            return Take();
        }

        var (line, column) = _lexer.Position(open.Start);
        throw Unexpected(
            orElse is null ? $"`{punctuation}`" : $"{orElse} or `{punctuation}`",
            Spelling.PatternHint(_token)
            ?? FormattableString.Invariant($"`{open.Text}` was opened at line {line + 1}, column {column + 1}."));
    }

    // `<` that begins no IRI is a comparison, which never stands where a term is expected.
    private string? UnclosedIriHint() => _token.Is("<") ? "An IRI has no spaces in it and ends with `>`." : null;

    private SparqlSyntaxException Unexpected(string expected, string? hint = null) =>
        _lexer.Error(_token.Start, $"Unexpected {Describe(_token)}", expected, hint);

    private SparqlSyntaxException Error(in Token at, string problem, string? hint = null, string? expected = null) =>
        _lexer.Error(at.Start, problem, expected, hint);

    private string Describe(in Token token) => token.Kind switch
    {
        TokenKind.End => $"end of the {_whole}",
        TokenKind.Word => $"word `{token.Text}`",
        TokenKind.Iri => $"IRI <{token.Text}>",
        TokenKind.PrefixedName => $"name `{token.Prefix}:{token.Text}`",
        TokenKind.BlankNodeLabel => $"blank node `_:{token.Text}`",
        TokenKind.Variable => $"variable ?{token.Text}",
        TokenKind.String or TokenKind.LongString => "string",
        TokenKind.LanguageTag => $"language tag @{token.Text}",
        TokenKind.Integer or TokenKind.Decimal or TokenKind.Double => $"number {token.Text}",
        _ => $"`{token.Text}`",
    };

    // Every recursion of the grammar passes through here: nesting is bounded, the stack never overflows.
    private void Enter(in Token open)
    {
        if (++_nesting > _options.MaxNesting)
        {
            throw Error(open, FormattableString.Invariant($"Nested more than {_options.MaxNesting} deep"));
        }
    }

    private void Leave() => _nesting--;

    private Variable Fresh(string kind) => new(FormattableString.Invariant($".{kind}{_freshVariables++}"));
}
