using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Plan;

/// <summary>Guesses about closures: how many pairs, how many different ends.</summary>
internal static class PathEstimates
{
    private const double ReachedPerNode = 20;
    private const double ReachedFromTerm = 100;

    /// <summary>The pairs a closure has, and how many different nodes stand at a free end.</summary>
    public static (double Pairs, double Ends) Rows(
        ExecutionContext context, GraphScope graphs, in PatternTerm start, PropertyPath closure, in PatternTerm end)
    {
        var step = closure switch
        {
            PropertyPath.ZeroOrMore(var inner) => inner,
            PropertyPath.OneOrMore(var inner) => inner,
            PropertyPath.ZeroOrOne(var inner) => inner,
            _ => closure,
        };
        double nodes = step is PropertyPath.Link(var predicate)
            ? context.Snapshot.Count(graphs, new QuadPattern(default, context.Terms.Intern(predicate), default))
            : context.Snapshot.Count(graphs, default);
        var reached = Math.Min(nodes + 1, closure is PropertyPath.ZeroOrOne ? 2 : ReachedFromTerm);
        if (start.IsBound && end.IsBound)
        {
            return (0.5, 1);
        }

        return start.IsBound || end.IsBound
            ? (reached, reached)
            : ((nodes + 1) * Math.Min(ReachedPerNode, reached), nodes + 1);
    }
}
