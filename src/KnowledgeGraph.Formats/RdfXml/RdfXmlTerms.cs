using System.Buffers;
using System.Globalization;
using System.Text;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.RdfXml;

/// <summary>Makes the terms of a document in an arena: IRIs resolved, rdf:ID used once, blank nodes by label or generated.</summary>
internal sealed class RdfXmlTerms(RdfXmlInput input)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> _scratch = new();
    private long _generated;

    public TermArena Arena { get; } = new();

    /// <summary>The base that xml:base stands for: itself resolved (XML Base §3.1).</summary>
    public static byte[] ResolveBase(byte[]? outer, string reference, RdfXmlInput input)
    {
        var output = new ArrayBufferWriter<byte>();
        Resolve(outer, Encoding.UTF8.GetBytes(reference), output, input.Position, input);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Adds the IRI of a reference in an attribute.</summary>
    public int AddReference(RdfXmlAttributes.Value reference, in RdfXmlScope scope)
    {
        _scratch.ResetWrittenCount();
        Resolve(scope.BaseIri, Encoding.UTF8.GetBytes(reference.Text), _scratch, reference.At, input);
        return Arena.AddIri(_scratch.WrittenSpan);
    }

    /// <summary>Adds an IRI that a name stands for.</summary>
    public int AddName(string iri, (int Line, int Column) at)
    {
        var bytes = Encoding.UTF8.GetBytes(iri);
        CheckIri(bytes, at, input);
        return Arena.AddIri(bytes);
    }

    /// <summary>Adds an IRI of the RDF namespace.</summary>
    public int AddRdf(string local) => Arena.AddIri(Encoding.UTF8.GetBytes(RdfXmlNames.Rdf + local));

    /// <summary>Adds the IRI of an rdf:ID, which none before may have had (§7.2.34, constraint-id).</summary>
    public int AddId(RdfXmlAttributes.Value id, in RdfXmlScope scope)
    {
        CheckName(id, "ID");
        var node = AddReference(id with { Text = "#" + id.Text }, scope);
        return _ids.Add(Encoding.UTF8.GetString(Arena[node].Value))
            ? node
            : throw input.Error(id.At, $"found rdf:ID=\"{RdfXmlInput.Shown(id.Text)}\" a second time", "write rdf:about to say more about it");
    }

    /// <summary>Adds the blank node of an rdf:nodeID.</summary>
    public int AddNodeId(RdfXmlAttributes.Value id, string name = "nodeID")
    {
        CheckName(id, name);
        var label = Encoding.UTF8.GetBytes(id.Text);
        if (label[^1] != (byte)'.')
        {
            return BlankNodeLabels.AddWritten(Arena, label, _scratch);
        }

        // No label of the other formats ends in a dot. Generated and escaped ones never go on with a hyphen here.
        return Arena.AddBlankNode([.. "anon--"u8, .. label, .. "-"u8]);
    }

    /// <summary>Adds a blank node of its own.</summary>
    public int AddGenerated() => AddGenerated(NextGenerated());

    /// <summary>Adds the generated blank node with a number.</summary>
    public int AddGenerated(long number) => BlankNodeLabels.AddGenerated(Arena, number);

    /// <summary>The number of a blank node that is new.</summary>
    public long NextGenerated() => _generated++;

    /// <summary>Adds a literal without datatype.</summary>
    public int AddPlain(string text, in RdfXmlScope scope)
    {
        var lexical = Encoding.UTF8.GetBytes(text);
        if (string.IsNullOrEmpty(scope.Language))
        {
            return Arena.AddLiteral(lexical, Datatypes.String);
        }

        var direction = scope.IsVersion12 ? scope.Direction : BaseDirection.None;
        return Arena.AddLiteral(
            lexical, direction == BaseDirection.None ? Datatypes.LangString : Datatypes.DirLangString, Encoding.UTF8.GetBytes(scope.Language),
            direction);
    }

    /// <summary>Adds a literal of the datatype that an attribute names.</summary>
    public int AddTyped(string text, RdfXmlAttributes.Value datatype, in RdfXmlScope scope)
    {
        _scratch.ResetWrittenCount();
        Resolve(scope.BaseIri, Encoding.UTF8.GetBytes(datatype.Text), _scratch, datatype.At, input);
        return Datatypes.NeedsLanguage(_scratch.WrittenSpan)
            ? throw input.Error(datatype.At, "a literal of this datatype needs a language tag instead of rdf:datatype", "write xml:lang")
            : Arena.AddLiteral(Encoding.UTF8.GetBytes(text), _scratch.WrittenSpan);
    }

    /// <summary>Adds an rdf:XMLLiteral.</summary>
    public int AddXml(string text) => Arena.AddLiteral(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(RdfXmlNames.XmlLiteral));

    /// <summary>Adds the membership property with a number.</summary>
    public int AddMember(long number) => AddRdf(string.Create(CultureInfo.InvariantCulture, $"_{number}"));

    private static void Resolve(
        byte[]? baseIri, ReadOnlySpan<byte> reference, ArrayBufferWriter<byte> output, (int Line, int Column) at, RdfXmlInput input)
    {
        if (IriReference.HasScheme(reference))
        {
            output.Write(reference);
        }
        else if (baseIri is null)
        {
            throw input.Error(
                at, $"found the relative IRI reference {SourceText.Quote(reference)}, but there is no base", "write xml:base, or give a base IRI");
        }
        else
        {
            IriReference.Resolve(baseIri, reference, output);
        }

        CheckIri(output.WrittenSpan, at, input);
    }

    private static void CheckIri(ReadOnlySpan<byte> iri, (int Line, int Column) at, RdfXmlInput input)
    {
        var bad = iri.IndexOfAny(Escapes.NotInIri);
        if (bad >= 0)
        {
            throw input.Error(
                at, iri[bad] == (byte)' ' ? "found a space in an IRI" : $"found {SourceText.Quote(iri.Slice(bad, 1))} in an IRI",
                iri[bad] == (byte)' ' ? "write %20" : "no IRI holds this character; percent-encode it");
        }

        if (!IriReference.HasScheme(iri))
        {
            throw input.Error(at, $"found {SourceText.Quote(iri)}, expected an IRI with a scheme");
        }
    }

    private void CheckName(RdfXmlAttributes.Value name, string attribute)
    {
        if (!RdfXmlNames.IsNcName(Encoding.UTF8.GetBytes(name.Text)))
        {
            throw input.Error(
                name.At, $"found rdf:{attribute}=\"{RdfXmlInput.Shown(name.Text)}\", expected a name",
                "a letter or '_' first, then letters, digits, '.', '-' and '_'");
        }
    }
}
