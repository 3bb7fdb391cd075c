using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;

namespace KnowledgeGraph.Store;

/// <summary>
/// The language tags in use, each with a base direction, numbered from 0. Tags are compared in lower case (RDF 1.2 Concepts §3.3) and
/// kept as written. Not thread-safe while growing.
/// </summary>
internal sealed class LanguageTags
{
    private readonly TermTable _written = new();
    private readonly TermTable _lower = new();
    private readonly List<int> _firstSpellings = [];
    private readonly List<(byte[] Tag, byte[] Lower, BaseDirection Direction, int Canonical)> _tags = [];

    /// <summary>The datatype of a language-tagged string with a direction or without.</summary>
    internal static XsdDatatype Datatype(BaseDirection direction) =>
        direction == BaseDirection.None ? XsdDatatype.LangString : XsdDatatype.DirLangString;

    internal int Count => _tags.Count;

    internal ReadOnlySpan<byte> Tag(int index) => _tags[index].Tag;

    internal BaseDirection Direction(int index) => _tags[index].Direction;

    /// <summary>The number that stands for all spellings of a tag.</summary>
    internal int Canonical(int index) => _tags[index].Canonical;

    internal int Intern(ReadOnlySpan<byte> tag, BaseDirection direction)
    {
        var index = _written.Intern(TermTag.String, tag, (int)direction, out var added);
        if (!added)
        {
            return index;
        }

        var lower = new byte[tag.Length];
        Ascii.ToLower(tag, lower, out _);
        var spelling = _lower.Intern(TermTag.String, lower, (int)direction, out var isFirst);
        if (isFirst)
        {
            _firstSpellings.Add(index);
        }

        _tags.Add((tag.ToArray(), lower, direction, _firstSpellings[spelling]));
        return index;
    }

    /// <summary>Order of two tags whatever their spelling: lower-case bytes, then direction.</summary>
    internal int Compare(int left, int right)
    {
        var (l, r) = (_tags[left], _tags[right]);
        var order = l.Lower.AsSpan().SequenceCompareTo(r.Lower);
        return order != 0 ? order : l.Direction.CompareTo(r.Direction);
    }

    /// <summary>Order of a tag that need not be in the table relative to one that is.</summary>
    internal int Compare(ReadOnlySpan<byte> lower, BaseDirection direction, int right)
    {
        var r = _tags[right];
        var order = lower.SequenceCompareTo(r.Lower);
        return order != 0 ? order : direction.CompareTo(r.Direction);
    }
}
