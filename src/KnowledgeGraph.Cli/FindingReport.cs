using System.Globalization;
using KnowledgeGraph.Knowledge;

namespace KnowledgeGraph.Cli;

/// <summary>Findings on stderr, in the order of their files, with counts by kind.</summary>
internal static class FindingReport
{
    /// <summary>Writes the findings.</summary>
    /// <param name="findings">The findings.</param>
    public static void Write(IReadOnlyCollection<Finding> findings)
    {
        foreach (Finding finding in findings.OrderBy(each => each.Position?.File ?? "", StringComparer.Ordinal)
            .ThenBy(each => each.Position?.Line ?? 0).ThenBy(each => each.Position?.Column ?? 0))
        {
            Console.Error.WriteLine(finding);
        }

        string kinds = string.Join(", ", findings.CountBy(finding => finding.Kind).OrderBy(pair => pair.Key)
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key.ToString().ToLowerInvariant()} {pair.Value}")));
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{findings.Count} {(findings.Count == 1 ? "error" : "errors")}: {kinds}"));
    }
}
