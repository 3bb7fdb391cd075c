using System.Buffers;
using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Sparql.Printing;

/// <summary>Terms in SPARQL syntax, abbreviated where the abbreviation reads back as the same term.</summary>
internal sealed class TermText(IReadOnlyDictionary<string, string> prefixes)
{
    private static readonly SearchValues<char> s_numberCharacters = SearchValues.Create("0123456789.eE-");

    // The longest namespace first.
    private readonly (string Prefix, string Namespace)[] _prefixes =
        [.. prefixes.Select(static p => (p.Key, p.Value)).Where(static p => p.Value.Length > 0)
            .OrderByDescending(static p => p.Value.Length).ThenBy(static p => p.Key, StringComparer.Ordinal)];

    public string Write(Term term)
    {
        var text = new StringBuilder();
        NTriplesText.Append(text, term, AppendIri, AppendLiteral);
        return text.ToString();
    }

    private void AppendIri(StringBuilder text, string iri)
    {
        foreach (var (prefix, name) in _prefixes)
        {
            if (iri.StartsWith(name, StringComparison.Ordinal) && IsPlainLocalName(iri.AsSpan(name.Length)))
            {
                text.Append(prefix).Append(':').Append(iri, name.Length, iri.Length - name.Length);
                return;
            }
        }

        NTriplesText.AppendIri(text, iri);
    }

    private static bool IsPlainLocalName(ReadOnlySpan<char> local)
    {
        for (var i = 0; i < local.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(local[i]) && local[i] != '_' && !(local[i] == '-' && i > 0))
            {
                return false;
            }
        }

        return true;
    }

    private void AppendLiteral(StringBuilder text, Literal literal)
    {
        if (IsShort(literal))
        {
            text.Append(literal.Lexical);
            return;
        }

        NTriplesText.AppendLiteral(text, literal, AppendIri);
    }

    // Numbers and booleans whose lexical form is that of the grammar's INTEGER, DECIMAL, DOUBLE, true or false.
    private static bool IsShort(Literal literal)
    {
        if (literal.Datatype == Xsd.Boolean)
        {
            return literal.Lexical is "true" or "false";
        }

        var digits = literal.Lexical.AsSpan();
        if (digits.StartsWith("-", StringComparison.Ordinal))
        {
            digits = digits[1..];
        }

        if (digits.IsEmpty || digits.ContainsAnyExcept(s_numberCharacters))
        {
            return false;
        }

        if (literal.Datatype == Xsd.Integer)
        {
            return !digits.ContainsAnyExceptInRange('0', '9');
        }

        var dot = digits.IndexOf('.');
        if (literal.Datatype == Xsd.Decimal)
        {
            return dot >= 0 && dot < digits.Length - 1
                && !digits[..dot].ContainsAnyExceptInRange('0', '9') && !digits[(dot + 1)..].ContainsAnyExceptInRange('0', '9');
        }

        if (literal.Datatype != Xsd.Double)
        {
            return false;
        }

        // Only the plainest form of doubles: digits, optional fraction, E, optional minus, digits.
        var e = digits.IndexOfAny('e', 'E');
        if (e <= 0)
        {
            return false;
        }

        var exponent = digits[(e + 1)..];
        exponent = exponent.StartsWith("-", StringComparison.Ordinal) ? exponent[1..] : exponent;
        var mantissa = digits[..e];
        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa : mantissa[..point];
        var fraction = point < 0 ? default : mantissa[(point + 1)..];
        return !exponent.IsEmpty && !exponent.ContainsAnyExceptInRange('0', '9') && !whole.IsEmpty
            && !whole.ContainsAnyExceptInRange('0', '9') && !fraction.ContainsAnyExceptInRange('0', '9');
    }
}
