using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using KnowledgeGraph.Formats.Turtle;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.RdfXml;

/// <summary>
/// Writes RDF/XML of RDF 1.2: consecutive triples of one subject share its element. Triple terms and base directions carry
/// <c>rdf:version="1.2"</c> where they stand. Not every graph can be expressed, and nothing is written of one that cannot: the document is
/// held until it is complete, at most 2 GiB of it.
/// </summary>
/// <seealso href="https://www.w3.org/TR/rdf12-xml/#section-Serialising"/>
internal sealed class RdfXmlWriter : RdfWriter
{
    private readonly IBufferWriter<byte> _document;
    private readonly QualifiedNames _names = new();
    private readonly ArrayBufferWriter<byte> _subject = new();
    private readonly ArrayBufferWriter<byte> _predicate = new();
    private TermKind _subjectKind;
    private string _name = "";
    private string? _space;

    public RdfXmlWriter(IBufferWriter<byte> output, RdfFormat format, IReadOnlyDictionary<string, string>? prefixes)
        : base(new ArrayBufferWriter<byte>(), format)
    {
        _document = output;
        foreach (var (prefix, iri) in (prefixes ?? new Dictionary<string, string>()).OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            Prefix(PrefixedNames.Encode(prefix), Encoding.UTF8.GetBytes(iri));
        }
    }

    public override void Prefix(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri)
    {
        if (!iri.ContainsAny(Escapes.NotInIri) && XmlText.IsExpressible(iri) && IriReference.HasScheme(iri))
        {
            _names.Declare(Encoding.UTF8.GetString(prefix), Encoding.UTF8.GetString(iri));
        }
    }

    private protected override void Write(in TermView subject, in TermView predicate, in TermView @object, in TermView graph)
    {
        CheckTriple(subject, predicate, @object);
        if (subject.Kind != _subjectKind || !subject.Value.SequenceEqual(_subject.WrittenSpan))
        {
            CloseSubject();
            Output.Write("  <rdf:Description"u8);
            WriteNode(subject, "rdf:about"u8);
            Output.Write(">\n"u8);
            _subjectKind = subject.Kind;
            _subject.ResetWrittenCount();
            _subject.Write(subject.Value);
        }

        Output.Write("    "u8);
        WriteProperty(predicate.Value, @object);
        Output.Write("\n"u8);
    }

    private protected override void Complete()
    {
        CloseSubject();
        _document.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF"u8);
        var separator = " "u8;
        foreach (var (prefix, iri) in _names.Used)
        {
            _document.Write(separator);
            WriteDeclaration(prefix, iri, _document);
            separator = "\n         "u8;
        }

        _document.Write(">\n"u8);
        _document.Write(((ArrayBufferWriter<byte>)Output).WrittenSpan);
        _document.Write("</rdf:RDF>\n"u8);
    }

    private void CheckTriple(in TermView subject, in TermView predicate, in TermView @object)
    {
        CheckText(subject.Value);
        CheckText(predicate.Value);
        if (!TrySplit(predicate.Value))
        {
            throw new UnwritableQuadException(
                RdfFormat.RdfXml, $"RDF/XML has no element name for the predicate {SourceText.Quote(predicate.Value)}.");
        }

        if (@object.Kind == TermKind.TripleTerm)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            CheckTriple(@object.Subject, @object.Predicate, @object.Object);
        }
        else
        {
            CheckText(@object.Value);
            CheckText(@object.Datatype);
        }
    }

    private static void CheckText(ReadOnlySpan<byte> text)
    {
        if (!XmlText.IsExpressible(text))
        {
            throw new UnwritableQuadException(RdfFormat.RdfXml, "XML has no way to write a control character, U+FFFE or U+FFFF.");
        }
    }

    private void CloseSubject()
    {
        if (_subjectKind != TermKind.None)
        {
            Output.Write("  </rdf:Description>\n"u8);
            _subjectKind = TermKind.None;
        }
    }

    // The name of the predicate, remembered: runs of one predicate are common.
    private bool TrySplit(ReadOnlySpan<byte> predicate)
    {
        if (predicate.SequenceEqual(_predicate.WrittenSpan))
        {
            return true;
        }

        _predicate.ResetWrittenCount();
        if (!_names.TrySplit(predicate, out _name, out _space))
        {
            return false;
        }

        _predicate.Write(predicate);
        return true;
    }

    private void WriteProperty(ReadOnlySpan<byte> predicate, in TermView @object)
    {
        _ = TrySplit(predicate);
        var name = _name;
        Output.Write("<"u8);
        Encoding.UTF8.GetBytes(name, Output);
        if (_space is { } space)
        {
            Output.Write(" "u8);
            WriteDeclaration("ns0", space, Output);
        }

        switch (@object.Kind)
        {
            case TermKind.Literal:
                WriteLiteral(@object);
                break;
            case TermKind.TripleTerm:
                Output.Write(" rdf:version=\"1.2\" rdf:parseType=\"Triple\"><rdf:Description"u8);
                WriteNode(@object.Subject, "rdf:about"u8);
                Output.Write(">"u8);
                WriteProperty(@object.Predicate.Value, @object.Object);
                Output.Write("</rdf:Description>"u8);
                break;
            default:
                WriteNode(@object, "rdf:resource"u8);
                Output.Write("/>"u8);
                return;
        }

        Output.Write("</"u8);
        Encoding.UTF8.GetBytes(name, Output);
        Output.Write(">"u8);
    }

    // The attributes, the end of the tag, and the text.
    private void WriteLiteral(in TermView literal)
    {
        if (!literal.Language.IsEmpty)
        {
            WriteAttribute("xml:lang"u8, literal.Language);
            if (literal.Direction != BaseDirection.None)
            {
                Output.Write(" rdf:version=\"1.2\" "u8);
                WriteDeclaration("its", RdfXmlNames.Its, Output);
                Output.Write(" its:version=\"2.0\""u8);
                WriteAttribute("its:dir"u8, literal.Direction == BaseDirection.LeftToRight ? "ltr"u8 : "rtl"u8);
            }
        }
        else if (!literal.Datatype.SequenceEqual(Datatypes.String))
        {
            WriteAttribute("rdf:datatype"u8, literal.Datatype);
        }

        Output.Write(">"u8);
        XmlText.Write(literal.Value, isAttribute: false, Output);
    }

    private void WriteNode(in TermView node, ReadOnlySpan<byte> iriAttribute)
    {
        if (node.Kind == TermKind.Iri)
        {
            WriteAttribute(iriAttribute, node.Value);
            return;
        }

        // Labels may begin with a digit, names may not. Escaping '_' too keeps the labels apart.
        Output.Write(" rdf:nodeID=\""u8);
        Output.Write(char.IsAsciiDigit((char)node.Value[0]) || node.Value[0] == (byte)'_' ? "_"u8 : default);
        Output.Write(node.Value);
        Output.Write("\""u8);
    }

    private void WriteAttribute(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Output.Write(" "u8);
        Output.Write(name);
        Output.Write("=\""u8);
        XmlText.Write(value, isAttribute: true, Output);
        Output.Write("\""u8);
    }

    private static void WriteDeclaration(string prefix, string iri, IBufferWriter<byte> output)
    {
        output.Write(prefix.Length == 0 ? "xmlns"u8 : "xmlns:"u8);
        Encoding.UTF8.GetBytes(prefix, output);
        output.Write("=\""u8);
        XmlText.Write(Encoding.UTF8.GetBytes(iri), isAttribute: true, output);
        output.Write("\""u8);
    }
}
