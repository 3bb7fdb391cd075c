namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>One link of a Link header.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc8288#section-3"/>
/// <param name="Target">The reference between angle brackets.</param>
/// <param name="Relation">The parameter rel.</param>
/// <param name="Type">The parameter type.</param>
internal sealed record LinkHeader(string Target, string? Relation, string? Type)
{
    /// <summary>The links of all headers.</summary>
    public static IEnumerable<LinkHeader> Parse(IEnumerable<string> headers) => headers.SelectMany(Parse);

    private static IEnumerable<LinkHeader> Parse(string header)
    {
        var at = header.IndexOf('<', StringComparison.Ordinal);
        while (at >= 0)
        {
            var end = header.IndexOf('>', at);
            if (end < 0)
            {
                yield break;
            }

            var stop = EndOfParameters(header, end + 1);
            var parameters = header[(end + 1)..stop].Split(';');
            yield return new LinkHeader(header[(at + 1)..end], Parameter(parameters, "rel"), Parameter(parameters, "type"));
            at = header.IndexOf('<', stop);
        }
    }

    // The comma before the next link, outside quotation marks.
    private static int EndOfParameters(string header, int at)
    {
        var quoted = false;
        for (; at < header.Length; at++)
        {
            if (header[at] == '"')
            {
                quoted = !quoted;
            }
            else if (header[at] == ',' && !quoted)
            {
                break;
            }
        }

        return at;
    }

    private static string? Parameter(string[] parameters, string name) => (
        from parameter in parameters
        let split = parameter.IndexOf('=', StringComparison.Ordinal)
        where split > 0 && parameter.AsSpan(0, split).Trim().Equals(name, StringComparison.OrdinalIgnoreCase)
        select parameter[(split + 1)..].Trim().Trim('"')).FirstOrDefault();
}
