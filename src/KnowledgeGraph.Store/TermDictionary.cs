using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;

namespace KnowledgeGraph.Store;

/// <summary>
/// The terms of a <see cref="Snapshot"/>: ids to terms and back. IRIs and literals are sorted by their UTF-8 bytes within a tag (typed
/// literals by datatype first), so that id order is string order there. Immutable and safe for any number of readers.
/// </summary>
public sealed class TermDictionary
{
    private readonly SortedTerms _iris;
    private readonly SortedTerms _strings;
    private readonly SortedTerms _languageStrings;
    private readonly SortedTerms _typed;
    private readonly LanguageTags _languages;
    private readonly DatatypeRanges _datatypes;
    private readonly LiteralValues _values;

    internal TermDictionary(
        SortedTerms iris, SortedTerms strings, SortedTerms languageStrings, SortedTerms typed,
        LanguageTags languages, DatatypeRanges datatypes, LiteralValues values, long blankNodeCount, TripleTermTable tripleTerms)
    {
        _iris = iris;
        _strings = strings;
        _languageStrings = languageStrings;
        _typed = typed;
        _languages = languages;
        _datatypes = datatypes;
        _values = values;
        BlankNodeCount = blankNodeCount;
        TripleTerms = tripleTerms;
    }

    /// <summary>The triple terms.</summary>
    public TripleTermTable TripleTerms { get; }

    /// <summary>Blank nodes are numbered below this.</summary>
    public long BlankNodeCount { get; }

    /// <summary>
    /// Whether ids of IRIs, strings and language-tagged strings rise with their text, tag by tag. True for bulk-loaded parts; no caller
    /// may assume it, because parts that grow by updates will not have it.
    /// </summary>
    public bool IsTextOrdered { get; } = true;

    /// <summary>Bytes held.</summary>
    public long TotalBytes =>
        _iris.TotalBytes + _strings.TotalBytes + _languageStrings.TotalBytes + _typed.TotalBytes + _values.TotalBytes
        + TripleTerms.TotalBytes;

    /// <summary>
    /// Number of dictionary entries of a tag: IRIs, strings, language-tagged strings, typed literals, triple terms, blank nodes; else
    /// 0.
    /// </summary>
    /// <param name="tag">The tag.</param>
    public long Count(TermTag tag) => tag switch
    {
        TermTag.BlankNode => BlankNodeCount,
        TermTag.TripleTerm => TripleTerms.Count,
        TermTag.Iri or TermTag.String or TermTag.LanguageString or TermTag.TypedLiteral => Terms(tag).Count,
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
                return Found(TermTag.Iri, _iris.Find(term.Value, 0, _iris.Count), out id);
            case TermKind.BlankNode:
                return TryParseLabel(term.Value, (byte)'b', BlankNodeCount, out var number) && Found(TermTag.BlankNode, number, out id);
            case TermKind.Literal:
                return TryFindLiteral(term, out id);
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
    /// A term as a view: straight into the dictionary for IRIs and text literals, into <paramref name="scratch"/> for terms that have to
    /// be printed. Valid until the scratch is changed.
    /// </summary>
    /// <param name="id">An id of this snapshot, not local. Undefined gives kind None.</param>
    /// <param name="scratch">Room for terms that are printed; it grows until the caller clears it.</param>
    public TermView View(TermId id, TermArena scratch)
    {
        switch (id.Tag)
        {
            case TermTag.Undefined:
                return default;
            case TermTag.Iri:
                return TermView.Iri(_iris.Text(id.Index));
            case TermTag.String:
                return TermView.Literal(_strings.Text(id.Index), XsdDatatypes.Utf8IriOf(XsdDatatype.String));
            case TermTag.LanguageString:
                var language = _languageStrings.Language(id.Index);
                var direction = _languages.Direction(language);
                return TermView.Literal(
                    _languageStrings.Text(id.Index), XsdDatatypes.Utf8IriOf(LanguageTags.Datatype(direction)),
                    _languages.Tag(language), direction);
            case TermTag.TypedLiteral:
                return TermView.Literal(_typed.Text(id.Index), _datatypes.Of(id.Index));
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
        id.Tag == TermTag.TypedLiteral ? _values.TryGetNumber(id.Index, out value) : id.TryGetNumber(out value);

    /// <summary>The value of a date or time literal of any of the nine types, in the id or from the side column. Never parses.</summary>
    /// <param name="id">Any id of this snapshot.</param>
    /// <param name="value">The value.</param>
    /// <returns>False if it is none of these or ill-typed.</returns>
    public bool TryGetDateTime(TermId id, out XsdDateTime value) =>
        id.Tag == TermTag.TypedLiteral ? _values.TryGetDateTime(id.Index, out value) : id.TryGetDateTime(out value);

    /// <summary>The value of a duration literal of any of the three types, from the side column. Never parses.</summary>
    /// <param name="id">Any id of this snapshot.</param>
    /// <param name="value">The value.</param>
    /// <returns>False if it is none of these or ill-typed.</returns>
    public bool TryGetDuration(TermId id, out XsdDuration value)
    {
        value = default;
        return id.Tag == TermTag.TypedLiteral && _values.TryGetDuration(id.Index, out value);
    }

    /// <summary>The datatype of a literal among those known; also of ill-typed ones.</summary>
    /// <param name="id">Any id of this snapshot.</param>
    public XsdDatatype DatatypeOf(TermId id) => id.Tag switch
    {
        TermTag.TypedLiteral => _datatypes.KnownOf(id.Index),
        TermTag.LanguageString => LanguageTags.Datatype(_languages.Direction(_languageStrings.Language(id.Index))),
        _ => id.Datatype,
    };

    /// <summary>The ids of a tag whose text starts with a prefix: a range, because texts are sorted. Not for typed literals.</summary>
    /// <param name="tag">Iri, String or LanguageString.</param>
    /// <param name="prefix">The prefix in UTF-8.</param>
    /// <returns>The first id and the id after the last one.</returns>
    public (TermId Start, TermId End) FindPrefix(TermTag tag, ReadOnlySpan<byte> prefix)
    {
        if (tag is not (TermTag.Iri or TermTag.String or TermTag.LanguageString))
        {
            throw new ArgumentOutOfRangeException(nameof(tag), tag, "Texts are sorted for IRIs, strings and language-tagged strings.");
        }

        var terms = Terms(tag);
        var start = terms.LowerBound(prefix, 0, terms.Count);
        long low = start, high = terms.Count;
        while (low < high)
        {
            var middle = low + ((high - low) >> 1);
            if (terms.Text(middle).StartsWith(prefix))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return (TermId.FromIndex(tag, start), TermId.FromIndex(tag, low));
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

    private static bool Found(TermTag tag, long index, out TermId id)
    {
        id = index < 0 ? default : TermId.FromIndex(tag, index);
        return index >= 0;
    }

    private SortedTerms Terms(TermTag tag) => tag switch
    {
        TermTag.Iri => _iris,
        TermTag.String => _strings,
        TermTag.LanguageString => _languageStrings,
        _ => _typed,
    };

    private int AddTripleTerm(TermId id, TermArena scratch)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var (subject, predicate, @object) = TripleTerms.Get(id);
        return scratch.AddTripleTerm(Add(subject, scratch), Add(predicate, scratch), Add(@object, scratch));
    }

    private int Add(TermId id, TermArena scratch) => id.IsTripleTerm ? AddTripleTerm(id, scratch) : scratch.Add(View(id, scratch));

    private bool TryFindLiteral(in TermView term, out TermId id)
    {
        if (!term.Language.IsEmpty)
        {
            return TryFindLanguageString(term, out id);
        }

        if (term.Datatype.SequenceEqual(XsdDatatypes.Utf8IriOf(XsdDatatype.String)))
        {
            return Found(TermTag.String, _strings.Find(term.Value, 0, _strings.Count), out id);
        }

        if (TermId.TryInline(term, out id))
        {
            return true;
        }

        return _datatypes.TryGetRange(term.Datatype, out var start, out var end)
            && Found(TermTag.TypedLiteral, _typed.Find(term.Value, start, end), out id);
    }

    private bool TryFindLanguageString(in TermView term, out TermId id)
    {
        id = default;
        if (term.Language.Length > 256)
        {
            return false;
        }

        Span<byte> lower = stackalloc byte[256];
        lower = lower[..term.Language.Length];
        Ascii.ToLower(term.Language, lower, out _);
        var terms = _languageStrings;
        var first = terms.LowerBound(term.Value, 0, terms.Count);
        for (var index = first; index < terms.Count && terms.Text(index).SequenceEqual(term.Value); index++)
        {
            if (_languages.Compare(lower, term.Direction, terms.Language(index)) == 0)
            {
                return Found(TermTag.LanguageString, index, out id);
            }
        }

        return false;
    }
}
