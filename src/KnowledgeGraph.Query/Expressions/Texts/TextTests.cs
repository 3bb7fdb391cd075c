using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Expressions.Functions;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions.Texts;

/// <summary>CONTAINS, STRSTARTS and STRENDS (SPARQL 1.1 §17.4.3.6 to §17.4.3.8).</summary>
internal sealed class PartTest(TermWorkspace workspace, BuiltInFunction function, TextExpression whole, TextExpression part)
    : CompiledExpression(workspace)
{
    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        whole.Prepare(batch, rows);
        part.Prepare(batch, rows);
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = !whole.TryView(i, out var text) || !part.TryView(i, out var wanted) || !TextExpression.AreCompatible(text, wanted)
                ? default
                : TermId.FromBoolean(Test(text.Value, wanted.Value));
        }
    }

    private bool Test(ReadOnlySpan<byte> text, ReadOnlySpan<byte> wanted) => function switch
    {
        BuiltInFunction.Contains => text.IndexOf(wanted) >= 0,
        BuiltInFunction.StrStarts => text.StartsWith(wanted),
        _ => text.EndsWith(wanted),
    };
}

/// <summary>STRLEN (SPARQL 1.1 §17.4.3.2), in code points.</summary>
internal sealed class TextLength(TermWorkspace workspace, TextExpression operand) : CompiledExpression(workspace)
{
    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        operand.Prepare(batch, rows);
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = operand.TryView(i, out var text) ? Workspace.Integer(StringFunctions.CountCodePoints(text.Value)) : default;
        }
    }
}

/// <summary>REGEX (SPARQL 1.1 §17.4.3.14).</summary>
internal sealed class PatternTest(
    TermWorkspace workspace, PatternFunctions patterns, TextExpression operand, CompiledExpression pattern, CompiledExpression? flags)
    : CompiledExpression(workspace)
{
    private TermId[] _patterns = [];
    private TermId[] _flags = [];

    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        operand.Prepare(batch, rows);
        var patternIds = Scratch(ref _patterns, rows.Length);
        var flagIds = Scratch(ref _flags, rows.Length);
        pattern.EvaluateRows(batch, rows, patternIds);
        flagIds.Clear();
        flags?.EvaluateRows(batch, rows, flagIds);
        Patterns.Pattern? last = null;
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = default;
            if (patternIds[i].Tag != TermTag.String || (flags is not null && flagIds[i].Tag != TermTag.String)
                || !operand.TryView(i, out var text))
            {
                continue;
            }

            if (i == 0 || last is null || patternIds[i] != patternIds[i - 1] || flagIds[i] != flagIds[i - 1])
            {
                last = patterns.Find(Workspace, patternIds[i], flagIds[i]);
            }

            if (last is not null)
            {
                Workspace.ThrowIfTooLong(text.Value.Length * 2L);
                results[i] = TermId.FromBoolean(last.IsMatch(text.Value));
            }
        }
    }
}

/// <summary>
/// A comparison of two strings (SPARQL 1.1 §17.3): by code points, which are in byte order; language-tagged strings are only equal or not.
/// </summary>
internal sealed class TextComparison(TermWorkspace workspace, ComparisonOperator comparison, TextExpression left, TextExpression right)
    : CompiledExpression(workspace)
{
    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        left.Prepare(batch, rows);
        right.Prepare(batch, rows);
        for (var i = 0; i < results.Length; i++)
        {
            var (leftId, rightId) = (left.Known(i), right.Known(i));
            results[i] = !leftId.IsUndefined && leftId.Tag == rightId.Tag
                ? TermId.FromBoolean(TermEquality.Holds(comparison, Workspace.Terms.Snapshot.CompareTexts(leftId, rightId)))
                : !left.TryView(i, out var leftText) || !right.TryView(i, out var rightText) ? default
                : TruthTables.ToId(Compare(leftText, rightText));
        }
    }

    private Truth Compare(in TermView leftText, in TermView rightText)
    {
        if (leftText.Language.IsEmpty && rightText.Language.IsEmpty)
        {
            return TruthTables.Of(TermEquality.Holds(comparison, leftText.Value.SequenceCompareTo(rightText.Value)));
        }

        var equal = TextExpression.IsSameKind(leftText, rightText) && leftText.Value.SequenceEqual(rightText.Value);
        return comparison switch
        {
            ComparisonOperator.Equal => TruthTables.Of(equal),
            ComparisonOperator.NotEqual => TruthTables.Of(!equal),
            _ => Truth.Error,
        };
    }
}
