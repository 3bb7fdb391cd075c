using System.Collections.Immutable;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>
/// The SPARQL algebra (SPARQL 1.1 §18.2, with the triple terms of SPARQL 1.2): one nested record per operator, named as there.
/// Immutable; rewriting makes new nodes.
/// </summary>
/// <seealso href="https://www.w3.org/TR/sparql11-query/#sparqlAlgebra"/>
public abstract record GraphPattern
{
    private GraphPattern()
    {
    }

    /// <summary>The patterns directly inside, left before right; those within expressions (EXISTS) excluded.</summary>
    public ImmutableArray<GraphPattern> Children => this switch
    {
        Join p => [p.Left, p.Right],
        LeftJoin p => [p.Left, p.Right],
        Union p => [p.Left, p.Right],
        Minus p => [p.Left, p.Right],
        Filter p => [p.Inner],
        Extend p => [p.Inner],
        Graph p => [p.Inner],
        Service p => [p.Inner],
        Group p => [p.Inner],
        OrderBy p => [p.Inner],
        Project p => [p.Inner],
        Distinct p => [p.Inner],
        Reduced p => [p.Inner],
        Slice p => [p.Inner],
        _ => [],
    };

    /// <summary>BGP. Empty is the identity of join: one solution that binds nothing.</summary>
    /// <param name="Triples">The triple patterns.</param>
    public sealed record BasicGraphPattern(ImmutableArray<TriplePattern> Triples) : GraphPattern
    {
        /// <inheritdoc/>
        public bool Equals(BasicGraphPattern? other) => other is not null && Content.Equal(Triples, other.Triples);

        /// <inheritdoc/>
        public override int GetHashCode() => Content.Hash(Triples);
    }

    /// <summary>Path(subject, path, object), for paths that are more than a link.</summary>
    /// <param name="Subject">The start.</param>
    /// <param name="Path">The path.</param>
    /// <param name="Object">The end.</param>
    public sealed record PathPattern(TermPattern Subject, PropertyPath Path, TermPattern Object) : GraphPattern;

    /// <summary>Join.</summary>
    /// <param name="Left">Left operand.</param>
    /// <param name="Right">Right operand.</param>
    public sealed record Join(GraphPattern Left, GraphPattern Right) : GraphPattern;

    /// <summary>LeftJoin (OPTIONAL).</summary>
    /// <param name="Left">Left operand.</param>
    /// <param name="Right">Right operand.</param>
    /// <param name="Condition">The filter of the optional part, null for true.</param>
    public sealed record LeftJoin(GraphPattern Left, GraphPattern Right, Expression? Condition) : GraphPattern;

    /// <summary>Union.</summary>
    /// <param name="Left">Left operand.</param>
    /// <param name="Right">Right operand.</param>
    public sealed record Union(GraphPattern Left, GraphPattern Right) : GraphPattern;

    /// <summary>Minus.</summary>
    /// <param name="Left">Left operand.</param>
    /// <param name="Right">Right operand.</param>
    public sealed record Minus(GraphPattern Left, GraphPattern Right) : GraphPattern;

    /// <summary>Filter.</summary>
    /// <param name="Condition">The condition.</param>
    /// <param name="Inner">The pattern filtered.</param>
    public sealed record Filter(Expression Condition, GraphPattern Inner) : GraphPattern;

    /// <summary>Extend (BIND, SELECT expressions). An error leaves the variable unbound.</summary>
    /// <param name="Inner">The pattern extended.</param>
    /// <param name="Name">The variable bound.</param>
    /// <param name="Value">Its value.</param>
    public sealed record Extend(GraphPattern Inner, Variable Name, Expression Value) : GraphPattern;

    /// <summary>Graph.</summary>
    /// <param name="Name">A variable or an IRI.</param>
    /// <param name="Inner">The pattern matched in that graph.</param>
    public sealed record Graph(TermPattern Name, GraphPattern Inner) : GraphPattern;

    /// <summary>Inline data (VALUES).</summary>
    /// <param name="Variables">The columns.</param>
    /// <param name="Rows">The rows, each as long as <paramref name="Variables"/>; null is UNDEF.</param>
    public sealed record Values(ImmutableArray<Variable> Variables, ImmutableArray<ImmutableArray<Term?>> Rows) : GraphPattern
    {
        /// <inheritdoc/>
        public bool Equals(Values? other) => other is not null && Content.Equal(Variables, other.Variables) && Content.RowsEqual(Rows, other.Rows);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Content.Hash(Variables), Rows.Length);
    }

    /// <summary>Service (SPARQL 1.1 Federated Query §2).</summary>
    /// <param name="Name">A variable or an IRI.</param>
    /// <param name="Inner">The pattern evaluated there.</param>
    /// <param name="Silent">True if failure gives one empty solution.</param>
    public sealed record Service(TermPattern Name, GraphPattern Inner, bool Silent) : GraphPattern;

    /// <summary>
    /// Group and AggregateJoin (SPARQL 1.1 §18.5): one solution per group, binding the keys and the aggregates. Without keys there is
    /// exactly one group, even over no solutions.
    /// </summary>
    /// <param name="Inner">The pattern grouped.</param>
    /// <param name="Keys">
    /// The grouping keys, in order. A key that is a plain variable binds that variable; one without a name binds an internal variable.
    /// </param>
    /// <param name="Aggregates">The aggregates, each bound to an internal variable that later Extends refer to.</param>
    public sealed record Group(
        GraphPattern Inner, ImmutableArray<GroupKey> Keys, ImmutableArray<AggregateBinding> Aggregates) : GraphPattern
    {
        /// <inheritdoc/>
        public bool Equals(Group? other) => other is not null && Inner == other.Inner && Content.Equal(Keys, other.Keys) && Content.Equal(Aggregates, other.Aggregates);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Inner, Content.Hash(Keys), Content.Hash(Aggregates));
    }

    /// <summary>ToList with OrderBy.</summary>
    /// <param name="Inner">The pattern ordered.</param>
    /// <param name="Conditions">The conditions, the most significant first.</param>
    public sealed record OrderBy(GraphPattern Inner, ImmutableArray<OrderCondition> Conditions) : GraphPattern
    {
        /// <inheritdoc/>
        public bool Equals(OrderBy? other) => other is not null && Inner == other.Inner && Content.Equal(Conditions, other.Conditions);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Inner, Content.Hash(Conditions));
    }

    /// <summary>Project. Hides all other variables from outside, internal ones included.</summary>
    /// <param name="Inner">The pattern projected.</param>
    /// <param name="Variables">The variables kept, in the order of SELECT.</param>
    public sealed record Project(GraphPattern Inner, ImmutableArray<Variable> Variables) : GraphPattern
    {
        /// <inheritdoc/>
        public bool Equals(Project? other) => other is not null && Inner == other.Inner && Content.Equal(Variables, other.Variables);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Inner, Content.Hash(Variables));
    }

    /// <summary>Distinct.</summary>
    /// <param name="Inner">The pattern.</param>
    public sealed record Distinct(GraphPattern Inner) : GraphPattern;

    /// <summary>Reduced.</summary>
    /// <param name="Inner">The pattern.</param>
    public sealed record Reduced(GraphPattern Inner) : GraphPattern;

    /// <summary>Slice.</summary>
    /// <param name="Inner">The pattern.</param>
    /// <param name="Offset">Solutions skipped, 0 for none.</param>
    /// <param name="Limit">Most solutions kept; null for all.</param>
    public sealed record Slice(GraphPattern Inner, long Offset, long? Limit) : GraphPattern;
}
