using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>JSON text to trees and back.</summary>
internal static class JsonText
{
    // Deeper than any input may be: framing embeds nodes in nodes.
    private const int MaxWrittenDepth = 1000;

    private static readonly JsonWriterOptions s_writing = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaxWrittenDepth,
    };

    /// <summary>Reads a document.</summary>
    /// <exception cref="RdfSyntaxException">It is no JSON, a name comes twice in an object, or it nests too deep.</exception>
    public static object? Read(ReadOnlySpan<byte> text, string? sourceName, int maxNesting)
    {
        if (text.StartsWith(Encoding.UTF8.Preamble))
        {
            text = text[Encoding.UTF8.Preamble.Length..];
        }

        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = maxNesting });
        try
        {
            var lines = default(LineCounter);
            reader.Read();
            var value = ReadValue(ref reader, text, sourceName, ref lines);
            reader.Read();
            return value;
        }
        catch (JsonException e)
        {
            var line = e.LineNumber ?? 0;
            throw new RdfSyntaxException(
                Problem(e, maxNesting), sourceName, line, Column(text, line, e.BytePositionInLine ?? 0), Hint(e), e);
        }
        catch (InvalidOperationException e)
        {
            // GetString: a \u escape that is half of a surrogate pair, or bytes that are no UTF-8.
            var (line, column) = Position(text, reader.TokenStartIndex);
            throw new RdfSyntaxException("a string that is no Unicode text: bad UTF-8 or half a surrogate pair", sourceName, line, column, null, e);
        }
    }

    /// <summary>The tree of an element.</summary>
    /// <exception cref="JsonLdException">It nests too deep.</exception>
    public static object? FromElement(JsonElement element, int maxNesting)
    {
        if (maxNesting < 0)
        {
            throw new JsonLdException("nesting too deep", "objects and arrays nest deeper than the limit of the options");
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var map = new JsonMap();
                foreach (var member in element.EnumerateObject())
                {
                    map[member.Name] = FromElement(member.Value, maxNesting - 1);
                }

                return map;
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(item => FromElement(item, maxNesting - 1)).ToList();
            case JsonValueKind.String:
                return element.GetString();
            case JsonValueKind.Number:
                return new JsonNumber(element.GetRawText());
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            default:
                return null;
        }
    }

    /// <summary>The element of a tree.</summary>
    public static JsonElement ToElement(object? tree)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(tree, buffer);
        using var document = JsonDocument.Parse(buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = MaxWrittenDepth });
        return document.RootElement.Clone();
    }

    /// <summary>Writes a tree, indented by two spaces.</summary>
    /// <exception cref="JsonLdException">It nests too deep.</exception>
    public static void Write(object? tree, IBufferWriter<byte> output)
    {
        CheckDepth(tree);
        using var writer = new Utf8JsonWriter(output, s_writing);
        Write(tree, writer);
    }

    /// <summary>Refuses a tree that nests too deep: before the first byte, and before a stack overflow.</summary>
    public static void CheckDepth(object? tree) => CheckDepth(tree, MaxWrittenDepth);

    private static void CheckDepth(object? tree, int left)
    {
        if (left == 0)
        {
            throw new JsonLdException("nesting too deep", $"the result nests deeper than {MaxWrittenDepth} levels");
        }

        StackGuard.Check();
        if (tree is JsonMap map)
        {
            foreach (var member in map)
            {
                CheckDepth(member.Value, left - 1);
            }
        }
        else if (tree is List<object?> list)
        {
            foreach (var item in list)
            {
                CheckDepth(item, left - 1);
            }
        }
    }

    private static void Write(object? tree, Utf8JsonWriter writer)
    {
        switch (tree)
        {
            case JsonMap map:
                writer.WriteStartObject();
                foreach (var (key, value) in map)
                {
                    writer.WritePropertyName(key);
                    Write(value, writer);
                }

                writer.WriteEndObject();
                break;
            case List<object?> list:
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            case JsonNumber number:
                writer.WriteRawValue(number.Lexical);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static object? ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, string? sourceName, ref LineCounter lines)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, text, sourceName, ref lines);
            case JsonTokenType.StartArray:
                var list = new List<object?>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    list.Add(ReadValue(ref reader, text, sourceName, ref lines));
                }

                return list;
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return new JsonNumber(Encoding.ASCII.GetString(reader.ValueSpan));
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            default:
                return null;
        }
    }

    private static JsonMap ReadObject(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> text, string? sourceName, ref LineCounter lines)
    {
        var (line, column) = lines.Advance(text, (int)reader.TokenStartIndex);
        var map = new JsonMap { Line = line, Column = column };
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            var start = reader.TokenStartIndex;
            reader.Read();
            if (!map.TryAdd(name, ReadValue(ref reader, text, sourceName, ref lines)))
            {
                // JSON-LD 1.1 §9: "all names in an object MUST be unique".
                var (nameLine, nameColumn) = Position(text, start);
                throw new RdfSyntaxException($"the name \"{name}\" is in this object already", sourceName, nameLine, nameColumn);
            }
        }

        return map;
    }

    private static (long Line, long Column) Position(ReadOnlySpan<byte> text, long offset)
    {
        var lines = new LineCounter();
        return lines.Advance(text, (int)offset);
    }

    private static long Column(ReadOnlySpan<byte> text, long line, long bytes)
    {
        for (; line > 0; line--)
        {
            text = text[(text.IndexOf((byte)'\n') + 1)..];
        }

        return Characters(text[..(int)Math.Min(bytes, text.Length)]);
    }

    private static long Characters(ReadOnlySpan<byte> bytes)
    {
        var continuing = 0L;
        foreach (var b in bytes)
        {
            continuing += (b & 0xC0) == 0x80 ? 1 : 0;
        }

        return bytes.Length - continuing;
    }

    // The framework's sentence without its position, which ours states in our way.
    private static string Problem(JsonException e, int maxNesting)
    {
        if (e.Message.Contains("depth", StringComparison.Ordinal))
        {
            return $"objects and arrays nest deeper than {maxNesting} levels";
        }

        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return "JSON expected: " + (end < 0 ? e.Message : e.Message[..end]);
    }

    private static string? Hint(JsonException e) =>
        e.Message.Contains("trailing comma", StringComparison.OrdinalIgnoreCase) ? "JSON has no comma before a closing bracket"
        : e.Message.Contains("'/' is", StringComparison.Ordinal) ? "JSON has no comments"
        : e.Message.Contains("''' is an invalid", StringComparison.Ordinal) ? "JSON strings are in double quotation marks"
        : null;

    // Line and column of ever later places, without counting from the beginning each time.
    private struct LineCounter
    {
        private int _offset;
        private long _line;
        private long _column;

        public (long Line, long Column) Advance(ReadOnlySpan<byte> text, int offset)
        {
            var passed = text[_offset..offset];
            var last = passed.LastIndexOf((byte)'\n');
            if (last >= 0)
            {
                _line += passed.Count((byte)'\n');
                _column = 0;
            }

            _column += Characters(passed[(last + 1)..]);
            _offset = offset;
            return (_line, _column);
        }
    }
}
