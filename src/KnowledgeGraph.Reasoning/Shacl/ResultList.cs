using KnowledgeGraph.Query.Execution;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>The results of a run, charged to its budget.</summary>
internal sealed class ResultList(MemoryBudget budget)
{
    private const int RowBytes = 64;
    private const int ChargeRows = 256;
    private const int BytesPerCharacter = 2;

    private readonly List<ResultRow> _rows = [];

    /// <summary>The results.</summary>
    public IReadOnlyList<ResultRow> Rows => _rows;

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
