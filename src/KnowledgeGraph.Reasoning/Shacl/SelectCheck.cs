using System.Collections.Immutable;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>Runs a SELECT query for each focus node; each solution is a result (SHACL §5.3).</summary>
/// <param name="run">The run.</param>
/// <param name="shape">The shape.</param>
/// <param name="query">The query.</param>
/// <param name="parameters">The parameters of its component and their values.</param>
/// <param name="messages">The messages of constraint, validator or component; may be empty.</param>
internal sealed class SelectCheck(
    ValidationRun run, Shape shape, ShapeQuery query, IReadOnlyDictionary<Variable, Term> parameters, ImmutableArray<Literal> messages)
    : QueryCheck(run, shape, query, parameters, messages, new Parameters([ShapeQuery.This]))
{
    private readonly Shape _shape = shape;
    private readonly Term _owner = query.Owner;

    /// <inheritdoc/>
    public override void Check(ValueNodes nodes, Findings findings)
    {
        for (var focus = 0; focus < nodes.Focus.Length; focus++)
        {
            Nodes.Values[0] = nodes.Focus[focus];
            Plan.Reset();
            while (Plan.Next(Batch))
            {
                foreach (var row in Batch.Rows)
                {
                    Add(row, focus, nodes.Focus[focus], findings);
                }
            }
        }
    }

    private void Add(int row, int focus, TermId node, Findings findings)
    {
        if (Cell("failure", row) == TermId.True)
        {
            var focusNode = Run.Context.Terms.ToTerm(node);
            throw new ShaclException($"the query of {_owner} reports a failure for the focus node {focusNode}.", _shape.Node);
        }

        var value = Cell("value", row);
        var path = Cell("path", row);
        findings.Add(
            focus, value.IsUndefined && _shape.Path is null ? node : value, path.IsIri ? path : default,
            findings.Results is null ? null : Messages(row, node));
    }

    // SHACL §5.3.2: the first rule that gives a value counts.
    private Literal[]? Messages(int row, TermId node)
    {
        var message = Cell("message", row);
        return message.IsLiteral
            ? [(Literal)Run.Context.Terms.ToTerm(message)]
            : Messages(name => name == ShapeQuery.This.Name ? node : Cell(name, row));
    }

    private TermId Cell(string name, int row) =>
        Plan.Slots.TryGetValue(new Variable(name), out var slot) ? Batch.Column(slot)[row] : default;
}
