using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace KnowledgeGraph.Rdf;

/// <summary>
/// A growing buffer that holds the bytes of a few terms and addresses them by index, so that triple terms can nest without objects.
/// Readers keep the terms of the statement at hand in one; decoders use one for a nested triple term. Not thread-safe.
/// </summary>
public sealed class TermArena
{
    // Throws on a lone surrogate: such a string is no RDF term, and replacing it would change data silently.
    private static readonly UTF8Encoding s_strictUtf8 = new(false, true);

    // A query has an arena for every purpose that it may have, and uses a few.
    private const int FirstBytes = 256;

    private readonly List<Entry> _entries = [];
    private byte[] _bytes = [];
    private int _used;

    /// <summary>Number of terms held.</summary>
    public int Count => _entries.Count;

    /// <summary>The term at an index returned by one of the <c>Add</c> methods. Valid until the next <c>Add</c> or release.</summary>
    /// <param name="index">The index.</param>
    public TermView this[int index]
    {
        get
        {
            ref readonly var entry = ref CollectionsMarshal.AsSpan(_entries)[index];
            return entry.Kind switch
            {
                TermKind.Iri => TermView.Iri(Bytes(entry.A, entry.ALength)),
                TermKind.BlankNode => TermView.BlankNode(Bytes(entry.A, entry.ALength)),
                TermKind.Literal => TermView.Literal(
                    Bytes(entry.A, entry.ALength), Bytes(entry.B, entry.BLength), Bytes(entry.C, entry.CLength), entry.Direction),
                TermKind.TripleTerm => new TermView(this, entry.A, entry.B, entry.C),
                _ => default,
            };
        }
    }

    /// <summary>Copies an IRI in.</summary>
    /// <param name="iri">The IRI in UTF-8.</param>
    public int AddIri(ReadOnlySpan<byte> iri) => Add(new Entry { Kind = TermKind.Iri, A = Append(iri), ALength = iri.Length });

    /// <summary>Copies a blank node label in.</summary>
    /// <param name="label">The label in UTF-8, without <c>_:</c>.</param>
    public int AddBlankNode(ReadOnlySpan<byte> label) =>
        Add(new Entry { Kind = TermKind.BlankNode, A = Append(label), ALength = label.Length });

    /// <summary>Copies a literal in.</summary>
    /// <param name="lexical">The lexical form.</param>
    /// <param name="datatype">The datatype IRI.</param>
    /// <param name="language">The language tag, empty for none.</param>
    /// <param name="direction">The base direction.</param>
    public int AddLiteral(
        ReadOnlySpan<byte> lexical, ReadOnlySpan<byte> datatype, ReadOnlySpan<byte> language = default,
        BaseDirection direction = BaseDirection.None) =>
        Add(new Entry
        {
            Kind = TermKind.Literal,
            Direction = direction,
            A = Append(lexical),
            ALength = lexical.Length,
            B = Append(datatype),
            BLength = datatype.Length,
            C = Append(language),
            CLength = language.Length,
        });

    /// <summary>Makes a triple term of three terms that are in this arena already.</summary>
    /// <param name="subject">Index of the subject.</param>
    /// <param name="predicate">Index of the predicate.</param>
    /// <param name="object">Index of the object.</param>
    public int AddTripleTerm(int subject, int predicate, int @object) =>
        Add(new Entry { Kind = TermKind.TripleTerm, A = subject, B = predicate, C = @object });

    /// <summary>Copies a term in, with all parts of a triple term. The view may point into this very arena.</summary>
    /// <param name="term">The term; must not be <see cref="TermKind.None"/>.</param>
    public int Add(in TermView term) => term.Kind switch
    {
        TermKind.Iri => AddIri(term.Value),
        TermKind.BlankNode => AddBlankNode(term.Value),
        TermKind.Literal => AddLiteral(term.Value, term.Datatype, term.Language, term.Direction),
        TermKind.TripleTerm => AddTripleTerm(Add(term.Subject), Add(term.Predicate), Add(term.Object)),
        _ => throw new ArgumentException("A term of kind None cannot be stored.", nameof(term)),
    };

    /// <summary>Copies a term object in, with all parts of a triple term.</summary>
    /// <param name="term">The term.</param>
    /// <exception cref="EncoderFallbackException">A string of the term holds a lone surrogate.</exception>
    public int Add(Term term)
    {
        ArgumentNullException.ThrowIfNull(term);
        switch (term)
        {
            case Iri iri:
                return AddText(TermKind.Iri, iri.Value);
            case BlankNode node:
                return AddText(TermKind.BlankNode, node.Label);
            case Literal literal:
                var lexical = Append(literal.Lexical);
                var datatype = Append(literal.Datatype.Value);
                var language = Append(literal.Language ?? "");
                return Add(new Entry
                {
                    Kind = TermKind.Literal,
                    Direction = literal.Direction,
                    A = lexical.Start,
                    ALength = lexical.Length,
                    B = datatype.Start,
                    BLength = datatype.Length,
                    C = language.Start,
                    CLength = language.Length,
                });
            case TripleTerm triple:
                return AddTripleTerm(Add(triple.Subject), Add(triple.Predicate), Add(triple.Object));
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>
    /// Room for bytes that are no term yet, such as a text about to be decoded. It stays where it is until it is released.
    /// </summary>
    /// <param name="length">How many bytes.</param>
    public Span<byte> Reserve(int length)
    {
        Grow(length);
        var room = _bytes.AsSpan(_used, length);
        _used += length;
        return room;
    }

    /// <summary>Gives back the end of the room that was reserved last.</summary>
    /// <param name="length">How many bytes.</param>
    public void GiveBack(int length) => _used -= length;

    /// <summary>The present fill, to be given to <see cref="Release"/> later.</summary>
    public Mark Save() => new(_entries.Count, _used);

    /// <summary>Forgets every term added after the mark.</summary>
    /// <param name="mark">A mark from <see cref="Save"/>.</param>
    public void Release(Mark mark)
    {
        CollectionsMarshal.SetCount(_entries, mark.Entries);
        _used = mark.Bytes;
    }

    /// <summary>Forgets all terms; keeps the memory.</summary>
    public void Clear() => Release(default);

    private ReadOnlySpan<byte> Bytes(int start, int length) => _bytes.AsSpan(start, length);

    private int Append(ReadOnlySpan<byte> bytes)
    {
        // The bytes may stand in the old array, which stays as it is when another takes its place.
        Grow(bytes.Length);
        var start = _used;
        bytes.CopyTo(_bytes.AsSpan(start));
        _used = start + bytes.Length;
        return start;
    }

    private (int Start, int Length) Append(string text)
    {
        var start = _used;
        var length = s_strictUtf8.GetByteCount(text);
        Grow(length);
        s_strictUtf8.GetBytes(text, _bytes.AsSpan(start));
        _used = start + length;
        return (start, length);
    }

    // The old array is left to views that still look at it.
    private void Grow(int length)
    {
        if (_bytes.Length - _used < length)
        {
            var grown = new byte[Math.Max(checked(_used + length), Math.Max(_bytes.Length * 2, FirstBytes))];
            _bytes.AsSpan(0, _used).CopyTo(grown);
            _bytes = grown;
        }
    }

    private int AddText(TermKind kind, string text)
    {
        var (start, length) = Append(text);
        return Add(new Entry { Kind = kind, A = start, ALength = length });
    }

    private int Add(Entry entry)
    {
        _entries.Add(entry);
        return _entries.Count - 1;
    }

    /// <summary>A fill level of an arena. <c>default</c> is the empty arena.</summary>
    /// <param name="Entries">Number of terms.</param>
    /// <param name="Bytes">Number of bytes.</param>
    public readonly record struct Mark(int Entries, int Bytes);

    // Spans for text terms (A value, B datatype, C language); indexes for a triple term (A subject, B predicate, C object).
    private struct Entry
    {
        public TermKind Kind;
        public BaseDirection Direction;
        public int A;
        public int ALength;
        public int B;
        public int BLength;
        public int C;
        public int CLength;
    }
}
