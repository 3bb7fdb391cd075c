namespace KnowledgeGraph.Knowledge.Build;

/// <summary>How many letters two names differ by, for "did you mean".</summary>
internal static class EditDistance
{
    /// <summary>The candidate whose name is nearest, at most a third of the letters away; null if there is none.</summary>
    /// <typeparam name="T">What has a name.</typeparam>
    /// <param name="wanted">What was asked for.</param>
    /// <param name="candidates">What there is.</param>
    /// <param name="name">The name of one.</param>
    public static T? Nearest<T>(T wanted, IEnumerable<T> candidates, Func<T, string> name)
        where T : class
    {
        string sought = name(wanted);
        T? best = null;
        int bestDistance = Math.Max(1, sought.Length / 3) + 1;
        foreach (T candidate in candidates.OrderBy(name, StringComparer.Ordinal))
        {
            int distance = Between(sought, name(candidate), bestDistance);
            if (distance < bestDistance)
            {
                best = candidate;
                bestDistance = distance;
            }
        }

        return best;
    }

    private static int Between(string left, string right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) >= limit)
        {
            return limit;
        }

        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int above = row[j];
                int change = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? diagonal : diagonal + 1;
                row[j] = Math.Min(change, Math.Min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }

        return row[right.Length];
    }
}
