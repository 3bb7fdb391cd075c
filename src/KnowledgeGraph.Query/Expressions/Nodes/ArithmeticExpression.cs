using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions.Nodes;

/// <summary>
/// +, -, * and / (SPARQL 1.1 §17.3). Beyond the recommendation, as other engines have it: dates and durations may be added and subtracted.
/// </summary>
internal sealed class ArithmeticExpression(
    TermWorkspace workspace, ArithmeticOperator operation, CompiledExpression left, CompiledExpression right)
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
            results[i] = Calculate(Workspace, operation, results[i], rightResults[i]);
        }
    }

    internal static TermId Calculate(TermWorkspace workspace, ArithmeticOperator operation, TermId left, TermId right)
    {
        if (operation != ArithmeticOperator.Divide && left.TryGetInteger(out var leftInteger)
            && right.TryGetInteger(out var rightInteger))
        {
            // Inline integers have 55 bits: sums fit into 64, products into 128.
            var result = operation switch
            {
                ArithmeticOperator.Add => (Int128)(leftInteger + rightInteger),
                ArithmeticOperator.Subtract => leftInteger - rightInteger,
                _ => (Int128)leftInteger * rightInteger,
            };
            if (result >= long.MinValue && result <= long.MaxValue)
            {
                return TermId.TryFromInteger((long)result, XsdDatatype.Integer, out var id) ? id : workspace.Integer((long)result);
            }
        }

        if (workspace.TryGetNumber(left, out var leftNumber))
        {
            return workspace.TryGetNumber(right, out var rightNumber)
                && TryCalculate(operation, leftNumber, rightNumber, out var number)
                ? workspace.Number(number)
                : TermId.Undefined;
        }

        return operation is ArithmeticOperator.Add or ArithmeticOperator.Subtract
            ? CalculateTime(workspace, operation == ArithmeticOperator.Subtract, left, right)
            : TermId.Undefined;
    }

    private static bool TryCalculate(ArithmeticOperator operation, in XsdNumber left, in XsdNumber right, out XsdNumber result)
    {
        switch (operation)
        {
            case ArithmeticOperator.Add:
                result = XsdArithmetic.Add(left, right);
                return true;
            case ArithmeticOperator.Subtract:
                result = XsdArithmetic.Subtract(left, right);
                return true;
            case ArithmeticOperator.Multiply:
                return XsdArithmetic.TryMultiply(left, right, out result);
            default:
                return XsdArithmetic.TryDivide(left, right, out result);
        }
    }

    // XPath F&O §8.4 and §9.7: duration ± duration, date ± duration, date - date.
    private static TermId CalculateTime(TermWorkspace workspace, bool subtract, TermId left, TermId right)
    {
        var isRightDuration = workspace.TryGetDuration(right, out var rightDuration);
        rightDuration = subtract ? -rightDuration : rightDuration;
        if (workspace.TryGetDuration(left, out var leftDuration))
        {
            if (isRightDuration)
            {
                var type = workspace.DatatypeOf(left);
                type = type == workspace.DatatypeOf(right) ? type : XsdDatatype.Duration;
                return XsdDuration.TryAdd(leftDuration, rightDuration, out var sum)
                    ? workspace.Typed(sum.ToCanonical(type), type)
                    : TermId.Undefined;
            }

            return !subtract && workspace.TryGetDateTime(right, out var moment) && moment.TryAdd(leftDuration, out var later)
                ? workspace.DateTime(later)
                : TermId.Undefined;
        }

        if (!workspace.TryGetDateTime(left, out var start))
        {
            return TermId.Undefined;
        }

        if (isRightDuration)
        {
            return start.TryAdd(rightDuration, out var end) ? workspace.DateTime(end) : TermId.Undefined;
        }

        return subtract && workspace.TryGetDateTime(right, out var earlier) && start.Datatype == earlier.Datatype
            && start.Datatype is XsdDatatype.DateTime or XsdDatatype.Date or XsdDatatype.Time
            && start.HasTimezone == earlier.HasTimezone
            ? workspace.Typed(
                new XsdDuration(default, start.TimelineSeconds - earlier.TimelineSeconds).ToCanonical(XsdDatatype.DayTimeDuration),
                XsdDatatype.DayTimeDuration)
            : TermId.Undefined;
    }
}
