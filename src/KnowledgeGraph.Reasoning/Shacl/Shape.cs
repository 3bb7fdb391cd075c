using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>
/// A node shape or, with a path, a property shape (SHACL §2). Immutable once its shapes graph is read; shapes refer to each other, but
/// never in a circle.
/// </summary>
internal sealed class Shape
{
    /// <summary>A shape that is still to be read.</summary>
    public Shape(Term node) => Node = node;

    /// <summary>The shape's IRI or blank node.</summary>
    public Term Node { get; }

    /// <summary>The path of a property shape; null for a node shape.</summary>
    public ShapePath? Path { get; set; }

    /// <summary>The path as SPARQL has it.</summary>
    public PropertyPath? Walk { get; set; }

    /// <summary>sh:severity, else sh:Violation.</summary>
    public Iri Severity { get; set; } = ShaclVocabulary.Violation;

    /// <summary>sh:message.</summary>
    public ImmutableArray<Literal> Messages { get; set; } = [];

    /// <summary>True for sh:deactivated true: every node conforms.</summary>
    public bool IsDeactivated { get; set; }

    /// <summary>The targets; empty for a shape that others refer to.</summary>
    public ImmutableArray<Target> Targets { get; set; } = [];

    /// <summary>The constraints, in a fixed order.</summary>
    public ImmutableArray<Constraint> Constraints { get; set; } = [];
}
