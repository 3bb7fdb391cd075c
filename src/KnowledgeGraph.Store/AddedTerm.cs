using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;

namespace KnowledgeGraph.Store;

/// <summary>An IRI or a literal that came after the sorted part of the dictionary was built. Immutable.</summary>
internal sealed class AddedTerm : IAddedEntry
{
    private readonly bool _isIri;
    private readonly byte[] _text;
    private readonly byte[] _datatype;
    private readonly byte[] _language;
    private readonly byte[] _lower;
    private readonly BaseDirection _direction;

    // The parsed value of a typed literal: an XsdNumber, XsdDateTime or XsdDuration.
    private readonly object? _value;

    /// <param name="term">The term.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="place">The index in the sorted part before which it belongs by its text.</param>
    internal AddedTerm(in TermView term, uint hash, long place)
    {
        Hash = hash;
        Place = place;
        _text = term.Value.ToArray();
        _language = term.Language.IsEmpty ? [] : term.Language.ToArray();
        _lower = new byte[_language.Length];
        Ascii.ToLower(_language, _lower, out _);
        _direction = term.Direction;
        _isIri = term.Kind == TermKind.Iri;
        Datatype = _isIri ? XsdDatatype.Unknown : XsdDatatypes.Find(term.Datatype);
        _datatype = !_isIri && Datatype == XsdDatatype.Unknown ? term.Datatype.ToArray() : [];
        _value = XsdNumber.TryParse(_text, Datatype, out var number) ? number
            : XsdDatatypes.IsDateTime(Datatype) && XsdDateTime.TryParse(_text, Datatype, out var time) ? time
            : XsdDatatypes.IsDuration(Datatype) && XsdDuration.TryParse(_text, Datatype, out var duration) ? duration
            : null;
    }

    public uint Hash { get; }

    public long Bytes => 160 + _text.Length + _datatype.Length + (2 * _language.Length) + (_value is null ? 0 : 40);

    internal long Place { get; }

    internal XsdDatatype Datatype { get; }

    internal TermView View => _isIri ? TermView.Iri(_text) : TermView.Literal(_text, DatatypeIri, _language, _direction);

    private ReadOnlySpan<byte> DatatypeIri => Datatype == XsdDatatype.Unknown ? _datatype : XsdDatatypes.Utf8IriOf(Datatype);

    internal static uint HashOf(TermTag tag, in TermView term) => TermTable.Hash(tag, term.Value, 0);

    internal bool TryGet<T>(out T value)
        where T : struct
    {
        value = _value is T found ? found : default;
        return _value is T;
    }

    /// <summary>
    /// Whether it is the same term as one of the same tag. Language tags are compared in lower case (RDF 1.2 Concepts §3.3).
    /// </summary>
    internal bool Matches(in TermView term) =>
        term.Value.SequenceEqual(_text) && _direction == term.Direction && Ascii.EqualsIgnoreCase(term.Language, _language)
        && (_isIri || term.Datatype.SequenceEqual(DatatypeIri));

    /// <summary>Order of two terms of a tag by text, then by language tag and direction.</summary>
    internal static int Compare(AddedTerm left, AddedTerm right)
    {
        var order = left._text.AsSpan().SequenceCompareTo(right._text);
        order = order != 0 ? order : left._lower.AsSpan().SequenceCompareTo(right._lower);
        return order != 0 ? order : left._direction.CompareTo(right._direction);
    }
}
