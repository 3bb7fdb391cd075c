using System.Globalization;
using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Knowledge.Build;
using KnowledgeGraph.Knowledge.Verification;

namespace KnowledgeGraph.Tests.Knowledge;

/// <summary>Every registered name that a text prints is a mention, of a claim or of its own.</summary>
public sealed class NameLocatorTests
{
    private const string Claim =
        "claims:\n  - id: a\n    par: 1\n    trigger: met\n    says: i:ada :admires i:m .\n    mentions: { i:ada: Ada Alm, i:m: { description: met Bo Berg } }\n"
        + "  - id: b\n    par: 1\n    trigger: met\n    says: i:m a :Meeting .\n    mentions: { i:m: { description: met } }\n";

    // "Oz" is the capital of Ozland and stands for it; "Berg" is also the name of a hill, "Alm" a part of a longer name.
    private const string Ambiguous = SmallProject.Register
        + "i:ozland a :Place ; rdfs:label \"Ozland\"@en ; :metonym \"Oz\"@en .\n"
        + "i:hill a :Place ; rdfs:label \"Berg\"@en .\n";

    private static readonly string s_ontology = SmallProject.Ontology + ":metonym a owl:DatatypeProperty , :RegisterProperty . :Topic a owl:Class .\n";

    [Fact]
    public void EveryNameThatNoClaimMentions_IsAMentionOfItsOwn()
    {
        using var project = new SmallProject(Claim);

        Assert.Empty(project.Build().Findings);

        // Bo Berg stands in the description of something else; Oz Post is longer than Oz.
        Assert.Equal(
            ["name i:bo 38 Bo Berg 1", "name i:oz 49 Oz 1", "name i:oz-post 53 Oz Post 1", "name i:bo 112 Berg 1", "name i:ada 169 Alm 2", "name i:bo 210 Berg 2",
                "name i:ada 226 Alm 2"],
            Kept(project));
        string graph = project.GraphFile("tale.trig");
        Assert.Contains("m:53-60 a :Mention ;\n        :inSource s:tale ;\n        :mentionKind :NameMention ;\n        :refersTo i:oz-post ;", graph, StringComparison.Ordinal);
        Assert.DoesNotContain(":mention m:53-60", graph, StringComparison.Ordinal);
    }

    [Fact]
    public void AMentionOfTheEntityItself_CoversItsName()
    {
        using var project = new SmallProject(
            "claims:\n  - id: a\n    par: 1\n    trigger: met\n    says: i:ada :admires i:bo .\n    mentions: { i:ada: Ada Alm, i:bo: { description: met Bo Berg } }\n");

        Assert.Empty(project.Build().Findings);

        Assert.DoesNotContain(Kept(project), line => line.Contains("Bo Berg", StringComparison.Ordinal));
    }

    [Fact]
    public void AnAnaphorMayTakeUpANameThatNoClaimMentions()
    {
        using var project = new SmallProject(
            "claims:\n  - id: a\n    par: 1\n    trigger: praised\n    says: i:ada :admires i:bo .\n"
            + "    mentions: { i:ada: { anaphor: She, of: Ada Alm }, i:bo: Berg }\n");

        Assert.Empty(project.Verify().Findings);
    }

    [Fact]
    public void PlacesInRegionsAndNamesOfTopics_AreNoNames()
    {
        string register = SmallProject.Register + "i:tea a :Topic ; rdfs:label \"tea\"@en .\ni:song rdfs:label \"cups\"@en ; skos:altLabel \"guests\"@en , \"June\"@en .\n";
        using var project = new SmallProject("regions:\n  - { kind: Lost, pars: 0-1 }\n" + Claim, register: register, ontology: s_ontology);

        Assert.Empty(project.Build().Findings);

        // A thing without a type has its aliases for names, not its label; and no name is without a capital letter.
        Assert.Equal(["name i:ada 169 Alm 2", "name i:bo 210 Berg 2", "name i:ada 226 Alm 2", "name i:song 244 June 2"], Kept(project));
    }

    [Fact]
    public void FormOfTwoReadings_StopsTheBuild_UntilItIsDecided()
    {
        using var project = new SmallProject(Claim, register: Ambiguous, ontology: s_ontology);

        BuildResult undecided = project.Build();

        Assert.All(undecided.Findings, finding => Assert.Equal(FindingKind.Coverage, finding.Kind));
        Assert.Equal(3, undecided.Findings.Length);
        string message = undecided.Findings.Single(finding => finding.Message.Contains("'Oz'", StringComparison.Ordinal)).ToString();
        Assert.Contains("tale.yaml:10:5: coverage: 'Oz' at 49-51 in paragraph 1 may stand for name: i:oz or metonym: i:ozland", message, StringComparison.Ordinal);
        Assert.Contains("{ text: Oz, par: 1, nth: 1, name: i:oz }", message, StringComparison.Ordinal);

        project.WriteSource(
            "names:\n  - { text: Oz, metonym: i:ozland }\n  - { text: Berg, name: i:bo }\n  - { text: Berg, par: 2, nth: 1, none: a hill }\n" + Claim);

        Assert.Empty(project.Build().Findings);
        Assert.Contains("metonym i:ozland 49 Oz 1", Kept(project));
        Assert.Contains("name i:bo 112 Berg 1", Kept(project));
        Assert.DoesNotContain(Kept(project), line => line.Contains("210", StringComparison.Ordinal));
        Assert.Empty(project.VerifyOnly().Findings);
    }

    [Theory]
    [InlineData("{ text: Oz, name: i:bo }", FindingKind.Name, "'Oz' is no registered name of i:bo")]
    [InlineData("{ text: Berg, metonym: i:bo }", FindingKind.Name, "'Berg' is no registered :metonym of i:bo")]
    [InlineData("{ text: Alm, par: 2, nth: 3, name: i:ada }", FindingKind.Coverage, "'Alm' does not stand in paragraph 2 for the 3. time")]
    [InlineData("{ text: tea, none: a drink }", FindingKind.Coverage, "'tea' does not stand as a registered name")]
    [InlineData("{ text: Oz, nth: 1, name: i:oz }", FindingKind.Form, "'nth' counts within a paragraph")]
    [InlineData("{ text: Oz }", FindingKind.Form, "needs exactly one of name, metonym, none")]
    [InlineData("{ text: Oz, name: oz }", FindingKind.Form, "'name' must be a thing as i:name")]
    public void ReportsWrongDecision(string entry, FindingKind kind, string message)
    {
        using var project = new SmallProject("names:\n  - " + entry + "\n" + Claim);

        Finding finding = Assert.Single(project.Build().Findings, each => each.Message.Contains(message, StringComparison.Ordinal));
        Assert.Equal(kind, finding.Kind);
        Assert.Equal(4, finding.Position!.Value.Line);
    }

    [Fact]
    public void MakesTheSameBytes_WithoutTheArticle()
    {
        using var project = new SmallProject(Claim);
        BuildResult first = project.Build();

        BuildResult second = project.Build(withArticles: false);

        Assert.Empty(second.Findings);
        Assert.Empty(second.Changed);
        Assert.All(second.Files, file => Assert.Equal(first.Files[file.Key], file.Value));
    }

    [Fact]
    public void VerificationFails_WhenANameHasLostItsMention()
    {
        using var project = new SmallProject(Claim);
        project.Build();
        string path = Path.ChangeExtension(project.SourceFile, ".spans.tsv");
        File.WriteAllLines(path, File.ReadAllLines(path).Where(line => !line.StartsWith("name i:oz-post", StringComparison.Ordinal)));

        Finding finding = Assert.Single(project.VerifyOnly().Findings);

        Assert.Equal(FindingKind.Coverage, finding.Kind);
        Assert.Contains("tale.yaml:10:5: coverage: 'Oz Post' at 53-60 in paragraph 1 is a registered name of i:oz-post without a mention", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void VerificationFails_WhenANameIsKeptWhereNoneStands()
    {
        using var project = new SmallProject(Claim);
        project.Build();
        string path = Path.ChangeExtension(project.SourceFile, ".spans.tsv");
        File.WriteAllText(path, File.ReadAllText(path).Replace("name i:oz-post ", "name i:oz ", StringComparison.Ordinal));

        VerificationReport report = project.VerifyOnly();

        Assert.Equal([FindingKind.Coverage, FindingKind.Span], report.Findings.Select(finding => finding.Kind));
        Assert.Contains("at 53-60 stands no name of i:oz", report.Findings[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NamesOutsideOfClaims_DoNotThinOutTheImpliedMentions()
    {
        using var project = new SmallProject(Claim.Replace("{ description: met Bo Berg }", "{ implied: everybody knows }", StringComparison.Ordinal));

        VerificationReport report = project.Verify();

        Assert.Equal(FindingKind.Implied, Assert.Single(report.Findings).Kind);
        Assert.Equal((3, 7), (report.MentionCount, report.NamesAlone));
    }

    private static List<string> Kept(SmallProject project) =>
    [
        .. File.ReadLines(Path.ChangeExtension(project.SourceFile, ".spans.tsv")).Select(line => line.Split('\t'))
            .Where(cells => cells[0].StartsWith("name ", StringComparison.Ordinal) || cells[0].StartsWith("metonym ", StringComparison.Ordinal))
            .Select(cells => string.Create(CultureInfo.InvariantCulture, $"{cells[0][..cells[0].LastIndexOf(' ')]} {cells[3]} {cells[5]} {cells[2]}")),
    ];
}
