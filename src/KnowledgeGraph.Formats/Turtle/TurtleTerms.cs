using System.Buffers;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.Turtle;

/// <summary>
/// The terminals of Turtle as terms in an arena: prefixes, base, escapes, datatypes of the short forms. Every <c>Read…</c> method takes the
/// token at hand and goes on to the next one.
/// </summary>
internal sealed class TurtleTerms(Utf8Input input, RdfReaderOptions options)
{
    private readonly ArrayBufferWriter<byte> _scratch = new();
    private readonly ArrayBufferWriter<byte> _resolved = new();
    private readonly PrefixTable _prefixes = new();
    private byte[]? _base = options.BaseIri is null ? null : System.Text.Encoding.UTF8.GetBytes(options.BaseIri);
    private long _generated;

    public TermArena Arena { get; } = new();

    public TurtleLexer Lexer { get; } = new(input);

    /// <summary>The token at hand for a message.</summary>
    public string Found => Lexer.Kind == TurtleToken.End ? "the end of the document" : SourceText.Quote(Lexer.Text);

    public int AddGeneratedNode() => AddGeneratedNode(NewNodeNumber());

    public int AddGeneratedNode(long number) => BlankNodeLabels.AddGenerated(Arena, number);

    public long NewNodeNumber() => _generated++;

    /// <summary>IRIREF or prefixed name.</summary>
    public int ReadIri()
    {
        var iri = Lexer.Kind == TurtleToken.Iri ? Arena.AddIri(ResolveToken()) : AddPrefixedName();
        Lexer.Next();
        return iri;
    }

    public int ReadBlankNodeLabel()
    {
        var node = BlankNodeLabels.AddWritten(Arena, Lexer.Content, _scratch);
        Lexer.Next();
        return node;
    }

    /// <summary>A number in short form.</summary>
    public int ReadNumber()
    {
        var datatype = Lexer.Kind switch
        {
            TurtleToken.Integer => Datatypes.Integer,
            TurtleToken.Decimal => Datatypes.Decimal,
            _ => Datatypes.Double,
        };
        var number = Arena.AddLiteral(Lexer.Text, datatype);
        Lexer.Next();
        return number;
    }

    public int ReadBoolean()
    {
        var boolean = Arena.AddLiteral(Lexer.Text, Datatypes.Boolean);
        Lexer.Next();
        return boolean;
    }

    /// <summary>RDFLiteral: a string, then a language tag, a datatype or neither.</summary>
    public int ReadLiteral()
    {
        // The lexical form waits in the arena until the token after it is known.
        var lexical = Arena.AddLiteral(UnescapeToken(), default);
        Lexer.Next();
        switch (Lexer.Kind)
        {
            case TurtleToken.At:
                var tag = new LanguageSuffix(Lexer.Content);
                if (tag.Problem is not null)
                {
                    throw input.Error(0, tag.Problem, tag.Hint);
                }

                var tagged = Arena.AddLiteral(Arena[lexical].Value, tag.Datatype, tag.Language, tag.Direction);
                Lexer.Next();
                return tagged;
            case TurtleToken.DoubleCaret:
                Lexer.Next();
                if (Lexer.Kind is not (TurtleToken.Iri or TurtleToken.PrefixedName))
                {
                    throw Unexpected("the IRI of a datatype after '^^'");
                }

                return ReadTyped(lexical);
            default:
                return Arena.AddLiteral(Arena[lexical].Value, Datatypes.String);
        }
    }

    /// <summary>The string after VERSION.</summary>
    public void ReadVersionSpecifier()
    {
        // VersionSpecifier: STRING_LITERAL_QUOTE | STRING_LITERAL_SINGLE_QUOTE, not the long forms.
        if (Lexer.Kind != TurtleToken.String || Lexer.ContentOffset != 1)
        {
            throw Unexpected("a version in quotation marks, such as \"1.2\"");
        }

        _ = UnescapeToken();
        Lexer.Next();
    }

    /// <summary>PNAME_NS and IRIREF of a prefix declaration.</summary>
    public void ReadPrefix(QuadSink sink)
    {
        if (Lexer.Kind != TurtleToken.PrefixedName || Lexer.PrefixLength + 1 != Lexer.Text.Length)
        {
            throw Unexpected("a prefix with its colon, such as 'ex:'");
        }

        var prefix = Lexer.Text[..^1].ToArray();
        Lexer.Next();
        var iri = ReadIriReference("the IRI of the prefix in angle brackets");
        _prefixes.Set(prefix, iri);
        sink.Prefix(prefix, iri);
    }

    /// <summary>IRIREF of a base declaration.</summary>
    public void ReadBase() => _base = ReadIriReference("the IRI of the base in angle brackets");

    public RdfSyntaxException Unexpected(string expected, string? hint = null) => input.Error(0, $"found {Found}, expected {expected}", hint);

    private byte[] ReadIriReference(string expected)
    {
        if (Lexer.Kind != TurtleToken.Iri)
        {
            throw Unexpected(expected);
        }

        var iri = ResolveToken().ToArray();
        Lexer.Next();
        return iri;
    }

    private int ReadTyped(int lexical)
    {
        var datatype = Lexer.Kind == TurtleToken.Iri ? Arena.AddIri(ResolveToken()) : AddPrefixedName();
        if (Datatypes.NeedsLanguage(Arena[datatype].Value))
        {
            throw input.Error(0, "a literal of this datatype needs a language tag instead of '^^'");
        }

        var typed = Arena.AddLiteral(Arena[lexical].Value, Arena[datatype].Value);
        Lexer.Next();
        return typed;
    }

    // Turtle §6.3: relative references are resolved by RFC 3986 §5.2; an IRI with a scheme stays as it is written.
    private ReadOnlySpan<byte> ResolveToken()
    {
        var reference = Lexer.Content;
        if (Lexer.Escaped)
        {
            _scratch.ResetWrittenCount();
            var (offset, problem) = Escapes.UnescapeIri(reference, _scratch);
            if (problem is not null)
            {
                throw input.Error(1 + offset, problem, Escapes.Hint(problem));
            }

            reference = _scratch.WrittenSpan;
        }

        if (IriReference.HasScheme(reference))
        {
            return reference;
        }

        if (_base is null)
        {
            throw input.Error(
                0, $"found the relative IRI reference {SourceText.Quote(Lexer.Text)}, and there is no base", "declare one: BASE <http://…/>");
        }

        // An unescaped reference is in the scratch buffer itself: the target goes to another one.
        _resolved.ResetWrittenCount();
        IriReference.Resolve(_base, reference, _resolved);
        return _resolved.WrittenSpan;
    }

    private int AddPrefixedName()
    {
        var name = Lexer.Text;
        var prefix = name[..Lexer.PrefixLength];
        if (!_prefixes.TryGet(prefix, out var iri))
        {
            throw input.Error(0, $"the prefix {SourceText.Quote(name[..(prefix.Length + 1)])} is not declared", _prefixes.Suggest(prefix));
        }

        _scratch.ResetWrittenCount();
        _scratch.Write(iri);
        var local = name[(prefix.Length + 1)..];
        while (Lexer.Escaped && local.IndexOf((byte)'\\') is var escape and >= 0)
        {
            _scratch.Write(local[..escape]);
            _scratch.Write(local.Slice(escape + 1, 1));
            local = local[(escape + 2)..];
        }

        _scratch.Write(local);
        return Arena.AddIri(_scratch.WrittenSpan);
    }

    private ReadOnlySpan<byte> UnescapeToken()
    {
        if (!Lexer.Escaped)
        {
            return Lexer.Content;
        }

        _scratch.ResetWrittenCount();
        var (offset, problem) = Escapes.UnescapeString(Lexer.Content, _scratch);
        return problem is null ? _scratch.WrittenSpan : throw input.Error(Lexer.ContentOffset + offset, problem, Escapes.Hint(problem));
    }
}
