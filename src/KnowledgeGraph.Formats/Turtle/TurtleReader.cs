using System.Text;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.Turtle;

/// <summary>Reads Turtle and TriG statement by statement: directives, graphs, and what to do after an error.</summary>
/// <seealso href="https://www.w3.org/TR/rdf12-turtle/#sec-grammar-grammar"/>
/// <seealso href="https://www.w3.org/TR/rdf12-trig/#sec-grammar"/>
internal sealed class TurtleReader
{
    private const int StatementsPerCancellationCheck = 1024;

    private readonly Utf8Input _input;
    private readonly bool _graphs;
    private readonly QuadSink _sink;
    private readonly RdfReaderOptions _options;
    private readonly TurtleTerms _terms;
    private readonly TurtleTriples _triples;
    private readonly TurtleLexer _lexer;
    private bool _inGraph;

    // What the arena holds between two statements: the name of the graph that is open.
    private TermArena.Mark _graphMark;

    // Whether the next token is still to be read: errors in it belong to the next statement.
    private bool _atBoundary = true;

    // Whether the token at hand is not to blame for the error, so that reading may go on with it.
    private bool _resumeHere;

    public TurtleReader(Utf8Input input, bool graphs, QuadSink sink, RdfReaderOptions options)
    {
        _input = input;
        _graphs = graphs;
        _sink = sink;
        _options = options;
        _terms = new TurtleTerms(input, options);
        _triples = new TurtleTriples(input, _terms, sink, options.MaxNesting);
        _lexer = _terms.Lexer;
    }

    public void Read(CancellationToken ct)
    {
        var more = true;
        for (var statements = 0; more; statements++)
        {
            if (statements % StatementsPerCancellationCheck == 0)
            {
                statements = 0;
                ct.ThrowIfCancellationRequested();
            }

            try
            {
                more = ReadStatement();
            }
            catch (RdfSyntaxException e) when (_options.Lenient)
            {
                _options.OnSkipped?.Invoke(e);
                Recover();
            }
        }
    }

    private bool ReadStatement()
    {
        if (_atBoundary)
        {
            _lexer.Next();
            _atBoundary = false;
        }

        switch (_lexer.Kind)
        {
            case TurtleToken.End when _inGraph:
                throw UnclosedGraph();
            case TurtleToken.End:
                return false;
            case TurtleToken.CloseBrace when _inGraph:
                CloseGraph();
                break;
            case TurtleToken.OpenBrace when _graphs && !_inGraph:
                OpenGraph(-1);
                break;
            case TurtleToken.At when !_inGraph:
                ReadAtDirective();
                break;
            case TurtleToken.Word when !_inGraph && IsKeyword("PREFIX"u8):
                _lexer.Next();
                _terms.ReadPrefix(_sink);
                break;
            case TurtleToken.Word when !_inGraph && IsKeyword("BASE"u8):
                _lexer.Next();
                _terms.ReadBase();
                break;
            case TurtleToken.Word when !_inGraph && IsKeyword("VERSION"u8):
                _lexer.Next();
                _terms.ReadVersionSpecifier();
                break;
            case TurtleToken.Word when _graphs && !_inGraph && IsKeyword("GRAPH"u8):
                ReadGraphKeyword();
                break;
            default:
                ReadTriples();
                break;
        }

        _terms.Arena.Release(_graphMark);
        return true;
    }

    // A keyword of SPARQL's, in any case. "PREFIX:" would be a prefixed name and never gets here.
    private bool IsKeyword(ReadOnlySpan<byte> keyword) => Ascii.EqualsIgnoreCase(_lexer.Text, keyword);

    private void ReadAtDirective()
    {
        var name = _lexer.Content;
        if (name.SequenceEqual("prefix"u8))
        {
            _lexer.Next();
            _terms.ReadPrefix(_sink);
        }
        else if (name.SequenceEqual("base"u8))
        {
            _lexer.Next();
            _terms.ReadBase();
        }
        else if (name.SequenceEqual("version"u8))
        {
            _lexer.Next();
            _terms.ReadVersionSpecifier();
        }
        else
        {
            var lowerCase = Encoding.ASCII.GetString(name).ToLowerInvariant() is "prefix" or "base" or "version";
            throw _terms.Unexpected("@prefix, @base or @version", lowerCase ? "directives with '@' are written in lower case" : null);
        }

        EndStatement("'.' at the end of the directive");
    }

    // graph: 'GRAPH' labelOrSubject wrappedGraph
    private void ReadGraphKeyword()
    {
        _lexer.Next();
        if (_lexer.Kind is not (TurtleToken.Iri or TurtleToken.PrefixedName or TurtleToken.BlankNodeLabel or TurtleToken.OpenBracket))
        {
            throw _terms.Unexpected("the name of a graph: an IRI or a blank node");
        }

        var name = _triples.ReadSubject(out _, out var mayNameGraph);
        if (!mayNameGraph)
        {
            throw _terms.Unexpected("the name of a graph before this: an IRI or a blank node without properties");
        }

        if (_lexer.Kind != TurtleToken.OpenBrace)
        {
            throw _terms.Unexpected("'{' of the graph");
        }

        OpenGraph(name);
    }

    private void ReadTriples()
    {
        var subject = _triples.ReadSubject(out var standsAlone, out var mayNameGraph);
        if (_graphs && !_inGraph && mayNameGraph && _lexer.Kind == TurtleToken.OpenBrace)
        {
            OpenGraph(subject);
            return;
        }

        if (!standsAlone || _lexer.Kind is not (TurtleToken.Dot or TurtleToken.CloseBrace))
        {
            _triples.ReadPredicateObjectList(subject);
        }

        // triplesBlock: triples ('.' triplesBlock?)? — the last dot in a graph may be left out.
        if (!_inGraph || _lexer.Kind != TurtleToken.CloseBrace)
        {
            EndStatement("'.' at the end of the statement, ';' or ','");
        }
    }

    private void EndStatement(string expected)
    {
        if (_lexer.Kind == TurtleToken.Dot)
        {
            _atBoundary = true;
            return;
        }

        _resumeHere = _lexer.IsFirstOnLine && _lexer.Kind != TurtleToken.End;
        var hint = _triples.SpilledStringHint()
            ?? (_lexer.IsFirstOnLine || _lexer.Kind == TurtleToken.End ? "is the dot of the statement before missing?"
                : _lexer.Kind == TurtleToken.OpenBrace && !_graphs ? "graphs need TriG"
                : null);
        throw _terms.Unexpected(expected, hint);
    }

    private void OpenGraph(int name)
    {
        _inGraph = true;
        _triples.Graph = name;
        _graphMark = _terms.Arena.Save();
        _atBoundary = true;
    }

    private void CloseGraph()
    {
        _inGraph = false;
        _triples.Graph = -1;
        _graphMark = default;
        _atBoundary = true;
    }

    private RdfSyntaxException UnclosedGraph()
    {
        // Reading on after this error must not meet it again.
        CloseGraph();
        return _terms.Unexpected("'}' of the graph");
    }

    // Goes on with the next statement as well as can be told: behind a line that ends in a dot, or before the end of the graph.
    private void Recover()
    {
        _triples.Restart();
        _terms.Arena.Release(_graphMark);
        if (_resumeHere)
        {
            _resumeHere = false;
            return;
        }

        _lexer.Restart();
        _atBoundary = true;
        SkipStatement();
    }

    private void SkipStatement()
    {
        var last = (byte)'\n';
        while (true)
        {
            var window = _input.Window;
            if (window.IsEmpty)
            {
                if (_input.FillWithAnything())
                {
                    continue;
                }

                return;
            }

            var b = window[0];
            if (b == (byte)'}' && _inGraph && last == (byte)'\n')
            {
                return;
            }

            if (b is (byte)'\n' or (byte)'\r' or (byte)'#' && last == (byte)'.')
            {
                return;
            }

            if (b == (byte)'#' && last is (byte)'\n')
            {
                _input.SkipLine();
                continue;
            }

            last = b is (byte)' ' or (byte)'\t' ? last : b is (byte)'\r' ? (byte)'\n' : b;
            _input.Advance(1);
        }
    }
}
