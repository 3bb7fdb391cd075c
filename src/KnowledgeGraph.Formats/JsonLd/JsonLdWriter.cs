using System.Buffers;
using System.Text;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>
/// JSON-LD as one of the formats of <see cref="RdfWriter"/>: keeps all quads, and writes them at the end, so that nothing is written of
/// what JSON-LD cannot express. With a context or prefixes the document is compacted, without it is in expanded form.
/// </summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#serialize-rdf-as-json-ld-algorithm"/>
internal sealed class JsonLdWriter : RdfWriter
{
    private readonly DatasetSink _quads = new();
    private readonly RdfWriterOptions _options;
    private readonly JsonMap _prefixes = [];

    public JsonLdWriter(IBufferWriter<byte> output, RdfWriterOptions options)
        : base(output, RdfFormat.JsonLd)
    {
        _options = options;
        foreach (var (prefix, iri) in options.Prefixes ?? new Dictionary<string, string>())
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
            throw new UnwritableQuadException(RdfFormat.JsonLd, "JSON-LD 1.1 has no triple terms.");
        }

        _quads.Quad(subject, predicate, @object, graph);
    }

    private protected override void Complete()
    {
        var run = new JsonLdRun(new JsonLdOptions { RdfDirection = RdfDirection.DirectionalLiteral });
        object expanded = new RdfSerializer(run.Options).Serialize(_quads.Dataset);
        JsonText.CheckDepth(expanded);
        JsonText.Write(Compacted(run, expanded) ?? expanded, Output);
    }

    // JSON-LD has no empty term, and _: is taken.
    private void Declare(string prefix, string iri)
    {
        if (prefix.Length > 0 && prefix != "_")
        {
            _prefixes.TryAdd(prefix, new JsonMap(Keywords.Id, iri) { { Keywords.Prefix, true } });
        }
    }

    private JsonMap? Compacted(JsonLdRun run, object expanded)
    {
        var given = _options.Context is { } context ? JsonLdRun.ContextOf(run.Tree(context)) : null;
        if (given is null && _prefixes.Count == 0)
        {
            return null;
        }

        try
        {
            // With prefixes alone always in the same shape; with a context as it reads best.
            var compacted = _options.Root is { } root
                ? run.Frame((List<object?>)expanded, root, _quads.Dataset, given ?? _prefixes)
                : run.Compact(expanded, given ?? _prefixes, alwaysGraph: given is null);
            if (given is not null && _options.ContextIri is { } iri && compacted.ContainsKey(Keywords.Context))
            {
                compacted[Keywords.Context] = iri;
            }

            return compacted;
        }
        catch (JsonLdException e) when (e.Code == "IRI confused with prefix")
        {
            // An IRI <ex:a> where ex is a prefix, too: only the expanded form can tell them apart.
            return null;
        }
    }
}
