namespace KnowledgeGraph.Knowledge.Text;

/// <summary>A stretch of a source's text file in code points. <c>default</c> is the empty span at 0.</summary>
/// <param name="Start">First code point, 0-based.</param>
/// <param name="End">One past the last code point.</param>
public readonly record struct TextSpan(int Start, int End)
{
    /// <summary>Number of code points.</summary>
    public int Length => End - Start;

    /// <summary>True if the other span lies wholly inside this one.</summary>
    /// <param name="other">The other span.</param>
    public bool Contains(TextSpan other) => Start <= other.Start && other.End <= End;

    /// <summary>Number of code points between the two spans; 0 if they touch or overlap.</summary>
    /// <param name="other">The other span.</param>
    public int DistanceTo(TextSpan other) => Math.Max(0, Math.Max(Start - other.End, other.Start - End));

    /// <summary>The smallest span that contains both.</summary>
    /// <param name="other">The other span.</param>
    public TextSpan Hull(TextSpan other) => new(Math.Min(Start, other.Start), Math.Max(End, other.End));

    /// <summary><c>start-end</c>, as in the IRIs of spans.</summary>
    public override string ToString() => $"{Start}-{End}";
}
