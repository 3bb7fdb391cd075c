using KnowledgeGraph.Query.Execution;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>The results of a run, charged to its budget.</summary>
internal sealed class ResultList(MemoryBudget budget)
{
    // A row, and its copy when the results are put in order.
    private const int RowBytes = 128;
    private const int ChargeRows = 256;
    private const int BytesPerCharacter = 2;

    private readonly List<ResultRow> _rows = [];

    /// <summary>Number of results.</summary>
    public int Count => _rows.Count;

    /// <summary>The results by focus node, in the order of ids; those of one node as they were found.</summary>
    public IReadOnlyList<ResultRow> ByFocus() => [.. _rows.OrderBy(static row => row.Focus)];

    /// <summary>Adds a result.</summary>
    public void Add(in ResultRow row)
    {
        if (_rows.Count % ChargeRows == 0)
        {
            budget.Charge(ChargeRows * RowBytes);
        }

        foreach (var message in row.Messages ?? [])
        {
            budget.Charge(RowBytes + ((long)message.Lexical.Length * BytesPerCharacter));
        }

        _rows.Add(row);
    }
}
