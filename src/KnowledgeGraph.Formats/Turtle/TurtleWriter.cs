using System.Buffers;
using System.Text;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.Turtle;

/// <summary>
/// Writes Turtle and TriG. Consecutive quads of one graph, subject or predicate share it; nothing is reordered or held back, so that the
/// memory needed is that of one statement.
/// </summary>
internal sealed class TurtleWriter : RdfWriter
{
    private readonly PrefixedNames _names = new();
    private readonly ArrayBufferWriter<byte> _graph = new();
    private readonly ArrayBufferWriter<byte> _subject = new();
    private readonly ArrayBufferWriter<byte> _predicate = new();
    private TermKind _graphKind;
    private TermKind _subjectKind;
    private bool _inStatement;
    private bool _inHeader;

    public TurtleWriter(IBufferWriter<byte> output, RdfFormat format, IReadOnlyDictionary<string, string>? prefixes)
        : base(output, format)
    {
        foreach (var (prefix, iri) in prefixes ?? new Dictionary<string, string>())
        {
            Prefix(PrefixedNames.Encode(prefix), Encoding.UTF8.GetBytes(iri));
        }
    }

    public override void Prefix(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri)
    {
        if (!_names.Declare(prefix, iri))
        {
            return;
        }

        CloseGraph();
        PrefixedNames.WriteDeclaration(prefix, iri, Output);
        _inHeader = true;
    }

    private protected override void Write(in TermView subject, in TermView predicate, in TermView @object, in TermView graph)
    {
        if (_inHeader)
        {
            _inHeader = false;
            Output.Write("\n"u8);
        }

        if (graph.Kind != _graphKind || !graph.Value.SequenceEqual(_graph.WrittenSpan))
        {
            OpenGraph(graph);
        }

        if (!_inStatement || subject.Kind != _subjectKind || !subject.Value.SequenceEqual(_subject.WrittenSpan))
        {
            CloseStatement();
            Indent(0);
            WriteTerm(subject);
            Output.Write(" "u8);
            WritePredicate(predicate);
            _subjectKind = subject.Kind;
            Remember(_subject, subject.Value);
        }
        else if (!predicate.Value.SequenceEqual(_predicate.WrittenSpan))
        {
            Output.Write(" ;\n"u8);
            Indent(1);
            WritePredicate(predicate);
        }
        else
        {
            Output.Write(" ,\n"u8);
            Indent(2);
        }

        _inStatement = true;
        Remember(_predicate, predicate.Value);
        WriteTerm(@object);
    }

    private protected override void Complete() => CloseGraph();

    private static void Remember(ArrayBufferWriter<byte> place, ReadOnlySpan<byte> value)
    {
        place.ResetWrittenCount();
        place.Write(value);
    }

    private void OpenGraph(in TermView graph)
    {
        CloseGraph();
        _graphKind = graph.Kind;
        Remember(_graph, graph.Value);
        if (!graph.IsNone)
        {
            Output.Write("GRAPH "u8);
            WriteTerm(graph);
            Output.Write(" {\n"u8);
        }
    }

    private void CloseGraph()
    {
        CloseStatement();
        if (_graphKind != TermKind.None)
        {
            Output.Write("}\n"u8);
            _graphKind = TermKind.None;
            _graph.ResetWrittenCount();
        }
    }

    private void CloseStatement()
    {
        if (_inStatement)
        {
            Output.Write(" .\n"u8);
            _inStatement = false;
        }
    }

    private void Indent(int depth)
    {
        for (var i = _graphKind == TermKind.None ? 0 : -1; i < depth; i++)
        {
            Output.Write("    "u8);
        }
    }

    private void WritePredicate(in TermView predicate)
    {
        if (predicate.Value.SequenceEqual("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"u8))
        {
            Output.Write("a "u8);
            return;
        }

        WriteIri(predicate.Value);
        Output.Write(" "u8);
    }

    private void WriteIri(ReadOnlySpan<byte> iri)
    {
        if (!_names.TryWrite(iri, Output))
        {
            TermText.WriteIri(iri, Output);
        }
    }

    private void WriteTerm(in TermView term)
    {
        switch (term.Kind)
        {
            case TermKind.Iri:
                WriteIri(term.Value);
                break;
            case TermKind.Literal:
                WriteLiteral(term);
                break;
            case TermKind.TripleTerm:
                Output.Write("<<( "u8);
                WriteTerm(term.Subject);
                Output.Write(" "u8);
                WritePredicate(term.Predicate);
                WriteTerm(term.Object);
                Output.Write(" )>>"u8);
                break;
            default:
                TermText.WriteTerm(term, Output);
                break;
        }
    }

    private void WriteLiteral(in TermView literal)
    {
        if (ShortForms.Has(literal))
        {
            Output.Write(literal.Value);
        }
        else if (!literal.Language.IsEmpty || literal.Datatype.SequenceEqual(Datatypes.String))
        {
            TermText.WriteLiteral(literal, Output);
        }
        else
        {
            TermText.WriteString(literal.Value, Output);
            Output.Write("^^"u8);
            WriteIri(literal.Datatype);
        }
    }
}
