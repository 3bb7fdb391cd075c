using System.Text.Json;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Results;

/// <summary>One solution as a binding of SPARQL 1.2 Query Results JSON: an object with a term for each variable that is bound.</summary>
/// <seealso href="https://www.w3.org/TR/sparql12-results-json/#select-encode-terms"/>
public static class JsonBinding
{
    /// <summary>Reads a binding.</summary>
    /// <param name="binding">The object.</param>
    /// <exception cref="InvalidDataException">It is no binding.</exception>
    public static IReadOnlyDictionary<Variable, Term> Read(JsonElement binding)
    {
        try
        {
            return binding.EnumerateObject().ToDictionary(pair => new Variable(pair.Name), pair => ReadTerm(pair.Value));
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException("This is not a binding of a SPARQL result in JSON: " + e.Message, e);
        }
    }

    /// <summary>Writes a binding.</summary>
    /// <param name="solution">Variables and terms; null is unbound.</param>
    public static string Write(IEnumerable<(string Name, Term? Value)> solution)
    {
        ArgumentNullException.ThrowIfNull(solution);
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in solution)
            {
                if (value is not null)
                {
                    writer.WritePropertyName(name);
                    WriteTerm(writer, value);
                }
            }

            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(text.GetBuffer().AsSpan(0, (int)text.Length));
    }

    // Recursion is bounded by the depth of the document.
    internal static Term ReadTerm(JsonElement term)
    {
        var value = term.GetProperty("value");
        var type = term.GetProperty("type").GetString();
        return type switch
        {
            "uri" => new Iri(value.GetString()!),
            "bnode" => new BlankNode(value.GetString()!),
            "literal" or "typed-literal" => SolutionReader.Literal(
                value.GetString()!, Optional(term, "xml:lang"), Optional(term, "its:dir"), Optional(term, "datatype")),
            "triple" => SolutionReader.Triple(
                ReadTerm(value.GetProperty("subject")), ReadTerm(value.GetProperty("predicate")), ReadTerm(value.GetProperty("object"))),
            _ => throw new InvalidDataException($"`{type}` is no type of term: uri, bnode, literal or triple was expected."),
        };
    }

    private static void WriteTerm(Utf8JsonWriter writer, Term term)
    {
        writer.WriteStartObject();
        switch (term)
        {
            case Iri iri:
                WriteText(writer, "uri", iri.Value);
                break;
            case BlankNode node:
                WriteText(writer, "bnode", node.Label);
                break;
            case Literal literal:
                WriteLiteral(writer, literal);
                break;
            case TripleTerm triple:
                writer.WriteString("type", "triple");
                writer.WriteStartObject("value");
                foreach (var (name, part) in new (string, Term)[] { ("subject", triple.Subject), ("predicate", triple.Predicate), ("object", triple.Object) })
                {
                    writer.WritePropertyName(name);
                    WriteTerm(writer, part);
                }

                writer.WriteEndObject();
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteLiteral(Utf8JsonWriter writer, Literal literal)
    {
        WriteText(writer, "literal", literal.Lexical);
        if (literal.Language is not null)
        {
            writer.WriteString("xml:lang", literal.Language);
            if (literal.Direction != BaseDirection.None)
            {
                writer.WriteString("its:dir", literal.Direction == BaseDirection.LeftToRight ? "ltr" : "rtl");
            }
        }
        else if (literal.Datatype != Xsd.String)
        {
            writer.WriteString("datatype", literal.Datatype.Value);
        }
    }

    private static void WriteText(Utf8JsonWriter writer, string type, string value)
    {
        writer.WriteString("type", type);
        writer.WriteString("value", value);
    }

    private static string? Optional(JsonElement term, string name) => term.TryGetProperty(name, out var value) ? value.GetString() : null;
}
