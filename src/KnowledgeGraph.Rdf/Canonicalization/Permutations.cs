namespace KnowledgeGraph.Rdf.Canonicalization;

/// <summary>All orders of a list, one after the other in place.</summary>
internal static class Permutations
{
    /// <summary>Goes to the next order of indexes, in lexicographic order from the rising one.</summary>
    /// <returns>False after the last.</returns>
    public static bool Next(int[] indexes)
    {
        var i = indexes.Length - 2;
        while (i >= 0 && indexes[i] > indexes[i + 1])
        {
            i--;
        }

        if (i < 0)
        {
            return false;
        }

        var j = indexes.Length - 1;
        while (indexes[j] < indexes[i])
        {
            j--;
        }

        (indexes[i], indexes[j]) = (indexes[j], indexes[i]);
        Array.Reverse(indexes, i + 1, indexes.Length - i - 1);
        return true;
    }
}
