namespace KnowledgeGraph.Knowledge;

/// <summary>What a finding is about; reports count by it.</summary>
public enum FindingKind
{
    /// <summary>A file does not have the form it must have (YAML, Turtle, TSV, keys, values of keys).</summary>
    Form,

    /// <summary>A slug, a <c>within</c>, a citation or a footnote that is missing, doubled or circular.</summary>
    Reference,

    /// <summary>A rule of the claim model is broken.</summary>
    Model,

    /// <summary>A term of the ontology or an entity that nobody defines.</summary>
    Vocabulary,

    /// <summary>A surface was not found in the text, or is ambiguous there.</summary>
    Locating,

    /// <summary>The text file is not the one the claims were written for.</summary>
    Hash,

    /// <summary>The text at a span is not the recorded surface.</summary>
    Span,

    /// <summary>A name mention's surface is no registered name of its entity.</summary>
    Name,

    /// <summary>A value mention's surface does not normalise to its literal.</summary>
    Value,

    /// <summary>An anaphor has no antecedent, or its chain ends in neither a name nor a description.</summary>
    Anaphor,

    /// <summary>Too many mentions are implied.</summary>
    Implied,

    /// <summary>A registered name form stands in the text without a mention, or nobody decided what it stands for.</summary>
    Coverage,
}
