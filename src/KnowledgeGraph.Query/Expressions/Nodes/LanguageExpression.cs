using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Expressions.Functions;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions.Nodes;

/// <summary>LANG (SPARQL 1.1 §17.4.2.6): made once for each language tag of the data, whose number a string carries beside its text.</summary>
internal sealed class LanguageExpression(TermWorkspace workspace, CompiledExpression operand) : CompiledExpression(workspace)
{
    private TermId[] _tags = [];

    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        operand.EvaluateRows(batch, rows, results);
        for (var i = 0; i < results.Length; i++)
        {
            var id = results[i];
            results[i] = id.Tag == TermTag.LanguageString ? TagOf(id) : id.IsLiteral ? Workspace.EmptyString : default;
        }
    }

    private TermId TagOf(TermId id)
    {
        var number = id.IsLocal ? -1 : Workspace.Terms.Snapshot.LanguageNumber(id);
        if (number < 0)
        {
            return TermFunctions.Lang(Workspace, id);
        }

        if (number >= _tags.Length)
        {
            Array.Resize(ref _tags, Math.Max(8, (number + 1) * 2));
        }

        ref var tag = ref _tags[number];
        if (tag.IsUndefined)
        {
            tag = TermFunctions.Lang(Workspace, id);
        }

        return tag;
    }
}
