using System.Collections.Immutable;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;
using StoreScan = KnowledgeGraph.Store.IndexScan;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// What a leaf of a plan matches: a triple pattern in some graphs, or the triple terms of the dictionary with their parts. The fourth
/// position is the graph name, or the triple term itself.
/// </summary>
/// <param name="Subject">The subject.</param>
/// <param name="Predicate">The predicate.</param>
/// <param name="Object">The object.</param>
/// <param name="Fourth">The graph name or the triple term.</param>
/// <param name="Scope">The graphs; with a graph position that is bound, that graph among them.</param>
/// <param name="IsTripleTerms">True to match triple terms.</param>
internal sealed record ScanPattern(
    PatternTerm Subject, PatternTerm Predicate, PatternTerm Object, PatternTerm Fourth, GraphScope Scope, bool IsTripleTerms)
{
    /// <summary>The position at 0 subject, 1 predicate, 2 object, 3 the fourth.</summary>
    public PatternTerm this[int position] => position switch { 0 => Subject, 1 => Predicate, 2 => Object, _ => Fourth };

    /// <summary>The variables, each once, in the order of the positions.</summary>
    public ImmutableArray<Variable> Variables =>
        [.. new[] { Subject.Variable, Predicate.Variable, Object.Variable, Fourth.Variable }.OfType<Variable>().Distinct()];

    /// <summary>The positions that have a value before any row is seen.</summary>
    public QuadPattern Bound => new(Subject.Value, Predicate.Value, Object.Value, Fourth.Value);

    /// <summary>True if its rows are those that the index counts: triples of the default graph, each variable at one free place.</summary>
    public bool IsCountedExactly
    {
        get
        {
            if (IsTripleTerms || Scope.Kind != GraphScopeKind.Default || Fourth is not { IsBound: false, Variable: null })
            {
                return false;
            }

            var (first, second, third) = (Subject.Variable, Predicate.Variable, Object.Variable);
            return Subject.Source is null && Predicate.Source is null && Object.Source is null
                && (first is null || (first != second && first != third)) && (second is null || second != third);
        }
    }

    /// <summary>An order whose prefix is exactly the bound positions among subject, predicate and object.</summary>
    public IndexOrder OrderFor(in QuadPattern bound) => IsTripleTerms ? TripleTermTable.OrderFor(bound) : IndexOrders.ForBound(bound);

    // What will be bound matters, not to what.
    private QuadPattern Marked => new(Mark(Subject), Mark(Predicate), Mark(Object));

    /// <summary>The order of a pattern in the default graph that sorts its rows by a free variable first.</summary>
    /// <param name="variable">The variable.</param>
    public IndexOrder OrderBy(Variable variable)
    {
        var known = (Subject.IsBound ? 1 : 0) + (Predicate.IsBound ? 1 : 0) + (Object.IsBound ? 1 : 0);
        for (var order = IndexOrder.Spo; ; order++)
        {
            if (this[order.Positions()[known]].Variable == variable && order.BoundPrefix(Marked) == known)
            {
                return order;
            }
        }
    }

    private static TermId Mark(in PatternTerm term) => term.IsBound ? TermId.True : default;

    /// <summary>Opens a scan over the rows that match some bound positions.</summary>
    /// <param name="snapshot">The data.</param>
    /// <param name="order">A triple order of which bound subject, predicate and object are a prefix.</param>
    /// <param name="bound">The bound positions. The triple term itself must be free in a scan of triple terms.</param>
    public StoreScan Open(Snapshot snapshot, IndexOrder order, in QuadPattern bound) => IsTripleTerms
        ? snapshot.Terms.TripleTerms.OpenScan(order, bound)
        : Scope.Kind == GraphScopeKind.AnyNamed && !bound.Graph.IsUndefined
            ? Scope.Graphs.IsDefault || Scope.Graphs.Contains(bound.Graph)
                ? snapshot.Scan(GraphScope.Named(bound.Graph), order, bound with { Graph = default })
                : snapshot.Scan(GraphScope.UnionOf(), order, bound with { Graph = default })
            : snapshot.Scan(Scope, order, bound with { Graph = default });

    /// <summary>The values to rebind a scan from <see cref="Open"/> with; null if it must be opened anew.</summary>
    public QuadPattern? ForRebind(in QuadPattern bound) => Scope.Kind switch
    {
        _ when IsTripleTerms => bound,
        GraphScopeKind.AnyNamed when !bound.Graph.IsUndefined => null,
        GraphScopeKind.Named => bound with { Graph = Scope.Graph },
        _ => bound with { Graph = default },
    };

    /// <summary>Number of rows that match, exact or an upper bound.</summary>
    public long Count(Snapshot snapshot, in QuadPattern bound)
    {
        if (IsTripleTerms)
        {
            return snapshot.Terms.TripleTerms.CountMatches(bound);
        }

        return Scope.Kind == GraphScopeKind.AnyNamed && !bound.Graph.IsUndefined
            ? Scope.Graphs.IsDefault || Scope.Graphs.Contains(bound.Graph)
                ? snapshot.Count(GraphScope.Named(bound.Graph), bound with { Graph = default })
                : 0
            : snapshot.Count(Scope, bound with { Graph = default });
    }
}
