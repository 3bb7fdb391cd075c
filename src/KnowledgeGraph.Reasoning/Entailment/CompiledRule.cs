using System.Collections.Immutable;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>A position of a pattern: a variable by number (0 and above), or −1 and a constant, or a relation minted of a variable.</summary>
internal readonly record struct RuleSlot(int Variable, TermId Constant, bool IsMinted = false)
{
    public bool IsVariable => Variable >= 0;
}

/// <summary>A triple pattern of a rule.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Predicate">The predicate.</param>
/// <param name="Object">The object.</param>
/// <param name="IsRelation">Whether a variable predicate stands for a relation between list nodes; else it never does.</param>
internal sealed record RuleAtom(RuleSlot Subject, RuleSlot Predicate, RuleSlot Object, bool IsRelation)
{
    public RuleSlot this[int position] => position switch { 0 => Subject, 1 => Predicate, _ => Object };
}

/// <summary>A rule whose names are ids.</summary>
/// <param name="Number">Its place among the rules of the regime.</param>
/// <param name="Body">The premises.</param>
/// <param name="Distinct">Pairs of variables that must differ.</param>
/// <param name="Head">The conclusions; none for <c>false</c>.</param>
/// <param name="VariableCount">Number of variables.</param>
internal sealed record CompiledRule(
    byte Number, ImmutableArray<RuleAtom> Body, ImmutableArray<(int Left, int Right)> Distinct, ImmutableArray<RuleAtom> Head, int VariableCount)
{
    /// <summary>Reads a rule.</summary>
    public static CompiledRule Parse(EntailmentRule rule, byte number, RuleTerms terms)
    {
        var variables = new List<string>();
        var distinct = ImmutableArray.CreateBuilder<(int, int)>();
        var body = Atoms(rule.Body);
        var head = rule.Head == "false" ? [] : Atoms(rule.Head);
        return new(number, body, distinct.ToImmutable(), head, variables.Count);

        ImmutableArray<RuleAtom> Atoms(string text)
        {
            var atoms = ImmutableArray.CreateBuilder<RuleAtom>();
            foreach (var part in text.Split(" . "))
            {
                var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (words[1] == "!=")
                {
                    distinct.Add((Slot(words[0]).Variable, Slot(words[2]).Variable));
                }
                else
                {
                    var isRelation = words[1].StartsWith("?_", StringComparison.Ordinal);
                    atoms.Add(new(Slot(words[0]), Slot(words[1]), Slot(words[2]), isRelation));
                }
            }

            return atoms.ToImmutable();
        }

        RuleSlot Slot(string word)
        {
            var open = word.IndexOf('(', StringComparison.Ordinal);
            if (open > 0)
            {
                return new(Slot(word[(open + 1)..^1]).Variable, terms[word[..open]], IsMinted: true);
            }

            if (word[0] != '?')
            {
                return new(-1, terms[word]);
            }

            var variable = variables.IndexOf(word);
            if (variable < 0)
            {
                variables.Add(word);
                variable = variables.Count - 1;
            }

            return new(variable, default);
        }
    }
}
