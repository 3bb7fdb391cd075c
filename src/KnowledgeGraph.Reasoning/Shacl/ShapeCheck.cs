using System.Collections.Immutable;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>
/// A shape made ready for one run. Its buffers serve one batch at a time: shapes are not recursive, so no shape is checked while it is
/// being checked.
/// </summary>
internal sealed class ShapeCheck
{
    private const int KnownNodeBytes = 40;
    private const int RowBytes = 32;
    private const int CheckRowBytes = 24;

    private readonly ValidationRun _run;
    private readonly ValueNodes _nodes;
    private readonly Findings _findings;
    private readonly ImmutableArray<(Constraint Constraint, ConstraintCheck Check)> _checks;
    private readonly Dictionary<TermId, bool> _known = [];
    private readonly List<TermId> _unknown = [];
    private bool[] _violated = [];

    /// <summary>Makes a shape ready.</summary>
    public ShapeCheck(ValidationRun run, Shape shape)
    {
        // The buffers below; a shapes graph may have very many shapes.
        run.Context.Budget.Charge(run.BatchRows * (RowBytes + ((long)CheckRowBytes * shape.Constraints.Length)));
        _run = run;
        _nodes = new ValueNodes(run, shape);
        _findings = new Findings(run, shape);
        _checks = shape.IsDeactivated ? [] : [.. shape.Constraints.Select(constraint => (constraint, constraint.Prepare(run, shape)))];
    }

    /// <summary>Validates focus nodes, each as often as it is given (SHACL §3.4).</summary>
    /// <param name="focus">The focus nodes.</param>
    /// <param name="results">Takes the results; null if only conformance is asked for.</param>
    /// <param name="violated">Where to say which of the focus nodes have a result.</param>
    public void Validate(ReadOnlySpan<TermId> focus, ResultList? results, Span<bool> violated)
    {
        if (_checks.IsEmpty)
        {
            violated.Clear();
            return;
        }

        for (var start = 0; start < focus.Length; start += _run.BatchRows)
        {
            _run.Context.ThrowIfStopped();
            var batch = focus.Slice(start, Math.Min(_run.BatchRows, focus.Length - start));
            _nodes.Fill(batch);
            _findings.Begin(batch, results);
            foreach (var (constraint, check) in _checks)
            {
                _findings.Constraint = constraint;
                check.Check(_nodes, _findings);
            }

            _findings.Violated.CopyTo(violated[start..]);
        }
    }

    /// <summary>Says which nodes conform (SHACL §3.4.2). An answer is remembered, since many nodes may refer to the same one.</summary>
    public void Conform(ReadOnlySpan<TermId> nodes, Span<bool> conforms)
    {
        if (_checks.IsEmpty)
        {
            conforms.Fill(true);
            return;
        }

        _unknown.Clear();
        foreach (var node in nodes)
        {
            if (_known.TryAdd(node, true))
            {
                _unknown.Add(node);
            }
        }

        if (_unknown.Count > 0)
        {
            _run.Context.Budget.Charge((long)_unknown.Count * KnownNodeBytes);
            var unknown = _unknown.ToArray();
            _violated = _violated.Length < unknown.Length ? new bool[unknown.Length] : _violated;
            Validate(unknown, null, _violated);
            for (var i = 0; i < unknown.Length; i++)
            {
                _known[unknown[i]] = !_violated[i];
            }
        }

        for (var i = 0; i < nodes.Length; i++)
        {
            conforms[i] = _known[nodes[i]];
        }
    }
}
