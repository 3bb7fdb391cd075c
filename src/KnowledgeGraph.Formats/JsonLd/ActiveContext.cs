using System.Collections.Immutable;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>
/// The active context of JSON-LD 1.1 API §4.1. A context is changed only while the context processor makes it; contexts made of it by
/// term-scoped contexts are kept, since a large document applies the same few again and again.
/// </summary>
internal sealed class ActiveContext
{
    private readonly Dictionary<(object Local, bool Propagate, bool OverrideProtected), ActiveContext> _scoped = new(ScopeComparer.Instance);
    private InverseContext? _inverse;

    public ActiveContext(string? baseIri, string? originalBase)
    {
        BaseIri = baseIri;
        OriginalBase = originalBase;
        Terms = new Dictionary<string, TermDefinition>(StringComparer.Ordinal);
    }

    private ActiveContext(ActiveContext other)
    {
        BaseIri = other.BaseIri;
        OriginalBase = other.OriginalBase;
        Vocabulary = other.Vocabulary;
        Language = other.Language;
        Direction = other.Direction;
        Previous = other.Previous;
        Terms = new Dictionary<string, TermDefinition>(other.Terms, StringComparer.Ordinal);
    }

    public string? BaseIri { get; set; }

    public string? OriginalBase { get; }

    public string? Vocabulary { get; set; }

    public string? Language { get; set; }

    public string? Direction { get; set; }

    /// <summary>The context to go back to where a context that is not propagated ends.</summary>
    public ActiveContext? Previous { get; set; }

    public Dictionary<string, TermDefinition> Terms { get; }

    public InverseContext Inverse => _inverse ??= InverseContext.Of(this);

    public ActiveContext Clone() => new(this);

    public TermDefinition? Term(string? term) => term is null ? null : Terms.GetValueOrDefault(term);

    public ImmutableArray<string> Container(string? term) => Term(term)?.Container ?? [];

    /// <summary>The context that a term-scoped context makes of this one, made once.</summary>
    public ActiveContext Scoped(object? local, bool propagate, bool overrideProtected, Func<ActiveContext> make)
    {
        if (local is null)
        {
            return make();
        }

        if (!_scoped.TryGetValue((local, propagate, overrideProtected), out var made))
        {
            made = make();
            _scoped.Add((local, propagate, overrideProtected), made);
        }

        return made;
    }

    private sealed class ScopeComparer : IEqualityComparer<(object Local, bool Propagate, bool OverrideProtected)>
    {
        public static ScopeComparer Instance { get; } = new();

        public bool Equals((object Local, bool Propagate, bool OverrideProtected) x, (object Local, bool Propagate, bool OverrideProtected) y) =>
            ReferenceEquals(x.Local, y.Local) && x.Propagate == y.Propagate && x.OverrideProtected == y.OverrideProtected;

        public int GetHashCode((object Local, bool Propagate, bool OverrideProtected) obj) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj.Local), obj.Propagate, obj.OverrideProtected);
    }
}
