using System.Runtime.CompilerServices;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions;

/// <summary>
/// What <see cref="TermOrder"/> compares of a term, decoded once: its place among the kinds of terms and values, a number (also the place
/// of a date or duration on a line of seconds), and its text. <c>default</c> is "no value", which comes first.
/// </summary>
public readonly struct SortKey
{
    private readonly Rank _rank;
    private readonly XsdNumber _number;
    private readonly byte[]? _text;
    private readonly byte[]? _subtext;
    private readonly SortKey[]? _parts;

    private SortKey(Rank rank, XsdNumber number = default, byte[]? text = null, byte[]? subtext = null, SortKey[]? parts = null)
    {
        _rank = rank;
        _number = number;
        _text = text;
        _subtext = subtext;
        _parts = parts;
    }

    // The order of SPARQL 1.1 §15.1; from Number on, literals by kind of value, which the recommendation leaves open. Date and time types
    // take as many places as there are of them, in the order of the enum XsdDatatype.
    private enum Rank : byte
    {
        Unbound,
        BlankNode,
        Iri,
        Number,
        Boolean,
        DateTime,
        Duration = DateTime + (XsdDatatype.GMonth - XsdDatatype.DateTime) + 1,
        String,
        Other,
        TripleTerm,
    }

    /// <summary>Bytes held on the heap.</summary>
    public long HeapBytes
    {
        get
        {
            var bytes = BytesOf(_text) + BytesOf(_subtext);
            foreach (var part in _parts ?? [])
            {
                bytes += Unsafe.SizeOf<SortKey>() + part.HeapBytes;
            }

            return bytes;
        }
    }

    /// <summary>Compares two keys.</summary>
    /// <param name="left">One key.</param>
    /// <param name="right">The other.</param>
    /// <returns>Zero if the terms are the same, or have values of which neither is less.</returns>
    public static int Compare(in SortKey left, in SortKey right)
    {
        if (left._rank != right._rank)
        {
            return ((byte)left._rank).CompareTo((byte)right._rank);
        }

        if (left._parts is not null && right._parts is not null)
        {
            for (var i = 0; i < left._parts.Length; i++)
            {
                var part = Compare(left._parts[i], right._parts[i]);
                if (part != 0)
                {
                    return part;
                }
            }

            return 0;
        }

        if (left._text is null || right._text is null)
        {
            return XsdNumber.CompareTotal(left._number, right._number);
        }

        var order = left._text.AsSpan().SequenceCompareTo(right._text);
        return order != 0 ? order : left._subtext.AsSpan().SequenceCompareTo(right._subtext);
    }

    internal static SortKey Read(TermWorkspace workspace, TermId id)
    {
        switch (id.Tag)
        {
            case TermTag.Undefined:
                return default;
            case TermTag.BlankNode:
                return new SortKey(Rank.BlankNode, XsdNumber.Integer((long)(id.Bits - TermId.First(TermTag.BlankNode).Bits)));
            case TermTag.Iri:
                return new SortKey(Rank.Iri, text: workspace.View(id, workspace.First).Value.ToArray());
            case TermTag.TripleTerm:
                var (subject, predicate, @object) = workspace.Terms.GetTripleTerm(id);
                return new SortKey(
                    Rank.TripleTerm, parts: [Read(workspace, subject), Read(workspace, predicate), Read(workspace, @object)]);
            default:
                return ReadLiteral(workspace, id);
        }
    }

    private static SortKey ReadLiteral(TermWorkspace workspace, TermId id)
    {
        var value = LiteralValue.Read(workspace, id);
        switch (value.Space)
        {
            case ValueSpace.Number:
                return new SortKey(Rank.Number, value.Number);
            case ValueSpace.Boolean:
                return new SortKey(Rank.Boolean, XsdNumber.Integer(value.Boolean ? 1 : 0));
            case ValueSpace.DateTime:
                var datatype = value.DateTime.Datatype == XsdDatatype.DateTimeStamp ? XsdDatatype.DateTime : value.DateTime.Datatype;
                return new SortKey(
                    (Rank)((int)Rank.DateTime + (datatype - XsdDatatype.DateTime)), XsdNumber.Decimal(value.DateTime.TimelineSeconds));
            case ValueSpace.Duration:
                return new SortKey(Rank.Duration, XsdNumber.Decimal(value.Duration.AverageSeconds));
            default:
                var view = workspace.View(id, workspace.First);
                return value.Space == ValueSpace.Unknown
                    ? new SortKey(Rank.Other, text: view.Datatype.ToArray(), subtext: view.Value.ToArray())
                    : new SortKey(Rank.String, text: view.Value.ToArray(), subtext: Tag(view));
        }
    }

    // Lower case, as language tags are compared; the direction behind it.
    private static byte[] Tag(in TermView view)
    {
        if (view.Language.IsEmpty)
        {
            return [];
        }

        var tag = new byte[view.Language.Length + 1];
        System.Text.Ascii.ToLower(view.Language, tag, out _);
        tag[^1] = (byte)view.Direction;
        return tag;
    }

    private static long BytesOf(byte[]? array) => array is { Length: > 0 } ? array.Length + 24 : 0;
}
