using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.RdfXml;

/// <summary>Hands statements on with their reifications and annotations, or keeps the one that becomes a triple term.</summary>
internal sealed class RdfXmlStatements(RdfXmlInput input, RdfXmlTerms terms, QuadSink sink)
{
    /// <summary>Takes the statement instead of the sink, in <c>rdf:parseType="Triple"</c>.</summary>
    public TripleCapture? Capture { get; set; }

    /// <summary>A statement.</summary>
    public void Add(int subject, int predicate, int value, (int Line, int Column) at)
    {
        if (Capture is null)
        {
            var arena = terms.Arena;
            sink.Quad(arena[subject], arena[predicate], arena[value], default);
        }
        else if (Capture.Term < 0)
        {
            Capture.Term = terms.Arena.AddTripleTerm(subject, predicate, value);
        }
        else
        {
            throw input.Error(at, "found a second triple in rdf:parseType=\"Triple\", expected exactly one");
        }
    }

    /// <summary>The statement of a property element, with the node of its rdf:ID and of its annotation (-1: none).</summary>
    public void Add(int subject, int predicate, int value, (int Line, int Column) at, int reification, int annotation)
    {
        Add(subject, predicate, value, at);
        if (reification >= 0)
        {
            // §7.3 Reification Rules.
            Add(reification, terms.AddRdf("type"), terms.AddRdf("Statement"), at);
            Add(reification, terms.AddRdf("subject"), subject, at);
            Add(reification, terms.AddRdf("predicate"), predicate, at);
            Add(reification, terms.AddRdf("object"), value, at);
        }

        if (annotation >= 0)
        {
            Add(annotation, terms.AddRdf("reifies"), terms.Arena.AddTripleTerm(subject, predicate, value), at);
        }
    }

    /// <summary>Forgets terms, unless one of them may be part of a triple term.</summary>
    public void Release(TermArena.Mark mark)
    {
        if (Capture is null)
        {
            terms.Arena.Release(mark);
        }
    }
}

/// <summary>The place for the triple term that is being read.</summary>
internal sealed class TripleCapture
{
    /// <summary>Its index in the arena, -1 if it has not come yet.</summary>
    public int Term { get; set; } = -1;
}
