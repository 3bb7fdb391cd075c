using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Sparql.Results;

/// <summary>Reads answers in any of the four formats, whole. Bad input is an <see cref="InvalidDataException"/>.</summary>
public static class SolutionReader
{
    /// <summary>How deep triple terms may nest.</summary>
    internal const int MaxNesting = 100;

    /// <summary>Reads an answer.</summary>
    /// <param name="input">The bytes; left open.</param>
    /// <param name="format">
    /// The format. CSV does not tell kinds of terms: every field is read as a plain literal but those that begin with <c>_:</c>.
    /// </param>
    /// <exception cref="InvalidDataException">The bytes are not of the format.</exception>
    public static SolutionTable Read(Stream input, ResultFormat format)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(format);
        if (format == ResultFormat.Json)
        {
            return JsonSolutions.Read(input);
        }

        if (format == ResultFormat.Xml)
        {
            return XmlSolutions.Read(input);
        }

        using var reader = new StreamReader(input, Encoding.UTF8, leaveOpen: true);
        var text = reader.ReadToEnd();
        if (text.Trim() is "true" or "false")
        {
            return new SolutionTable([], [], text.Trim() == "true");
        }

        return format == ResultFormat.Csv ? CsvSolutions.Read(text) : TsvSolutions.Read(text);
    }

    /// <summary>A literal from the parts that JSON and XML have.</summary>
    internal static Literal Literal(string lexical, string? language, string? direction, string? datatype)
    {
        if (string.IsNullOrEmpty(language))
        {
            return new Literal(lexical, datatype is null ? Xsd.String : new Iri(datatype));
        }

        return new Literal(lexical, language, direction switch
        {
            null or "" => BaseDirection.None,
            "ltr" => BaseDirection.LeftToRight,
            "rtl" => BaseDirection.RightToLeft,
            _ => throw new InvalidDataException($"`{direction}` is no base direction: ltr or rtl was expected."),
        });
    }

    /// <summary>A triple term; its predicate is an IRI.</summary>
    internal static TripleTerm Triple(Term subject, Term predicate, Term @object) =>
        new(subject, predicate as Iri ?? throw new InvalidDataException("The predicate of a triple term is an IRI."), @object);
}
