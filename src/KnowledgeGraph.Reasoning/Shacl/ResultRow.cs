using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>A validation result as ids (SHACL §3.6.2).</summary>
/// <param name="Focus">The focus node.</param>
/// <param name="Value">The value node; undefined for none.</param>
/// <param name="Path">The predicate that is the path; undefined for the path of the shape.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Constraint">The constraint.</param>
/// <param name="Messages">Messages of its own; null for those of the shape or of the constraint.</param>
internal readonly record struct ResultRow(
    TermId Focus, TermId Value, TermId Path, Shape Shape, Constraint Constraint, Literal[]? Messages);
