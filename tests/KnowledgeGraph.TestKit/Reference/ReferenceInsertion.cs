using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>
/// Values insertion, by which SPARQL 1.2 defines EXISTS: the current solution is joined, as inline data, to every basic graph pattern
/// and path of the pattern. Variables that a sub-select hides are other variables and receive nothing. The ends of a path are substituted
/// besides, as SPARQL 1.1 §18.6 has it and Jena and Oxigraph do: a path of no step leads from a term to itself, in the graph or not.
/// </summary>
/// <seealso href="https://www.w3.org/TR/sparql12-query/#exists"/>
internal static class ReferenceInsertion
{
    public static GraphPattern Insert(GraphPattern pattern, Solution current) => pattern switch
    {
        GraphPattern.BasicGraphPattern => new GraphPattern.Join(pattern, Data(current)),
        GraphPattern.PathPattern p => new GraphPattern.Join(
            p with { Subject = Substitute(p.Subject, current), Object = Substitute(p.Object, current) }, Data(current)),
        GraphPattern.Join p => p with { Left = Insert(p.Left, current), Right = Insert(p.Right, current) },
        GraphPattern.LeftJoin p => p with { Left = Insert(p.Left, current), Right = Insert(p.Right, current) },
        GraphPattern.Union p => p with { Left = Insert(p.Left, current), Right = Insert(p.Right, current) },
        GraphPattern.Minus p => p with { Left = Insert(p.Left, current), Right = Insert(p.Right, current) },
        GraphPattern.Filter p => p with { Inner = Insert(p.Inner, current) },
        GraphPattern.Extend p => p with { Inner = Insert(p.Inner, current) },

        // The name is a position of its own: a bound variable selects the graph.
        GraphPattern.Graph p => new GraphPattern.Join(p with { Inner = Insert(p.Inner, current) }, Data(current)),
        GraphPattern.Values => new GraphPattern.Join(pattern, Data(current)),
        GraphPattern.Group p => p with { Inner = Insert(p.Inner, current) },
        GraphPattern.OrderBy p => p with { Inner = Insert(p.Inner, current) },
        GraphPattern.Project p => p with { Inner = Insert(p.Inner, current.Restrict(p.Variables)) },
        GraphPattern.Distinct p => p with { Inner = Insert(p.Inner, current) },
        GraphPattern.Reduced p => p with { Inner = Insert(p.Inner, current) },
        GraphPattern.Slice p => p with { Inner = Insert(p.Inner, current) },
        _ => throw new NotSupportedException($"{pattern.GetType().Name} is not part of the reference evaluator."),
    };

    private static TermPattern Substitute(TermPattern end, Solution current) =>
        end is TermPattern.Var(var name) && current[name] is { } term ? new TermPattern.Ground(term) : end;

    private static GraphPattern.Values Data(Solution current)
    {
        ImmutableArray<Variable> variables = [.. current.Domain];
        return new GraphPattern.Values(variables, [[.. variables.Select(v => (Term?)current[v])]]);
    }
}
