using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>Runs a SELECT query for each focus node; each solution is a result (SHACL §5.3). The plan is made once.</summary>
internal sealed class SelectCheck : ConstraintCheck
{
    private readonly ValidationRun _run;
    private readonly Shape _shape;
    private readonly ImmutableArray<Literal> _messages;
    private readonly IReadOnlyDictionary<Variable, Term> _constants;
    private readonly Term _owner;
    private readonly Parameters _nodes = new([ShapeQuery.This]);
    private readonly Operator _plan;
    private readonly SolutionBatch _batch;

    /// <summary>Plans the query.</summary>
    /// <param name="run">The run.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="query">The query.</param>
    /// <param name="parameters">The parameters of its component and their values.</param>
    /// <param name="messages">The messages of constraint, validator or component; may be empty.</param>
    public SelectCheck(
        ValidationRun run, Shape shape, ShapeQuery query, IReadOnlyDictionary<Variable, Term> parameters, ImmutableArray<Literal> messages)
    {
        _run = run;
        _shape = shape;
        _messages = messages;
        _constants = parameters;
        _owner = query.Owner;
        _plan = Prebinding.Plan(run, query, shape, parameters, _nodes);
        _batch = new SolutionBatch(_plan.Columns.Length, run.BatchRows);
    }

    /// <inheritdoc/>
    public override void Check(ValueNodes nodes, Findings findings)
    {
        for (var focus = 0; focus < nodes.Focus.Length; focus++)
        {
            _nodes.Values[0] = nodes.Focus[focus];
            _plan.Reset();
            while (_plan.Next(_batch))
            {
                foreach (var row in _batch.Rows)
                {
                    Add(row, focus, nodes.Focus[focus], findings);
                }
            }
        }
    }

    // SHACL §5.3.2: the first rule that gives a value counts.
    private void Add(int row, int focus, TermId node, Findings findings)
    {
        if (Cell("failure", row) == TermId.True)
        {
            var focusNode = _run.Context.Terms.ToTerm(node);
            throw new ShaclException($"the query of {_owner} reports a failure for the focus node {focusNode}.", _shape.Node);
        }

        var value = Cell("value", row);
        var path = Cell("path", row);
        findings.Add(
            focus, value.IsUndefined && _shape.Path is null ? node : value, path.IsIri ? path : default,
            findings.Results is null ? null : Messages(row, node));
    }

    private Literal[]? Messages(int row, TermId node)
    {
        var message = Cell("message", row);
        return message.IsLiteral ? [(Literal)_run.Context.Terms.ToTerm(message)]
            : _messages.IsEmpty ? null
            : MessageTemplate.Fill(_messages, name =>
            {
                var cell = name == ShapeQuery.This.Name ? node : Cell(name, row);
                return cell.IsUndefined ? _constants.GetValueOrDefault(new Variable(name)) : _run.Context.Terms.ToTerm(cell);
            });
    }

    private TermId Cell(string name, int row) =>
        _plan.Slots.TryGetValue(new Variable(name), out var slot) ? _batch.Column(slot)[row] : default;
}
