using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace KnowledgeGraph.Query.Expressions.Patterns;

/// <summary>
/// The regular expressions that were built last, for all queries: building an automaton takes milliseconds, and the same few patterns come
/// again. Thread-safe.
/// </summary>
internal static class BuiltExpressions
{
    private const int MaxKept = 64;

    // A pattern of this length may have an automaton of megabytes.
    private const int MaxKeptLength = 10_000;

    // Long enough for any honest pattern, short enough for a server.
    private static readonly TimeSpan s_matchTimeout = TimeSpan.FromSeconds(2);

    private static readonly ConcurrentDictionary<(string Pattern, bool NeedsBacktracking), Regex> s_kept = [];

    /// <summary>The expression of a pattern of .NET.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="needsBacktracking">Whether it has back-references and the like.</param>
    public static Regex Get(string pattern, bool needsBacktracking)
    {
        if (s_kept.TryGetValue((pattern, needsBacktracking), out var regex))
        {
            return regex;
        }

        regex = Build(pattern, needsBacktracking);
        if (pattern.Length <= MaxKeptLength)
        {
            if (s_kept.Count >= MaxKept)
            {
                s_kept.Clear();
            }

            s_kept[(pattern, needsBacktracking)] = regex;
        }

        return regex;
    }

    private static Regex Build(string pattern, bool needsBacktracking)
    {
        if (!needsBacktracking)
        {
            try
            {
                return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            }
            catch (NotSupportedException)
            {
                // The automaton would be too large: large counters. The time limit below has to do.
            }
        }

        return new Regex(pattern, RegexOptions.CultureInvariant, s_matchTimeout);
    }
}
