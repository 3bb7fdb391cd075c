namespace KnowledgeGraph.Store;

/// <summary>A quad of ids; an undefined graph is the default graph. In a table of triple terms the graph is the triple term.</summary>
internal readonly record struct QuadRow(TermId Subject, TermId Predicate, TermId Object, TermId Graph)
{
    /// <summary>The columns in an order of three or four of them.</summary>
    internal IndexRow In(IndexOrder order, int width)
    {
        var positions = order.Positions();
        var fourth = width < 4 ? default : positions.Length < 4 ? Graph : At(positions[3]);
        return new(At(positions[0]), At(positions[1]), At(positions[2]), fourth);
    }

    private TermId At(int position) => position switch { 0 => Subject, 1 => Predicate, 2 => Object, _ => Graph };
}
