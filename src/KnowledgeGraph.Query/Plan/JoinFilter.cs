using System.Collections.Immutable;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Plan;

/// <summary>A filter over a join.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Variables">The variables of the join that have to be bound before it may be applied.</param>
/// <param name="IsCounted">True if the rows of the items are counted with it applied already.</param>
internal sealed record JoinFilter(Expression Condition, ImmutableHashSet<Variable> Variables, bool IsCounted = false);
