using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>
/// Takes what the checks of a shape find in a batch: which focus nodes do not conform and, if a report is asked for, each result.
/// </summary>
internal sealed class Findings(ValidationRun run, Shape shape)
{
    private readonly bool[] _violated = new bool[run.BatchRows];
    private TermId[] _focus = [];

    /// <summary>The results reported; null if only conformance is asked for.</summary>
    public ResultList? Results { get; private set; }

    /// <summary>The constraint that is being checked.</summary>
    public Constraint Constraint { get; set; } = null!;

    /// <summary>Whether each focus node violates a constraint.</summary>
    public Span<bool> Violated => _violated.AsSpan(0, _focus.Length);

    /// <summary>Begins a batch.</summary>
    public void Begin(ReadOnlySpan<TermId> focus, ResultList? results)
    {
        _focus = focus.Length == _focus.Length ? _focus : new TermId[focus.Length];
        focus.CopyTo(_focus);
        Results = results;
        Violated.Clear();
    }

    /// <summary>Adds a result.</summary>
    /// <param name="focus">The place of the focus node in the batch.</param>
    /// <param name="value">The value of sh:value; undefined for none.</param>
    /// <param name="path">The predicate of sh:resultPath; undefined for the path of the shape.</param>
    /// <param name="messages">The messages; null for those of the shape or of the constraint.</param>
    public void Add(int focus, TermId value = default, TermId path = default, Literal[]? messages = null)
    {
        _violated[focus] = true;
        Results?.Add(new ResultRow(_focus[focus], value, path, shape, Constraint, messages));
    }

    /// <summary>Says that a shape the focus node has to conform to reported its results itself.</summary>
    public void Violate(int focus) => _violated[focus] = true;
}
