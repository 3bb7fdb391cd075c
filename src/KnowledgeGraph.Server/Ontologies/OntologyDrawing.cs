using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace KnowledgeGraph.Server.Ontologies;

/// <summary>A box of the drawing: an uppermost class, what is below it, and which classes its properties lead to.</summary>
/// <param name="Root">The class.</param>
/// <param name="Top">Where the box begins.</param>
/// <param name="Height">How tall it is.</param>
/// <param name="Below">The classes below it, in lines.</param>
/// <param name="Ports">Its properties, by the class they lead to.</param>
public sealed record DrawnBox(OntologyTerm Root, int Top, int Height, ImmutableArray<string> Below, ImmutableArray<DrawnPort> Ports);

/// <summary>The properties that lead from a box to a class.</summary>
/// <param name="Target">The class.</param>
/// <param name="Y">The line on which they stand.</param>
/// <param name="Lines">Their names, in lines.</param>
public sealed record DrawnPort(OntologyTerm Target, int Y, ImmutableArray<string> Lines);

/// <summary>A line of the drawing from properties to the class they lead to.</summary>
/// <param name="Path">The path, as SVG writes it.</param>
/// <param name="Colour">Which of the colours of lines it has.</param>
/// <param name="Dots">Where lines join it.</param>
public sealed record DrawnLane(string Path, int Colour, ImmutableArray<(int X, int Y)> Dots);

/// <summary>
/// The overview of an ontology as a drawing: its uppermost classes one below the other, each with the classes below it and its
/// properties; at the right one line for each class, into which the properties that lead to it run. Made from the ontology's
/// subclasses and documented domains and ranges, for a width in pixels.
/// </summary>
public sealed class OntologyDrawing
{
    /// <summary>How many colours lines have.</summary>
    public const int Colours = 6;

    /// <summary>Left edge of the text in a box.</summary>
    public const int TextX = 10;

    /// <summary>Distance of two lines of text.</summary>
    public const int LineHeight = 17;

    private const int Gap = 14;
    private const int Padding = 8;
    private const int LaneDistance = 9;
    private const int LaneMargin = 14;
    private const double CharacterWidth = 6.9;

    private OntologyDrawing(int width, int boxWidth, int height, ImmutableArray<DrawnBox> boxes, ImmutableArray<DrawnLane> lanes)
    {
        Width = width;
        BoxWidth = boxWidth;
        Height = height;
        Boxes = boxes;
        Lanes = lanes;
    }

    /// <summary>Its width.</summary>
    public int Width { get; }

    /// <summary>The width of its boxes.</summary>
    public int BoxWidth { get; }

    /// <summary>Its height.</summary>
    public int Height { get; }

    /// <summary>The boxes, from the top down.</summary>
    public ImmutableArray<DrawnBox> Boxes { get; }

    /// <summary>The lines.</summary>
    public ImmutableArray<DrawnLane> Lanes { get; }

    /// <summary>Draws an ontology.</summary>
    /// <param name="ontology">The ontology.</param>
    /// <param name="width">The width in pixels.</param>
    public static OntologyDrawing Of(Ontology ontology, int width)
    {
        ArgumentNullException.ThrowIfNull(ontology);
        var relations = OntologyRelations.Of(ontology);
        var roots = relations.SelectMany(relation => (OntologyTerm[])[relation.From, relation.To]).Distinct()
            .OrderBy(root => root.Label, StringComparer.Ordinal).ToList();
        var targets = relations.Where(relation => relation.From != relation.To).Select(relation => relation.To).Distinct().ToList();
        var boxWidth = width - LaneMargin - (targets.Count * LaneDistance);
        var boxes = ImmutableArray.CreateBuilder<DrawnBox>();
        var top = 1;
        foreach (var root in roots)
        {
            var box = BoxOf(ontology, root, relations, top, boxWidth);
            boxes.Add(box);
            top += box.Height + Gap;
        }

        var lanes = targets.Select((target, i) => LaneOf(target, boxes, boxWidth, boxWidth + LaneMargin + (i * LaneDistance), i % Colours));
        return new OntologyDrawing(width, boxWidth, top, boxes.ToImmutable(), [.. lanes]);
    }

    private static DrawnBox BoxOf(Ontology ontology, OntologyTerm root, IReadOnlyList<OntologyRelation> relations, int top, int width)
    {
        var room = (int)((width - (2 * TextX)) / CharacterWidth);
        var below = ontology.Of(OntologyTermKind.Class).Where(@class => @class != root && ontology.Root(@class.Iri) == root)
            .Select(@class => @class.Label);
        var belowLines = Wrapped(below, room);
        var y = top + Padding + LineHeight + (belowLines.Length * LineHeight);
        var ports = ImmutableArray.CreateBuilder<DrawnPort>();
        foreach (var relation in relations.Where(relation => relation.From == root))
        {
            var lines = Wrapped(relation.Properties.Select(property => property.Label), room - 2, $"→ {relation.To.Label}: ");
            ports.Add(new DrawnPort(relation.To, y + LineHeight, lines));
            y += lines.Length * LineHeight;
        }

        return new DrawnBox(root, top, y + Padding - top, belowLines, ports.ToImmutable());
    }

    private static DrawnLane LaneOf(OntologyTerm target, IEnumerable<DrawnBox> boxes, int boxWidth, int x, int colour)
    {
        var end = boxes.Single(box => box.Root == target).Top + Padding + (LineHeight / 2);
        var starts = boxes.Where(box => box.Root != target).SelectMany(box => box.Ports).Where(port => port.Target == target)
            .Select(port => port.Y - (LineHeight / 3)).ToList();
        var path = new StringBuilder();
        foreach (var start in starts)
        {
            path.Append(CultureInfo.InvariantCulture, $"M{boxWidth} {start}H{x}");
        }

        path.Append(CultureInfo.InvariantCulture, $"M{x} {Math.Min(end, starts.Min())}V{Math.Max(end, starts.Max())}M{x} {end}H{boxWidth}");
        path.Append(CultureInfo.InvariantCulture, $"m7 -4l-7 4l7 4");
        return new DrawnLane(path.ToString(), colour, [.. starts.Select(start => (x, start))]);
    }

    // Words of a list, separated by commas, in lines of so many characters.
    private static ImmutableArray<string> Wrapped(IEnumerable<string> words, int room, string start = "")
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        var line = new StringBuilder(start);
        var isFirst = true;
        foreach (var word in words)
        {
            if (!isFirst)
            {
                line.Append(',');
                if (line.Length + word.Length + 1 > room)
                {
                    lines.Add(line.ToString());
                    line.Clear();
                }
                else
                {
                    line.Append(' ');
                }
            }

            line.Append(word);
            isFirst = false;
        }

        if (line.Length > 0)
        {
            lines.Add(line.ToString());
        }

        return lines.ToImmutable();
    }
}
