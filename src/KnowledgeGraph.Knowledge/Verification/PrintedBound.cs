using KnowledgeGraph.Knowledge.Text;

namespace KnowledgeGraph.Knowledge.Verification;

/// <summary>The words that make a number a bound.</summary>
public static class PrintedBound
{
    // A form that contains another ("no more than") stands before it.
    private static readonly (string Words, string[] Bounds)[] s_forms =
    [
        ("no more than", ["upTo"]), ("not more than", ["upTo"]), ("no less than", ["atLeast"]), ("not less than", ["atLeast"]),
        ("no fewer than", ["atLeast"]), ("more than", ["moreThan"]), ("less than", ["lessThan"]), ("fewer than", ["lessThan"]),
        ("over", ["moreThan"]), ("above", ["moreThan"]), ("in excess of", ["moreThan"]), ("exceeded", ["moreThan"]), ("exceeds", ["moreThan"]),
        ("exceeding", ["moreThan"]), ("at least", ["atLeast"]), ("minimum", ["atLeast"]), ("under", ["lessThan"]), ("below", ["lessThan"]),
        ("up to", ["upTo"]), ("at most", ["upTo"]), ("maximum", ["upTo"]), ("nearly", ["roughly", "lessThan"]), ("almost", ["roughly", "lessThan"]),
        ("about", ["roughly"]), ("around", ["roughly"]), ("some", ["roughly"]), ("approximately", ["roughly"]), ("roughly", ["roughly"]),
        ("estimated", ["roughly"]), ("circa", ["roughly"]), ("essentially", ["roughly"]), ("dozens", ["atLeast", "roughly", "moreThan"]), ("hundreds", ["atLeast", "roughly", "moreThan"]),
        ("thousands", ["atLeast", "roughly", "moreThan"]), ("several", ["moreThan", "atLeast", "roughly"]),
    ];

    /// <summary>The bounds (local names of the ontology's concepts) that the text can be read as printing; empty for an exact number.</summary>
    /// <param name="text">The text as printed.</param>
    public static IReadOnlyCollection<string> In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string padded = $" {PrintedForm.Fold(text).ToLowerInvariant()} ";
        foreach ((string words, string[] bounds) in s_forms)
        {
            if (padded.Contains($" {words} ", StringComparison.Ordinal))
            {
                return bounds;
            }
        }

        return [];
    }
}
