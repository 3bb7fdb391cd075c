using System.Diagnostics;
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
        Append(text, term, AppendIri, AppendLiteral);
        return text.ToString();
    }

    /// <summary>Writes one term, IRIs and literals in another way.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="term">The term.</param>
    /// <param name="appendIri">Writes an IRI.</param>
    /// <param name="appendLiteral">Writes a literal.</param>
    public static void Append(
        StringBuilder text, Term term, Action<StringBuilder, string> appendIri, Action<StringBuilder, Literal> appendLiteral)
    {
        switch (term)
        {
            case Iri iri:
                appendIri(text, iri.Value);
                break;
            case BlankNode node:
                text.Append("_:").Append(node.Label);
                break;
            case Literal literal:
                appendLiteral(text, literal);
                break;
            case TripleTerm triple:
                text.Append("<<( ");
                Append(text, triple.Subject, appendIri, appendLiteral);
                text.Append(' ');
                Append(text, triple.Predicate, appendIri, appendLiteral);
                text.Append(' ');
                Append(text, triple.Object, appendIri, appendLiteral);
                text.Append(" )>>");
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Writes an IRI in angle brackets; characters #x00-#x20 and &lt;&gt;"{}|^`\ only as escapes (N-Triples IRIREF).</summary>
    /// <param name="text">Where to.</param>
    /// <param name="iri">The IRI.</param>
    public static void AppendIri(StringBuilder text, string iri)
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

    /// <summary>Writes a literal with its language tag or datatype.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="literal">The literal.</param>
    public static void AppendLiteral(StringBuilder text, Literal literal) => AppendLiteral(text, literal, AppendIri);

    /// <summary>Writes a literal, the IRI of its datatype in another way.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="literal">The literal.</param>
    /// <param name="appendIri">Writes an IRI.</param>
    public static void AppendLiteral(StringBuilder text, Literal literal, Action<StringBuilder, string> appendIri)
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
            appendIri(text, literal.Datatype.Value);
        }
    }
}
