namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>A document, context or frame breaks a rule of JSON-LD.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#jsonlderrorcode"/>
public sealed class JsonLdException : Exception
{
    /// <summary>An error.</summary>
    /// <param name="code">The code of the recommendation: <c>invalid local context</c>; <c>nesting too deep</c> is ours.</param>
    /// <param name="problem">What is wrong, naming the term, IRI or value.</param>
    /// <param name="inner">What it comes from.</param>
    public JsonLdException(string code, string problem, Exception? inner = null)
        : base($"{code}: {problem}", inner)
    {
        Code = code;
        Problem = problem;
    }

    /// <summary>The code of the recommendation.</summary>
    public string Code { get; }

    /// <summary>What is wrong.</summary>
    public string Problem { get; }

    /// <summary>The line (0-based) where the innermost JSON object around the error begins; -1 if it is not known.</summary>
    public long Line { get; private set; } = -1;

    /// <summary>The column (0-based) where that object begins; -1 if it is not known.</summary>
    public long Column { get; private set; } = -1;

    /// <summary>States the place unless one is stated. False always: for the filter of a catch clause, which then goes on.</summary>
    internal bool PassThrough(JsonMap element)
    {
        if (Line < 0 && element.Line >= 0)
        {
            Line = element.Line;
            Column = element.Column;
        }

        return false;
    }
}
