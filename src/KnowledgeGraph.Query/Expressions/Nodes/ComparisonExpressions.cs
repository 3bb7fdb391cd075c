using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions.Nodes;

/// <summary>The six comparisons on any operands (SPARQL 1.1 §17.3).</summary>
internal sealed class ComparisonExpression(
    TermWorkspace workspace, ComparisonOperator comparison, CompiledExpression left, CompiledExpression right)
    : CompiledExpression(workspace)
{
    private TermId[] _right = [];

    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        var rightResults = Scratch(ref _right, rows.Length);
        left.EvaluateRows(batch, rows, results);
        right.EvaluateRows(batch, rows, rightResults);
        for (var i = 0; i < rows.Length; i++)
        {
            results[i] = TruthTables.ToId(Test(Workspace, comparison, results[i], rightResults[i]));
        }
    }

    internal static Truth Test(TermWorkspace workspace, ComparisonOperator comparison, TermId left, TermId right) => comparison switch
    {
        ComparisonOperator.Equal => TermEquality.AreEqual(workspace, left, right),
        ComparisonOperator.NotEqual => TruthTables.Not(TermEquality.AreEqual(workspace, left, right)),
        _ => TermEquality.Compare(workspace, comparison, left, right),
    };
}

/// <summary>A comparison with a constant, whose value is read once.</summary>
internal sealed class ConstantComparisonExpression : CompiledExpression
{
    private readonly ComparisonOperator _comparison;
    private readonly CompiledExpression _operand;
    private readonly TermId _constant;
    private readonly LiteralValue _value;
    private readonly bool _isInteger;
    private readonly bool _isSameTerm;
    private readonly long _integer;

    public ConstantComparisonExpression(
        TermWorkspace workspace, ComparisonOperator comparison, CompiledExpression operand, TermId constant)
        : base(workspace)
    {
        _comparison = comparison;
        _operand = operand;
        _constant = constant;
        _value = constant.IsLiteral ? LiteralValue.Read(workspace, constant) : default;
        _isInteger = constant.TryGetInteger(out _integer);
        _isSameTerm = comparison is ComparisonOperator.Equal or ComparisonOperator.NotEqual
            && constant.Tag is TermTag.Iri or TermTag.String or TermTag.LanguageString;
    }

    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        _operand.EvaluateRows(batch, rows, results);
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = TruthTables.ToId(Test(results[i]));
        }
    }

    private Truth Test(TermId id)
    {
        // An IRI equals itself alone; so does a string, except that literals without a known value are an error.
        if (_isSameTerm && id.Tag is > TermTag.Undefined and <= TermTag.LanguageString)
        {
            return TruthTables.Of((id == _constant) == (_comparison == ComparisonOperator.Equal));
        }

        if (_isInteger && id.TryGetInteger(out var integer))
        {
            return TruthTables.Of(TermEquality.Holds(_comparison, integer.CompareTo(_integer)));
        }

        if (_value.Space == ValueSpace.Number && Workspace.TryGetNumber(id, out var number))
        {
            var ordered = XsdNumber.TryCompare(number, _value.Number, out var order);
            return TruthTables.Of(
                ordered ? TermEquality.Holds(_comparison, order) : _comparison == ComparisonOperator.NotEqual);
        }

        return ComparisonExpression.Test(Workspace, _comparison, id, _constant);
    }
}

/// <summary>IN (SPARQL 1.1 §17.4.1.9): true if = is true for one of the list, else an error if one comparison was one.</summary>
internal sealed class InExpression(TermWorkspace workspace, CompiledExpression operand, CompiledExpression[] list)
    : CompiledExpression(workspace)
{
    private TermId[] _operand = [];
    private TermId[] _item = [];
    private int[] _openRows = [];
    private int[] _positions = [];

    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        var values = Scratch(ref _operand, rows.Length);
        operand.EvaluateRows(batch, rows, values);
        results.Fill(TermId.False);
        foreach (var item in list)
        {
            var openRows = Scratch(ref _openRows, rows.Length);
            var positions = Scratch(ref _positions, rows.Length);
            var open = 0;
            for (var i = 0; i < rows.Length; i++)
            {
                if (results[i] != TermId.True)
                {
                    openRows[open] = rows[i];
                    positions[open++] = i;
                }
            }

            if (open == 0)
            {
                return;
            }

            var items = Scratch(ref _item, open);
            item.EvaluateRows(batch, openRows[..open], items);
            for (var k = 0; k < open; k++)
            {
                var equal = TermEquality.AreEqual(Workspace, values[positions[k]], items[k]);
                ref var result = ref results[positions[k]];
                var soFar = result.IsUndefined ? Truth.Error : Truth.False;
                result = TruthTables.ToId(TruthTables.Or(soFar, equal));
            }
        }
    }
}
