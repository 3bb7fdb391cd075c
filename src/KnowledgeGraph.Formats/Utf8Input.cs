using System.Buffers;
using System.Text;
using System.Text.Unicode;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats;

/// <summary>
/// A window on a stream of UTF-8: it begins at the token or line at hand and is made longer on demand, so that how the stream is cut into
/// reads changes nothing. Only valid and complete characters are shown. Knows line and column of every byte it shows.
/// </summary>
internal sealed class Utf8Input : IDisposable
{
    // A term that long is more likely a missing quotation mark.
    private const int MaxWindow = 256 * 1024 * 1024;

    private readonly Stream _stream;
    private readonly string? _sourceName;
    private readonly bool _isBorrowed;
    private byte[] _buffer;

    // [_start, _shown) is the window; [_shown, _read) is an unfinished character, or begins with an invalid byte if _invalid.
    private int _start;
    private int _shown;
    private int _read;
    private bool _invalid;
    private bool _atEnd;
    private bool _begun;

    // Line and column of the byte at _counted, which is never behind _start, and whether a carriage return stands before it.
    private int _counted;
    private long _line;
    private long _column;
    private bool _afterReturn;

    /// <summary>An input from a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="options">How to read.</param>
    /// <param name="isStart">Whether it is the beginning of a document, where a byte order mark may stand.</param>
    public Utf8Input(Stream stream, RdfReaderOptions options, bool isStart = true)
    {
        _begun = !isStart;
        _stream = stream;
        _sourceName = options.SourceName;
        _buffer = ArrayPool<byte>.Shared.Rent(options.BufferSize);
        BufferSize = options.BufferSize;
    }

    /// <summary>An input that holds the whole text already.</summary>
    /// <param name="text">The text, from its beginning; the input's own while it is read, and the caller's again afterwards.</param>
    /// <param name="length">Its length.</param>
    /// <param name="options">How to read.</param>
    /// <param name="isStart">Whether it is the beginning of a document, where a byte order mark may stand.</param>
    public Utf8Input(byte[] text, int length, RdfReaderOptions options, bool isStart)
    {
        _stream = Stream.Null;
        _sourceName = options.SourceName;
        _buffer = text;
        _isBorrowed = true;
        _read = length;
        _atEnd = true;
        _begun = true;
        Validate();
        if (isStart)
        {
            SkipByteOrderMark();
        }
    }

    /// <summary>What is seen of the text from the present position on. Changes with every call of another member.</summary>
    public ReadOnlySpan<byte> Window => _buffer.AsSpan(_start, _shown - _start);

    // The pool rounds up; the smallest sizes are asked for by tests that cut the input anywhere.
    private int BufferSize { get; }

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        if (buffer.Length > 0 && !_isBorrowed)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Moves the beginning of the window.</summary>
    public void Advance(int bytes) => _start += bytes;

    /// <summary>Makes the window longer by at least one character.</summary>
    /// <returns>False at the end of the stream.</returns>
    /// <exception cref="RdfSyntaxException">The next bytes are no UTF-8.</exception>
    public bool Fill() => Extend(passInvalid: false);

    /// <summary>The same as <see cref="Fill"/>, but takes an invalid byte for a question mark: for text that is skipped.</summary>
    public bool FillWithAnything() => Extend(passInvalid: true);

    /// <summary>The byte at an offset from the beginning of the window, -1 at the end of the stream.</summary>
    public int Peek(int offset)
    {
        while (_shown - _start <= offset)
        {
            if (!Fill())
            {
                return -1;
            }
        }

        return _buffer[_start + offset];
    }

    /// <summary>Moves behind the next line feed or carriage return, over invalid bytes too.</summary>
    public void SkipLine()
    {
        while (true)
        {
            var end = Window.IndexOfAny((byte)'\n', (byte)'\r');
            if (end >= 0)
            {
                Advance(end + 1);
                return;
            }

            _start = _shown;
            if (!FillWithAnything())
            {
                return;
            }
        }
    }

    /// <summary>An error at an offset from the beginning of the window.</summary>
    public RdfSyntaxException Error(int offset, string problem, string? hint = null)
    {
        var (line, column) = Locate(_start + offset);
        return new RdfSyntaxException(problem, _sourceName, line, column, hint);
    }

    private bool Extend(bool passInvalid)
    {
        while (true)
        {
            if (_invalid && passInvalid)
            {
                PassInvalid();
                return true;
            }

            if (_invalid)
            {
                throw Error(_shown - _start, $"invalid UTF-8: byte 0x{_buffer[_shown]:X2}", "the text must be UTF-8");
            }

            if (_atEnd)
            {
                return false;
            }

            MakeRoom();
            var shown = _shown;
            var got = _stream.Read(_buffer, _read, Math.Min(BufferSize, _buffer.Length - _read));
            _read += got;
            _atEnd = got == 0;
            Validate();
            if (!_begun && _shown > 0)
            {
                _begun = true;
                shown = SkipByteOrderMark() ? _start : shown;
            }

            if (_shown > shown)
            {
                return true;
            }
        }
    }

    private bool SkipByteOrderMark()
    {
        var isThere = Window.StartsWith(Encoding.UTF8.Preamble);
        if (isThere)
        {
            _start = _counted = Encoding.UTF8.Preamble.Length;
        }

        return isThere;
    }

    // The window grows by one character at least: the question mark.
    private void PassInvalid()
    {
        _invalid = false;
        _buffer[_shown] = (byte)'?';
        Validate();
    }

    private (long Line, long Column) Locate(int target)
    {
        // A carriage return is a line break, alone or with the line feed after it.
        var bytes = _buffer.AsSpan(_counted, target - _counted);
        var lastBreak = bytes.LastIndexOfAny((byte)'\n', (byte)'\r');
        var line = _line + LineBreaks.Count(bytes, _afterReturn);
        long column = lastBreak < 0 ? _column : 0;
        foreach (var b in bytes[(lastBreak + 1)..])
        {
            // Every byte but the second and later ones of a character counts.
            column += (b & 0xC0) == 0x80 ? 0 : 1;
        }

        return (line, column);
    }

    private void MakeRoom()
    {
        if (_start > 0 && (_read == _buffer.Length || _start == _read))
        {
            (_line, _column) = Locate(_start);
            _afterReturn = _start == _counted ? _afterReturn : _buffer[_start - 1] == (byte)'\r';
            _buffer.AsSpan(_start, _read - _start).CopyTo(_buffer);
            _shown -= _start;
            _read -= _start;
            _start = 0;
            _counted = 0;
        }

        if (_read < _buffer.Length)
        {
            return;
        }

        if (_buffer.Length >= MaxWindow)
        {
            throw Error(0, $"a term or line longer than {MaxWindow} bytes", "is a closing quotation mark missing?");
        }

        var grown = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _read).CopyTo(grown);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = grown;
    }

    private void Validate()
    {
        var fresh = _buffer.AsSpan(_shown, _read - _shown);
        var complete = fresh[..CompleteLength(fresh)];
        if (Utf8.IsValid(complete))
        {
            _shown += complete.Length;
            _invalid = _atEnd && _shown < _read;
            return;
        }

        var rest = (ReadOnlySpan<byte>)complete;
        while (Rune.DecodeFromUtf8(rest, out _, out var length) == OperationStatus.Done)
        {
            rest = rest[length..];
        }

        _shown += complete.Length - rest.Length;
        _invalid = true;
    }

    // The length without a last character of which bytes are missing.
    private static int CompleteLength(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var b = bytes[^back];
            if ((b & 0xC0) != 0x80)
            {
                var need = b switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };
                return need > back ? bytes.Length - back : bytes.Length;
            }
        }

        return bytes.Length;
    }
}
