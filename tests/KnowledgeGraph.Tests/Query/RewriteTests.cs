using KnowledgeGraph.Query.Rewrite;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Tests.Query;

/// <summary>Each pass: what it does, and where it must not.</summary>
public sealed class RewriteTests
{
    [Theory]
    [InlineData("SimplifyJoins", "{ ?a :p ?b { ?b :q ?c } }", "{ ?a :p ?b . ?b :q ?c }")]
    [InlineData("SplitConjunctions", "{ ?a :p ?b FILTER(?b > 1 && ?b < 5) }", "{ { ?a :p ?b FILTER(?b < 5) } FILTER(?b > 1) }")]
    [InlineData("FilterEqualityToConstant", "{ ?a :p ?b FILTER(?a = :x) }", "{ VALUES ?a { :x } ?a :p ?b }")]
    [InlineData("FilterEqualityToConstant", "{ ?a :p ?b FILTER(?b = 1) }", null)]
    [InlineData("FilterEqualityToConstant", "{ ?a :p ?c OPTIONAL { ?a :q ?b } FILTER(?b = :x) }", null)]
    [InlineData("PushFilters", "{ ?a :p ?b OPTIONAL { ?a :q ?c } FILTER(?b > 1) }", "{ { ?a :p ?b FILTER(?b > 1) } OPTIONAL { ?a :q ?c } }")]
    [InlineData("PushFilters", "{ ?a :p ?b OPTIONAL { ?a :q ?c } FILTER(?c > 1) }", null)]
    [InlineData(
        "PushFilters",
        "{ { ?a :p ?b } UNION { ?a :q ?b } FILTER(?b > 1) }",
        "{ { ?a :p ?b FILTER(?b > 1) } UNION { ?a :q ?b FILTER(?b > 1) } }")]
    [InlineData("PushFilters", "{ ?a :p ?b FILTER(RAND() > 0.5) }", null)]
    [InlineData("PullOptionals", "{ ?a :p ?b OPTIONAL { ?a :q ?c } ?b :r ?d }", "{ { ?a :p ?b } { ?b :r ?d } OPTIONAL { ?a :q ?c } }")]
    [InlineData("PullOptionals", "{ ?a :p ?b OPTIONAL { ?a :q ?c } ?c :r ?d }", null)]
    public void PassRewrites(string pass, string input, string? output)
    {
        var before = Parse(input);
        var after = Rewriter.AllPasses.First(candidate => candidate.Name == pass).Apply(before, new FreshVariables());
        Assert.Equal(AlgebraPrinter.Print(output is null ? before : Parse(output)), AlgebraPrinter.Print(after));
    }

    [Fact]
    public void ExpandsSequenceIntoPatterns()
    {
        var after = new ExpandPaths().Apply(Parse("{ ?a :p/^:q ?b }"), new FreshVariables());
        Assert.DoesNotContain("path ", AlgebraPrinter.Print(after), StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownPassIsAnError() => Assert.Throws<ArgumentException>(() => new Rewriter(["NoSuchPass"]));

    private static GraphPattern Parse(string group) =>
        SparqlParser.ParseQuery("PREFIX : <http://example/> ASK " + group).Pattern;
}
