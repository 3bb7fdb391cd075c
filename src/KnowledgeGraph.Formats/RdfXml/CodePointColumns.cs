namespace KnowledgeGraph.Formats.RdfXml;

/// <summary>
/// Passes a stream of UTF-8 on and remembers where its characters beyond U+FFFF are: the framework's reader counts each as two, people
/// count one.
/// </summary>
internal sealed class CodePointColumns(Stream inner, Func<int> lineAtHand) : Stream
{
    // Beyond that many, those of lines passed are forgotten.
    private const int Kept = 65_536;

    private readonly List<(int Line, int Column)> _wide = [];
    private int _limit = Kept;
    private int _line;
    private int _column;
    private bool _afterReturn;
    private int _matched;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Whether the text is in an encoding other than UTF-8, of which nothing is known here.</summary>
    public bool IsOther { get; set; }

    /// <summary>Where the first document type declaration begins, as the framework counts; null if there is none so far.</summary>
    public (int Line, int Column)? DocType { get; private set; }

    /// <summary>A column in UTF-16 units as one in code points; both 0-based.</summary>
    public int InCodePoints(int line, int column)
    {
        if (IsOther)
        {
            return column;
        }

        var first = _wide.BinarySearch((line, -1));
        var wide = 0;
        for (var i = ~first; i < _wide.Count && _wide[i].Line == line && _wide[i].Column < column; i++)
        {
            wide++;
        }

        return column - wide;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Count(buffer[..read]);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Count(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            Match(b);
            switch (b)
            {
                case (byte)'\n' when _afterReturn:
                    _afterReturn = false;
                    continue;
                case (byte)'\n' or (byte)'\r':
                    _line++;
                    _column = 0;
                    _afterReturn = b == (byte)'\r';
                    continue;
                case >= 0xF0 when !IsOther:
                    Remember();
                    _column += 2;
                    break;
                case < 0x80 or >= 0xC0:
                    _column++;
                    break;
            }

            _afterReturn = false;
        }
    }

    private void Match(byte b)
    {
        var word = "<!DOCTYPE"u8;
        _matched = b == word[_matched] ? _matched + 1 : b == word[0] ? 1 : 0;
        if (_matched == word.Length)
        {
            _matched = 0;
            DocType ??= (_line, _column - word.Length + 1);
        }
    }

    private void Remember()
    {
        if (_wide.Count >= _limit)
        {
            var line = lineAtHand();
            _wide.RemoveAll(place => place.Line < line);
            _limit = Math.Max(Kept, 2 * _wide.Count);
        }

        _wide.Add((_line, _column));
    }
}
