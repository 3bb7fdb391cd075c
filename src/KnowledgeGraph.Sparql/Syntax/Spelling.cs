namespace KnowledgeGraph.Sparql.Syntax;

/// <summary>Finds what a misspelt word probably meant.</summary>
internal static class Spelling
{
    private static readonly string[] s_patternKeywords =
        ["OPTIONAL", "FILTER", "UNION", "MINUS", "GRAPH", "SERVICE", "BIND", "VALUES", "SELECT"];

    private static readonly string[] s_modifierKeywords =
        ["WHERE", "FROM", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"];

    /// <summary>The candidate nearest to a word, or null if none is near or the word is spelt correctly.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        string? best = null;
        var bestDistance = word.Length <= 3 ? 2 : 3;
        foreach (var candidate in candidates)
        {
            var distance = Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance == 0)
            {
                return null;
            }

            if (distance < bestDistance && distance < candidate.Length)
            {
                best = candidate;
                bestDistance = distance;
            }
        }

        return best;
    }

    /// <summary>A hint if the token is a misspelling of one of the keywords.</summary>
    public static string? Hint(in Token token, IEnumerable<string> keywords) =>
        token.Kind == TokenKind.Word && Nearest(token.Text, keywords) is { } nearest ? $"Did you mean `{nearest}`?" : null;

    /// <summary>A hint if the token is a misspelt keyword of a graph pattern.</summary>
    public static string? PatternHint(in Token token) => Hint(token, s_patternKeywords);

    /// <summary>A hint if the token is a misspelt keyword of what follows a pattern.</summary>
    public static string? ModifierHint(in Token token) => Hint(token, s_modifierKeywords);

    // Damerau-Levenshtein distance with adjacent transpositions; words longer than 64 are never near.
    private static int Distance(string a, string b)
    {
        if (a.Length > 64 || b.Length > 64)
        {
            return int.MaxValue;
        }

        var previous2 = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], previous[j]) + 1, previous[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], previous2[j - 2] + 1);
                }
            }

            (previous2, previous, row) = (previous, row, previous2);
        }

        return previous[b.Length];
    }
}
