using System.Runtime.CompilerServices;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.Turtle;

/// <summary>
/// The productions of Turtle from <c>triples</c> down, which TriG shares: recursive descent, bounded. A method returns the arena index of
/// the term it has read.
/// </summary>
/// <seealso href="https://www.w3.org/TR/rdf12-turtle/#sec-grammar-grammar"/>
internal sealed class TurtleTriples(Utf8Input input, TurtleTerms terms, QuadSink sink, int maxNesting)
{
    private readonly TurtleLexer _lexer = terms.Lexer;
    private readonly TermArena _arena = terms.Arena;
    private int _depth;

    private static ReadOnlySpan<byte> RdfType => "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"u8;

    private static ReadOnlySpan<byte> RdfFirst => "http://www.w3.org/1999/02/22-rdf-syntax-ns#first"u8;

    private static ReadOnlySpan<byte> RdfRest => "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest"u8;

    private static ReadOnlySpan<byte> RdfNil => "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil"u8;

    private static ReadOnlySpan<byte> RdfReifies => "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies"u8;

    /// <summary>Arena index of the name of the graph that triples go to, -1 for the default graph.</summary>
    public int Graph { get; set; } = -1;

    /// <summary>Forgets how deep the statement at hand is nested.</summary>
    public void Restart() => _depth = 0;

    /// <summary>
    /// Reads what may begin a statement: subject, blankNodePropertyList or reifiedTriple.
    /// </summary>
    /// <param name="standsAlone">Whether no predicate needs to follow.</param>
    /// <param name="mayNameGraph">Whether the term is an IRI or a blank node without properties.</param>
    public int ReadSubject(out bool standsAlone, out bool mayNameGraph)
    {
        standsAlone = false;
        mayNameGraph = true;
        switch (_lexer.Kind)
        {
            case TurtleToken.Iri or TurtleToken.PrefixedName:
                return terms.ReadIri();
            case TurtleToken.BlankNodeLabel:
                return terms.ReadBlankNodeLabel();
            case TurtleToken.OpenBracket:
                return ReadBrackets(out standsAlone, out mayNameGraph);
            case TurtleToken.OpenParenthesis:
                mayNameGraph = false;
                return ReadCollection();
            case TurtleToken.OpenReifiedTriple:
                mayNameGraph = false;
                standsAlone = true;
                return ReadReifiedTriple();
            default:
                throw terms.Unexpected("a subject: an IRI, a blank node, a collection or a reified triple", SubjectHint());
        }
    }

    /// <summary>predicateObjectList: verb objectList (';' (verb objectList)?)*</summary>
    public void ReadPredicateObjectList(int subject)
    {
        while (true)
        {
            var mark = _arena.Save();
            var predicate = ReadVerb();
            ReadObjectList(subject, predicate);
            _arena.Release(mark);
            if (_lexer.Kind != TurtleToken.Semicolon)
            {
                return;
            }

            while (_lexer.Kind == TurtleToken.Semicolon)
            {
                _lexer.Next();
            }

            if (!IsVerb)
            {
                return;
            }
        }
    }

    private bool IsVerb => _lexer.Kind is TurtleToken.Iri or TurtleToken.PrefixedName || IsTypeKeyword;

    private bool IsTypeKeyword => _lexer.Kind == TurtleToken.Word && _lexer.Text.SequenceEqual("a"u8);

    private int ReadVerb()
    {
        if (_lexer.Kind is TurtleToken.Iri or TurtleToken.PrefixedName)
        {
            return terms.ReadIri();
        }

        if (!IsTypeKeyword)
        {
            throw terms.Unexpected("a predicate: an IRI or 'a'", PredicateHint());
        }

        _lexer.Next();
        return _arena.AddIri(RdfType);
    }

    // objectList: object annotation (',' object annotation)*
    private void ReadObjectList(int subject, int predicate)
    {
        while (true)
        {
            var mark = _arena.Save();
            var value = ReadObject();
            Emit(subject, predicate, value);
            ReadAnnotation(subject, predicate, value);
            _arena.Release(mark);
            if (_lexer.Kind != TurtleToken.Comma)
            {
                return;
            }

            _lexer.Next();
        }
    }

    private int ReadObject()
    {
        switch (_lexer.Kind)
        {
            case TurtleToken.OpenBracket:
                return ReadBrackets(out _, out _);
            case TurtleToken.OpenParenthesis:
                return ReadCollection();
            default:
                return ReadSimpleObject("an object");
        }
    }

    // rtObject: an object that is neither a collection nor a blank node with properties.
    private int ReadSimpleObject(string role)
    {
        switch (_lexer.Kind)
        {
            case TurtleToken.Iri or TurtleToken.PrefixedName:
                return terms.ReadIri();
            case TurtleToken.BlankNodeLabel:
                return terms.ReadBlankNodeLabel();
            case TurtleToken.String:
                return terms.ReadLiteral();
            case TurtleToken.Integer or TurtleToken.Decimal or TurtleToken.Double:
                return terms.ReadNumber();
            case TurtleToken.Word when _lexer.Text.SequenceEqual("true"u8) || _lexer.Text.SequenceEqual("false"u8):
                return terms.ReadBoolean();
            case TurtleToken.OpenTripleTerm:
                return ReadTripleTerm();
            case TurtleToken.OpenReifiedTriple:
                return ReadReifiedTriple();
            case TurtleToken.OpenBracket:
                return ReadAnonymous();
            default:
                throw terms.Unexpected($"{role}: an IRI, a blank node, a literal or a triple", ObjectHint());
        }
    }

    // ANON or blankNodePropertyList: '[' predicateObjectList? ']'
    private int ReadBrackets(out bool hasProperties, out bool isAnonymous)
    {
        _lexer.Next();
        var node = terms.AddGeneratedNode();
        isAnonymous = _lexer.Kind == TurtleToken.CloseBracket;
        hasProperties = !isAnonymous;
        if (hasProperties)
        {
            Enter("brackets");
            ReadPredicateObjectList(node);
            _depth--;
        }

        Expect(TurtleToken.CloseBracket, "']' of the blank node, ';' or ','");
        return node;
    }

    // ANON
    private int ReadAnonymous()
    {
        _lexer.Next();
        var node = terms.AddGeneratedNode();
        Expect(TurtleToken.CloseBracket, "']': a blank node inside a triple has no properties");
        return node;
    }

    // collection: '(' object* ')'
    private int ReadCollection()
    {
        Enter("parentheses");
        _lexer.Next();
        if (_lexer.Kind == TurtleToken.CloseParenthesis)
        {
            _lexer.Next();
            _depth--;
            return _arena.AddIri(RdfNil);
        }

        var number = terms.NewNodeNumber();
        var head = terms.AddGeneratedNode(number);
        while (true)
        {
            var mark = _arena.Save();
            var cell = terms.AddGeneratedNode(number);
            var value = _lexer.Kind is TurtleToken.Dot or TurtleToken.Semicolon or TurtleToken.Comma or TurtleToken.End
                ? throw terms.Unexpected("')' of the collection, or an object")
                : ReadObject();
            EmitWith(cell, RdfFirst, value);
            var isLast = _lexer.Kind == TurtleToken.CloseParenthesis;
            number = isLast ? number : terms.NewNodeNumber();
            EmitWith(cell, RdfRest, isLast ? _arena.AddIri(RdfNil) : terms.AddGeneratedNode(number));
            _arena.Release(mark);
            if (isLast)
            {
                _lexer.Next();
                _depth--;
                return head;
            }
        }
    }

    // reifiedTriple: '<<' rtSubject verb rtObject reifier? '>>'
    private int ReadReifiedTriple()
    {
        Enter("reified triples");
        _lexer.Next();
        var subject = _lexer.Kind == TurtleToken.OpenReifiedTriple
            ? ReadReifiedTriple()
            : ReadResource("the subject of a reified triple: an IRI, a blank node or a reified triple");
        var predicate = ReadVerb();
        var value = ReadSimpleObject("the object of a reified triple");
        var triple = _arena.AddTripleTerm(subject, predicate, value);
        var reifier = _lexer.Kind == TurtleToken.Tilde ? ReadReifier() : terms.AddGeneratedNode();
        Expect(TurtleToken.CloseReifiedTriple, "'>>' of the reified triple");
        EmitWith(reifier, RdfReifies, triple);
        _depth--;
        return reifier;
    }

    // tripleTerm: '<<(' ttSubject verb ttObject ')>>'
    private int ReadTripleTerm()
    {
        Enter("triple terms");
        _lexer.Next();
        var subject = ReadResource("the subject of a triple term: an IRI or a blank node");
        var predicate = ReadVerb();
        if (_lexer.Kind == TurtleToken.OpenReifiedTriple)
        {
            throw terms.Unexpected("the object of a triple term", "a reified triple cannot stand inside a triple term; write <<( … )>>");
        }

        var value = ReadSimpleObject("the object of a triple term");
        Expect(TurtleToken.CloseTripleTerm, "')>>' of the triple term");
        _depth--;
        return _arena.AddTripleTerm(subject, predicate, value);
    }

    private int ReadResource(string expected) => _lexer.Kind switch
    {
        TurtleToken.Iri or TurtleToken.PrefixedName => terms.ReadIri(),
        TurtleToken.BlankNodeLabel => terms.ReadBlankNodeLabel(),
        TurtleToken.OpenBracket => ReadAnonymous(),
        _ => throw terms.Unexpected(expected, ObjectHint()),
    };

    // reifier: '~' (iri | BlankNode)?
    private int ReadReifier()
    {
        _lexer.Next();
        return _lexer.Kind is TurtleToken.Iri or TurtleToken.PrefixedName or TurtleToken.BlankNodeLabel or TurtleToken.OpenBracket
            ? ReadResource("a reifier")
            : terms.AddGeneratedNode();
    }

    // annotation: (reifier | annotationBlock)*. A block belongs to the reifier just before it, or gets a new one.
    private void ReadAnnotation(int subject, int predicate, int value)
    {
        if (_lexer.Kind is not (TurtleToken.Tilde or TurtleToken.OpenAnnotation))
        {
            return;
        }

        var triple = _arena.AddTripleTerm(subject, predicate, value);
        var reifier = -1;
        while (true)
        {
            if (_lexer.Kind == TurtleToken.Tilde)
            {
                reifier = ReadReifier();
                EmitWith(reifier, RdfReifies, triple);
            }
            else if (_lexer.Kind == TurtleToken.OpenAnnotation)
            {
                ReadAnnotationBlock(reifier, triple);
                reifier = -1;
            }
            else
            {
                return;
            }
        }
    }

    // annotationBlock: '{|' predicateObjectList '|}'
    private void ReadAnnotationBlock(int reifier, int triple)
    {
        Enter("annotations");
        _lexer.Next();
        if (reifier < 0)
        {
            reifier = terms.AddGeneratedNode();
            EmitWith(reifier, RdfReifies, triple);
        }

        ReadPredicateObjectList(reifier);
        Expect(TurtleToken.CloseAnnotation, "'|}' of the annotation, ';' or ','");
        _depth--;
    }

    private void Expect(TurtleToken kind, string expected)
    {
        if (_lexer.Kind != kind)
        {
            throw terms.Unexpected(expected, SpilledStringHint());
        }

        _lexer.Next();
    }

    private void Enter(string what)
    {
        if (++_depth > maxNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw input.Error(0, $"{what} nest deeper than {maxNesting}");
        }
    }

    // Not inlined: views are large, and the methods above are on the stack once per level of nesting.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Emit(int subject, int predicate, int value) =>
        sink.Quad(_arena[subject], _arena[predicate], _arena[value], Graph < 0 ? default : _arena[Graph]);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EmitWith(int subject, ReadOnlySpan<byte> predicate, int value) =>
        sink.Quad(_arena[subject], TermView.Iri(predicate), _arena[value], Graph < 0 ? default : _arena[Graph]);

    /// <summary>The hint for a token that follows a term where a statement should go on or end.</summary>
    public string? SpilledStringHint() =>
        !_lexer.IsApart && _lexer.Kind is TurtleToken.Word or TurtleToken.PrefixedName or TurtleToken.String
            ? "is a quotation mark inside the string not escaped?"
            : null;

    private string? SubjectHint() => _lexer.Kind switch
    {
        TurtleToken.String or TurtleToken.Integer or TurtleToken.Decimal or TurtleToken.Double => "a literal is never a subject",
        TurtleToken.Dot => "no dot follows a graph, nor PREFIX, BASE and VERSION without '@'",
        TurtleToken.OpenTripleTerm => "a triple term is never a subject; << … >> stands for its reifier",
        TurtleToken.Word => "is a prefix with its colon missing?",
        _ => null,
    };

    private string? PredicateHint() => _lexer.Kind switch
    {
        TurtleToken.BlankNodeLabel or TurtleToken.OpenBracket => "a blank node is never a predicate",
        TurtleToken.String => "a literal is never a predicate",
        TurtleToken.OpenBrace => "graphs need TriG, do not nest, and are named by an IRI or a blank node",
        TurtleToken.Word => "is a prefix with its colon missing?",
        TurtleToken.Dot => "the statement ends too early",
        _ => null,
    };

    private string? ObjectHint() => _lexer.Kind switch
    {
        TurtleToken.Word when IsTypeKeyword => "'a' stands for rdf:type, as a predicate only",
        TurtleToken.Word when System.Text.Ascii.EqualsIgnoreCase(_lexer.Text, "true"u8)
            || System.Text.Ascii.EqualsIgnoreCase(_lexer.Text, "false"u8) => "booleans are written in lower case",
        TurtleToken.Word => "is a prefix with its colon missing, or are quotation marks?",
        TurtleToken.Dot => "the statement ends too early",
        TurtleToken.OpenParenthesis => "a collection cannot stand inside a triple",
        _ => null,
    };
}
