using System.Globalization;
using System.Text;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Rdf;

/// <summary>Terms as N-Triples text, for messages and tests. Bulk output is written by the Formats project.</summary>
/// <seealso href="https://www.w3.org/TR/rdf12-n-triples/"/>
public static class NTriplesText
{
    /// <summary>Writes one term.</summary>
    /// <param name="term">The term.</param>
    public static string Write(Term term)
    {
        ArgumentNullException.ThrowIfNull(term);
        var text = new StringBuilder();
        Append(text, term);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Term term)
    {
        switch (term)
        {
            case Iri iri:
                AppendIri(text, iri.Value);
                break;
            case BlankNode node:
                text.Append("_:").Append(node.Label);
                break;
            case Literal literal:
                AppendLiteral(text, literal);
                break;
            case TripleTerm triple:
                text.Append("<<( ");
                Append(text, triple.Subject);
                text.Append(' ');
                Append(text, triple.Predicate);
                text.Append(' ');
                Append(text, triple.Object);
                text.Append(" )>>");
                break;
        }
    }

    // N-Triples IRIREF: characters #x00-#x20 and <>"{}|^`\ only as escapes.
    private static void AppendIri(StringBuilder text, string iri)
    {
        text.Append('<');
        foreach (var c in iri)
        {
            if (c <= ' ' || c is '<' or '>' or '"' or '{' or '}' or '|' or '^' or '`' or '\\')
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }
            else
            {
                text.Append(c);
            }
        }

        text.Append('>');
    }

    private static void AppendLiteral(StringBuilder text, Literal literal)
    {
        text.Append('"');
        foreach (var c in literal.Lexical)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' or '\x7f' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
        if (literal.Language is { } language)
        {
            text.Append('@').Append(language).Append(literal.Direction switch
            {
                BaseDirection.LeftToRight => "--ltr",
                BaseDirection.RightToLeft => "--rtl",
                _ => "",
            });
        }
        else if (literal.Datatype != Xsd.String)
        {
            text.Append("^^");
            AppendIri(text, literal.Datatype.Value);
        }
    }
}
