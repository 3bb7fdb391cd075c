using System.Buffers;
using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions;

/// <summary>
/// What the expressions of one run share: reads values out of ids, and makes ids of new values. A term it views is good until the next
/// view into the same arena. Every text that is built is charged to the budget while it is built; the dictionary charges what it keeps.
/// </summary>
internal sealed class TermWorkspace
{
    // Below this a text is not worth asking the budget, whose counters all queries share.
    private const int SmallTextBytes = 4096;

    private readonly RecentTexts _recent;
    private TermId _emptyString;

    public TermWorkspace(ExecutionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Context = context;
        Terms = context.Terms;
        _recent = new RecentTexts(Terms);
    }

    public ExecutionContext Context { get; }

    /// <summary>The blank nodes that BNODE(label) made, with their solutions.</summary>
    public Dictionary<TermId, Nodes.BlankNodeFamily> BlankNodeFamilies { get; } = [];

    public LocalDictionary Terms { get; }

    /// <summary>Buffers for the terms of three operands, so that they can be seen at the same time.</summary>
    public TermArena First { get; } = new();

    public TermArena Second { get; } = new();

    public TermArena Third { get; } = new();

    /// <summary>A buffer for a text under construction; cleared by whoever starts one.</summary>
    public ArrayBufferWriter<byte> Buffer { get; } = new();

    /// <summary>The literal "".</summary>
    public TermId EmptyString => _emptyString.IsUndefined ? _emptyString = Text(ReadOnlySpan<byte>.Empty) : _emptyString;

    public TermView View(TermId id, TermArena arena)
    {
        arena.Clear();
        return Terms.View(id, arena);
    }

    /// <summary>Sees an operand that must be xsd:string or a language-tagged string (SPARQL 1.1 §17.4.3, string literal).</summary>
    public bool TryViewString(TermId id, TermArena arena, out TermView view)
    {
        if (id.Tag is TermTag.String or TermTag.LanguageString)
        {
            view = View(id, arena);
            return true;
        }

        view = default;
        return false;
    }

    /// <summary>Sees an operand that must be xsd:string.</summary>
    public bool TryViewSimple(TermId id, TermArena arena, out ReadOnlySpan<byte> text)
    {
        if (id.Tag == TermTag.String)
        {
            text = View(id, arena).Value;
            return true;
        }

        text = default;
        return false;
    }

    /// <summary>
    /// The effective boolean value by SPARQL 1.2 §17.2.2: an ill-typed literal and a language-tagged string have none (SPARQL 1.1 took
    /// the first for false and the second for a string; in a filter without negation that is the same).
    /// </summary>
    public Truth EffectiveBoolean(TermId id)
    {
        switch (id.Tag)
        {
            case TermTag.Boolean:
                id.TryGetBoolean(out var value);
                return TruthTables.Of(value);
            case TermTag.Integer:
                id.TryGetInteger(out var integer);
                return TruthTables.Of(integer != 0);
            case TermTag.Decimal or TermTag.Float or TermTag.Double:
                return TruthTables.Of(TryGetNumber(id, out var number) && !number.IsZeroOrNaN);
            case TermTag.String:
                return TruthTables.Of(View(id, First).Value.Length > 0);
            case TermTag.TypedLiteral:
                // A number too large for an id, or a lexical form outside its datatype, which has no value.
                return TryGetNumber(id, out number) ? TruthTables.Of(!number.IsZeroOrNaN) : Truth.Error;
            default:
                return Truth.Error;
        }
    }

    /// <summary>The datatype of a literal, unknown for every other term.</summary>
    public XsdDatatype DatatypeOf(TermId id) => Terms.DatatypeOf(id);

    /// <summary>The value of a numeric literal; false for everything else, ill-typed literals included.</summary>
    public bool TryGetNumber(TermId id, out XsdNumber number) => Terms.TryGetNumber(id, out number);

    /// <summary>The value of a date or time literal of any type.</summary>
    public bool TryGetDateTime(TermId id, out XsdDateTime value) => Terms.TryGetDateTime(id, out value);

    /// <summary>The value of a duration literal.</summary>
    public bool TryGetDuration(TermId id, out XsdDuration value) => Terms.TryGetDuration(id, out value);

    /// <summary>The literal of a number in its canonical form.</summary>
    public TermId Number(in XsdNumber number)
    {
        if (number.IsFloating)
        {
            Span<byte> text = stackalloc byte[XsdFloating.MaxCanonicalLength];
            return number.Kind == XsdNumberKind.Float
                ? Terms.InternLiteral(text[..XsdFloating.FormatCanonical(number.ToSingle(), text)], XsdDatatype.Float)
                : Terms.InternLiteral(text[..XsdFloating.FormatCanonical(number.ToDouble(), text)], XsdDatatype.Double);
        }

        var isInteger = number.Kind == XsdNumberKind.Integer;
        if (number.Exact.TryGetSmallUnscaled(out var unscaled)
            && (isInteger
                ? TermId.TryFromInteger(unscaled, XsdDatatype.Integer, out var id)
                : TermId.TryFromDecimal(unscaled, number.Exact.Scale, out id)))
        {
            return id;
        }

        return Typed(number.ToString(), isInteger ? XsdDatatype.Integer : XsdDatatype.Decimal);
    }

    /// <summary>The literal of a date or time in its canonical form.</summary>
    public TermId DateTime(in XsdDateTime value) =>
        TermId.TryFromDateTime(value, out var id) ? id : Typed(value.ToString(), value.Datatype);

    /// <summary>The literal of an xsd:integer.</summary>
    public TermId Integer(long value) => Number(XsdNumber.Integer(value));

    /// <summary>A literal of a known datatype.</summary>
    public TermId Typed(string lexical, XsdDatatype datatype) => Typed(Encoding.UTF8.GetBytes(lexical), XsdDatatypes.Utf8IriOf(datatype));

    /// <summary>A literal of any datatype.</summary>
    public TermId Typed(ReadOnlySpan<byte> lexical, ReadOnlySpan<byte> datatype) => Terms.Intern(TermView.Literal(lexical, datatype));

    /// <summary>An xsd:string.</summary>
    public TermId Text(ReadOnlySpan<byte> lexical) => Typed(lexical, XsdDatatypes.Utf8IriOf(XsdDatatype.String));

    /// <summary>An xsd:string.</summary>
    public TermId Text(string lexical) => Text(Encoding.UTF8.GetBytes(lexical));

    /// <summary>A string with the language tag and direction of another one (SPARQL 1.1 §17.4.3: "the same kind of literal").</summary>
    public TermId TextLike(ReadOnlySpan<byte> lexical, in TermView kind) =>
        Terms.Intern(TermView.Literal(lexical, kind.Datatype, kind.Language, kind.Direction));

    /// <summary>A language-tagged string.</summary>
    public TermId LanguageText(ReadOnlySpan<byte> lexical, ReadOnlySpan<byte> language, BaseDirection direction) =>
        Terms.Intern(TermView.Literal(
            lexical,
            XsdDatatypes.Utf8IriOf(direction == BaseDirection.None ? XsdDatatype.LangString : XsdDatatype.DirLangString),
            language, direction));

    /// <summary>The id of a string literal that a function made; the same few come again and again in most queries.</summary>
    public TermId Intern(in TermView text) => _recent.Intern(text);

    /// <summary>An IRI.</summary>
    public TermId Iri(ReadOnlySpan<byte> iri) => Terms.Intern(TermView.Iri(iri));

    /// <summary>Fails if the budget has no room for a text that is about to be built.</summary>
    public void ThrowIfTooLarge(long bytes)
    {
        Context.Budget.Charge(bytes);
        Context.Budget.Release(bytes);
    }

    /// <summary>The same, for a text that is short in most rows.</summary>
    public void ThrowIfTooLong(long bytes)
    {
        if (bytes > SmallTextBytes)
        {
            ThrowIfTooLarge(bytes);
        }
    }

    /// <summary>Starts a text of a known size in <see cref="Buffer"/>.</summary>
    public ArrayBufferWriter<byte> StartText(long bytes)
    {
        ThrowIfTooLarge(bytes);
        Buffer.ResetWrittenCount();
        return Buffer;
    }
}
