using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>What literals denote, by id: each is looked at once.</summary>
/// <param name="terms">The terms.</param>
/// <param name="datatypes">The recognised datatypes.</param>
internal sealed class LiteralIds(LocalDictionary terms, DatatypeMap datatypes)
{
    private readonly Dictionary<TermId, TermId> _canonical = [];
    private readonly bool _knowsInteger = datatypes.Find(XsdDatatypes.IriOf(XsdDatatype.Integer)) is not null;

    /// <summary>The id of the canonical literal with the same value; of anything but literals the id itself.</summary>
    public TermId Canonical(TermId id)
    {
        if (!id.IsLiteral || IsCanonical(id))
        {
            return id;
        }

        if (!_canonical.TryGetValue(id, out var canonical))
        {
            canonical = terms.Intern(datatypes.Canonical((Literal)terms.ToTerm(id)));
            _canonical.Add(id, canonical);
        }

        return canonical;
    }

    /// <summary>The same also of what stands in a triple term (RDF 1.2 Semantics §5: triple terms are transparent).</summary>
    public TermId CanonicalWithin(TermId id)
    {
        if (!id.IsTripleTerm)
        {
            return Canonical(id);
        }

        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var (subject, predicate, @object) = terms.GetTripleTerm(id);
        return terms.InternTripleTerm(CanonicalWithin(subject), predicate, CanonicalWithin(@object));
    }

    /// <summary>Whether a literal is of a recognised datatype and has no value.</summary>
    public bool IsIllTyped(TermId id)
    {
        if (id.IsInline || id.Tag == TermTag.LanguageString)
        {
            return false;
        }

        if (id.Tag == TermTag.String)
        {
            // Characters that no XML allows: NUL, U+FFFE and U+FFFF; a surrogate is not UTF-8.
            var text = terms.View(id, new TermArena()).Value;
            return text.Contains((byte)0) || text.IndexOf("\uFFFE"u8) >= 0 || text.IndexOf("\uFFFF"u8) >= 0;
        }

        return datatypes.IsIllTyped((Literal)terms.ToTerm(id));
    }

    /// <summary>The recognised datatypes that contain the value of a literal; none if nothing is known of it.</summary>
    public IEnumerable<Datatype> TypesOf(TermId id) => datatypes.TypesOf((Literal)terms.ToTerm(id));

    /// <summary>Whether the value of a literal is known.</summary>
    public bool IsKnown(TermId id) => TypesOf(id).Any();

    private bool IsCanonical(TermId id) =>
        id.Tag is TermTag.String or TermTag.LanguageString || (id.Tag == TermTag.Integer && _knowsInteger && id.Datatype == XsdDatatype.Integer);
}
