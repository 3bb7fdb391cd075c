using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>A constraint that a shape declares: a constraint component with its parameters (SHACL §2.1.2). Immutable.</summary>
/// <param name="component">The component's IRI.</param>
internal abstract class Constraint(Iri component)
{
    /// <summary>The component's IRI.</summary>
    public Iri Component { get; } = component;

    /// <summary>What a result says if neither shape nor constraint has a message of its own.</summary>
    public abstract string Message { get; }

    /// <summary>The value of sh:sourceConstraint; null for none.</summary>
    public virtual Term? Source => null;

    /// <summary>The shapes that it refers to.</summary>
    public virtual IEnumerable<Shape> Shapes => [];

    /// <summary>Makes it ready for one run.</summary>
    public abstract ConstraintCheck Prepare(ValidationRun run, Shape shape);

    /// <summary>The IRI of a component of SHACL Core.</summary>
    protected static Iri Named(string name) => ShaclVocabulary.Term(name + "ConstraintComponent");
}
