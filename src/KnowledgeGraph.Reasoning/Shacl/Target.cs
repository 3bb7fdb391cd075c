using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>A target declaration (SHACL §2.1.3).</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Value">The node, the class or the predicate.</param>
internal readonly record struct Target(TargetKind Kind, Term Value);

/// <summary>The kinds of target declarations of SHACL Core.</summary>
internal enum TargetKind
{
    /// <summary>sh:targetNode.</summary>
    Node,

    /// <summary>sh:targetClass, or a shape that is a class itself.</summary>
    Class,

    /// <summary>sh:targetSubjectsOf.</summary>
    SubjectsOf,

    /// <summary>sh:targetObjectsOf.</summary>
    ObjectsOf,
}
