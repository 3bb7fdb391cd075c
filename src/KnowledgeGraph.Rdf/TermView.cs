using System.Text;

namespace KnowledgeGraph.Rdf;

/// <summary>
/// A term seen through UTF-8 spans that somebody else owns: what readers hand to a <see cref="QuadSink"/> and writers take.
/// <c>default</c> has kind <see cref="TermKind.None"/>. Valid only as long as the bytes behind it are left alone, that is, for the
/// duration of the call it is passed to.
/// </summary>
public readonly ref struct TermView
{
    private readonly TermArena? _arena;
    private readonly int _subject;
    private readonly int _predicate;
    private readonly int _object;

    private TermView(
        TermKind kind, ReadOnlySpan<byte> value, ReadOnlySpan<byte> datatype, ReadOnlySpan<byte> language, BaseDirection direction)
    {
        Kind = kind;
        Value = value;
        Datatype = datatype;
        Language = language;
        Direction = direction;
    }

    internal TermView(TermArena arena, int subject, int predicate, int @object)
    {
        Kind = TermKind.TripleTerm;
        _arena = arena;
        _subject = subject;
        _predicate = predicate;
        _object = @object;
    }

    /// <summary>What kind of term this is.</summary>
    public TermKind Kind { get; }

    /// <summary>The IRI, the blank node label without <c>_:</c>, or the lexical form; empty for a triple term.</summary>
    public ReadOnlySpan<byte> Value { get; }

    /// <summary>The datatype IRI of a literal, never empty for one (<c>xsd:string</c>, <c>rdf:langString</c> … included).</summary>
    public ReadOnlySpan<byte> Datatype { get; }

    /// <summary>The language tag as written, empty if there is none.</summary>
    public ReadOnlySpan<byte> Language { get; }

    /// <summary>The base direction, <see cref="BaseDirection.None"/> if there is none.</summary>
    public BaseDirection Direction { get; }

    /// <summary>Subject of a triple term; <c>default</c> otherwise.</summary>
    public TermView Subject => _arena is null ? default : _arena[_subject];

    /// <summary>Predicate of a triple term; <c>default</c> otherwise.</summary>
    public TermView Predicate => _arena is null ? default : _arena[_predicate];

    /// <summary>Object of a triple term; <c>default</c> otherwise.</summary>
    public TermView Object => _arena is null ? default : _arena[_object];

    /// <summary>True for <see cref="TermKind.None"/>: no term, or the default graph.</summary>
    public bool IsNone => Kind == TermKind.None;

    /// <summary>A view of an IRI.</summary>
    /// <param name="iri">The absolute IRI in UTF-8, without angle brackets or escapes.</param>
    public static TermView Iri(ReadOnlySpan<byte> iri) => new(TermKind.Iri, iri, default, default, BaseDirection.None);

    /// <summary>A view of a blank node.</summary>
    /// <param name="label">The label in UTF-8, without <c>_:</c>.</param>
    public static TermView BlankNode(ReadOnlySpan<byte> label) => new(TermKind.BlankNode, label, default, default, BaseDirection.None);

    /// <summary>A view of a literal.</summary>
    /// <param name="lexical">The lexical form, unescaped.</param>
    /// <param name="datatype">The datatype IRI; must be that of RDF 1.2 Concepts §3.3 when there is a language tag.</param>
    /// <param name="language">The language tag, empty for none.</param>
    /// <param name="direction">The base direction; needs a language tag.</param>
    public static TermView Literal(
        ReadOnlySpan<byte> lexical, ReadOnlySpan<byte> datatype, ReadOnlySpan<byte> language = default,
        BaseDirection direction = BaseDirection.None) =>
        new(TermKind.Literal, lexical, datatype, language, direction);

    /// <summary>The term as an object. Allocates.</summary>
    /// <exception cref="InvalidOperationException">The view is of kind <see cref="TermKind.None"/>.</exception>
    public Term ToTerm() => Kind switch
    {
        TermKind.Iri => new Iri(Encoding.UTF8.GetString(Value)),
        TermKind.BlankNode => new BlankNode(Encoding.UTF8.GetString(Value)),
        TermKind.Literal when !Language.IsEmpty =>
            new Literal(Encoding.UTF8.GetString(Value), Encoding.UTF8.GetString(Language), Direction),
        TermKind.Literal => new Literal(Encoding.UTF8.GetString(Value), new Iri(Encoding.UTF8.GetString(Datatype))),
        TermKind.TripleTerm => new TripleTerm(Subject.ToTerm(), (Iri)Predicate.ToTerm(), Object.ToTerm()),
        _ => throw new InvalidOperationException("A view of kind None is no term."),
    };
}
