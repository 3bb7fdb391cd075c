using System.Collections.Immutable;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>A validation result as term objects (SHACL §3.6.2). Immutable.</summary>
/// <seealso href="https://www.w3.org/TR/shacl/#results-validation-result"/>
public sealed record ValidationResult
{
    /// <summary>sh:focusNode: what was checked.</summary>
    public required Term FocusNode { get; init; }

    /// <summary>sh:resultPath in the syntax of SPARQL paths; null for none.</summary>
    public string? Path => WritePath(static iri => iri.ToString());

    /// <summary>sh:value: the value that is wrong; null if no single one is.</summary>
    public required Term? Value { get; init; }

    /// <summary>sh:resultSeverity.</summary>
    public required Iri Severity { get; init; }

    /// <summary>sh:sourceShape: an IRI, or a blank node of the shapes graph.</summary>
    public required Term SourceShape { get; init; }

    /// <summary>sh:sourceConstraintComponent.</summary>
    public required Iri SourceConstraintComponent { get; init; }

    /// <summary>sh:sourceConstraint: a SPARQL-based constraint; null for none.</summary>
    public required Term? SourceConstraint { get; init; }

    /// <summary>sh:resultMessage: those of shape or constraint, else one in English. At least one.</summary>
    public required ImmutableArray<Literal> Messages { get; init; }

    internal ShapePath? ResultPath { get; init; }

    /// <summary>sh:resultPath, IRIs written by a function.</summary>
    internal string? WritePath(Func<Iri, string> iri) => ResultPath?.Write(iri);
}
