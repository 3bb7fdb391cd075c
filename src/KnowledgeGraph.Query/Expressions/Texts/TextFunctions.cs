using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Expressions.Functions;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions.Texts;

/// <summary>UCASE and LCASE (SPARQL 1.1 §17.4.3.4 and §17.4.3.5).</summary>
internal sealed class CaseText(TermWorkspace workspace, TextExpression operand, bool upper) : TextExpression(workspace)
{
    private readonly TextBuffer _buffer = new(workspace);
    private readonly CaseMapping _mapping = new();

    internal override void Prepare(SolutionBatch batch, ReadOnlySpan<int> rows) => operand.Prepare(batch, rows);

    internal override bool TryView(int position, out TermView text)
    {
        if (!operand.TryView(position, out var source))
        {
            text = default;
            return false;
        }

        _buffer.Clear();
        _mapping.Map(source.Value, upper, _buffer);
        text = Like(_buffer.Text, source);
        return true;
    }
}

/// <summary>STRBEFORE and STRAFTER (SPARQL 1.1 §17.4.3.9 and §17.4.3.10): the empty xsd:string if the part does not occur.</summary>
internal sealed class CutText(TermWorkspace workspace, TextExpression whole, TextExpression part, bool after) : TextExpression(workspace)
{
    internal override void Prepare(SolutionBatch batch, ReadOnlySpan<int> rows)
    {
        whole.Prepare(batch, rows);
        part.Prepare(batch, rows);
    }

    internal override bool TryView(int position, out TermView text)
    {
        text = default;
        if (!whole.TryView(position, out var source) || !part.TryView(position, out var wanted) || !AreCompatible(source, wanted))
        {
            return false;
        }

        var index = source.Value.IndexOf(wanted.Value);
        text = index < 0 ? Simple(default) : Like(after ? source.Value[(index + wanted.Value.Length)..] : source.Value[..index], source);
        return true;
    }
}

/// <summary>SUBSTR (XPath F&amp;O §5.4.3): positions count code points from 1 and are rounded as fn:substring does.</summary>
internal sealed class SubstringText(
    TermWorkspace workspace, TextExpression operand, CompiledExpression start, CompiledExpression? length) : TextExpression(workspace)
{
    private TermId[] _starts = [];
    private TermId[] _lengths = [];

    internal override void Prepare(SolutionBatch batch, ReadOnlySpan<int> rows)
    {
        operand.Prepare(batch, rows);
        start.EvaluateRows(batch, rows, Scratch(ref _starts, rows.Length));
        length?.EvaluateRows(batch, rows, Scratch(ref _lengths, rows.Length));
    }

    internal override bool TryView(int position, out TermView text)
    {
        text = default;
        if (!TryRange(position, out var first, out var end) || !operand.TryView(position, out var source))
        {
            return false;
        }

        text = Like(Slice(source.Value, first, end), source);
        return true;
    }

    // The code points whose position p has first <= p < end.
    private static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> value, double first, double end)
    {
        var from = -1;
        var to = 0;
        double position = 1;
        for (var i = 0; i < value.Length && position < end; position++)
        {
            var next = Math.Min(value.Length, i + StringFunctions.SequenceLength(value[i]));
            if (position >= first)
            {
                from = from < 0 ? i : from;
                to = next;
            }

            i = next;
        }

        return from < 0 ? default : value[from..to];
    }

    // Doubles carry infinities and NaN through: a comparison with NaN is false, so that nothing is selected.
    private bool TryRange(int position, out double first, out double end)
    {
        end = double.PositiveInfinity;
        if (!TryGet(_starts[position], out first))
        {
            return false;
        }

        if (length is null)
        {
            return true;
        }

        var isNumber = TryGet(_lengths[position], out var count);
        end = first + count;
        return isNumber;
    }

    private bool TryGet(TermId id, out double rounded)
    {
        if (id.TryGetInteger(out var integer))
        {
            rounded = integer;
            return true;
        }

        var isNumber = Workspace.TryGetNumber(id, out var number);
        rounded = isNumber ? Math.Floor(number.ToDouble() + 0.5) : 0;
        return isNumber;
    }
}

/// <summary>CONCAT (SPARQL 1.2 §17.4.3.12): keeps language and direction if all arguments agree on them.</summary>
internal sealed class ConcatText(TermWorkspace workspace, TextExpression[] arguments) : TextExpression(workspace)
{
    private readonly TextBuffer _buffer = new(workspace);

    internal override void Prepare(SolutionBatch batch, ReadOnlySpan<int> rows)
    {
        foreach (var argument in arguments)
        {
            argument.Prepare(batch, rows);
        }
    }

    internal override bool TryView(int position, out TermView text)
    {
        text = default;
        _buffer.Clear();
        if (!arguments[0].TryView(position, out var first))
        {
            return false;
        }

        _buffer.Append(first.Value);
        var sameKind = true;
        for (var a = 1; a < arguments.Length; a++)
        {
            if (!arguments[a].TryView(position, out var next))
            {
                return false;
            }

            _buffer.Append(next.Value);
            sameKind &= IsSameKind(first, next);
        }

        text = sameKind ? Like(_buffer.Text, first) : Simple(_buffer.Text);
        return true;
    }
}
