namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>What is inferred, and within which limits.</summary>
public sealed record EntailmentOptions
{
    /// <summary>The regime.</summary>
    public EntailmentRegime Regime { get; init; }

    /// <summary>
    /// The datatypes that are recognised; null for those of the regime: all known ones for <see cref="EntailmentRegime.D"/> and <see
    /// cref="EntailmentRegime.OwlRl"/>, those that RDF demands for the others.
    /// </summary>
    public DatatypeMap? Datatypes { get; init; }

    /// <summary>The most memory that triples, indexes and derivations of one run may hold, in megabytes.</summary>
    public int MemoryMB { get; init; } = 4096;

    /// <summary>The longest run.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Whether all conclusions about literals and triple terms are drawn, which only blank nodes of a conclusion can speak of (RDF 1.2
    /// Semantics, generalized RDF). Needed to decide entailment between graphs; no legal triple follows from most of them.
    /// </summary>
    internal bool Generalized { get; init; }

    internal DatatypeMap Recognized =>
        Datatypes ?? (Regime is EntailmentRegime.D or EntailmentRegime.OwlRl ? DatatypeMap.All : DatatypeMap.Rdf);

    // SPARQL 1.1 Entailment Regimes §4 and §5, condition C2: literals of solutions are canonical.
    internal bool CanonicalLiterals => Regime is EntailmentRegime.D or EntailmentRegime.OwlRl || Generalized;
}
