using KnowledgeGraph.Query.Execution;

namespace KnowledgeGraph.Query.Operators;

/// <summary>Copies batches between operators whose columns differ.</summary>
internal static class ColumnMap
{
    /// <summary>Copies all rows and the selection.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="target">A batch of the same capacity.</param>
    /// <param name="slots">For each target column the source column, or -1 for unbound.</param>
    public static void Copy(SolutionBatch source, SolutionBatch target, int[] slots)
    {
        target.CopySelection(source);
        for (var slot = 0; slot < slots.Length; slot++)
        {
            var column = target.Column(slot).AsSpan(0, source.Count);
            if (slots[slot] < 0)
            {
                column.Clear();
            }
            else
            {
                source.Column(slots[slot]).AsSpan(0, source.Count).CopyTo(column);
            }
        }
    }
}
