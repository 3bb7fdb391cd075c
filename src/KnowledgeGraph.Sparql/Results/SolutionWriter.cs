using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Results;

/// <summary>
/// Writes the answer of a SELECT or ASK query as it comes: <see cref="Begin"/>, for every solution <see cref="BeginRow"/>, one
/// <see cref="Cell"/> (or <see cref="TryRepeat"/>) per variable and <see cref="EndRow"/>, then <see cref="End"/>; or <see cref="Boolean"/>
/// alone. Rows are gathered in a block of some 32 KiB, which goes to the output when it is full, at <see cref="Flush"/> and at the end.
/// Not thread-safe.
/// </summary>
public abstract class SolutionWriter
{
    // A row is added to a block that is not full yet; so large that the output is asked seldom, so small that it stays in the cache.
    private const int BlockBytes = 32 * 1024;

    private const int FirstBytes = 1024;

    private readonly RepeatedTerms _repeated = new();
    private byte[] _block = [];
    private int _used;
    private int _columns = -1;
    private int _cell = -1;

    private protected SolutionWriter(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        Output = output;
    }

    private IBufferWriter<byte> Output { get; }

    /// <summary>A writer for a format.</summary>
    /// <param name="output">Where the bytes go, in UTF-8.</param>
    /// <param name="format">The format.</param>
    public static SolutionWriter Create(IBufferWriter<byte> output, ResultFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return format == ResultFormat.Json ? new JsonSolutionWriter(output)
            : format == ResultFormat.Xml ? new XmlSolutionWriter(output)
            : format == ResultFormat.Csv ? new CsvSolutionWriter(output)
            : new TsvSolutionWriter(output);
    }

    /// <summary>Writes the head.</summary>
    /// <param name="variables">The columns.</param>
    public void Begin(IReadOnlyList<Variable> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        Require(_columns < 0, "Begin comes first and once.");
        _columns = variables.Count;
        var names = new byte[variables.Count][];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = Encoding.UTF8.GetBytes(variables[i].Name);
        }

        WriteHead(names);
    }

    /// <summary>Begins a solution.</summary>
    public void BeginRow()
    {
        Require(_columns >= 0 && _cell < 0, "A row begins after Begin and after the end of the row before.");
        _cell = 0;
        WriteRowStart();
    }

    /// <summary>Writes the value of the next variable.</summary>
    /// <param name="term">The value; kind <see cref="TermKind.None"/> if the variable is unbound.</param>
    /// <param name="key">What stands for this very term in <see cref="TryRepeat"/>; 0 for nothing.</param>
    public void Cell(in TermView term, ulong key = 0)
    {
        Require(_cell >= 0 && _cell < _columns, "A row has one cell per variable.");
        var column = _cell++;
        if (term.IsNone)
        {
            WriteUnbound(column);
            return;
        }

        WriteCellStart(column);
        var start = _used;
        WriteTerm(term);
        if (key != 0)
        {
            _repeated.Remember(key, start, _used - start);
        }
    }

    /// <summary>Writes the value of the next variable if it was written a little while ago, from what was written then.</summary>
    /// <param name="key">The key that was given with the value.</param>
    /// <returns>False if it has to be written by <see cref="Cell"/>; nothing is written then.</returns>
    public bool TryRepeat(ulong key)
    {
        Require(_cell >= 0 && _cell < _columns, "A row has one cell per variable.");
        if (!_repeated.TryFind(key, out var start, out var length))
        {
            return false;
        }

        WriteCellStart(_cell++);
        Reserve(length);
        _block.AsSpan(start, length).CopyTo(_block.AsSpan(_used));
        _used += length;
        return true;
    }

    /// <summary>Ends a solution.</summary>
    public void EndRow()
    {
        Require(_cell == _columns, "A row has one cell per variable.");
        _cell = -1;
        WriteRowEnd();
        if (_used >= BlockBytes)
        {
            Flush();
        }
    }

    /// <summary>Gives the rows gathered so far to the output.</summary>
    public void Flush()
    {
        if (_used > 0)
        {
            Output.Write(_block.AsSpan(0, _used));
            _used = 0;
            _repeated.Forget();
        }
    }

    /// <summary>Writes what is left after the last solution.</summary>
    public void End()
    {
        Require(_columns >= 0 && _cell < 0, "End comes after the last row.");
        WriteTail();
        Finish();
    }

    /// <summary>Writes the whole answer of an ASK query.</summary>
    /// <param name="value">The answer.</param>
    public void Boolean(bool value)
    {
        Require(_columns < 0, "A boolean is the whole answer.");
        _columns = int.MaxValue;
        WriteBoolean(value);
        Finish();
    }

    private protected abstract void WriteHead(byte[][] names);

    private protected abstract void WriteRowStart();

    // What stands before the term of a column; the term itself is the same in every column.
    private protected abstract void WriteCellStart(int column);

    private protected abstract void WriteTerm(in TermView term);

    private protected abstract void WriteUnbound(int column);

    private protected abstract void WriteRowEnd();

    private protected abstract void WriteTail();

    private protected abstract void WriteBoolean(bool value);

    private protected void Write(ReadOnlySpan<byte> bytes)
    {
        if (_block.Length - _used < bytes.Length)
        {
            Grow(bytes.Length);
        }

        bytes.CopyTo(_block.AsSpan(_used));
        _used += bytes.Length;
    }

    // Three pieces in one go: what stands around a text.
    private protected void Write(ReadOnlySpan<byte> before, ReadOnlySpan<byte> text, ReadOnlySpan<byte> after)
    {
        var length = before.Length + text.Length + after.Length;
        if (_block.Length - _used < length)
        {
            Grow(length);
        }

        var target = _block.AsSpan(_used, length);
        before.CopyTo(target);
        text.CopyTo(target[before.Length..]);
        after.CopyTo(target[(before.Length + text.Length)..]);
        _used += length;
    }

    // The text with some bytes replaced; `escape` writes the replacement of one.
    private protected void WriteEscaped(ReadOnlySpan<byte> text, SearchValues<byte> special, Action<byte> escape)
    {
        while (true)
        {
            var at = text.IndexOfAny(special);
            if (at < 0)
            {
                Write(text);
                return;
            }

            Write(text[..at]);
            escape(text[at]);
            text = text[(at + 1)..];
        }
    }

    private void Reserve(int bytes)
    {
        if (_block.Length - _used < bytes)
        {
            Grow(bytes);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int bytes)
    {
        var grown = ArrayPool<byte>.Shared.Rent(Math.Max(FirstBytes, Math.Max(checked(_used + bytes), 2 * _block.Length)));
        _block.AsSpan(0, _used).CopyTo(grown);
        Release();
        _block = grown;
    }

    private void Finish()
    {
        Flush();
        Release();
        _block = [];
    }

    private void Release()
    {
        if (_block.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_block);
        }
    }

    private static void Require(bool condition, string rule)
    {
        if (!condition)
        {
            throw new InvalidOperationException(rule);
        }
    }
}
