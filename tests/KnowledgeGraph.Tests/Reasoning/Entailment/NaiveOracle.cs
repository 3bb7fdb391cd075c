using System.Collections.Immutable;
using KnowledgeGraph.Reasoning.Entailment;

namespace KnowledgeGraph.Tests.Reasoning.Entailment;

/// <summary>
/// Runs the rules that are patterns the slow way: all rules over all facts, again and again, in text, without indexes and without deltas.
/// </summary>
internal static class NaiveOracle
{
    /// <summary>Adds everything that follows by rules. A fact is three words.</summary>
    /// <returns>The names of the rules that found a contradiction.</returns>
    public static HashSet<string> Saturate(HashSet<(string S, string P, string O)> facts, ImmutableArray<EntailmentRule> rules)
    {
        var contradictions = new HashSet<string>(StringComparer.Ordinal);
        for (var before = -1; before != facts.Count;)
        {
            before = facts.Count;
            foreach (var rule in rules.Where(rule => rule.IsPattern))
            {
                var byPredicate = facts.ToLookup(fact => fact.P, StringComparer.Ordinal);
                var conclusions = new List<(string S, string P, string O)>();
                Match(rule.Body.Split(" . "), 0, new(StringComparer.Ordinal), facts, byPredicate, bindings =>
                {
                    if (rule.Head == "false")
                    {
                        contradictions.Add(rule.Name);
                        return;
                    }

                    foreach (var head in rule.Head.Split(" . "))
                    {
                        var words = head.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                        conclusions.Add((Value(words[0], bindings), Value(words[1], bindings), Value(words[2], bindings)));
                    }
                });
                facts.UnionWith(conclusions);
            }
        }

        return contradictions;
    }

    private static void Match(
        string[] parts, int index, Dictionary<string, string> bindings, HashSet<(string S, string P, string O)> facts,
        ILookup<string, (string S, string P, string O)> byPredicate, Action<Dictionary<string, string>> found)
    {
        if (index == parts.Length)
        {
            found(bindings);
            return;
        }

        var words = parts[index].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words[1] == "!=")
        {
            if (Value(words[0], bindings) != Value(words[2], bindings))
            {
                Match(parts, index + 1, bindings, facts, byPredicate, found);
            }

            return;
        }

        var predicate = Value(words[1], bindings);
        foreach (var fact in predicate[0] == '?' ? facts : byPredicate[predicate])
        {
            var isRelation = fact.P.StartsWith("kg:", StringComparison.Ordinal);
            if (words[1][0] == '?' && isRelation != words[1].StartsWith("?_", StringComparison.Ordinal))
            {
                continue;
            }

            var extended = new Dictionary<string, string>(bindings, StringComparer.Ordinal);
            if (Bind(words[0], fact.S, extended) && Bind(words[1], fact.P, extended) && Bind(words[2], fact.O, extended))
            {
                Match(parts, index + 1, extended, facts, byPredicate, found);
            }
        }
    }

    private static bool Bind(string word, string value, Dictionary<string, string> bindings)
    {
        if (word[0] != '?')
        {
            return word == value;
        }

        bindings.TryAdd(word, value);
        return bindings[word] == value;
    }

    private static string Value(string word, Dictionary<string, string> bindings)
    {
        var open = word.IndexOf('(', StringComparison.Ordinal);
        return open > 0 ? $"{word[..open]}({bindings[word[(open + 1)..^1]]})" : bindings.GetValueOrDefault(word, word);
    }
}
