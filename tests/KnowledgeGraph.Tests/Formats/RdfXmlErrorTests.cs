using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Formats;

/// <summary>Messages as people see them: position (1-based), what was found, what was expected, a hint.</summary>
public sealed class RdfXmlErrorTests
{
    [Theory]
    [InlineData("<rdf:li/>", "2:2: found rdf:li, expected a node element (rdf:Description, or the name of a class)")]
    [InlineData("<rdf:RDF/>", "2:2: found rdf:RDF, expected a node element (rdf:RDF is only the outermost element)")]
    [InlineData("<plain/>", "2:2: found the element plain without a namespace (declare one with xmlns)")]
    [InlineData("text", "2:1: found text, expected a node element")]
    [InlineData("<e:T>\n  text</e:T>", "3:3: found text, expected a property element")]
    [InlineData("<e:T><rdf:Description/></e:T>", "2:7: found rdf:Description, expected a property element (nodes and properties take turns)")]
    [InlineData("<e:T rdf:about='a' rdf:nodeID='b'/>", "2:6: found rdf:about beside another attribute that names the node")]
    [InlineData("<e:T rdf:nodeID='1'/>", "2:6: found rdf:nodeID=\"1\", expected a name (a letter or '_' first, then letters, digits, '.', '-' and '_')")]
    [InlineData("<e:T rdf:ID='a'/>\n<e:T rdf:ID='a'/>", "3:6: found rdf:ID=\"a\" a second time (write rdf:about to say more about it)")]
    [InlineData("<e:T rdf:li='a'/>", "2:6: found the attribute rdf:li, which is no attribute of RDF/XML (rdf:li is an element)")]
    [InlineData("<e:T rdf:bagID='a'/>", "2:6: found the attribute rdf:bagID, which is no attribute of RDF/XML (it was removed in 2004)")]
    [InlineData("<e:T nodeID='a'/>", "2:6: found the attribute nodeID without a namespace, expected a prefix (write rdf:nodeID)")]
    [InlineData("<e:T rdf:resource='a'/>", "2:6: found rdf:resource on an element that is no property")]
    [InlineData("<e:T rdf:about='a b'/>", "2:6: found a space in an IRI (write %20)")]
    [InlineData("<e:T rdf:about='{a}'/>", "2:6: found '{' in an IRI (no IRI holds this character; percent-encode it)")]
    [InlineData("<e:T xml:lang='toolonglanguage'/>", "2:6: found xml:lang=\"toolonglanguage\", expected a language tag (letters first, subtags of one to eight letters or digits after hyphens, such as en-GB)")]
    [InlineData("<e:T><e:p rdf:about='a'/></e:T>", "2:11: found rdf:about on a property element")]
    [InlineData("<e:T><e:p rdf:resource='a' rdf:nodeID='b'/></e:T>", "2:28: found rdf:nodeID beside rdf:resource")]
    [InlineData("<e:T><e:p rdf:resource='a'><e:T/></e:p></e:T>", "2:29: found e:T, expected the end of a property element whose attributes describe its object")]
    [InlineData("<e:T><e:p rdf:parseType='Literal' e:q='a'/></e:T>", "2:35: found the property attribute e:q beside rdf:parseType")]
    [InlineData("<e:T><e:p><e:T/><e:T/></e:p></e:T>", "2:18: found e:T behind a node element, expected the end of the property element (rdf:parseType=\"Collection\" takes more than one)")]
    [InlineData("<e:T><e:p>a <e:T/></e:p></e:T>", "2:14: found e:T behind text, expected the end of the property element (rdf:parseType=\"Literal\" takes text with elements)")]
    [InlineData("<e:T><e:p rdf:datatype='d'><e:T/></e:p></e:T>", "2:11: found rdf:datatype on a property element with a node element in it")]
    [InlineData("<e:T><e:p rdf:datatype='http://www.w3.org/1999/02/22-rdf-syntax-ns#langString'/></e:T>", "2:11: a literal of this datatype needs a language tag instead of rdf:datatype (write xml:lang)")]
    [InlineData("<e:T><e:p rdf:annotation='a' rdf:annotationNodeID='b'/></e:T>", "2:30: found rdf:annotationNodeID beside rdf:annotation")]
    [InlineData("<e:T rdf:version='1.2'><e:p rdf:parseType='Triple'/></e:T>", "2:25: found no triple in rdf:parseType=\"Triple\" (a node element with one property)")]
    [InlineData("<e:T rdf:version='1.2'><e:p rdf:parseType='Triple'><e:T e:p='1'/></e:p></e:T>", "2:57: found a second triple in rdf:parseType=\"Triple\", expected exactly one")]
    [InlineData("<e:T><e:p></e:T>", "2:13: found the end tag </e:T>, expected </e:p> for the start tag at 2:7")]
    [InlineData("<f:T/>", "2:2: the prefix 'f:' is not declared (declare it: xmlns:f=\"…\")")]
    [InlineData("<e:T e:p='&x;'/>", "2:12: found the entity &x;, which is not declared (XML itself knows &amp; &lt; &gt; &quot; and &apos;; write any other character as it is)")]
    [InlineData("<e:T><e:p>&x;</e:p></e:T>", "2:12: found the entity &x;, which is not declared (XML itself knows &amp; &lt; &gt; &quot; and &apos;; write any other character as it is)")]
    public void SaysWhatIsWrongAndWhere(string content, string message)
    {
        var error = Assert.Throws<RdfSyntaxException>(() => RdfReader.ReadText(
            $"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='http://e/'>\n{content}\n</rdf:RDF>", RdfFormat.RdfXml,
            new RdfReaderOptions { BaseIri = "http://e/doc" }));
        Assert.Equal(message, error.Message);
    }

    [Theory]
    [InlineData("", "1:1: found the end of the document, expected an element (rdf:RDF is the outermost one)")]
    [InlineData("<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' r:about='http://e/'/>", "1:62: found rdf:about on rdf:RDF")]
    [InlineData("<r:Description xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' r:about='a'/>",
        "1:70: found the relative IRI reference 'a', but there is no base (write xml:base, or give a base IRI)")]
    [InlineData("<T xmlns='e'/>", "1:2: found 'eT', expected an IRI with a scheme")]
    public void SaysWhatIsWrongWithTheDocument(string text, string message)
    {
        var error = Assert.Throws<RdfSyntaxException>(() => RdfReader.ReadText(text, RdfFormat.RdfXml));
        Assert.Equal(message, error.Message);
    }
}
