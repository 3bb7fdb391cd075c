using System.Buffers;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.NTriples;

/// <summary>Writes N-Triples and N-Quads, one canonical line a quad.</summary>
/// <seealso href="https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples"/>
internal sealed class NTriplesWriter(IBufferWriter<byte> output, RdfFormat format, bool canonical) : RdfWriter(output, format)
{
    private protected override void Write(in TermView subject, in TermView predicate, in TermView @object, in TermView graph)
    {
        TermText.WriteTerm(subject, Output);
        Output.Write(" "u8);
        TermText.WriteTerm(predicate, Output);
        Output.Write(" "u8);
        TermText.WriteTerm(@object, Output, canonical);
        if (!graph.IsNone)
        {
            Output.Write(" "u8);
            TermText.WriteTerm(graph, Output);
        }

        Output.Write(" .\n"u8);
    }

    private protected override void Complete()
    {
    }
}
