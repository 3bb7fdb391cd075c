using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Formats;

/// <summary>Half a character is no character, in any syntax; both halves make one where the syntax says so (JSON).</summary>
public sealed class SurrogateTests
{
    [Theory]
    [InlineData("N-Triples", "<http://e/s> <http://e/p> \"\\uD83D\" .")]
    [InlineData("N-Triples", "<http://e/s> <http://e/p> \"\\uD83D\\uDE00\" .")]
    [InlineData("N-Triples", "<http://e/s> <http://e/p> \"\\U0000DE00\" .")]
    [InlineData("N-Triples", "<http://e/s> <http://e/\\uD83D> \"x\" .")]
    [InlineData("N-Quads", "<http://e/s> <http://e/p> \"x\" <http://e/\\uDE00> .")]
    [InlineData("Turtle", "<http://e/s> <http://e/p> '''\\uD83D\\uDE00''' .")]
    [InlineData("Turtle", "<http://e/\\uD83D\\uDE00> <http://e/p> 1 .")]
    [InlineData("TriG", "<http://e/\\uD83D> { <http://e/s> <http://e/p> 1 }")]
    [InlineData("JSON-LD", "{ \"@id\": \"http://e/s\", \"http://e/p\": \"\\ud83d\" }")]
    [InlineData("JSON-LD", "{ \"@id\": \"http://e/s\", \"http://e/p\": \"\\ude00\\ud83d\" }")]
    [InlineData("JSON-LD", "{ \"@id\": \"http://e/s\", \"http://e/\\ud83d\": \"x\" }")]
    [InlineData("RDF/XML", "<r:Description xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='http://e/' e:p='&#xD83D;'/>")]
    [InlineData("RDF/XML", "<r:Description xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='http://e/' e:p='&#xD83D;&#xDE00;'/>")]
    public void Refuses(string name, string text) =>
        Assert.Throws<RdfSyntaxException>(() => RdfReader.ReadText(text, RdfFormat.All.Single(format => format.Name == name)));

    [Theory]
    [InlineData("N-Triples", "<http://e/s> <http://e/p> \"\\U0001F600\" .")]
    [InlineData("Turtle", "<http://e/s> <http://e/p> \"\\U0001F600\" .")]
    [InlineData("JSON-LD", "{ \"@id\": \"http://e/s\", \"http://e/p\": \"\\ud83d\\ude00\" }")]
    [InlineData("RDF/XML", "<r:Description xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='http://e/' r:about='http://e/s' e:p='&#x1F600;'/>")]
    public void ReadsTheWholeCharacter(string name, string text) => Assert.Equal(
        new Quad(new Iri("http://e/s"), new Iri("http://e/p"), new Literal("\U0001F600"), null),
        Assert.Single(RdfReader.ReadText(text, RdfFormat.All.Single(format => format.Name == name))));
}
