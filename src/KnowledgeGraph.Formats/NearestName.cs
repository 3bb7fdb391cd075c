namespace KnowledgeGraph.Formats;

/// <summary>Finds what a misspelt name probably meant.</summary>
internal static class NearestName
{
    // Longer names are not compared: the input chooses them.
    private const int MaxLength = 64;

    /// <summary>The candidate nearest to a name; null if none is near.</summary>
    public static string? Of(string name, IEnumerable<string> candidates) =>
        name.Length is 0 or > MaxLength
            ? null
            : candidates.Where(candidate => candidate.Length is > 0 and <= MaxLength)
                .Select(candidate => (Name: candidate, Distance: EditDistance(candidate, name)))
                .Where(candidate => candidate.Distance > 0 && candidate.Distance < name.Length && candidate.Distance <= Math.Max(1, name.Length / 3))
                .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
                .Select(candidate => candidate.Name)
                .FirstOrDefault();

    // Levenshtein's distance by rows.
    private static int EditDistance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
