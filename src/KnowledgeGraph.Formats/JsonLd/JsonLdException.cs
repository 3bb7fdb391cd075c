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
        if (inner is JsonLdException cause)
        {
            Offset = cause.Offset;
            Member = cause.Member;
        }
    }

    /// <summary>The code of the recommendation.</summary>
    public string Code { get; }

    /// <summary>What is wrong.</summary>
    public string Problem { get; }

    /// <summary>Where the object that the error is in begins in its text, in bytes; -1 if that is not known.</summary>
    internal int Offset { get; private set; } = -1;

    /// <summary>The member of that object that the error is in; null for the object itself.</summary>
    internal string? Member { get; private set; }

    /// <summary>States the place unless one is stated. False always: for the filter of a catch clause, which then goes on.</summary>
    internal bool PassThrough(JsonMap element, string? member = null)
    {
        if (Offset < 0 && element.Offset >= 0)
        {
            Offset = element.Offset;
            Member = member;
        }

        return false;
    }
}
