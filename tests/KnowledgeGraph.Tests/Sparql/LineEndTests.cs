using System.Text;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Sparql.Results;

namespace KnowledgeGraph.Tests.Sparql;

/// <summary>Line feeds, carriage returns, both, and a byte order mark change nothing, in queries and answers.</summary>
public sealed class LineEndTests
{
    [Theory]
    [InlineData("\r\n", "")]
    [InlineData("\r", "")]
    [InlineData("\n", "\uFEFF")]
    [InlineData("\r\n", "\uFEFF")]
    public void QueriesAndUpdatesReadTheSame(string lineEnd, string mark)
    {
        const string Query = "PREFIX e: <http://e/> # 😀\nSELECT *\nWHERE {\n  ?s e:p \"é😀\" ; # comment\n e:q ?o\n FILTER(?o > 1)\n}\nLIMIT 3\n";
        const string Update = "PREFIX e: <http://e/> # 😀\nINSERT DATA {\n  e:s e:p \"é😀\" # comment\n} ;\nDELETE WHERE { ?s e:p ?o }\n";
        string Changed(string text) => mark + text.Replace("\n", lineEnd, StringComparison.Ordinal);

        Assert.True(AlgebraComparer.AreEquivalent(SparqlParser.ParseQuery(Query), SparqlParser.ParseQuery(Changed(Query))));
        Assert.Equal(
            SparqlParser.ParseUpdate(Update).Operations.Select(operation => operation.ToString()),
            SparqlParser.ParseUpdate(Changed(Update)).Operations.Select(operation => operation.ToString()));
    }

    [Theory]
    [InlineData("csv", "a,b\nx,\"é😀\"\n,\"\"\n")]
    [InlineData("tsv", "?a\t?b\n<http://e/x>\t\"é😀\"@en\n\t4\n")]
    [InlineData("json", "{\n \"head\": { \"vars\": [ \"a\", \"b\" ] },\n \"results\": { \"bindings\": [\n { \"a\": { \"type\": \"literal\", \"value\": \"é😀\" } } ] }\n}\n")]
    [InlineData("xml", "<?xml version=\"1.0\"?>\n<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n<head><variable name=\"a\"/></head>\n<results>\n<result>\n<binding name=\"a\">\n<literal>é😀</literal></binding></result></results></sparql>\n")]
    public void AnswersReadTheSame(string name, string text)
    {
        var format = ResultFormat.FromName(name)!;
        SolutionTable Read(string changed) => SolutionReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(changed)), format);
        var expected = Read(text);
        Assert.Contains(expected.Rows.SelectMany(row => row), term => term?.ToString().Contains("é😀", StringComparison.Ordinal) == true);
        foreach (var lineEnd in new[] { "\n", "\r\n", "\r" })
        {
            foreach (var mark in new[] { "", "\uFEFF" })
            {
                var actual = Read(mark + text.Replace("\n", lineEnd, StringComparison.Ordinal));
                Assert.Equal(expected.Variables, actual.Variables);
                Assert.Equal(expected.Rows.Select(row => string.Join('|', row)), actual.Rows.Select(row => string.Join('|', row)));
            }
        }
    }

    [Theory]
    [InlineData("json", "{\"head\":{\"vars\":[\"a\"]},\"results\":{\"bindings\":[{\"a\":", "{\"type\":\"triple\",\"value\":{\"subject\":")]
    [InlineData("json", "", "[")]
    [InlineData("xml", "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\"><head><variable name=\"a\"/></head><results><result><binding name=\"a\">", "<triple><subject>")]
    [InlineData("tsv", "?a\n", "<<( <http://e/s> <http://e/p> ")]
    public void RefusesOneHundredThousandLevels(string name, string start, string level)
    {
        var text = start + new StringBuilder().Insert(0, level, 100_000);
        Assert.Throws<InvalidDataException>(() => SolutionReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), ResultFormat.FromName(name)!));
    }

    [Theory]
    [InlineData("<binding name=\"a\">", "<triple><subject>", "</subject></triple>", "</binding>")]
    [InlineData("<binding name=\"a\"><literal>", "<x>", "</x>", "</literal></binding>")]
    public void RefusesDeepXml_ThatIsWellFormed(string start, string open, string close, string end)
    {
        const string Head = "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\"><head><variable name=\"a\"/></head><results><result>";
        var text = new StringBuilder(Head).Append(start).Append(new StringBuilder().Insert(0, open, 100_000)).Append(new StringBuilder().Insert(0, close, 100_000))
            .Append(end).Append("</result></results></sparql>").ToString();
        Exception? failure = null;
        var thread = new Thread(
            () => failure = Record.Exception(() => SolutionReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), ResultFormat.Xml)), 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.IsType<InvalidDataException>(failure);
    }

    [Theory]
    [InlineData("INSERT DATA { ", "GRAPH <http://e/g> { ")]
    [InlineData("INSERT DATA { <http://e/s> <http://e/p> ", "<<( <http://e/s> <http://e/p> ")]
    [InlineData("INSERT DATA { <http://e/s> <http://e/p> ", "[ <http://e/p> ")]
    [InlineData("DELETE WHERE { <http://e/s> <http://e/p> ", "( ")]
    [InlineData("DELETE { ?s ?p ?o } WHERE ", "{ ")]
    public void RefusesOneHundredThousandLevels_InUpdates(string start, string level) =>
        Assert.Throws<SparqlSyntaxException>(() => SparqlParser.ParseUpdate(start + new StringBuilder().Insert(0, level, 100_000)));

    [Theory]
    [InlineData("SELECT * { ?s ?p \"\\uD83D\" }")]
    [InlineData("SELECT * { ?s ?p \"\\uD83D\\uDE00\" }")]
    [InlineData("SELECT * { ?s ?p \"\\U0000DE00\" }")]
    [InlineData("SELECT * { ?s <http://e/\\uD83D> ?o }")]
    public void RefusesEscapesOfSurrogates(string query) => Assert.Throws<SparqlSyntaxException>(() => SparqlParser.ParseQuery(query));

    [Theory]
    [InlineData("json", "{\"head\":{\"vars\":[\"a\"]},\"results\":{\"bindings\":[{\"a\":{\"type\":\"literal\",\"value\":\"\\ud83d\"}}]}}")]
    [InlineData("xml", "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\"><head><variable name=\"a\"/></head><results><result><binding name=\"a\"><literal>&#xD83D;</literal></binding></result></results></sparql>")]
    [InlineData("tsv", "?a\n\"\\uD83D\"\n")]
    public void RefusesSurrogatesInAnswers(string name, string text) => Assert.Throws<InvalidDataException>(
        () => SolutionReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), ResultFormat.FromName(name)!));
}
