namespace KnowledgeGraph.Sparql;

/// <summary>Settings of the parser.</summary>
public sealed record SparqlParserOptions
{
    /// <summary>The name of the text in error messages, for instance a file name.</summary>
    public string? SourceName { get; init; }

    /// <summary>How deep braces, brackets, parentheses and triple terms may nest; more is a syntax error, never a stack overflow.</summary>
    public int MaxNesting { get; init; } = 200;

    /// <summary>
    /// How deep the algebra may be: a chain of n UNIONs, OPTIONALs or operators is n deep. Later passes walk it by recursion.
    /// </summary>
    public int MaxAlgebraDepth { get; init; } = 500;

    /// <summary>Prefixes known before the prologue, prefix without colon to namespace.</summary>
    public IReadOnlyDictionary<string, string>? Prefixes { get; init; }
}
