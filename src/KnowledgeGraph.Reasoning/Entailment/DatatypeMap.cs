using System.Collections.Frozen;
using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>
/// The recognised datatypes: the set D of RDF 1.2 Semantics §7. A literal of another datatype denotes something unknown and is never
/// ill-typed. Immutable.
/// </summary>
/// <seealso href="https://www.w3.org/TR/rdf12-semantics/#datatypes"/>
public sealed class DatatypeMap
{
    // RDF 1.2 Semantics §8: these are recognised by every RDF interpretation.
    private static readonly Iri[] s_always = [Xsd.String, RdfVocabulary.LangString, RdfVocabulary.DirLangString];

    private readonly FrozenDictionary<string, Datatype> _byIri;

    /// <summary>The datatypes that RDF demands, and others.</summary>
    /// <param name="others">Their names.</param>
    /// <exception cref="ArgumentException">A name is none of <see cref="All"/>.</exception>
    public DatatypeMap(params IEnumerable<Iri> others)
    {
        var wanted = others.Concat(s_always).ToHashSet();
        Recognized = [.. KnownDatatypes.All.Where(datatype => wanted.Contains(datatype.Iri))];
        if (wanted.Except(Recognized.Select(datatype => datatype.Iri)).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"The values of {unknown} are not known here.", nameof(others));
        }

        _byIri = Recognized.ToFrozenDictionary(datatype => datatype.Iri.Value);
    }

    /// <summary>The datatypes that RDF demands: xsd:string, rdf:langString and rdf:dirLangString.</summary>
    public static DatatypeMap Rdf { get; } = new();

    /// <summary>All datatypes whose values are known here.</summary>
    public static DatatypeMap All { get; } = new(KnownDatatypes.All.Select(datatype => datatype.Iri));

    /// <summary>The names of the datatypes.</summary>
    public IEnumerable<Iri> Names => Recognized.Select(datatype => datatype.Iri);

    internal ImmutableArray<Datatype> Recognized { get; }

    /// <summary>Whether a literal is of a recognised datatype whose lexical space does not contain its lexical form.</summary>
    /// <param name="literal">The literal.</param>
    public bool IsIllTyped(Literal literal)
    {
        ArgumentNullException.ThrowIfNull(literal);
        return Find(literal) is { } datatype && datatype.Canonical(literal.Lexical) is null;
    }

    /// <summary>
    /// The canonical literal (SPARQL 1.1 Entailment Regimes §4) with the same value: equal for literals of recognised datatypes if and only
    /// if they denote the same. Ill-typed literals and those of other datatypes are left as they are.
    /// </summary>
    /// <param name="literal">The literal.</param>
    public Literal Canonical(Literal literal)
    {
        ArgumentNullException.ThrowIfNull(literal);
        if (literal.Language is not null || Find(literal) is not { } datatype || datatype.Canonical(literal.Lexical) is not { } canonical)
        {
            return literal;
        }

        var home = Recognized.First(other => Contains(other, datatype.Space, canonical));
        return new Literal(canonical, home.Iri);
    }

    /// <summary>The recognised datatypes whose value space contains what a literal denotes.</summary>
    internal IEnumerable<Datatype> TypesOf(Literal literal) =>
        Find(literal) is { } datatype && datatype.Canonical(literal.Lexical) is { } canonical
            ? Recognized.Where(other => Contains(other, datatype.Space, canonical))
            : [];

    internal Datatype? Find(Literal literal) => _byIri.GetValueOrDefault(literal.Datatype.Value);

    internal Datatype? Find(Iri name) => _byIri.GetValueOrDefault(name.Value);

    private static bool Contains(Datatype datatype, ValueSpace space, string canonical) =>
        datatype.Space == space && datatype.Canonical(canonical) is not null;
}
