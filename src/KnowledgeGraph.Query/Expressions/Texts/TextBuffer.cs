namespace KnowledgeGraph.Query.Expressions.Texts;

/// <summary>The bytes of one text under construction; used again for the next one. Growth is checked against the budget of the run.</summary>
internal sealed class TextBuffer(TermWorkspace workspace)
{
    private const int FirstCapacityBytes = 128;

    private byte[] _bytes = [];

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>The text so far.</summary>
    public ReadOnlySpan<byte> Text => _bytes.AsSpan(0, Length);

    /// <summary>Starts a new text.</summary>
    public void Clear() => Length = 0;

    /// <summary>Room behind the text, at least this long; what is written counts after <see cref="Advance"/>.</summary>
    /// <param name="bytes">How many bytes.</param>
    public Span<byte> Room(int bytes)
    {
        if (_bytes.Length - Length < bytes)
        {
            Grow(checked(Length + bytes));
        }

        return _bytes.AsSpan(Length);
    }

    /// <summary>Adds bytes that were written into the room.</summary>
    /// <param name="bytes">How many.</param>
    public void Advance(int bytes) => Length += bytes;

    /// <summary>Adds bytes.</summary>
    /// <param name="text">The bytes.</param>
    public void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        Length += text.Length;
    }

    private void Grow(int bytes)
    {
        workspace.ThrowIfTooLarge(bytes);
        Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(bytes, Math.Max(FirstCapacityBytes, _bytes.Length * 2L))));
    }
}
