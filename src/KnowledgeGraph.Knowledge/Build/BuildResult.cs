using System.Collections.Immutable;

namespace KnowledgeGraph.Knowledge.Build;

/// <summary>What a build did.</summary>
/// <param name="Findings">What is wrong; if there is any, nothing was written.</param>
/// <param name="Files">The files made, path relative to the project's root, with their content.</param>
/// <param name="Changed">Those that differ from what was there, and those that should no longer be there.</param>
/// <param name="Claims">Number of claims.</param>
/// <param name="HoldingClaims">Number of claims that hold.</param>
/// <param name="Facts">Number of facts.</param>
public sealed record BuildResult(
    ImmutableArray<Finding> Findings, ImmutableSortedDictionary<string, byte[]> Files, ImmutableArray<string> Changed, int Claims, int HoldingClaims, int Facts)
{
    /// <summary>True if nothing is wrong.</summary>
    public bool Succeeded => Findings.IsEmpty;
}
