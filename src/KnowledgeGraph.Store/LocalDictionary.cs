using System.Runtime.CompilerServices;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;

namespace KnowledgeGraph.Store;

/// <summary>
/// The terms that one query makes, over the dictionary of its snapshot. A term that fits into an id, or that the snapshot knows, always
/// gets that id, so equal id = equal term throughout a query. Confined to one thread.
/// </summary>
public sealed class LocalDictionary
{
    // A labelled blank node costs its label; a triple term three ids and two hash slots.
    private const int TripleTermBytes = 64;

    private readonly List<XsdDatatype> _known = [];
    private readonly List<TermId> _labelled = [];

    // Per term: the language tag as first written, or where the value of a typed literal stands.
    private readonly List<int> _side = [];
    private readonly List<(TermId Subject, TermId Predicate, TermId Object)> _triples = [];
    private readonly Dictionary<(TermId Subject, TermId Predicate, TermId Object), TermId> _tripleIds = [];
    private readonly Action<long>? _charge;

    // Most queries make no term: these are there from the first one on.
    private TermTable? _terms;
    private LanguageTags? _languages;
    private TermTable? _datatypes;
    private TermTable? _labels;
    private LiteralValues? _values;
    private int _valueCount;
    private long _charged;
    private long _blankNodes;

    /// <summary>An empty dictionary over a snapshot's.</summary>
    /// <param name="snapshot">The snapshot's terms.</param>
    /// <param name="charge">Told the bytes of a new term before it is kept; may throw to refuse it.</param>
    public LocalDictionary(TermDictionary snapshot, Action<long>? charge = null)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        Snapshot = snapshot;
        _charge = charge;
    }

    private TermTable Words => _terms ??= new TermTable();

    private LanguageTags Languages => _languages ??= new LanguageTags();

    private TermTable Datatypes => _datatypes ??= new TermTable();

    private TermTable Labels => _labels ??= new TermTable();

    private LiteralValues Values => _values ??= new LiteralValues();

    /// <summary>The snapshot's terms.</summary>
    public TermDictionary Snapshot { get; }

    /// <summary>Bytes charged so far.</summary>
    public long ChargedBytes => _charged;

    /// <summary>Number of terms that only this dictionary knows, blank nodes not counted.</summary>
    public int Count => (_terms?.Count ?? 0) + _triples.Count;

    /// <summary>
    /// The id of a term, which is added if nobody knows it. Blank nodes are known by printed label; any other label stands for one new
    /// blank node of this dictionary.
    /// </summary>
    /// <param name="term">The term; kind None gives undefined.</param>
    public TermId Intern(in TermView term)
    {
        if (term.IsNone)
        {
            return default;
        }

        if (term.Kind == TermKind.TripleTerm)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            return InternTripleTerm(Intern(term.Subject), Intern(term.Predicate), Intern(term.Object));
        }

        return Snapshot.TryFind(term, out var id) ? id : InternNew(term);
    }

    /// <summary>The id of a term object; see the other overload.</summary>
    /// <param name="term">The term.</param>
    public TermId Intern(Term term)
    {
        var arena = new TermArena();
        return Intern(arena[arena.AddTerm(term)]);
    }

    /// <summary>The id of the xsd:string with this text.</summary>
    /// <param name="text">The text in UTF-8.</param>
    public TermId InternString(ReadOnlySpan<byte> text) => Intern(TermView.Literal(text, XsdDatatypes.Utf8IriOf(XsdDatatype.String)));

    /// <summary>The id of a literal of a known datatype.</summary>
    /// <param name="lexical">The lexical form in UTF-8.</param>
    /// <param name="datatype">The datatype, not unknown.</param>
    public TermId InternLiteral(ReadOnlySpan<byte> lexical, XsdDatatype datatype) =>
        Intern(TermView.Literal(lexical, XsdDatatypes.Utf8IriOf(datatype)));

    /// <summary>The id of a triple term of interned components.</summary>
    /// <param name="subject">The subject; any id, not undefined.</param>
    /// <param name="predicate">The predicate.</param>
    /// <param name="object">The object.</param>
    public TermId InternTripleTerm(TermId subject, TermId predicate, TermId @object)
    {
        if (!subject.IsLocal && !predicate.IsLocal && !@object.IsLocal
            && Snapshot.TripleTerms.TryFind(subject, predicate, @object, out var known))
        {
            return known;
        }

        var key = (subject, predicate, @object);
        if (!_tripleIds.TryGetValue(key, out var id))
        {
            Charge(TripleTermBytes);
            id = TermId.FromIndex(TermTag.TripleTerm, _triples.Count, isLocal: true);
            _triples.Add(key);
            _tripleIds.Add(key, id);
        }

        return id;
    }

    /// <summary>A blank node that is no other one; printed <c>q0</c>, <c>q1</c> ….</summary>
    public TermId NewBlankNode() => TermId.FromIndex(TermTag.BlankNode, _blankNodes++, isLocal: true);

    /// <summary>The components of any triple term, local or not.</summary>
    /// <param name="id">An id with tag TripleTerm.</param>
    public (TermId Subject, TermId Predicate, TermId Object) GetTripleTerm(TermId id) =>
        id.IsLocal ? _triples[(int)id.Index] : Snapshot.TripleTerms.Get(id);

    /// <summary>
    /// Any term of the query as a view; see <see cref="TermDictionary.View"/>. Valid until something is interned or the scratch
    /// changed.
    /// </summary>
    /// <param name="id">An id of this dictionary or its snapshot.</param>
    /// <param name="scratch">Room for terms that are printed.</param>
    public TermView View(TermId id, TermArena scratch)
    {
        if (!id.IsLocal)
        {
            return Snapshot.View(id, scratch);
        }

        var index = (int)id.Index;
        switch (id.Tag)
        {
            case TermTag.Iri:
                return TermView.Iri(Words.Text(index));
            case TermTag.String:
                return TermView.Literal(Words.Text(index), XsdDatatypes.Utf8IriOf(XsdDatatype.String));
            case TermTag.LanguageString:
                var language = _side[index];
                var direction = Languages.Direction(language);
                return TermView.Literal(
                    Words.Text(index), XsdDatatypes.Utf8IriOf(LanguageTags.Datatype(direction)), Languages.Tag(language), direction);
            case TermTag.TypedLiteral:
                return TermView.Literal(Words.Text(index), Datatypes.Text(Words.Extra(index)));
            case TermTag.TripleTerm:
                return scratch[Add(id, scratch)];
            default:
                return TermDictionary.PrintedView(id, (byte)'q', scratch);
        }
    }

    /// <summary>Any term of the query as an object. Allocates.</summary>
    /// <param name="id">An id of this dictionary or its snapshot, not undefined.</param>
    public Term ToTerm(TermId id) => View(id, new TermArena()).ToTerm();

    /// <summary>The numeric value of any literal of the query; see <see cref="TermDictionary.TryGetNumber"/>.</summary>
    /// <param name="id">The id.</param>
    /// <param name="value">The value.</param>
    public bool TryGetNumber(TermId id, out XsdNumber value)
    {
        if (!id.IsLocal)
        {
            return Snapshot.TryGetNumber(id, out value);
        }

        value = default;
        return id.Tag == TermTag.TypedLiteral && Values.TryGetNumber(_side[(int)id.Index], out value);
    }

    /// <summary>The date or time value of any literal of the query; see <see cref="TermDictionary.TryGetDateTime"/>.</summary>
    /// <param name="id">The id.</param>
    /// <param name="value">The value.</param>
    public bool TryGetDateTime(TermId id, out XsdDateTime value)
    {
        if (!id.IsLocal)
        {
            return Snapshot.TryGetDateTime(id, out value);
        }

        value = default;
        return id.Tag == TermTag.TypedLiteral && Values.TryGetDateTime(_side[(int)id.Index], out value);
    }

    /// <summary>The duration of any literal of the query; see <see cref="TermDictionary.TryGetDuration"/>.</summary>
    /// <param name="id">The id.</param>
    /// <param name="value">The value.</param>
    public bool TryGetDuration(TermId id, out XsdDuration value)
    {
        if (!id.IsLocal)
        {
            return Snapshot.TryGetDuration(id, out value);
        }

        value = default;
        return id.Tag == TermTag.TypedLiteral && Values.TryGetDuration(_side[(int)id.Index], out value);
    }

    /// <summary>The datatype of any literal of the query among those known; also of ill-typed ones.</summary>
    /// <param name="id">The id.</param>
    public XsdDatatype DatatypeOf(TermId id) => (id.IsLocal, id.Tag) switch
    {
        (false, _) => Snapshot.DatatypeOf(id),
        (_, TermTag.TypedLiteral) => _known[Words.Extra((int)id.Index)],
        (_, TermTag.LanguageString) => LanguageTags.Datatype(Languages.Direction(_side[(int)id.Index])),
        _ => id.Datatype,
    };

    /// <summary>
    /// Whether the id is one of an IRI or a string that has its place among the others of its tag in the order of their texts without
    /// being decoded: see <see cref="TermDictionary.CompareTexts"/>. Local ones are numbered as they come.
    /// </summary>
    /// <param name="id">The id.</param>
    public static bool HasTextOrder(TermId id) => !id.IsLocal && id.Tag is TermTag.Iri or TermTag.String or TermTag.LanguageString;

    private int Add(TermId id, TermArena scratch)
    {
        if (!id.IsTripleTerm)
        {
            return scratch.Add(View(id, scratch));
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        var (subject, predicate, @object) = GetTripleTerm(id);
        return scratch.AddTripleTerm(Add(subject, scratch), Add(predicate, scratch), Add(@object, scratch));
    }

    private TermId InternNew(in TermView term)
    {
        switch (term.Kind)
        {
            case TermKind.Iri:
                return InternText(TermTag.Iri, term.Value, 0, 0);
            case TermKind.BlankNode:
                return InternBlankNode(term.Value);
            default:
                if (!term.Language.IsEmpty)
                {
                    var language = Languages.Intern(term.Language, term.Direction);
                    return InternText(TermTag.LanguageString, term.Value, Languages.Canonical(language), language);
                }

                return term.Datatype.SequenceEqual(XsdDatatypes.Utf8IriOf(XsdDatatype.String))
                    ? InternText(TermTag.String, term.Value, 0, 0)
                    : InternTyped(term);
        }
    }

    private TermId InternBlankNode(ReadOnlySpan<byte> label)
    {
        if (TermDictionary.TryParseLabel(label, (byte)'q', _blankNodes, out var number))
        {
            return TermId.FromIndex(TermTag.BlankNode, number, isLocal: true);
        }

        var index = Labels.Find(TermTag.BlankNode, label, 0);
        if (index < 0)
        {
            Charge(label.Length + TripleTermBytes);
            Labels.Intern(TermTag.BlankNode, label, 0, out _);
            _labelled.Add(NewBlankNode());
            index = _labelled.Count - 1;
        }

        return _labelled[index];
    }

    private TermId InternTyped(in TermView term)
    {
        var datatype = Datatypes.Find(TermTag.Iri, term.Datatype, 0);
        if (datatype < 0)
        {
            Charge(term.Datatype.Length + TripleTermBytes);
            datatype = Datatypes.Intern(TermTag.Iri, term.Datatype, 0, out _);
            _known.Add(XsdDatatypes.Find(term.Datatype));
        }

        var before = Words.Count;
        var id = InternText(TermTag.TypedLiteral, term.Value, datatype, _valueCount);
        if (Words.Count > before)
        {
            Values.Add(term.Value, _known[datatype]);
            _valueCount++;
        }

        return id;
    }

    private TermId InternText(TermTag tag, ReadOnlySpan<byte> text, int extra, int side)
    {
        var index = Words.Find(tag, text, extra);
        if (index < 0)
        {
            Charge(text.Length + TermTable.EntryBytes);
            index = Words.Intern(tag, text, extra, out _);
            _side.Add(side);
        }

        return TermId.FromIndex(tag, index, isLocal: true);
    }

    private void Charge(long bytes)
    {
        _charge?.Invoke(bytes);
        _charged += bytes;
    }
}
