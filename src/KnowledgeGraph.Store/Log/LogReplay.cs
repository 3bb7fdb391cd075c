namespace KnowledgeGraph.Store.Log;

/// <summary>What a log says was committed: its whole frames, up to the first that is not whole.</summary>
/// <param name="State">The state after them.</param>
/// <param name="Version">What the last of them calls it.</param>
/// <param name="Sequence">The number of the last of them.</param>
/// <param name="Length">Bytes of the log up to there; what follows was cut off by a crash before it was acknowledged.</param>
internal sealed record LogReplay(TransactionState State, string Version, long Sequence, long Length)
{
    /// <summary>Replays a log onto the part that it belongs to.</summary>
    /// <exception cref="InvalidDataException">It is another generation's, or was damaged where it was durable.</exception>
    internal static LogReplay Of(ReadOnlySpan<byte> log, StoreHead part, long generation)
    {
        var state = new TransactionState(part);
        var (version, sequence) = (part.Version, part.Sequence);
        if (LogFile.GenerationOf(log) != generation)
        {
            throw new InvalidDataException("belongs to another generation of the store");
        }

        var offset = LogFile.HeaderBytes;
        while (LogFrame.TryRead(log[offset..], out var frame) && frame.Sequence == sequence + 1)
        {
            version = LogFile.Redo(log.Slice(offset + LogFrame.HeaderBytes, frame.Length - LogFrame.HeaderBytes), state);
            (sequence, offset) = (frame.Sequence, offset + frame.Length);
        }

        return offset == log.Length || !LogFrame.IsDamaged(log, offset)
            ? new(state, version, sequence, offset)
            : throw new InvalidDataException($"is damaged at byte {offset}, before changes that were acknowledged later");
    }
}
