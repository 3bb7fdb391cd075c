using System.Buffers;
using System.Text;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>
/// JSON-LD as one of the formats of <see cref="RdfWriter"/>: keeps all quads, and writes them at the end, so that nothing is written of
/// what JSON-LD cannot express. With prefixes the document is compacted, without it is in expanded form.
/// </summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#serialize-rdf-as-json-ld-algorithm"/>
internal sealed class JsonLdWriter : RdfWriter
{
    private readonly DatasetSink _quads = new();
    private readonly JsonMap _context = [];

    public JsonLdWriter(IBufferWriter<byte> output, IReadOnlyDictionary<string, string>? prefixes)
        : base(output, RdfFormat.JsonLd)
    {
        foreach (var (prefix, iri) in prefixes ?? new Dictionary<string, string>())
        {
            Declare(prefix, iri);
        }
    }

    /// <summary>Makes the prefix one of the context, unless it is declared already.</summary>
    public override void Prefix(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri) =>
        Declare(Encoding.UTF8.GetString(prefix), Encoding.UTF8.GetString(iri));

    private protected override void Write(in TermView subject, in TermView predicate, in TermView @object, in TermView graph)
    {
        if (@object.Kind == TermKind.TripleTerm)
        {
            throw new ArgumentException("JSON-LD 1.1 has no triple terms.", nameof(@object));
        }

        _quads.Quad(subject, predicate, @object, graph);
    }

    private protected override void Complete()
    {
        var run = new JsonLdRun(new JsonLdOptions { RdfDirection = RdfDirection.DirectionalLiteral });
        object expanded = new RdfSerializer(run.Options).Serialize(_quads.Dataset);
        JsonText.CheckDepth(expanded);
        JsonText.Write(_context.Count == 0 ? expanded : Compacted(run, expanded), Output);
    }

    // JSON-LD has no empty term, and _: is taken.
    private void Declare(string prefix, string iri)
    {
        if (prefix.Length > 0 && prefix != "_")
        {
            _context.TryAdd(prefix, new JsonMap(Keywords.Id, iri) { { Keywords.Prefix, true } });
        }
    }

    private object Compacted(JsonLdRun run, object expanded)
    {
        try
        {
            return run.Compact(expanded, _context, alwaysGraph: true);
        }
        catch (JsonLdException e) when (e.Code == "IRI confused with prefix")
        {
            // An IRI <ex:a> where ex is a prefix, too: only the expanded form can tell them apart.
            return expanded;
        }
    }
}
