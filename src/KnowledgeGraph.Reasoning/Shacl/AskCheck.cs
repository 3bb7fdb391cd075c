using System.Collections.Immutable;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>Runs an ASK query for each value node, which conforms if the answer is true (SHACL §6.2.2).</summary>
/// <param name="run">The run.</param>
/// <param name="shape">The shape.</param>
/// <param name="query">The query.</param>
/// <param name="parameters">The parameters of its component and their values.</param>
/// <param name="messages">The messages of validator or component; may be empty.</param>
internal sealed class AskCheck(
    ValidationRun run, Shape shape, ShapeQuery query, IReadOnlyDictionary<Variable, Term> parameters, ImmutableArray<Literal> messages)
    : QueryCheck(run, shape, query, parameters, messages, new Parameters([ShapeQuery.This, ShapeQuery.Value]))
{
    /// <inheritdoc/>
    public override void Check(ValueNodes nodes, Findings findings)
    {
        for (var focus = 0; focus < nodes.Focus.Length; focus++)
        {
            var node = nodes.Focus[focus];
            foreach (var value in nodes.Of(focus))
            {
                Nodes.Values[0] = node;
                Nodes.Values[1] = value;
                Plan.Reset();
                if (!Plan.Next(Batch))
                {
                    findings.Add(focus, value, messages: findings.Results is null ? null : Messages(name =>
                        name == ShapeQuery.This.Name ? node : name == ShapeQuery.Value.Name ? value : default));
                }
            }
        }
    }
}
