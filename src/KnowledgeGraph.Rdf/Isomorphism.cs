namespace KnowledgeGraph.Rdf;

/// <summary>Whether two datasets are the same up to the names of blank nodes.</summary>
/// <seealso href="https://www.w3.org/TR/rdf12-concepts/#section-dataset-isomorphism"/>
public static class Isomorphism
{
    /// <summary>
    /// Whether a one-to-one mapping of blank nodes turns one dataset into the other; blank nodes inside triple terms and as graph names
    /// count. Colours are refined first; what stays symmetric is tried by bounded backtracking.
    /// </summary>
    /// <param name="left">One dataset.</param>
    /// <param name="right">The other dataset.</param>
    /// <exception cref="InvalidOperationException">The datasets are too symmetric to be decided within the bound.</exception>
    public static bool AreIsomorphic(Dataset left, Dataset right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Count != right.Count)
        {
            return false;
        }

        List<Quad> leftBlank = [];
        foreach (var quad in left)
        {
            if (BlankNodeColours.HasBlankNode(quad))
            {
                leftBlank.Add(quad);
            }
            else if (!right.Contains(quad))
            {
                return false;
            }
        }

        List<Quad> rightBlank = [.. right.Where(BlankNodeColours.HasBlankNode)];
        return leftBlank.Count == rightBlank.Count && new IsomorphismSearch(leftBlank, rightBlank).Run();
    }
}
