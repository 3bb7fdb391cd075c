using System.Buffers.Text;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;

namespace KnowledgeGraph.Store;

/// <summary>
/// The terms of a <see cref="Snapshot"/>: ids to terms and back. IRIs and literals are sorted by their UTF-8 bytes within a tag (typed
/// literals by datatype first) as far as they were bulk-loaded, so that id order is string order there; those that transactions added are
/// numbered on as they come. Immutable and safe for any number of readers.
/// </summary>
public sealed class TermDictionary
{
    private readonly SortedTexts _sorted;

    // Terms that came later are numbered on from the sorted ones; successive dictionaries share the table.
    private readonly AddedTerms _added;
    private readonly AddedCounts _seen;
    private readonly long _addedBytes;

    internal TermDictionary(SortedTexts sorted, long blankNodeCount, TripleTermTable tripleTerms)
    {
        _sorted = sorted;
        _added = tripleTerms.Added;
        _seen = _added.Counts;
        _addedBytes = _added.TotalBytes;
        BlankNodeCount = blankNodeCount;
        TripleTerms = tripleTerms;
    }

    /// <summary>The triple terms.</summary>
    public TripleTermTable TripleTerms { get; }

    /// <summary>Blank nodes are numbered below this.</summary>
    public long BlankNodeCount { get; }

    /// <summary>
    /// Whether ids of IRIs, strings and language-tagged strings rise with their text, tag by tag. True after a bulk load; false once
    /// transactions have added terms, whose ids come after all others. See <see cref="CompareTexts"/>.
    /// </summary>
    public bool IsTextOrdered => _seen.Total == _seen.TripleTerms + _seen.TypedLiterals;

    /// <summary>Terms that transactions added since the sorted part was built, triple terms included.</summary>
    internal long AddedCount => _seen.Total;

    /// <summary>What gives the ids of this dictionary: a term that dictionaries with the same one know has the same id in them.</summary>
    public object Numbering => _added;

    /// <summary>How many of each kind were added.</summary>
    internal AddedCounts Added => _seen;

    /// <summary>Terms in the sorted part, triple terms included.</summary>
    internal long SortedCount => _sorted.Count + TripleTerms.SortedCount;

    /// <summary>The texts that were bulk-loaded.</summary>
    internal SortedTexts Sorted => _sorted;

    /// <summary>Bytes held.</summary>
    public long TotalBytes => _sorted.TotalBytes + TripleTerms.TotalBytes + _addedBytes;

    /// <summary>
    /// Number of dictionary entries of a tag: IRIs, strings, language-tagged strings, typed literals, triple terms, blank nodes; else
    /// 0.
    /// </summary>
    /// <param name="tag">The tag.</param>
    public long Count(TermTag tag) => tag switch
    {
        TermTag.BlankNode => BlankNodeCount,
        TermTag.TripleTerm => TripleTerms.Count,
        TermTag.Iri or TermTag.String or TermTag.LanguageString or TermTag.TypedLiteral => _sorted[tag].Count + _seen[tag],
        _ => 0,
    };

    /// <summary>
    /// The id of a term. False if the snapshot does not know it; a literal that fits into an id is always known. A blank node is known
    /// by its printed label. O(log n) comparisons.
    /// </summary>
    /// <param name="term">The term.</param>
    /// <param name="id">The id.</param>
    public bool TryFind(in TermView term, out TermId id)
    {
        id = default;
        switch (term.Kind)
        {
            case TermKind.Iri:
                return TryFind(TermTag.Iri, term, out id);
            case TermKind.Literal:
                var tag = TagOf(term);
                return (tag == TermTag.TypedLiteral && TermId.TryInline(term, out id)) || TryFind(tag, term, out id);
            case TermKind.BlankNode:
                var isKnown = TryParseLabel(term.Value, (byte)'b', BlankNodeCount, out var number);
                id = isKnown ? TermId.FromIndex(TermTag.BlankNode, number) : default;
                return isKnown;
            case TermKind.TripleTerm:
                RuntimeHelpers.EnsureSufficientExecutionStack();
                return TryFind(term.Subject, out var subject) && TryFind(term.Predicate, out var predicate)
                    && TryFind(term.Object, out var @object) && TripleTerms.TryFind(subject, predicate, @object, out id);
            default:
                return false;
        }
    }

    /// <summary>The id of a term object; see the other overload.</summary>
    /// <param name="term">The term.</param>
    /// <param name="id">The id.</param>
    public bool TryFind(Term term, out TermId id)
    {
        var arena = new TermArena();
        return TryFind(arena[arena.AddTerm(term)], out id);
    }

    /// <summary>
    /// A term as a view, into the dictionary or, if it has to be decoded or printed, into <paramref name="scratch"/>. Valid until the
    /// scratch is cleared.
    /// </summary>
    /// <param name="id">An id of this snapshot, not local. Undefined gives kind None.</param>
    /// <param name="scratch">Room for terms that are decoded or printed; it grows until the caller clears it.</param>
    public TermView View(TermId id, TermArena scratch)
    {
        switch (id.Tag)
        {
            case TermTag.Undefined:
                return default;
            case TermTag.Iri or TermTag.String or TermTag.LanguageString or TermTag.TypedLiteral:
                return AddedAt(id) is { } added ? added.View : _sorted.View(id, scratch);
            case TermTag.TripleTerm:
                return scratch[AddTripleTerm(id, scratch)];
            default:
                return PrintedView(id, (byte)'b', scratch);
        }
    }

    /// <summary>A term as an object. Allocates; for the edge of an API only.</summary>
    /// <param name="id">An id of this snapshot, not undefined.</param>
    public Term ToTerm(TermId id) => View(id, new TermArena()).ToTerm();

    /// <summary>The numeric value of a literal, in the id or from the side column. Never parses.</summary>
    /// <param name="id">Any id of this snapshot.</param>
    /// <param name="value">The value.</param>
    /// <returns>False if it is no numeric literal or ill-typed.</returns>
    public bool TryGetNumber(TermId id, out XsdNumber value) =>
        id.Tag != TermTag.TypedLiteral ? id.TryGetNumber(out value)
        : AddedAt(id) is { } added ? added.TryGet(out value)
        : _sorted.Values.TryGetNumber(id.Index, out value);

    /// <summary>The value of a date or time literal of any of the nine types, in the id or from the side column. Never parses.</summary>
    /// <param name="id">Any id of this snapshot.</param>
    /// <param name="value">The value.</param>
    /// <returns>False if it is none of these or ill-typed.</returns>
    public bool TryGetDateTime(TermId id, out XsdDateTime value) =>
        id.Tag != TermTag.TypedLiteral ? id.TryGetDateTime(out value)
        : AddedAt(id) is { } added ? added.TryGet(out value)
        : _sorted.Values.TryGetDateTime(id.Index, out value);

    /// <summary>The value of a duration literal of any of the three types, from the side column. Never parses.</summary>
    /// <param name="id">Any id of this snapshot.</param>
    /// <param name="value">The value.</param>
    /// <returns>False if it is none of these or ill-typed.</returns>
    public bool TryGetDuration(TermId id, out XsdDuration value)
    {
        value = default;
        return id.Tag == TermTag.TypedLiteral
            && (AddedAt(id) is { } added ? added.TryGet(out value) : _sorted.Values.TryGetDuration(id.Index, out value));
    }

    /// <summary>The datatype of a literal among those known; also of ill-typed ones.</summary>
    /// <param name="id">Any id of this snapshot.</param>
    public XsdDatatype DatatypeOf(TermId id) => id.Tag switch
    {
        TermTag.TypedLiteral => AddedAt(id) is { } added ? added.Datatype : _sorted.Datatypes.KnownOf(id.Index),
        TermTag.LanguageString => AddedAt(id) is { } added ? added.Datatype : _sorted.LanguageDatatype(id.Index),
        _ => id.Datatype,
    };

    /// <summary>
    /// A number that language-tagged strings of the same tag as written and the same direction share, without decoding them; -1 for one
    /// that came later.
    /// </summary>
    /// <param name="id">A language-tagged string of this snapshot.</param>
    public int LanguageNumber(TermId id)
    {
        Debug.Assert(id is { Tag: TermTag.LanguageString, IsLocal: false }, "a language-tagged string of the snapshot");
        var terms = _sorted[TermTag.LanguageString];
        return id.Index < terms.Count ? terms.Language(id.Index) : -1;
    }

    /// <summary>
    /// Order of two IRIs, two strings or two language-tagged strings by the bytes of their text, and by tag and direction if texts are
    /// equal. Decodes nothing but for two terms that came later and belong between the same two others.
    /// </summary>
    /// <param name="left">One id of this snapshot.</param>
    /// <param name="right">Another of the same tag.</param>
    /// <returns>Zero only for the same term.</returns>
    public int CompareTexts(TermId left, TermId right)
    {
        Debug.Assert(left.Tag == right.Tag && left.Tag is TermTag.Iri or TermTag.String or TermTag.LanguageString, "texts of one tag");
        if (IsTextOrdered)
        {
            return left.CompareTo(right);
        }

        var (l, r) = (AddedAt(left), AddedAt(right));
        if (l is not null && r is not null && l.Place == r.Place)
        {
            return AddedTerm.Compare(l, r);
        }

        // One that belongs before index i comes before the i-th and after all below.
        var order = (l?.Place ?? left.Index).CompareTo(r?.Place ?? right.Index);
        return order != 0 ? order : (l is null).CompareTo(r is null);
    }

    /// <summary>
    /// The ids of a tag whose text starts with a prefix, among those that came by bulk load: a range, because their texts are sorted.
    /// Unless <see cref="IsTextOrdered"/> there may be others beyond. Not for typed literals.
    /// </summary>
    /// <param name="tag">Iri, String or LanguageString.</param>
    /// <param name="prefix">The prefix in UTF-8.</param>
    /// <returns>The first id and the id after the last one.</returns>
    public (TermId Start, TermId End) FindPrefix(TermTag tag, ReadOnlySpan<byte> prefix)
    {
        if (tag is not (TermTag.Iri or TermTag.String or TermTag.LanguageString))
        {
            throw new ArgumentOutOfRangeException(nameof(tag), tag, "Texts are sorted for IRIs, strings and language-tagged strings.");
        }

        var (start, end) = _sorted.FindPrefix(tag, prefix);
        return (TermId.FromIndex(tag, start), TermId.FromIndex(tag, end));
    }

    internal static bool TryParseLabel(ReadOnlySpan<byte> label, byte prefix, long count, out long number)
    {
        number = 0;
        return label.Length > 1 && label[0] == prefix && (label[1] != '0' || label.Length == 2) && char.IsAsciiDigit((char)label[1])
            && Utf8Parser.TryParse(label[1..], out number, out var used) && used == label.Length - 1 && number < count;
    }

    internal static TermView PrintedView(TermId id, byte blankPrefix, TermArena scratch)
    {
        Span<byte> text = stackalloc byte[TermId.MaxInlineLength];
        if (id.IsBlankNode)
        {
            text[0] = blankPrefix;
            Utf8Formatter.TryFormat(id.Index, text[1..], out var written);
            return scratch[scratch.AddBlankNode(text[..(1 + written)])];
        }

        return scratch[scratch.AddLiteral(text[..id.FormatInline(text)], XsdDatatypes.Utf8IriOf(id.Datatype))];
    }

    /// <summary>The id of an IRI or a literal, and a dictionary that has it. For the writer alone, on the newest dictionary.</summary>
    internal TermDictionary With(in TermView term, out TermId id)
    {
        if (TryFind(term, out id))
        {
            return this;
        }

        var tag = TagOf(term);
        var place = tag == TermTag.TypedLiteral ? 0 : _sorted.PlaceOf(tag, term);
        var index = _added[tag].Add(new AddedTerm(term, AddedTerm.HashOf(tag, term), place));
        id = TermId.FromIndex(tag, (long)_sorted[tag].Count + index);
        return new(_sorted, BlankNodeCount, TripleTerms);
    }

    /// <summary>The id of a triple term of components that are known; see <see cref="With(in TermView, out TermId)"/>.</summary>
    internal TermDictionary With(TermId subject, TermId predicate, TermId @object, out TermId id)
    {
        if (TripleTerms.TryFind(subject, predicate, @object, out id))
        {
            return this;
        }

        var table = TripleTerms.With(subject, predicate, @object, out id);
        return new(_sorted, BlankNodeCount, table);
    }

    /// <summary>A dictionary with blank nodes up to a number.</summary>
    internal TermDictionary WithBlankNodes(long count) => count == BlankNodeCount ? this : new(_sorted, count, TripleTerms);

    /// <summary>A dictionary whose new triple terms are in the index.</summary>
    internal TermDictionary WithIndexedTripleTerms()
    {
        var table = TripleTerms.Indexed();
        return table == TripleTerms ? this : new(_sorted, BlankNodeCount, table);
    }

    /// <summary>Forgets the terms that were added after this dictionary; those who know of them may not be used any more.</summary>
    internal void TakeBackLater() => _added.Truncate(_seen);

    private static TermTag TagOf(in TermView term) =>
        term.Kind == TermKind.Iri ? TermTag.Iri
        : !term.Language.IsEmpty ? TermTag.LanguageString
        : term.Datatype.SequenceEqual(XsdDatatypes.Utf8IriOf(XsdDatatype.String)) ? TermTag.String
        : TermTag.TypedLiteral;

    // In the sorted part, or among those added.
    private bool TryFind(TermTag tag, in TermView term, out TermId id)
    {
        var index = _sorted.Find(tag, term);
        if (index < 0 && _seen[tag] > 0)
        {
            var candidates = _added[tag].Find(AddedTerm.HashOf(tag, term), _seen[tag]);
            while (index < 0 && candidates.MoveNext())
            {
                index = candidates.Current.Matches(term) ? (long)_sorted[tag].Count + candidates.Index : -1;
            }
        }

        id = index < 0 ? default : TermId.FromIndex(tag, index);
        return index >= 0;
    }

    private AddedTerm? AddedAt(TermId id)
    {
        var index = id.Index - _sorted[id.Tag].Count;
        return index < 0 ? null : _added[id.Tag][(int)index];
    }

    private int AddTripleTerm(TermId id, TermArena scratch)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var (subject, predicate, @object) = TripleTerms.Get(id);
        return scratch.AddTripleTerm(Add(subject, scratch), Add(predicate, scratch), Add(@object, scratch));
    }

    private int Add(TermId id, TermArena scratch) => id.IsTripleTerm ? AddTripleTerm(id, scratch) : scratch.Add(View(id, scratch));
}
