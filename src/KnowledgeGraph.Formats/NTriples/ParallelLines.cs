using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.NTriples;

/// <summary>
/// Reads N-Triples or N-Quads on several threads, each a block of lines at a time. What is wrong is told as by a reader of the whole: with
/// its line in the document, and in the order of the document.
/// </summary>
internal sealed class ParallelLines
{
    private readonly bool _quads;
    private readonly RdfReaderOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly LineBlocks _blocks;
    private readonly Lock _cutting = new();

    // Blocks that are read while one before them is not, and the line at which the first of those not read begins.
    private readonly Dictionary<long, Outcome> _waiting = [];
    private readonly Lock _ending = new();
    private long _nextToEnd;
    private long _line;
    private Exception? _failure;
    private volatile bool _stop;

    public ParallelLines(Stream input, bool quads, RdfReaderOptions options, int blockBytes, CancellationToken ct)
    {
        _quads = quads;
        _options = options;
        _cancellation = ct;
        _blocks = new(input, blockBytes);
    }

    /// <summary>Reads the document.</summary>
    /// <param name="newSink">Makes the sink of a thread.</param>
    /// <param name="threads">How many threads read.</param>
    public void Read(Func<BlockSink> newSink, int threads)
    {
        byte[] buffer = [];
        if (!TryCut(ref buffer, out var first))
        {
            return;
        }

        // A short document is read here.
        var work = new Action[_blocks.IsAtEnd ? 1 : threads];
        Array.Fill(work, () => Work(newSink(), [], null));
        work[0] = () => Work(newSink(), buffer, first);
        Parallel.Invoke(new ParallelOptions { MaxDegreeOfParallelism = work.Length }, work);
        if (_failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_failure);
        }
    }

    private bool TryCut(ref byte[] buffer, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out LineBlock? block)
    {
        lock (_cutting)
        {
            return _blocks.TryCut(ref buffer, out block);
        }
    }

    private void Work(BlockSink sink, byte[] buffer, LineBlock? block)
    {
        try
        {
            while (!_stop && (block is not null || TryCut(ref buffer, out block)))
            {
                End(block.Number, Read(block, buffer, sink));
                block = null;
            }
        }
        catch (Exception e)
        {
            // Of the input, of the sink, or a cancellation: the document ends here, whatever stands before.
            lock (_ending)
            {
                _failure ??= e;
                _stop = true;
            }
        }
    }

    private Outcome Read(LineBlock block, byte[] buffer, BlockSink sink)
    {
        var skipped = new List<RdfSyntaxException>();
        var options = _options with { OnSkipped = skipped.Add };
        RdfSyntaxException? error = null;
        using var input = block.Continuation is null
            ? new Utf8Input(buffer, block.Length, options, isStart: block.Number == 0)
            : new Utf8Input(new ChainedStream(buffer.AsMemory(0, block.Length), block.Continuation), options, isStart: block.Number == 0);
        sink.BeginBlock(block.Number);
        try
        {
            new NTriplesReader(input, _quads, sink, options).Read(_cancellation);
            sink.EndBlock();
        }
        catch (RdfSyntaxException e)
        {
            error = e;
        }

        return new(LineBreaks.Count(buffer.AsSpan(0, block.Length)), skipped, error);
    }

    private void End(long block, Outcome outcome)
    {
        lock (_ending)
        {
            // No more blocks are begun; those before this one are, and may be wrong at an earlier line.
            _stop |= outcome.Error is not null;
            _waiting.Add(block, outcome);
            while (_failure is null && _waiting.Remove(_nextToEnd, out var next))
            {
                _nextToEnd++;
                foreach (var error in next.Skipped)
                {
                    _options.OnSkipped?.Invoke(Moved(error));
                }

                _failure = next.Error is null ? null : Moved(next.Error);
                _line += next.Lines;
            }
        }
    }

    private RdfSyntaxException Moved(RdfSyntaxException error) => _line == 0
        ? error
        : new(error.Problem, error.SourceName, error.Line + _line, error.Column, error.Hint, error.InnerException);

    private sealed record Outcome(long Lines, List<RdfSyntaxException> Skipped, RdfSyntaxException? Error);
}
