using KnowledgeGraph.Knowledge;

namespace KnowledgeGraph.Tests.Knowledge;

public sealed class ClaimRulesTests
{
    [Theory]
    [InlineData("says: i:m a :Meeting . i:ada :admires i:bo .", "{ i:m: { description: met }, i:ada: Ada Alm, i:bo: Bo Berg }", FindingKind.Model, "speaks of 2 nodes")]
    [InlineData("polarity: denied\n    says: i:ada :admires i:bo , i:oz .", "{ i:ada: Ada Alm, i:bo: Bo Berg, i:oz: Oz }", FindingKind.Model, "without the type")]
    [InlineData("says: i:ada :admires i:bo .", "{ i:ada: Ada Alm }", FindingKind.Model, "no mention of its argument i:bo")]
    [InlineData("says: i:ada :admires i:bo .", "{ i:ada: Ada Alm, i:bo: Bo Berg, i:oz: Oz }", FindingKind.Model, "'i:oz' is no argument")]
    [InlineData("says: i:ada rdfs:label \"Ada\" .", "{ i:ada: Ada Alm, Ada: { value: Ada } }", FindingKind.Model, "rdfs:label belongs in the register")]
    [InlineData("says: i:ada :metWith i:bo .", "{ i:ada: Ada Alm, i:bo: Bo Berg }", FindingKind.Model, "no claim may say :metWith")]
    [InlineData("says: i:ada :demonym \"Oz\" .", "{ i:ada: Ada Alm, \"Oz\": { value: Oz } }", FindingKind.Model, "no claim may say :demonym")]
    [InlineData("says: i:ada :admirs i:bo .", "{ i:ada: Ada Alm, i:bo: Bo Berg }", FindingKind.Vocabulary, "does not define :admirs")]
    [InlineData("says: i:ada :Meeting i:bo .", "{ i:ada: Ada Alm, i:bo: Bo Berg }", FindingKind.Vocabulary, "used as a property")]
    [InlineData("says: i:m a :admires .", "{ i:m: { description: met } }", FindingKind.Vocabulary, "used as a class")]
    [InlineData("says: i:ada :admires i:cy .", "{ i:ada: Ada Alm, i:cy: Bo Berg }", FindingKind.Vocabulary, "i:cy is neither in the register nor given a type")]
    [InlineData("says: i:ada :admires [] .", "{ i:ada: Ada Alm }", FindingKind.Model, "blank node")]
    [InlineData("endorsed: true\n    says: i:ada :admires i:bo .", "{ i:ada: Ada Alm, i:bo: Bo Berg }", FindingKind.Model, "stands within no other claim")]
    [InlineData("within: nobody\n    says: i:ada :admires i:bo .", "{ i:ada: Ada Alm, i:bo: Bo Berg }", FindingKind.Reference, "no claim 'nobody'")]
    [InlineData("within: a\n    says: i:ada :admires i:bo .", "{ i:ada: Ada Alm, i:bo: Bo Berg }", FindingKind.Reference, "runs in a circle")]
    [InlineData("cites: post\n    says: i:ada :admires i:bo .", "{ i:ada: Ada Alm, i:bo: Bo Berg }", FindingKind.Reference, "no citation 'post'")]
    [InlineData("restsOn: 6\n    says: i:ada :admires i:bo .", "{ i:ada: Ada Alm, i:bo: Bo Berg }", FindingKind.Reference, "no footnote '6'")]
    [InlineData("conflictsWith: b\n    says: i:ada :admires i:bo .", "{ i:ada: Ada Alm, i:bo: Bo Berg }", FindingKind.Reference, "no claim 'b'")]
    [InlineData("dateBasis: guessed\n    says: i:ada :admires i:bo .", "{ i:ada: Ada Alm, i:bo: Bo Berg }", FindingKind.Vocabulary, "does not define :guessed")]
    [InlineData("says: i:ada :admires i:bo .", "{ i:ada: Ada Alm, i:bo: { value: Bo Berg } }", FindingKind.Model, "kind value stands for a literal")]
    [InlineData("says: i:ada :title \"met\" .", "{ i:ada: Ada Alm, \"met\": { demonym: met } }", FindingKind.Model, "kind demonym stands for a thing")]
    public void ReportsBrokenRule(string says, string mentions, FindingKind kind, string message)
    {
        using var project = new SmallProject($"claims:\n  - id: a\n    par: 1\n    trigger: met\n    {says}\n    mentions: {mentions}\n");

        Finding finding = Assert.Single(project.Build().Findings);

        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
        Assert.Equal(kind, finding.Kind);
        Assert.Equal(project.SourceFile, finding.Position!.Value.File);
        Assert.True(finding.Position.Value.Line >= 3);
    }

    [Theory]
    [InlineData("i:p a :Plan", true, "is endorsed within :Plan 'context', whose content is never fact")]
    [InlineData("i:p a :Meeting", false, "introduces no context")]
    public void ReportsContextThatCannotCarryAClaim(string context, bool endorsed, string message)
    {
        using var project = new SmallProject(WithContext(context, endorsed));

        Assert.Contains(message, Assert.Single(project.Build().Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AcceptsEndorsement_WithinAStatement()
    {
        using var project = new SmallProject(WithContext("i:p a :Statement", endorsed: true));

        Assert.Empty(project.Build().Findings);
        Assert.Contains("i:ada :admires i:bo", project.GraphFile("facts.ttl"), StringComparison.Ordinal);
    }

    [Fact]
    public void KeepsContentOutOfTheFacts_WhenStatementIsNotEndorsed()
    {
        using var project = new SmallProject(WithContext("i:p a :Statement", endorsed: false));

        Assert.Empty(project.Build().Findings);
        Assert.DoesNotContain(":admires", project.GraphFile("facts.ttl"), StringComparison.Ordinal);
    }

    [Fact]
    public void ReportsSlugTakenTwice()
    {
        const string claim = "  - id: a\n    par: 1\n    trigger: met\n    says: i:ada :admires i:bo .\n    mentions: { i:ada: Ada Alm, i:bo: Bo Berg }\n";
        using var project = new SmallProject($"claims:\n{claim}{claim}");

        Assert.Contains("the slug 'a' is taken", Assert.Single(project.Build().Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NamesNearestTerm_WhenTermIsMisspelt()
    {
        using var project = new SmallProject("claims:\n  - id: a\n    par: 1\n    trigger: met\n    says: i:ada :admirs i:bo .\n    mentions: { i:ada: Ada Alm, i:bo: Bo Berg }\n");

        Assert.Equal("did you mean :admires?", Assert.Single(project.Build().Findings).Hint);
    }

    private static string WithContext(string context, bool endorsed) => $$"""
        claims:
          - id: context
            par: 1
            trigger: said
            says: {{context}} .
            mentions: { i:p: { description: said } }
          - id: content
            par: 1
            within: context
            endorsed: {{(endorsed ? "true" : "false")}}
            trigger: praised
            says: i:ada :admires i:bo .
            mentions: { i:ada: Ada Alm, i:bo: Berg }
        """;
}
