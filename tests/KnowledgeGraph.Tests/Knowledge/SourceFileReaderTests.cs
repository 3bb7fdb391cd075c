using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Knowledge.Authoring;

namespace KnowledgeGraph.Tests.Knowledge;

public sealed class SourceFileReaderTests
{
    private const string Header = "source: tale\nsha256: 0000000000000000000000000000000000000000000000000000000000000000\nheader: 1\n";

    [Fact]
    public void ReadsClaimWithAllKeys()
    {
        SourceFile file = Read("""
            citations:
              - { id: post-may, outlet: i:oz-post, date: "2020-05", scope: paragraph, par: 1, text: "Oz Post, May 5", nth: 1 }
            footnotes:
              - { id: 6, par: 2, cites: i:book }
              - { id: 7, par: 3, ibidem: 6 }
            regions:
              - { kind: Lost, pars: 1-3 }
            claims:
              - id: first
                par: 2
                trigger: [ met, { text: with, nth: 2, par: 3 } ]
                within: other
                polarity: denied
                phase: future
                certainty: hedged
                endorsed: true
                cites: post-may
                restsOn: [ 6, 7 ]
                conflictsWith: other
                dateBasis: fromVolume
                note: seen by nobody
                says: |
                  i:m a :Meeting ; :participant i:ada .
                mentions:
                  i:m: { description: met }
                  i:ada: [ Ada Alm, { anaphor: she, of: Alm, ofPar: 1, nth: 2 } ]
                  "2020-05-04": { value: May 4 }
                  i:x: { split: [ "2005", { text: Eagle, nth: 2 } ] }
                  i:y: { implied: said by the header }
                  i:z: { document: true }
            """);

        ClaimEntry claim = Assert.Single(file.Claims);
        Assert.Equal((Polarity.Denied, Phase.Future, Certainty.Hedged, true), (claim.Polarity, claim.Phase, claim.Certainty, claim.Endorsed));
        Assert.Equal(["met", "with"], claim.Triggers.Select(trigger => trigger.Text));
        Assert.Equal((3, 2), (claim.Triggers[1].Paragraph, claim.Triggers[1].Nth));
        Assert.Equal(2, claim.Says.Length);
        Assert.Equal(["6", "7"], claim.RestsOn.Select(each => each.Value));
        Assert.Equal(
            [MentionKind.Description, MentionKind.Name, MentionKind.Anaphor, MentionKind.Value, MentionKind.Split, MentionKind.Implied, MentionKind.Document],
            claim.Mentions.Select(mention => mention.Kind));
        Assert.Equal(("Alm", 1), (claim.Mentions[2].Antecedent!.Text, claim.Mentions[2].Antecedent!.Paragraph));
        Assert.Equal((1, 3), (file.Regions[0].FirstParagraph, file.Regions[0].LastParagraph));
        Assert.Equal("6", file.Footnotes[1].Ibidem!.Value);
        Assert.Equal("2020-05", file.Citations[0].Date);
    }

    [Theory]
    [InlineData("claims:\n  - id: a\n    par: 1\n    trigger: met\n    tigger: met\n    says: i:m a :Meeting .", 8, 5, "a claim has no key 'tigger'")]
    [InlineData("claims:\n  - id: a\n    par: one\n    trigger: met\n    says: i:m a :Meeting .", 6, 10, "'par' must be a whole number")]
    [InlineData("claims:\n  - id: A b\n    par: 1\n    trigger: met\n    says: i:m a :Meeting .", 5, 9, "'id' must be made of lower-case letters")]
    [InlineData("claims:\n  - id: a\n    par: 1\n    trigger: met\n    phase: soon\n    says: i:m a :Meeting .", 8, 12, "'phase' must be one of done, ongoing, future, not 'soon'")]
    [InlineData("claims:\n  - id: a\n    par: 1\n    trigger: met", 5, 5, "a claim needs the key 'says'")]
    [InlineData("claims:\n  - id: a\n    par: 1\n    says: i:m a :Meeting .", 5, 5, "a claim needs the key 'trigger'")]
    [InlineData("claims:\n  - id: a\n    par: 1\n    trigger: met\n    endorsed: perhaps\n    says: i:m a :Meeting .", 8, 15, "'endorsed' must be true or false")]
    [InlineData("claims:\n  - id: a\n    par: 1\n    trigger: met\n    says: i:m a :Meeting .\n    mentions:\n      i:m: { name: x, anaphor: y }", 10, 12, "exactly one kind")]
    [InlineData("claims:\n  - id: a\n    par: 1\n    trigger: met\n    says: i:m a :Meeting .\n    mentions:\n      i:m: { anaphor: it }", 10, 12, "needs 'of'")]
    [InlineData("claims:\n  - id: a\n    par: 1\n    trigger: met\n    says: i:m a :Meeting .\n    mentions:\n      i:m: { split: [ one ] }", 10, 12, "needs two parts or more")]
    [InlineData("citations:\n  - { id: a, outlet: Post, par: 1, text: Post }", 5, 22, "'outlet' must be a thing as i:name")]
    [InlineData("citations:\n  - { id: a, outlet: i:post, scope: page, par: 1, text: Post }", 5, 37, "'scope' must be sentence or paragraph")]
    [InlineData("citations:\n  - { id: a, outlet: i:post, date: May, par: 1, text: Post }", 5, 36, "'date' must be a date")]
    [InlineData("regions:\n  - { kind: Lost, pars: a-b }", 5, 5, "'pars' of a region")]
    [InlineData("claims: none", 4, 9, "'claims' must be a list of mappings")]
    [InlineData("claims:\n  - { id: a: b }", 5, 12, "no YAML")]
    public void TellsPlaceAndExpectation_WhenFormIsWrong(string yaml, int line, int column, string message)
    {
        var findings = new List<Finding>();
        SourceFileReader.Parse(Header + yaml, "tale.yaml", findings);

        Finding finding = Assert.Single(findings);
        Assert.Equal(FindingKind.Form, finding.Kind);
        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
        Assert.Equal($"tale.yaml:{line}:{column}", finding.Position.ToString());
    }

    [Theory]
    [InlineData("    says: |\n      i:m a :Meeting ;\n        :place i:oz\n        :at i:noon .", 11, "'says' is no Turtle")]
    [InlineData("    says: i:m a nowhere:Meeting .", 8, "'says' is no Turtle")]
    public void PointsIntoTheYaml_WhenTurtleIsWrong(string says, int line, string message)
    {
        var findings = new List<Finding>();
        SourceFileReader.Parse($"{Header}claims:\n  - id: a\n    par: 1\n    trigger: met\n{says}\n", "tale.yaml", findings);

        Finding finding = Assert.Single(findings);
        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
        Assert.Equal(line, finding.Position!.Value.Line + 1);
        Assert.True(finding.Position.Value.Column >= 6);
    }

    [Fact]
    public void RejectsShortDigest()
    {
        var findings = new List<Finding>();
        SourceFileReader.Parse("source: tale\nsha256: abc\nheader: 1\nclaims: []\n", "tale.yaml", findings);

        Assert.Contains("64 hexadecimal digits", Assert.Single(findings).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a list")]
    public void RejectsFileThatIsNoMapping(string yaml)
    {
        var findings = new List<Finding>();

        Assert.Null(SourceFileReader.Parse(yaml, "tale.yaml", findings));
        Assert.Single(findings);
    }

    private static SourceFile Read(string yaml)
    {
        var findings = new List<Finding>();
        SourceFile? file = SourceFileReader.Parse(Header + yaml, "tale.yaml", findings);
        Assert.Empty(findings);
        return file!;
    }
}
