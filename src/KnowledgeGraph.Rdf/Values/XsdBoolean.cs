namespace KnowledgeGraph.Rdf.Values;

/// <summary>Lexical forms of xsd:boolean (XSD 1.1 Part 2 §3.3.2).</summary>
/// <seealso href="https://www.w3.org/TR/xmlschema11-2/#boolean"/>
public static class XsdBoolean
{
    /// <summary>Reads <c>true</c>, <c>false</c>, <c>1</c> or <c>0</c>.</summary>
    /// <param name="text">The lexical form in UTF-8, without white space.</param>
    /// <param name="value">The value.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out bool value)
    {
        value = text.SequenceEqual("true"u8) || text.SequenceEqual("1"u8);
        return value || text.SequenceEqual("false"u8) || text.SequenceEqual("0"u8);
    }

    /// <summary>The canonical form.</summary>
    /// <param name="value">The value.</param>
    public static string ToCanonical(bool value) => value ? "true" : "false";
}
