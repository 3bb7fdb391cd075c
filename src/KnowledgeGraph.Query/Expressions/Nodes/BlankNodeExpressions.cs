using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions.Nodes;

/// <summary>
/// The blank nodes that BNODE(label) made for one solution: in one solution equal labels give one node, in two they give two
/// (SPARQL 1.1 §17.4.2.9).
/// </summary>
internal sealed class BlankNodeFamily
{
    public Dictionary<TermId, TermId> Nodes { get; } = [];

    public HashSet<SolutionScope> Scopes { get; } = [];
}

/// <summary>
/// Finds the family of a row. Several expressions may compute on one solution, each in an operator of its own: a row that carries a node
/// which an earlier expression made belongs to the same solution, the first time it is met.
/// </summary>
internal sealed class SolutionScope(Dictionary<TermId, BlankNodeFamily> families)
{
    private readonly Dictionary<int, BlankNodeFamily> _rows = [];

    public void Start() => _rows.Clear();

    public BlankNodeFamily FamilyOf(SolutionBatch batch, int row)
    {
        if (!_rows.TryGetValue(row, out var family))
        {
            family = Find(batch, row) ?? new BlankNodeFamily();
            family.Scopes.Add(this);
            _rows.Add(row, family);
        }

        return family;
    }

    public void Remember(TermId node, BlankNodeFamily family) => families.Add(node, family);

    private BlankNodeFamily? Find(SolutionBatch batch, int row)
    {
        for (var slot = 0; slot < batch.ColumnCount; slot++)
        {
            if (families.TryGetValue(batch.Column(slot)[row], out var family) && !family.Scopes.Contains(this))
            {
                return family;
            }
        }

        return null;
    }
}

/// <summary>BNODE with a label.</summary>
internal sealed class BlankNodeCall(TermWorkspace workspace, SolutionScope scope, CompiledExpression label) : CompiledExpression(workspace)
{
    // An entry in each of three hash tables.
    private const int BytesPerNode = 200;

    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        label.EvaluateRows(batch, rows, results);
        for (var i = 0; i < rows.Length; i++)
        {
            results[i] = results[i].Tag == TermTag.String ? NodeOf(batch, rows[i], results[i]) : default;
        }
    }

    private TermId NodeOf(SolutionBatch batch, int row, TermId labelId)
    {
        var family = scope.FamilyOf(batch, row);
        if (!family.Nodes.TryGetValue(labelId, out var node))
        {
            Workspace.Context.Budget.Charge(BytesPerNode);
            node = Workspace.Terms.NewBlankNode();
            family.Nodes.Add(labelId, node);
            scope.Remember(node, family);
        }

        return node;
    }
}

/// <summary>The root of an expression with BNODE(label) inside: rows of the next batch are other solutions.</summary>
internal sealed class SolutionScopeExpression(TermWorkspace workspace, SolutionScope scope, CompiledExpression inner)
    : CompiledExpression(workspace)
{
    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        scope.Start();
        inner.EvaluateRows(batch, rows, results);
    }
}
