using System.Buffers;
using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Results;

/// <summary>
/// Writes the answer of a SELECT or ASK query as it comes: <see cref="Begin"/>, for every solution <see cref="BeginRow"/>, one
/// <see cref="Cell"/> per variable and <see cref="EndRow"/>, then <see cref="End"/>; or <see cref="Boolean"/> alone. Nothing is buffered
/// but in the output given, which the caller flushes when it likes. Not thread-safe.
/// </summary>
public abstract class SolutionWriter
{
    private int _columns = -1;
    private int _cell = -1;

    private protected SolutionWriter(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        Output = output;
    }

    /// <summary>Where the bytes go.</summary>
    protected IBufferWriter<byte> Output { get; }

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
        WriteHead([.. variables.Select(static v => Encoding.UTF8.GetBytes(v.Name))]);
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
    public void Cell(in TermView term)
    {
        Require(_cell >= 0 && _cell < _columns, "A row has one cell per variable.");
        WriteCell(_cell++, term);
    }

    /// <summary>Ends a solution.</summary>
    public void EndRow()
    {
        Require(_cell == _columns, "A row has one cell per variable.");
        _cell = -1;
        WriteRowEnd();
    }

    /// <summary>Writes what is left after the last solution.</summary>
    public void End()
    {
        Require(_columns >= 0 && _cell < 0, "End comes after the last row.");
        WriteTail();
    }

    /// <summary>Writes the whole answer of an ASK query.</summary>
    /// <param name="value">The answer.</param>
    public void Boolean(bool value)
    {
        Require(_columns < 0, "A boolean is the whole answer.");
        _columns = int.MaxValue;
        WriteBoolean(value);
    }

    private protected abstract void WriteHead(byte[][] names);

    private protected abstract void WriteRowStart();

    private protected abstract void WriteCell(int column, in TermView term);

    private protected abstract void WriteRowEnd();

    private protected abstract void WriteTail();

    private protected abstract void WriteBoolean(bool value);

    private protected void Write(ReadOnlySpan<byte> bytes) => Output.Write(bytes);

    // The text with some bytes replaced; `escape` writes the replacement of one.
    private protected void WriteEscaped(ReadOnlySpan<byte> text, SearchValues<byte> special, Action<byte> escape)
    {
        while (true)
        {
            var at = text.IndexOfAny(special);
            if (at < 0)
            {
                Output.Write(text);
                return;
            }

            Output.Write(text[..at]);
            escape(text[at]);
            text = text[(at + 1)..];
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
