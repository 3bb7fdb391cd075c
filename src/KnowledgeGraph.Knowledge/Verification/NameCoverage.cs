using KnowledgeGraph.Knowledge.Build;
using KnowledgeGraph.Knowledge.Spans;
using KnowledgeGraph.Knowledge.Text;

namespace KnowledgeGraph.Knowledge.Verification;

/// <summary>Whether every registered name that a text prints has its mention.</summary>
internal static class NameCoverage
{
    /// <summary>Compares the printed names kept with those that stand in the text.</summary>
    /// <param name="source">The source.</param>
    /// <param name="text">The article's text.</param>
    /// <param name="register">The register.</param>
    /// <param name="findings">Takes names without a mention, and mentions without a name.</param>
    /// <returns>How many names a mention of a claim or a citation covers, and how many mentions no claim uses.</returns>
    public static (int Covered, int Alone) Check(Source source, ArticleText text, Register register, ICollection<Finding> findings)
    {
        (IReadOnlyCollection<PrintedName> found, int covered) = NameLocator.Locate(
            source.File, text, new NameForms(register.NameForms), source.Spans, findings);
        HashSet<PrintedName> kept = [.. source.Spans.Names];
        foreach (PrintedName name in found.Where(name => !kept.Contains(name)))
        {
            findings.Add(new Finding(
                FindingKind.Coverage, PositionAt(source, name),
                $"'{name.Place.Printed}' at {name.Place.Span} in paragraph {name.Place.Paragraph} is a registered name of {Vocabulary.Compact(name.Entity)} "
                + "without a mention", "run kg build --articles DIR"));
        }

        foreach (PrintedName name in kept.Except(found).OrderBy(name => name.Place.Span.Start))
        {
            findings.Add(new Finding(
                FindingKind.Span, PositionAt(source, name), $"at {name.Place.Span} stands no name of {Vocabulary.Compact(name.Entity)} that a claim leaves out",
                "run kg build --articles DIR"));
        }

        return (covered, found.Count);
    }

    private static SourcePosition PositionAt(Source source, PrintedName name) =>
        source.File.Claims.LastOrDefault(claim => claim.Paragraph <= name.Place.Paragraph)?.Position ?? new SourcePosition(source.File.Path, 0, 0);
}
