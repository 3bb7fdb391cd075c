namespace KnowledgeGraph.Knowledge.Search;

/// <summary>How a label matches what was asked for, the best first; all of it compares folded words.</summary>
public enum MatchKind
{
    /// <summary>The same words in the same order.</summary>
    Exact,

    /// <summary>The label begins with the words asked for, of which the last may be cut short.</summary>
    Prefix,

    /// <summary>Each word asked for is, or begins, some word of the label.</summary>
    Word,

    /// <summary>The same with one letter wrong, missing, too many, or two neighbours swapped, in words of five letters and more.</summary>
    Typo,
}
