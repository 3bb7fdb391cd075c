using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Knowledge.Authoring;
using KnowledgeGraph.Knowledge.Verification;

namespace KnowledgeGraph.Tests.Knowledge;

public sealed class VerifierTests
{
    [Theory]
    [InlineData("i:bo: Berg")]
    [InlineData("i:bo: { split: [ Bo, Berg ] }")]
    [InlineData("i:bo: { description: met }")]
    [InlineData("i:bo: { heading: Tales, par: 0 }")]
    [InlineData("i:bo: { document: true }")]
    [InlineData("i:bo: { anaphor: She, of: Bo Berg }", "i:bo: Bo Berg")]
    public void AcceptsMention(string mention, string? other = null)
    {
        using var project = new SmallProject(Claim("i:ada :admires i:bo .", mention, other));

        Assert.Empty(project.Verify().Findings);
    }

    [Theory]
    [InlineData("i:oz: { demonym: Ozzie }")]
    [InlineData("i:oz: Oz")]
    public void AcceptsMentionOfPlace(string mention)
    {
        using var project = new SmallProject(Claim("i:ada :admires i:oz .", mention));

        Assert.Empty(project.Verify().Findings);
    }

    [Theory]
    [InlineData("i:bo: Bo", FindingKind.Name, "'Bo' is no registered name of i:bo")]
    [InlineData("i:bo: { split: [ Ada, Berg ] }", FindingKind.Name, "'Ada … Berg' is no registered name")]
    [InlineData("i:bo: { demonym: Ozzie }", FindingKind.Name, "'Ozzie' is no registered :demonym")]
    [InlineData("i:bo: { metonym: Oz }", FindingKind.Name, "'Oz' is no registered :metonym")]
    public void ReportsWrongName(string mention, FindingKind kind, string message)
    {
        using var project = new SmallProject(Claim("i:ada :admires i:bo .", mention));

        Finding finding = Assert.Single(project.Verify().Findings);
        Assert.Equal(kind, finding.Kind);
        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReportsChain_WhenItEndsInADemonym()
    {
        using var project = new SmallProject(Claim("i:ada :admires i:oz .", "i:oz: { anaphor: She, of: Ozzie }", "i:oz: { demonym: Ozzie }"));

        Assert.Contains("ends in the demonym 'Ozzie'", Assert.Single(project.Verify().Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StopsTheBuild_WhenAntecedentIsNoMentionOfTheSameThing()
    {
        using var project = new SmallProject(Claim("i:ada :admires i:bo .", "i:bo: { anaphor: She, of: Ada Alm }"));

        Finding finding = Assert.Single(project.Build().Findings);
        Assert.Equal(FindingKind.Anaphor, finding.Kind);
        Assert.Contains("is no mention of i:bo", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fromVolume", "\"2020-05-04\"^^xsd:date", "\"2020-05-04\": { value: May 4 }", null)]
    [InlineData("fromVolume", "\"2020-05-05\"^^xsd:date", "\"2020-05-05\": { value: May 4 }", "is not a border of the period")]
    [InlineData("fromVolume", "\"2019-05-04\"^^xsd:date", "\"2019-05-04\": { value: May 4 }", "is not 2020, the year of the source's volume")]
    [InlineData("stated", "\"2020-05-04\"^^xsd:date", "\"2020-05-04\": { value: May 4 }", "prints no year")]
    [InlineData("stated", "\"2021-06-01\"^^xsd:date", "\"2021-06-01\": { value: early in June 2021, par: 2 }", null)]
    [InlineData("stated", "\"2022-06-01\"^^xsd:date", "\"2022-06-01\": { value: June 2021, par: 2 }", "is not a border")]
    [InlineData("relative", "\"2021-06-01\"^^xsd:date", "\"2021-06-01\": { value: She }", null)]
    public void ComparesDateWithItsWords(string basis, string literal, string mention, string? message)
    {
        string yaml = Claim($"i:ada :earliest {literal} .", mention).Replace("trigger:", $"dateBasis: {basis}\n    trigger:", StringComparison.Ordinal);
        using var project = new SmallProject(yaml);

        VerificationReport report = project.Verify();

        if (message is null)
        {
            Assert.Empty(report.Findings);
        }
        else
        {
            Assert.Contains(message, Assert.Single(report.Findings).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("i:q a :Quantity ; :bound :moreThan ; :value 1200 .", "1200: { value: \"more than 1,200\", par: 2 }", null)]
    [InlineData("i:q a :Quantity ; :value 2 .", "2: { value: two, par: 2 }", null)]
    [InlineData("i:q a :Quantity ; :value 1200 .", "1200: { value: \"more than 1,200\", par: 2 }", "but claim 'a' says :exactly")]
    [InlineData("i:q a :Quantity ; :bound :moreThan ; :value 2 .", "2: { value: two, par: 2 }", "prints no bound")]
    [InlineData("i:q a :Quantity ; :value 3 .", "3: { value: two, par: 2 }", "\"3\" is not what it prints")]
    [InlineData("i:q a :Quantity ; :title \"tea\" .", "tea: { value: tea }", null)]
    [InlineData("i:q a :Quantity ; :title \"coffee\" .", "coffee: { value: tea }", "\"coffee\" is not what it prints")]
    [InlineData("i:q a :Quantity ; :title \"a hot drink\" .", "\"a hot drink\": { gloss: tea }", null)]
    public void ComparesValueWithItsWords(string says, string mention, string? message)
    {
        using var project = new SmallProject($"claims:\n  - id: a\n    par: 1\n    trigger: met\n    says: {says}\n    mentions:\n      i:q: {{ description: met }}\n      {mention}\n");

        VerificationReport report = project.Verify();

        if (message is null)
        {
            Assert.Empty(report.Findings);
        }
        else
        {
            Assert.Contains(message, Assert.Single(report.Findings).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ReportsTooManyImpliedMentions()
    {
        using var project = new SmallProject(Claim("i:ada :admires i:bo .", "i:bo: { implied: everybody knows }"));

        Finding finding = Assert.Single(project.Verify().Findings);
        Assert.Equal(FindingKind.Implied, finding.Kind);
        Assert.Contains("50.0 %", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReportsText_WhenPlaceWasMoved()
    {
        using var project = new SmallProject(Claim("i:ada :admires i:bo .", "i:bo: Bo Berg"));
        project.Build();
        string path = Path.ChangeExtension(project.SourceFile, ".spans.tsv");
        int at = SmallProject.Article.IndexOf("Bo Berg", StringComparison.Ordinal);
        File.WriteAllText(path, File.ReadAllText(path).Replace($"\t{at}\t{at + 7}\t", $"\t{at + 1}\t{at + 8}\t", StringComparison.Ordinal));

        VerificationReport report = project.VerifyOnly();

        Finding finding = Assert.Single(report.Findings);
        Assert.Equal(FindingKind.Span, finding.Kind);
        Assert.Contains("stands 'o Berg ', not 'Bo Berg'", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReportsNothingButTheHash_WhenTheArticleIsAnother()
    {
        using var project = new SmallProject(Claim("i:ada :admires i:bo .", "i:bo: Bo Berg"));
        project.Build();
        File.WriteAllText(project.ArticleFile, "Another tale.\n\nShort.\n");

        VerificationReport report = project.VerifyOnly();

        Assert.Equal(FindingKind.Hash, Assert.Single(report.Findings).Kind);
    }

    [Fact]
    public void CountsByKind_AndTellsWhichNamesNoClaimMentions()
    {
        using var project = new SmallProject(Claim("i:ada :admires i:bo .", "i:bo: Bo Berg"));

        VerificationReport report = project.Verify();

        Assert.Equal((1, 3, 2), (report.Claims, report.Spans, report.MentionCount));
        Assert.Equal(2, report.Mentions[MentionKind.Name]);
        // Ada Alm, Bo Berg, Oz, Oz Post, Berg, Alm, Berg, Alm.
        Assert.Equal((2, 6), (report.NamesCovered, report.NamesAlone));
    }

    private static string Claim(string says, string mention, string? other = null)
    {
        string second = other is null
            ? ""
            : $"  - id: b\n    par: 1\n    trigger: praised\n    says: {says}\n    mentions:\n      i:ada: Ada Alm\n      {other}\n";
        return $"claims:\n  - id: a\n    par: 1\n    trigger: met\n    says: {says}\n    mentions:\n      i:ada: Ada Alm\n      {mention}\n{second}";
    }
}
