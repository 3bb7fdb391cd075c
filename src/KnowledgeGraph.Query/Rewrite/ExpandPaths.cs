using System.Diagnostics;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Rewrite;

/// <summary>Turns the paths that are no closures into joins and unions of triple patterns.</summary>
/// <seealso href="https://www.w3.org/TR/sparql11-query/#sparqlTranslatePathExpressions"/>
public sealed class ExpandPaths : RewritePass
{
    /// <inheritdoc/>
    public override GraphPattern Apply(GraphPattern pattern, FreshVariables fresh) => PatternTree.Rebuild(
        pattern, node => node is GraphPattern.PathPattern path ? Expand(path, fresh) : node);

    /// <summary>Expands one path pattern; the same object if it is a closure.</summary>
    /// <param name="pattern">The path pattern.</param>
    /// <param name="fresh">Makes the variables that paths stand for.</param>
    public static GraphPattern Expand(GraphPattern.PathPattern pattern, FreshVariables fresh)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(fresh);
        var (subject, path, @object) = pattern;
        switch (path)
        {
            // SPARQL 1.1 §18.2.2.5, Translate Property Path Patterns.
            case PropertyPath.Link(var predicate):
                return new GraphPattern.BasicGraphPattern(
                    [new TriplePattern(subject, new TermPattern.Ground(predicate), @object)]);
            case PropertyPath.Inverse(var inner):
                return Expand(new GraphPattern.PathPattern(@object, inner, subject), fresh);
            case PropertyPath.Sequence(var left, var right):
                var middle = new TermPattern.Var(fresh.Next("path"));
                return new GraphPattern.Join(
                    Expand(new GraphPattern.PathPattern(subject, left, middle), fresh),
                    Expand(new GraphPattern.PathPattern(middle, right, @object), fresh));

            // SPARQL 1.1 §18.4, eval of alt: the union of both.
            case PropertyPath.Alternative(var left, var right):
                return new GraphPattern.Union(
                    Expand(new GraphPattern.PathPattern(subject, left, @object), fresh),
                    Expand(new GraphPattern.PathPattern(subject, right, @object), fresh));

            // SPARQL 1.1 §18.4, eval of NPS: the triples whose predicate is none of the set.
            case PropertyPath.NegatedSet(var predicates):
                var other = fresh.Next("predicate");
                return new GraphPattern.Filter(
                    new Expression.Not(new Expression.In(
                        new Expression.Var(other), [.. predicates.Select(predicate => new Expression.Constant(predicate))])),
                    new GraphPattern.BasicGraphPattern([new TriplePattern(subject, new TermPattern.Var(other), @object)]));
            case PropertyPath.ZeroOrMore or PropertyPath.OneOrMore or PropertyPath.ZeroOrOne:
                return pattern;
            default:
                throw new UnreachableException();
        }
    }
}
