using System.Text.Json;

namespace KnowledgeGraph.Tests.Cli;

/// <summary><c>kg why</c> as a process.</summary>
public sealed class KgWhyTests
{
    private const string Refusals =
        "PREFIX : <https://w3id.org/secoop/ontology#> SELECT * { ?refusal :refused ?what ; :actor <https://w3id.org/secoop/id/kazakhstan> } ORDER BY ?refusal";

    [Fact]
    public void ShowsTheFactsAndTheirClaims()
    {
        KgTests.Result why = KgTests.Run("why", Refusals);

        Assert.Equal(0, why.ExitCode);
        Assert.Contains(" :refused ", why.Output, StringComparison.Ordinal);
        Assert.Matches(@"asserted, done, plain[^\n]*/claim/[^\n]*paragraph \d+, characters \d+-\d+", why.Output);
    }

    [Fact]
    public void WritesJsonLd()
    {
        using JsonDocument why = JsonDocument.Parse(KgTests.Run("why", "--format", "jsonld", Refusals).Output);

        Assert.Equal("rdf:Statement", why.RootElement.GetProperty("supports")[0].GetProperty("parts")[0].GetProperty("type").GetString());
    }

    [Fact]
    public void ExplainsOneRowOfOtherData()
    {
        using var file = new KgTests.TemporaryFile(".ttl", "@prefix : <http://x/> . :a :p :b , :c . :b :q 1 .");

        KgTests.Result why = KgTests.Run(
            "why", "--data", file.Path, "--row", "2", "PREFIX : <http://x/> SELECT ?y ?n { :a :p+ ?y OPTIONAL { ?y :q ?n } } ORDER BY ?y");

        Assert.Equal(
            """
            ?y = :c
            1.
               :a :p+ :c: one shortest walk
                  :a :p :c
               nothing for the optional part (bgp (triple ?y :q ?n))

            """.ReplaceLineEndings("\n"),
            why.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void NamesTheRuleAndThePremisesOfWhatFollows()
    {
        using var file = new KgTests.TemporaryFile(
            ".ttl",
            "@prefix : <http://x/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . :Pact rdfs:subClassOf :Treaty . :x a :Pact .");

        KgTests.Result why = KgTests.Run(
            "why", "--data", file.Path, "--entailment", "rdfs", "PREFIX : <http://x/> SELECT ?x { ?x a :Treaty }");

        Assert.Equal(0, why.ExitCode);
        Assert.Matches(@"follows by rdfs9: .* from\s+.*\s+.*", why.Output);
        Assert.Contains(":Pact", why.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "no row 9", "--row", "9", Refusals)]
    [InlineData(2, "--row is from 1", "--row", "0", Refusals)]
    [InlineData(2, "--limit", "--limit", "1001", Refusals)]
    [InlineData(2, "neither text nor jsonld", "--format", "pdf", Refusals)]
    [InlineData(2, "DESCRIBE", "DESCRIBE <http://x>")]
    public void RefusesWhatIsWrong(int exitCode, string words, params string[] arguments)
    {
        KgTests.Result why = KgTests.Run(["why", .. arguments]);

        Assert.Equal(exitCode, why.ExitCode);
        Assert.Contains(words, why.Error, StringComparison.Ordinal);
        Assert.Empty(why.Output);
    }
}
