using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using KnowledgeGraph.Knowledge.Authoring;

namespace KnowledgeGraph.Knowledge.Verification;

/// <summary>What the verification of a source found.</summary>
/// <param name="SourceId">The source.</param>
/// <param name="Claims">Number of claims.</param>
/// <param name="Spans">Number of spans compared with the text.</param>
/// <param name="Mentions">Number of mentions by kind; each use in a claim counts, a name that no claim uses does not.</param>
/// <param name="NamesCovered">How many registered names in the text, outside of regions, a mention of a claim or a citation covers.</param>
/// <param name="NamesAlone">How many more there are: mentions that no claim uses.</param>
/// <param name="Findings">What is wrong.</param>
public sealed record VerificationReport(
    string SourceId, int Claims, int Spans, ImmutableSortedDictionary<MentionKind, int> Mentions, int NamesCovered, int NamesAlone,
    ImmutableArray<Finding> Findings)
{
    /// <summary>Number of mentions.</summary>
    public int MentionCount => Mentions.Values.Sum();

    /// <summary>Share of mentions that are implied, 0 to 1.</summary>
    public double ImpliedShare => MentionCount == 0 ? 0 : (double)Mentions.GetValueOrDefault(MentionKind.Implied) / MentionCount;

    /// <summary>The counts in a few lines.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        string kinds = string.Join(", ", Mentions.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key.ToString().ToLowerInvariant()} {pair.Value}")));
        text.Append(CultureInfo.InvariantCulture, $"{SourceId}: {Claims} claims, {Spans} spans, {MentionCount} mentions ({kinds})\n");
        text.Append(CultureInfo.InvariantCulture, $"  implied {ImpliedShare:P1}; registered names in the text {NamesCovered + NamesAlone}, of these {NamesCovered} in claims and citations, "
            + $"{NamesAlone} mentioned beside them\n");
        string failures = string.Join(", ", Findings.CountBy(finding => finding.Kind).OrderBy(pair => pair.Key)
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key.ToString().ToLowerInvariant()} {pair.Value}")));
        text.Append(CultureInfo.InvariantCulture, $"  {(Findings.IsEmpty ? "no failures" : $"failures: {failures}")}");
        return text.ToString();
    }
}
