using System.Buffers;
using System.Globalization;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats;

/// <summary>The labels of generated blank nodes, and how written labels are kept apart from them.</summary>
internal static class BlankNodeLabels
{
    private static ReadOnlySpan<byte> Generated => "anon"u8;

    /// <summary>Whether a written label must be changed by <see cref="AddWritten"/>.</summary>
    public static bool IsReserved(ReadOnlySpan<byte> label) => label.StartsWith(Generated);

    /// <summary>Adds the node of a written label to an arena.</summary>
    public static int AddWritten(TermArena arena, ReadOnlySpan<byte> label, ArrayBufferWriter<byte> scratch)
    {
        if (!IsReserved(label))
        {
            return arena.AddBlankNode(label);
        }

        scratch.ResetWrittenCount();
        scratch.Write(Generated);
        scratch.Write("-"u8);
        scratch.Write(label);
        return arena.AddBlankNode(scratch.WrittenSpan);
    }

    /// <summary>Adds the generated node with a number to an arena.</summary>
    public static int AddGenerated(TermArena arena, long number)
    {
        Span<byte> label = stackalloc byte[32];
        Generated.CopyTo(label);
        number.TryFormat(label[Generated.Length..], out var digits, default, CultureInfo.InvariantCulture);
        return arena.AddBlankNode(label[..(Generated.Length + digits)]);
    }
}
