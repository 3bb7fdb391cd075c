namespace KnowledgeGraph.Store;

/// <summary>What the names in <see cref="IndexOrder"/> mean.</summary>
public static class IndexOrders
{
    /// <summary>Number of orders.</summary>
    public const int Count = 14;

    /// <summary>The positions in the order of the columns: 0 subject, 1 predicate, 2 object, 3 graph.</summary>
    /// <param name="order">The order.</param>
    public static ReadOnlySpan<byte> Positions(this IndexOrder order) => order switch
    {
        IndexOrder.Spo => [0, 1, 2],
        IndexOrder.Sop => [0, 2, 1],
        IndexOrder.Pso => [1, 0, 2],
        IndexOrder.Pos => [1, 2, 0],
        IndexOrder.Osp => [2, 0, 1],
        IndexOrder.Ops => [2, 1, 0],
        IndexOrder.Spog => [0, 1, 2, 3],
        IndexOrder.Sopg => [0, 2, 1, 3],
        IndexOrder.Psog => [1, 0, 2, 3],
        IndexOrder.Posg => [1, 2, 0, 3],
        IndexOrder.Ospg => [2, 0, 1, 3],
        IndexOrder.Opsg => [2, 1, 0, 3],
        IndexOrder.Gspo => [3, 0, 1, 2],
        IndexOrder.Gpos => [3, 1, 2, 0],
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "Not an index order."),
    };

    /// <summary>True for an order of three columns.</summary>
    /// <param name="order">The order.</param>
    public static bool IsTripleOrder(this IndexOrder order) => order <= IndexOrder.Ops;

    /// <summary>Number of leading columns of the order that the pattern binds.</summary>
    /// <param name="order">The order.</param>
    /// <param name="bound">The pattern.</param>
    public static int BoundPrefix(this IndexOrder order, in QuadPattern bound)
    {
        var positions = order.Positions();
        var count = 0;
        while (count < positions.Length && !bound[positions[count]].IsUndefined)
        {
            count++;
        }

        return count;
    }

    /// <summary>A triple order whose prefix is exactly the bound positions among subject, predicate and object.</summary>
    /// <param name="bound">The pattern; its graph is ignored.</param>
    public static IndexOrder ForBound(in QuadPattern bound) =>
        (!bound.Subject.IsUndefined, !bound.Predicate.IsUndefined, !bound.Object.IsUndefined) switch
        {
            (true, false, true) => IndexOrder.Sop,
            (true, _, _) => IndexOrder.Spo,
            (false, true, _) => IndexOrder.Pos,
            (false, false, true) => IndexOrder.Osp,
            _ => IndexOrder.Spo,
        };

    internal static IndexOrder WithGraphLast(this IndexOrder order) => order + (IndexOrder.Spog - IndexOrder.Spo);
}
