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
    /// <param name="text">UTF-8, with or without a byte order mark.</param>
    /// <param name="sourceName">Name of the document for messages.</param>
    /// <param name="maxNesting">How deep objects and arrays may nest.</param>
    /// <param name="hasOffsets">Whether objects know where they begin.</param>
    /// <exception cref="RdfSyntaxException">It is no JSON, a name comes twice in an object, or it nests too deep.</exception>
    public static object? Read(ReadOnlySpan<byte> text, string? sourceName, int maxNesting, bool hasOffsets = true)
    {
        var mark = text.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var reader = new Utf8JsonReader(text[mark..], new JsonReaderOptions { MaxDepth = maxNesting });
        try
        {
            reader.Read();
            var value = ReadValue(ref reader, hasOffsets ? mark : -1);
            reader.Read();
            return value;
        }
        catch (JsonException e)
        {
            var problem = JsonProblem.Of(e, text, mark, maxNesting);
            var (line, column) = JsonPlace.Of(text, problem.Offset);
            throw new RdfSyntaxException(problem.Text, sourceName, line, column, problem.Hint, e);
        }
        catch (DuplicateNameException e)
        {
            // JSON-LD 1.1 §9: "all names in an object MUST be unique".
            var (line, column) = JsonPlace.Of(text, mark + e.Offset);
            throw new RdfSyntaxException($"the name \"{e.Name}\" is in this object already", sourceName, line, column);
        }
        catch (InvalidOperationException e)
        {
            // GetString: a \u escape that is half of a surrogate pair, or bytes that are no UTF-8.
            var problem = JsonProblem.OfString(text, mark + (int)reader.TokenStartIndex);
            var (line, column) = JsonPlace.Of(text, problem.Offset);
            throw new RdfSyntaxException(problem.Text, sourceName, line, column, problem.Hint, e);
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

    // The offset is that of the reader's text in the document; negative: objects do not know where they begin.
    private static object? ReadValue(ref Utf8JsonReader reader, int offset)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, offset);
            case JsonTokenType.StartArray:
                var list = new List<object?>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    list.Add(ReadValue(ref reader, offset));
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

    private static JsonMap ReadObject(ref Utf8JsonReader reader, int offset)
    {
        var map = new JsonMap { Offset = offset < 0 ? -1 : offset + (int)reader.TokenStartIndex };
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            var start = (int)reader.TokenStartIndex;
            reader.Read();
            if (!map.TryAdd(name, ReadValue(ref reader, offset)))
            {
                throw new DuplicateNameException(name, start);
            }
        }

        return map;
    }

    private sealed class DuplicateNameException(string name, int offset) : Exception
    {
        public string Name { get; } = name;

        public int Offset { get; } = offset;
    }
}
