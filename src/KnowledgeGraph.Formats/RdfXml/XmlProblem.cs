using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Formats.RdfXml;

/// <summary>What is wrong with XML, in the words of the other readers: the framework's sentences were made for programmers.</summary>
/// <param name="Text">What was found, what was expected.</param>
/// <param name="Hint">What probably helps, or null.</param>
/// <param name="Back">How many characters before the position stated the error begins.</param>
/// <param name="IsDocType">Whether it is the document type declaration, for which the framework states no position.</param>
internal readonly partial record struct XmlProblem(string Text, string? Hint = null, int Back = 0, bool IsDocType = false)
{
    private const string Entities = "XML itself knows &amp; &lt; &gt; &quot; and &apos;; write any other character as it is";

    /// <summary>The problem behind an exception. A sentence that is not known stays as it is.</summary>
    /// <param name="e">The exception.</param>
    /// <param name="scope">The prefixes declared where it happened.</param>
    /// <param name="inCodePoints">Makes a 0-based line and column in UTF-16 units a column in code points.</param>
    public static XmlProblem Of(XmlException e, IXmlNamespaceResolver? scope, Func<int, int, int> inCodePoints)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $" Line {e.LineNumber}, position {e.LinePosition}.");
        var text = e.Message.EndsWith(place, StringComparison.Ordinal) ? e.Message[..^place.Length] : e.Message;
        return OfWhole(text) ?? OfParts(text, scope, inCodePoints) ?? new XmlProblem("not well-formed XML: " + text.TrimEnd('.'));
    }

    private static XmlProblem? OfWhole(string text) => text switch
    {
        _ when text.Contains("DTD is prohibited", StringComparison.Ordinal) => new(
            "found a document type declaration, which is not read: entities can make a small document huge",
            "expand its entities and drop it, for instance with xmllint --noent --dropdtd", IsDocType: true),
        "An error occurred while parsing EntityName." => new("found '&' that begins no entity", "write &amp;", Back: 1),
        "Root element is missing." => new("found the end of the document, expected an element", "rdf:RDF is the outermost one"),
        "Data at the root level is invalid." => new("found text outside the outermost element, expected '<'", "is this RDF/XML?"),
        "There are multiple root elements." => new("found a second outermost element", "rdf:RDF takes any number of nodes", Back: 1),
        "Invalid character in the given encoding." => new(
            "found bytes that are no characters", "the text must be in the encoding that its XML declaration names, or in UTF-8"),
        "Unexpected XML declaration. The XML declaration must be the first node in the document, and no whitespace characters are allowed to appear before it."
            => new("found an XML declaration that is not at the beginning", "nothing stands before it, not even a space"),
        "Unexpected end tag." => new("found an end tag without its start tag"),
        _ => null,
    };

    private static XmlProblem? OfParts(string text, IXmlNamespaceResolver? scope, Func<int, int, int> inCodePoints)
    {
        if (Tags().Match(text) is { Success: true } tags)
        {
            var (line, column) = (Number(tags.Groups[2]) - 1, Number(tags.Groups[3]) - 1);
            return new XmlProblem(string.Create(
                CultureInfo.InvariantCulture,
                $"found the end tag </{tags.Groups[4]}>, expected </{tags.Groups[1]}> for the start tag at {line + 1}:{inCodePoints(line, column) + 1}"));
        }

        if (Unclosed().Match(text) is { Success: true } unclosed)
        {
            var open = unclosed.Groups[1].Value.Split(", ");
            return new XmlProblem($"found the end of the document, expected </{open[0]}>", open.Length > 1 ? "not closed: " + unclosed.Groups[1] : null);
        }

        if (Prefix().Match(text) is { Success: true } prefix)
        {
            return new XmlProblem($"the prefix '{prefix.Groups[1]}:' is not declared", PrefixHint(prefix.Groups[1].Value, scope));
        }

        if (Entity().Match(text) is { Success: true } entity)
        {
            return new XmlProblem($"found the entity &{entity.Groups[1]};, which is not declared", Entities);
        }

        if (Token().Match(text) is { Success: true } token)
        {
            var expected = token.Groups[2].Value.Contains('"', StringComparison.Ordinal) ? "a quotation mark" : $"'{token.Groups[2]}'";
            return new XmlProblem(
                $"found '{RdfXmlInput.Shown(token.Groups[1].Value)}', expected {expected}",
                expected is "a quotation mark" or "'='" ? "an attribute is written name=\"value\"" : null);
        }

        if (Attribute().Match(text) is { Success: true } attribute)
        {
            return new XmlProblem($"found the attribute {attribute.Groups[1]} a second time");
        }

        // The character itself may be half of one.
        return Character().Match(text) is { Success: true } character
            ? new XmlProblem(
                $"found {Shown(character.Groups[1].Value)} where XML has no place for it",
                character.Groups[1].Value == "3C" ? "write &lt;" : character.Groups[1].Value == "26" ? "write &amp;" : null)
            : null;
    }

    private static string PrefixHint(string prefix, IXmlNamespaceResolver? scope)
    {
        if (WellKnownPrefixes.All.TryGetValue(prefix, out var iri))
        {
            return $"add xmlns:{prefix}=\"{iri}\"";
        }

        var declared = scope?.GetNamespacesInScope(XmlNamespaceScope.ExcludeXml).Keys ?? [];
        return NearestName.Of(prefix, declared) is { } near ? $"did you mean '{near}:'?" : $"declare it: xmlns:{prefix}=\"…\"";
    }

    private static string Shown(string hexadecimal) =>
        int.Parse(hexadecimal, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) is > 0x20 and < 0x7F and var code
            ? $"'{(char)code}'"
            : "U+" + hexadecimal.PadLeft(4, '0');

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^The '(.*)' start tag on line (\d+) position (\d+) does not match the end tag of '(.*)'\.$")]
    private static partial Regex Tags();

    [GeneratedRegex(@"The following elements are not closed: (.*)\.$")]
    private static partial Regex Unclosed();

    [GeneratedRegex(@"^'(.*)' is an undeclared prefix\.$")]
    private static partial Regex Prefix();

    [GeneratedRegex(@"^Reference to undeclared entity '(.*)'\.$")]
    private static partial Regex Entity();

    [GeneratedRegex(@"^'(.*)' is an unexpected token\. The expected token is '(.*)'\.$", RegexOptions.Singleline)]
    private static partial Regex Token();

    [GeneratedRegex(@"^'(.*)' is a duplicate attribute name\.$")]
    private static partial Regex Attribute();

    [GeneratedRegex("hexadecimal value 0x([0-9A-F]+), (?:is an invalid|cannot be included)", RegexOptions.Singleline)]
    private static partial Regex Character();
}
