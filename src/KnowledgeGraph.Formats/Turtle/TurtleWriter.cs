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
    private readonly TurtleTermWriter _terms;
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
        _terms = new TurtleTermWriter(_names);
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
            _terms.WriteTerm(subject, Output);
            Output.Write(" "u8);
            WritePredicate(predicate.Value);
            _subjectKind = subject.Kind;
            Remember(_subject, subject.Value);
        }
        else if (!predicate.Value.SequenceEqual(_predicate.WrittenSpan))
        {
            Output.Write(" ;\n"u8);
            Indent(1);
            WritePredicate(predicate.Value);
        }
        else
        {
            Output.Write(" ,\n"u8);
            Indent(2);
        }

        _inStatement = true;
        Remember(_predicate, predicate.Value);
        _terms.WriteTerm(@object, Output);
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
            _terms.WriteTerm(graph, Output);
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

    private void WritePredicate(ReadOnlySpan<byte> predicate)
    {
        _terms.WritePredicate(predicate, Output);
        Output.Write(" "u8);
    }
}
