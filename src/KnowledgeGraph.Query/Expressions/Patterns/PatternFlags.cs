namespace KnowledgeGraph.Query.Expressions.Patterns;

/// <summary>The flags of REGEX and REPLACE (XPath F&amp;O §5.6.2).</summary>
[Flags]
internal enum PatternFlags
{
    None = 0,

    /// <summary>s: a full stop matches line ends too.</summary>
    DotAll = 1,

    /// <summary>m: ^ and $ match at every line.</summary>
    MultiLine = 2,

    /// <summary>i: case is ignored.</summary>
    IgnoreCase = 4,

    /// <summary>x: white space in the pattern has no meaning.</summary>
    IgnoreWhiteSpace = 8,

    /// <summary>q: every character of the pattern stands for itself.</summary>
    Quote = 16,
}
