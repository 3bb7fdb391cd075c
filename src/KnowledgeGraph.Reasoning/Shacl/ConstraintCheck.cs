using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>A constraint made ready for one run: checks the value nodes of a batch of focus nodes. For one thread.</summary>
internal abstract class ConstraintCheck
{
    /// <summary>Checks a batch.</summary>
    public abstract void Check(ValueNodes nodes, Findings findings);
}

/// <summary>A check of each value node by itself, many at a time.</summary>
internal abstract class ValueCheck(ValidationRun run) : ConstraintCheck
{
    private readonly bool[] _conforms = new bool[run.BatchRows];

    /// <inheritdoc/>
    public sealed override void Check(ValueNodes nodes, Findings findings)
    {
        var focus = 0;
        for (var start = 0; start < nodes.All.Length; start += _conforms.Length)
        {
            run.Context.ThrowIfStopped();
            var values = nodes.All.Slice(start, Math.Min(_conforms.Length, nodes.All.Length - start));
            var conforms = _conforms.AsSpan(0, values.Length);
            Test(values, conforms);
            for (var i = 0; i < values.Length; i++)
            {
                while (start + i >= nodes.End(focus))
                {
                    focus++;
                }

                if (!conforms[i])
                {
                    findings.Add(focus, values[i]);
                }
            }
        }
    }

    /// <summary>Says which of some nodes conform; at most a batch.</summary>
    protected abstract void Test(ReadOnlySpan<TermId> values, Span<bool> conforms);
}

/// <summary>A check of each value node by a test of its id.</summary>
internal sealed class IdCheck(ValidationRun run, Func<TermId, bool> conforms) : ValueCheck(run)
{
    /// <inheritdoc/>
    protected override void Test(ReadOnlySpan<TermId> values, Span<bool> conform)
    {
        for (var i = 0; i < values.Length; i++)
        {
            conform[i] = conforms(values[i]);
        }
    }
}

/// <summary>A check of the value nodes of each focus node together.</summary>
internal sealed class FocusCheck(ValidationRun run, Action<int, ValueNodes, Findings> check) : ConstraintCheck
{
    /// <inheritdoc/>
    public override void Check(ValueNodes nodes, Findings findings)
    {
        for (var focus = 0; focus < nodes.Focus.Length; focus++)
        {
            run.Context.ThrowIfStopped();
            check(focus, nodes, findings);
        }
    }
}
