using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Formats.Turtle;

/// <summary>A well-formed RDF collection: each cell has one rdf:first and one rdf:rest, and nobody else refers to it.</summary>
internal sealed class Collection(IReadOnlyList<SubjectBlock> cells)
{
    /// <summary>The cells, the first one first.</summary>
    public IReadOnlyList<SubjectBlock> Cells { get; } = cells;

    /// <summary>The members.</summary>
    public IEnumerable<Term> Items => Cells.Select(cell => cell.Single(RdfVocabulary.First)!);
}
