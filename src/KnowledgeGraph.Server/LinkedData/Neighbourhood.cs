using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Search;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>
/// A small drawing of an entity between what points to it, on the left, and what it points to, on the right: a few of each, since the lists
/// of the page have all.
/// </summary>
/// <param name="Left">What points to the entity.</param>
/// <param name="Right">What the entity points to.</param>
public sealed record Neighbourhood(ImmutableArray<Neighbour> Left, ImmutableArray<Neighbour> Right)
{
    /// <summary>Width of the drawing.</summary>
    public const int Width = 1040;

    /// <summary>Height of a neighbour.</summary>
    public const int RowHeight = 44;

    private const int MostOfSide = 7;
    private const int MostOfProperty = 2;

    /// <summary>Width of the drawing on a narrow screen.</summary>
    public const int NarrowWidth = 340;

    private const int MostOfNarrowSide = 4;

    /// <summary>What a narrow screen shows, from top to bottom, each with the side that it is of.</summary>
    public ImmutableArray<(Neighbour Neighbour, bool IsLeft)> Narrow =>
        [.. Left.Take(MostOfNarrowSide).Select(one => (one, true)), .. Right.Take(MostOfNarrowSide).Select(one => (one, false))];

    /// <summary>Height of the drawing on a narrow screen.</summary>
    public int NarrowHeight => ((Narrow.Length + 1) * RowHeight) + 4;

    /// <summary>Height of the drawing.</summary>
    public int Height => (Math.Max(Math.Max(Left.Length, Right.Length), 1) * RowHeight) + 12;

    /// <summary>The drawing of a page; null if there is nothing to draw.</summary>
    /// <param name="view">What the page shows.</param>
    public static Neighbourhood? Of(EntityView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var drawing = new Neighbourhood(Side(view.InverseFacts, view), Side(view.Facts, view));
        return drawing.Left.Length + drawing.Right.Length > 0 ? drawing : null;
    }

    /// <summary>The upper edge of a neighbour.</summary>
    /// <param name="side">Its side.</param>
    /// <param name="index">Its place on the side.</param>
    public int TopOf(ImmutableArray<Neighbour> side, int index) => ((Height - (side.Length * RowHeight)) / 2) + (index * RowHeight);

    private static ImmutableArray<Neighbour> Side(IEnumerable<FactGroup> groups, EntityView view) =>
    [
        .. groups.SelectMany(group => group.Facts.Select(fact => fact.Other).OfType<Iri>()
                .Where(other => other != view.Entity && view.Labels.ContainsKey(other)).Take(MostOfProperty)
                .Select(other => new Neighbour(other, view.Labels[other], NamedTerm.Of(group.Predicate, view.Labels).Label)))
            .DistinctBy(each => each.Thing).Take(MostOfSide),
    ];
}
