using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>Runs an ASK query for each value node, which conforms if the answer is true (SHACL §6.2.2). The plan is made once.</summary>
internal sealed class AskCheck : ConstraintCheck
{
    private readonly ValidationRun _run;
    private readonly ImmutableArray<Literal> _messages;
    private readonly IReadOnlyDictionary<Variable, Term> _constants;
    private readonly Parameters _nodes = new([ShapeQuery.This, ShapeQuery.Value]);
    private readonly Operator _plan;
    private readonly SolutionBatch _batch;

    /// <summary>Plans the query.</summary>
    /// <param name="run">The run.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="query">The query.</param>
    /// <param name="parameters">The parameters of its component and their values.</param>
    /// <param name="messages">The messages of validator or component; may be empty.</param>
    public AskCheck(
        ValidationRun run, Shape shape, ShapeQuery query, IReadOnlyDictionary<Variable, Term> parameters, ImmutableArray<Literal> messages)
    {
        _run = run;
        _messages = messages;
        _constants = parameters;
        _plan = Prebinding.Plan(run, query, shape, parameters, _nodes);
        _batch = new SolutionBatch(_plan.Columns.Length, run.BatchRows);
    }

    /// <inheritdoc/>
    public override void Check(ValueNodes nodes, Findings findings)
    {
        for (var focus = 0; focus < nodes.Focus.Length; focus++)
        {
            foreach (var value in nodes.Of(focus))
            {
                _nodes.Values[0] = nodes.Focus[focus];
                _nodes.Values[1] = value;
                _plan.Reset();
                if (!_plan.Next(_batch))
                {
                    var isSilent = _messages.IsEmpty || findings.Results is null;
                    findings.Add(focus, value, messages: isSilent ? null : Messages(nodes.Focus[focus], value));
                }
            }
        }
    }

    private Literal[] Messages(TermId node, TermId value) => MessageTemplate.Fill(_messages, name =>
        name == ShapeQuery.This.Name ? _run.Context.Terms.ToTerm(node)
        : name == ShapeQuery.Value.Name ? _run.Context.Terms.ToTerm(value)
        : _constants.GetValueOrDefault(new Variable(name)));
}
