using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Formats;

/// <summary>Messages as people see them: position (1-based), what was found, what was expected, a hint.</summary>
public sealed class SyntaxErrorTests
{
    [Theory]
    [InlineData("N-Triples", "<a:s> <a:p> <a:o> .\n<a:s> <a:p> <a:o>\n",
        "2:18: found the end of the line, expected '.' at the end of the triple (add a dot)")]
    [InlineData("N-Triples", "<a:s> <a:p> <http://e/a b> .",
        "1:24: found a space in an IRI (write %20, or close the IRI with '>' before the space)")]
    [InlineData("N-Triples", "<a:s> <a:p> \"say \"hi\" to\" .",
        "1:19: found 'hi\"', expected '.' at the end of the triple (is a quotation mark inside the string not escaped?)")]
    [InlineData("N-Triples", "<a:s> <a:p> \"open .\n",
        "1:13: the string that begins here is not closed on its line (a line break in a string is written \\n)")]
    [InlineData("N-Triples", "<a:s> <a:p> <o> .",
        "1:13: found a relative IRI reference, expected an IRI with a scheme (only Turtle and TriG have a base)")]
    [InlineData("N-Triples", "\"x\" <a:p> <a:o> .",
        "1:1: found '\"x\"', expected a subject: an IRI or a blank node")]
    [InlineData("N-Triples", "<a:s> _:p <a:o> .",
        "1:7: found '_:p', expected a predicate: an IRI")]
    [InlineData("N-Triples", "<a:s> <a:p> \"x\\q\" .",
        "1:15: unknown escape in a string, expected one of \\t \\b \\n \\r \\f \\\" \\' \\\\ \\uXXXX \\UXXXXXXXX (a backslash itself is written \\\\)")]
    [InlineData("N-Triples", "<a:s> <a:p> \"\\uD800\" .",
        "1:14: U+D800 is a surrogate, not a character (write a character above U+FFFF as \\U and eight digits, not as two surrogates)")]
    [InlineData("N-Triples", "<a:s> <a:p> \"x\"@toolonglanguage .",
        "1:16: found '@toolonglanguage', expected a language tag (letters first, subtags of one to eight letters or digits after hyphens, such as @en-GB)")]
    [InlineData("N-Triples", "<a:s> <a:p> \"x\"@en--up .",
        "1:16: found base direction '--up', expected '--ltr' or '--rtl'")]
    [InlineData("N-Triples", "<a:s> <a:p> <a:o> <a:g> .",
        "1:19: found '<a:g>', expected '.' at the end of the triple (a graph name needs N-Quads)")]
    [InlineData("N-Triples", "<a:s> <a:p> <a:o> . <a:s> <a:p> <a:o> .",
        "1:21: found '<a:s>', expected the end of the line")]
    [InlineData("N-Triples", "<a:s> <a:p> <a:{o}> .",
        "1:16: found '{' in an IRI (no IRI holds this character; percent-encode it)")]
    [InlineData("N-Triples", "<a:s> <a:p> << <a:s> <a:p> <a:o> >> .",
        "1:13: found '<<', expected '<<(' of a triple term (reified triples belong to Turtle and TriG)")]
    [InlineData("N-Triples", "<a:s> <a:p> <a:o",
        "1:13: the IRI that begins here is not closed (add '>')")]
    [InlineData("N-Triples", "é <a:p> <a:o> .",
        "1:1: found 'é', expected a subject: an IRI or a blank node")]
    [InlineData("N-Triples", "<a:é> <a:p> 'x' .",
        "1:13: found ''x'', expected an object: an IRI, a blank node, a literal or a triple term (strings stand between double quotation marks)")]
    [InlineData("N-Quads", "<a:s> <a:p> <a:o> \"g\" .",
        "1:19: found '\"g\"', expected a graph name or '.' at the end of the quad (a graph name is an IRI or a blank node; or is a quotation mark inside the string not escaped?)")]
    [InlineData("Turtle", "PREFIX secoop: <http://e/>\nsecop:a secoop:b secoop:c .",
        "2:1: the prefix 'secop:' is not declared (did you mean 'secoop:'?)")]
    [InlineData("Turtle", "<a:s> a rdfs:Class .",
        "1:9: the prefix 'rdfs:' is not declared (add PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>)")]
    [InlineData("Turtle", "<a:s> <a:p> <a:o>\n<a:s> <a:p> <a:o> .",
        "2:1: found '<a:s>', expected '.' at the end of the statement, ';' or ',' (is the dot of the statement before missing?)")]
    [InlineData("Turtle", "<a:s> <a:p> <a:o>",
        "1:18: found the end of the document, expected '.' at the end of the statement, ';' or ',' (is the dot of the statement before missing?)")]
    [InlineData("Turtle", "<a:s> <a:p> \"say \"hi\" to\" .",
        "1:19: found 'hi', expected '.' at the end of the statement, ';' or ',' (is a quotation mark inside the string not escaped?)")]
    [InlineData("Turtle", "<a:s> <a:p> \"open\n .",
        "1:13: the string that begins here is not closed on its line (a string with line breaks needs \"\"\" around it)")]
    [InlineData("Turtle", "<a:s> <a:p> \"\"\"open\n .",
        "1:13: the string that begins here is not closed (add \"\"\")")]
    [InlineData("Turtle", "<a:s> <a:p> True .",
        "1:13: found 'True', expected an object: an IRI, a blank node, a literal or a triple (booleans are written in lower case)")]
    [InlineData("Turtle", "<a:s> <a:p> name .",
        "1:13: found 'name', expected an object: an IRI, a blank node, a literal or a triple (is a prefix with its colon missing, or are quotation marks?)")]
    [InlineData("Turtle", "<a:s> <a:p> <o> .",
        "1:13: found the relative IRI reference '<o>', and there is no base (declare one: BASE <http://…/>)")]
    [InlineData("Turtle", "<a:s> <a:p> [ <a:q> 1 .",
        "1:23: found '.', expected ']' of the blank node, ';' or ','")]
    [InlineData("Turtle", "<a:s> <a:p> ( 1 2 .",
        "1:19: found '.', expected ')' of the collection, or an object")]
    [InlineData("Turtle", "<a:s> <a:p> .",
        "1:13: found '.', expected an object: an IRI, a blank node, a literal or a triple (the statement ends too early)")]
    [InlineData("Turtle", "<a:s> .",
        "1:7: found '.', expected a predicate: an IRI or 'a' (the statement ends too early)")]
    [InlineData("Turtle", "<a:s> <a:p> 1 ; <a:q> ; .",
        "1:23: found ';', expected an object: an IRI, a blank node, a literal or a triple")]
    [InlineData("Turtle", "\"x\" <a:p> 1 .",
        "1:1: found '\"x\"', expected a subject: an IRI, a blank node, a collection or a reified triple (a literal is never a subject)")]
    [InlineData("Turtle", "PREFIX : <a:> .\n:a :b :c .",
        "1:15: found '.', expected a subject: an IRI, a blank node, a collection or a reified triple (no dot follows a graph, nor PREFIX, BASE and VERSION without '@')")]
    [InlineData("Turtle", "@PREFIX : <a:> .",
        "1:1: found '@PREFIX', expected @prefix, @base or @version (directives with '@' are written in lower case)")]
    [InlineData("Turtle", "@prefix : <a:>\n:a :b :c .",
        "2:1: found ':a', expected '.' at the end of the directive (is the dot of the statement before missing?)")]
    [InlineData("Turtle", "PREFIX x <a:>",
        "1:8: found 'x', expected a prefix with its colon, such as 'ex:'")]
    [InlineData("Turtle", "VERSION 1.2",
        "1:9: found '1.2', expected a version in quotation marks, such as \"1.2\"")]
    [InlineData("Turtle", "<a:s> <a:p> 1.e .",
        "1:15: found 'e', expected a subject: an IRI, a blank node, a collection or a reified triple (is a prefix with its colon missing?)")]
    [InlineData("Turtle", "<a:s> <a:p> +x .",
        "1:13: found '+', expected a number with digits")]
    [InlineData("Turtle", "<a:s> <a:p> <<( <a:s> <a:p> << <a:s> <a:p> 1 >> )>> .",
        "1:29: found '<<', expected the object of a triple term (a reified triple cannot stand inside a triple term; write <<( … )>>)")]
    [InlineData("Turtle", "<a:s> <a:p> << <a:s> <a:p> (1) >> .",
        "1:28: found '(', expected the object of a reified triple: an IRI, a blank node, a literal or a triple (a collection cannot stand inside a triple)")]
    [InlineData("Turtle", "<a:s> <a:p> 1 {| |} .",
        "1:18: found '|}', expected a predicate: an IRI or 'a'")]
    [InlineData("Turtle", "<a:g> { <a:s> <a:p> 1 }",
        "1:7: found '{', expected a predicate: an IRI or 'a' (graphs need TriG, do not nest, and are named by an IRI or a blank node)")]
    [InlineData("TriG", "<a:g> { <a:s> <a:p> 1 ",
        "1:23: found the end of the document, expected '.' at the end of the statement, ';' or ',' (is the dot of the statement before missing?)")]
    [InlineData("TriG", "GRAPH { <a:s> <a:p> 1 }",
        "1:7: found '{', expected the name of a graph: an IRI or a blank node")]
    [InlineData("TriG", "[ <a:p> 1 ] { <a:s> <a:p> 1 }",
        "1:13: found '{', expected a predicate: an IRI or 'a' (graphs need TriG, do not nest, and are named by an IRI or a blank node)")]
    [InlineData("TriG", "<a:g> { <a:h> { <a:s> <a:p> 1 } }",
        "1:15: found '{', expected a predicate: an IRI or 'a' (graphs need TriG, do not nest, and are named by an IRI or a blank node)")]
    [InlineData("TriG", "<a:g> { <a:s> <a:p> 1 } .",
        "1:25: found '.', expected a subject: an IRI, a blank node, a collection or a reified triple (no dot follows a graph, nor PREFIX, BASE and VERSION without '@')")]
    [InlineData("Turtle", "<a:s> <a:p> ex:%zz .",
        "1:16: found '%' in a local name, expected two hexadecimal digits after it")]
    [InlineData("Turtle", "<a:s> <a:p> 1 % .",
        "1:15: found '%', which begins no term and no punctuation")]
    [InlineData("Turtle", "<a:s> <a:p> <a:\\u0020> .",
        "1:16: the escape stands for U+0020, which no IRI holds")]
    [InlineData("Turtle", "<a:s> <a:p> \"x\"^^\"y\" .",
        "1:18: found '\"y\"', expected the IRI of a datatype after '^^'")]
    [InlineData("Turtle", "<a:s> <a:p> \"x\"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString> .",
        "1:18: a literal of this datatype needs a language tag instead of '^^'")]
    public void SaysWhatIsWrongAndWhere(string format, string text, string message)
    {
        var error = Assert.Throws<RdfSyntaxException>(() => RdfReader.ReadText(text, RdfFormat.All.Single(f => f.Name == format)));
        Assert.Equal(message, error.Message);
    }

    [Theory]
    [InlineData("N-Triples")]
    [InlineData("Turtle")]
    public void NamesInvalidByte_WhenInputIsNotUtf8(string format)
    {
        byte[] latin1 = [.. "<a:s> <a:p> \"ü\" .\n<a:s> <a:p> \"é"u8, 0xFC, .. "\" ."u8];
        using var input = new MemoryStream(latin1);
        var error = Assert.Throws<RdfSyntaxException>(() => RdfReader.Read(
            input, RdfFormat.All.Single(f => f.Name == format), new DatasetSink(), new RdfReaderOptions { SourceName = "x.ttl" },
            TestContext.Current.CancellationToken));
        Assert.Equal("x.ttl:2:15: invalid UTF-8: byte 0xFC (the text must be UTF-8)", error.Message);
    }

    [Fact]
    public void RejectsTextThatEndsInsideACharacter()
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes("<a:s> <a:p> <a:é")[..^1]);
        Assert.Throws<RdfSyntaxException>(
            () => RdfReader.Read(input, RdfFormat.Turtle, new DatasetSink(), ct: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void CountsLinesAndColumnsFromZero_BeyondOneBuffer()
    {
        var text = string.Concat(Enumerable.Repeat("<a:s> <a:p> \"ü\" .\n", 10_000)) + "\n<a:s> <a:ü> .";
        foreach (var format in RdfFormat.All.Remove(RdfFormat.RdfXml).Remove(RdfFormat.JsonLd))
        {
            var error = Assert.Throws<RdfSyntaxException>(() => RdfReader.ReadText(text, format));
            Assert.Equal((10_001, 12), (error.Line, error.Column));
        }
    }

    [Fact]
    public void DeliversWhatCameBeforeTheError()
    {
        foreach (var format in RdfFormat.All.Remove(RdfFormat.RdfXml).Remove(RdfFormat.JsonLd))
        {
            var sink = new DatasetSink();
            using var input = new MemoryStream("<a:s> <a:p> <a:o> .\n<a:s> ."u8.ToArray());
            Assert.Throws<RdfSyntaxException>(() => RdfReader.Read(input, format, sink, ct: TestContext.Current.CancellationToken));
            Assert.Single(sink.Dataset);
        }
    }
}
