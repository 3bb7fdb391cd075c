using System.Globalization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>RDF to object conversion: a term as a value object or node reference.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#rdf-to-object-conversion"/>
internal sealed class ObjectConversion(JsonLdOptions options)
{
    /// <summary>The identifier of an IRI or blank node.</summary>
    /// <exception cref="ArgumentException">The term is another one.</exception>
    public static string Identifier(Term term) => term switch
    {
        Iri iri => iri.Value,
        BlankNode node => "_:" + node.Label,
        TripleTerm => throw new ArgumentException("JSON-LD 1.1 has no triple terms.", nameof(term)),
        _ => throw new ArgumentException("A literal is no node.", nameof(term)),
    };

    public JsonMap Convert(Term term)
    {
        if (term is not Literal literal)
        {
            return new JsonMap(Keywords.Id, Identifier(term));
        }

        var datatype = literal.Datatype.Value;
        if (options.UseNativeTypes && Native(literal) is { } native)
        {
            return new JsonMap(Keywords.Value, native);
        }

        if (datatype == RdfTerms.Json && !options.Version10)
        {
            return new JsonMap(Keywords.Value, Json(literal.Lexical)) { { Keywords.Type, Keywords.Json } };
        }

        var result = new JsonMap(Keywords.Value, literal.Lexical);
        if (options.RdfDirection == RdfDirection.I18nDatatype && datatype.StartsWith(RdfTerms.I18n, StringComparison.Ordinal)
            && datatype.IndexOf('_', RdfTerms.I18n.Length) is var underscore and > 0)
        {
            if (underscore > RdfTerms.I18n.Length)
            {
                result.Add(Keywords.Language, datatype[RdfTerms.I18n.Length..underscore]);
            }

            result.Add(Keywords.Direction, datatype[(underscore + 1)..]);
        }
        else if (literal.Language is { } language)
        {
            result.Add(Keywords.Language, language);
            if (literal.Direction != BaseDirection.None)
            {
                result.Add(Keywords.Direction, literal.Direction == BaseDirection.LeftToRight ? "ltr" : "rtl");
            }
        }
        else if (datatype != Xsd.String.Value)
        {
            result.Add(Keywords.Type, datatype);
        }

        return result;
    }

    // Step 2.4; an integer keeps all its digits.
    private static object? Native(Literal literal)
    {
        if (literal.Datatype == Xsd.Boolean)
        {
            return literal.Lexical switch
            {
                "true" or "1" => true,
                "false" or "0" => false,
                _ => null,
            };
        }

        if (literal.Datatype == Xsd.Integer)
        {
            var digits = literal.Lexical.TrimStart('+', '-');
            if (digits.Length == 0 || !digits.All(char.IsAsciiDigit) || literal.Lexical.Length > digits.Length + 1)
            {
                return null;
            }

            var significant = digits.TrimStart('0') is { Length: > 0 } some ? some : "0";
            return new JsonNumber(literal.Lexical[0] == '-' && significant != "0" ? "-" + significant : significant);
        }

        return literal.Datatype == Xsd.Double && literal.Lexical.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or '.' or 'e' or 'E')
            && double.TryParse(literal.Lexical, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? new JsonNumber(JsonNumber.ToEcmaScript(value))
            : null;
    }

    private object? Json(string lexical)
    {
        try
        {
            return JsonText.Read(System.Text.Encoding.UTF8.GetBytes(lexical), null, options.MaxNesting, hasOffsets: false);
        }
        catch (RdfSyntaxException e)
        {
            throw new JsonLdException("invalid JSON literal", $"the literal is no JSON: {e.Problem}", e);
        }
    }
}
