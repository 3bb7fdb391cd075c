using System.Buffers.Binary;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store.Files;

namespace KnowledgeGraph.Store.Log;

/// <summary>
/// The write-ahead log of a generation: a header, then a frame for each commit, in ids of the generation's part and of terms that came
/// since, which are numbered as the frames bring them. Frames gather in memory until one of the writers takes and writes them for all.
/// </summary>
internal sealed class LogFile : IDisposable
{
    internal const int HeaderBytes = 16;
    private static readonly TermTag[] s_tags = [TermTag.Iri, TermTag.String, TermTag.LanguageString, TermTag.TypedLiteral];
    private static readonly byte[] s_magic = "KGlog\0\0\u0001"u8.ToArray();

    private readonly AppendingFile _file;
    private readonly TermArena _scratch = new();
    private LogOutput _gathering = new();
    private LogOutput _writing = new();
    private AddedCounts _logged;
    private long _synced;

    private LogFile(AppendingFile file, AddedCounts logged)
    {
        _file = file;
        _logged = logged;
        _synced = file.Length;
    }

    /// <summary>Bytes in the file.</summary>
    internal long Length => _file.Length;

    /// <summary>Begins a log; nothing is durable yet.</summary>
    internal static LogFile Create(FileLayer files, string path, long generation)
    {
        var file = files.Create(path);
        try
        {
            Span<byte> header = stackalloc byte[HeaderBytes];
            s_magic.CopyTo(header);
            BinaryPrimitives.WriteInt64LittleEndian(header[s_magic.Length..], generation);
            file.Append(header);
            return new(file, default);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Goes on with a log that was replayed.</summary>
    internal static LogFile Continue(FileLayer files, string path, LogReplay replay)
    {
        var file = files.Append(path, replay.Length);
        file.Sync();
        return new(file, replay.State.Terms.Added);
    }

    /// <summary>The generation that the header of a log names.</summary>
    /// <exception cref="InvalidDataException">It is no log.</exception>
    internal static long GenerationOf(ReadOnlySpan<byte> log) =>
        log.Length >= HeaderBytes && log.StartsWith(s_magic) ? BinaryPrimitives.ReadInt64LittleEndian(log[s_magic.Length..])
            : throw new InvalidDataException("is no log of a store, or one of another version of the format");

    /// <summary>Gathers a commit. Not at the same time as <see cref="Take"/>.</summary>
    internal void Add(TransactionState state, IReadOnlyList<(TermId Graph, bool IsThere)> graphs, string version, long sequence)
    {
        var (start, logged) = (_gathering.Length, _logged);
        try
        {
            AddFrame(state, graphs, version);
            LogFrame.Seal(_gathering.Written(start, _gathering.Length - start), sequence, Volatile.Read(ref _synced));
        }
        catch
        {
            // Too much for a frame; nothing of it may stay.
            _gathering.Truncate(start);
            _logged = logged;
            throw;
        }
    }

    /// <summary>Takes what was gathered for writing it.</summary>
    internal void Take()
    {
        (_gathering, _writing) = (_writing, _gathering);
        _gathering.Clear();
    }

    /// <summary>Writes what was taken, and waits until it is durable. Not at the same time as <see cref="Take"/>.</summary>
    internal void Write()
    {
        if (_writing.Length > 0)
        {
            _file.Append(_writing.Bytes);
            _writing.Clear();
        }

        _file.Sync();
        Volatile.Write(ref _synced, _file.Length);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>Reads the payload of a frame and does what it says.</summary>
    /// <returns>The version of the state after it.</returns>
    internal static string Redo(ReadOnlySpan<byte> payload, TransactionState state)
    {
        var input = new LogInput(payload);
        var version = System.Text.Encoding.UTF8.GetString(input.Text());
        state.Terms = state.Terms.WithBlankNodes(input.Long());
        RedoTerms(ref input, state);
        var (added, removed) = (Quads(ref input), Quads(ref input));
        var graphs = new (TermId, bool)[input.Count(sizeof(ulong) + 1)];
        for (var i = 0; i < graphs.Length; i++)
        {
            graphs[i] = (input.Id(), input.Byte() != 0);
        }

        state.Redo(added, removed, graphs);
        return input.IsAtEnd ? version : throw LogInput.Wrong();
    }

    private void AddFrame(TransactionState state, IReadOnlyList<(TermId Graph, bool IsThere)> graphs, string version)
    {
        _gathering.Reserve(LogFrame.HeaderBytes);
        _gathering.Text(System.Text.Encoding.UTF8.GetBytes(version));
        _gathering.Long(state.Terms.BlankNodeCount);
        AddTerms(state.Terms);
        AddQuads(state.Settled, isAdded: true);
        AddQuads(state.Settled, isAdded: false);
        _gathering.Int(graphs.Count);
        foreach (var (graph, isThere) in graphs)
        {
            _gathering.Id(graph);
            _gathering.Byte(isThere ? (byte)1 : (byte)0);
        }
    }

    private void AddTerms(TermDictionary terms)
    {
        foreach (var tag in s_tags)
        {
            var sorted = terms.Count(tag) - terms.Added[tag];
            _gathering.Int(terms.Added[tag] - _logged[tag]);
            for (var index = _logged[tag]; index < terms.Added[tag]; index++)
            {
                _gathering.Term(terms.View(TermId.FromIndex(tag, sorted + index), _scratch));
                _scratch.Clear();
            }
        }

        _gathering.Int(terms.Added.TripleTerms - _logged.TripleTerms);
        for (var index = _logged.TripleTerms; index < terms.Added.TripleTerms; index++)
        {
            var id = TermId.FromIndex(TermTag.TripleTerm, terms.TripleTerms.SortedCount + index);
            var (subject, predicate, @object) = terms.TripleTerms.Get(id);
            _gathering.Id(subject);
            _gathering.Id(predicate);
            _gathering.Id(@object);
        }

        _logged = terms.Added;
    }

    private static void RedoTerms(ref LogInput input, TransactionState state)
    {
        foreach (var tag in s_tags)
        {
            for (var left = input.Count(sizeof(int)); left > 0; left--)
            {
                var expected = TermId.FromIndex(tag, state.Terms.Count(tag));
                state.Terms = state.Terms.With(input.Term(tag), out var id);
                Check(id, expected);
            }
        }

        for (var left = input.Count(3 * sizeof(ulong)); left > 0; left--)
        {
            var expected = TermId.FromIndex(TermTag.TripleTerm, state.Terms.TripleTerms.Count);
            state.Terms = state.Terms.With(input.Id(), input.Id(), input.Id(), out var id);
            Check(id, expected);
        }

        static void Check(TermId id, TermId expected)
        {
            if (id != expected)
            {
                throw LogInput.Wrong();
            }
        }
    }

    private void AddQuads(ChangeSet changes, bool isAdded)
    {
        var place = _gathering.Length;
        var count = 0;
        _gathering.Int(0);
        foreach (var (quad, wasAdded) in changes.Changes)
        {
            if (wasAdded == isAdded)
            {
                _gathering.Id(quad.Subject);
                _gathering.Id(quad.Predicate);
                _gathering.Id(quad.Object);
                _gathering.Id(quad.Graph);
                count++;
            }
        }

        BinaryPrimitives.WriteInt32LittleEndian(_gathering.Written(place, sizeof(int)), count);
    }

    private static List<QuadRow> Quads(ref LogInput input)
    {
        var count = input.Count(4 * sizeof(ulong));
        var quads = new List<QuadRow>(count);
        for (; count > 0; count--)
        {
            quads.Add(new(input.Id(), input.Id(), input.Id(), input.Id()));
        }

        return quads;
    }
}
