using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Operators;

namespace KnowledgeGraph.Query.Updates;

/// <summary>Quads that wait, each once; charged to a budget.</summary>
internal sealed class QuadRows(MemoryBudget budget)
{
    private readonly RowTable _rows = new(4, budget);

    /// <summary>Lets a quad wait.</summary>
    public void Add(in QuadIds quad) => _rows.FindOrAdd([quad.Subject, quad.Predicate, quad.Object, quad.Graph], out _);

    /// <summary>Does something with each quad, in the order in which they came.</summary>
    public void ForEach(QuadChange change)
    {
        for (var row = 0; row < _rows.Count; row++)
        {
            change(new QuadIds(_rows[0, row], _rows[1, row], _rows[2, row], _rows[3, row]));
        }
    }
}
