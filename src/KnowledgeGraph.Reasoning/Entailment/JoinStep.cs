namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>How the triples that match a pattern are found, given what is bound before.</summary>
internal enum JoinAccess
{
    /// <summary>The new triples of the batch.</summary>
    Batch,

    /// <summary>All three terms are bound.</summary>
    Exact,

    /// <summary>Predicate and subject are bound.</summary>
    PredicateSubject,

    /// <summary>Predicate and object are bound.</summary>
    PredicateObject,

    /// <summary>Only the predicate is bound.</summary>
    Predicate,

    /// <summary>The subject is bound, the predicate is not.</summary>
    Subject,

    /// <summary>The object is bound, predicate and subject are not.</summary>
    Object,

    /// <summary>Nothing is bound: the pattern has to wait for others.</summary>
    Unbound,
}

/// <summary>One pattern of a rule in the order of evaluation.</summary>
/// <param name="Atom">The pattern.</param>
/// <param name="Premise">Its place in the rule's body.</param>
/// <param name="Access">How its triples are found.</param>
/// <param name="Binds">Which positions bind a variable (bits 1, 2, 4); the others are compared.</param>
/// <param name="Distinct">Pairs of variables that must differ and are both bound after this step.</param>
internal sealed record JoinStep(RuleAtom Atom, int Premise, JoinAccess Access, int Binds, (int Left, int Right)[] Distinct);
