using System.Collections.Immutable;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>
/// A parsed query: its form and the algebra of its pattern, solution modifiers included. Immutable. Compared by content, prefixes apart.
/// </summary>
public abstract record Query
{
    private Query(GraphPattern pattern, DatasetClause? dataset, Iri? baseIri)
    {
        Pattern = pattern;
        Dataset = dataset;
        BaseIri = baseIri;
    }

    /// <summary>The pattern with all solution modifiers (ORDER BY, DISTINCT, LIMIT …).</summary>
    public GraphPattern Pattern { get; init; }

    /// <summary>FROM and FROM NAMED; null if the query names no dataset.</summary>
    public DatasetClause? Dataset { get; init; }

    /// <summary>The base IRI in force at the end of the prologue, used by IRI(); null if none.</summary>
    public Iri? BaseIri { get; init; }

    /// <summary>The prefixes declared in the prologue, prefix (without colon) to namespace; for printing and result writers.</summary>
    public ImmutableDictionary<string, string> Prefixes { get; init; } = ImmutableDictionary<string, string>.Empty;

    // Prefixes are a matter of spelling and do not count.
    private bool HasSameFrame(Query? other) =>
        other is not null && Pattern == other.Pattern && Dataset == other.Dataset && BaseIri == other.BaseIri;

    /// <summary>SELECT.</summary>
    public sealed record Select : Query
    {
        /// <summary>A SELECT query.</summary>
        /// <param name="variables">The result columns in order.</param>
        /// <param name="pattern">The pattern; its solutions bind only these variables.</param>
        /// <param name="dataset">The dataset clause.</param>
        /// <param name="baseIri">The base IRI.</param>
        public Select(ImmutableArray<Variable> variables, GraphPattern pattern, DatasetClause? dataset = null, Iri? baseIri = null)
            : base(pattern, dataset, baseIri) => Variables = variables;

        /// <summary>The result columns in order.</summary>
        public ImmutableArray<Variable> Variables { get; init; }

        /// <inheritdoc/>
        public bool Equals(Select? other) => HasSameFrame(other) && Content.Equal(Variables, other!.Variables);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Pattern, Content.Hash(Variables));
    }

    /// <summary>CONSTRUCT.</summary>
    public sealed record Construct : Query
    {
        /// <summary>A CONSTRUCT query.</summary>
        /// <param name="template">The template; blank nodes in it are <see cref="TermPattern.Var"/> with internal names not in the pattern.</param>
        /// <param name="pattern">The pattern.</param>
        /// <param name="dataset">The dataset clause.</param>
        /// <param name="baseIri">The base IRI.</param>
        public Construct(ImmutableArray<TriplePattern> template, GraphPattern pattern, DatasetClause? dataset = null, Iri? baseIri = null)
            : base(pattern, dataset, baseIri) => Template = template;

        /// <summary>The template. Internal variables in it are blank nodes, fresh for every solution (SPARQL 1.1 §16.2).</summary>
        public ImmutableArray<TriplePattern> Template { get; init; }

        /// <inheritdoc/>
        public bool Equals(Construct? other) => HasSameFrame(other) && Content.Equal(Template, other!.Template);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Pattern, Content.Hash(Template));
    }

    /// <summary>DESCRIBE.</summary>
    public sealed record Describe : Query
    {
        /// <summary>A DESCRIBE query.</summary>
        /// <param name="targets">IRIs and variables described.</param>
        /// <param name="pattern">The pattern; the empty BGP if there is no WHERE.</param>
        /// <param name="dataset">The dataset clause.</param>
        /// <param name="baseIri">The base IRI.</param>
        public Describe(ImmutableArray<TermPattern> targets, GraphPattern pattern, DatasetClause? dataset = null, Iri? baseIri = null)
            : base(pattern, dataset, baseIri) => Targets = targets;

        /// <summary>IRIs and variables described; <c>*</c> is expanded.</summary>
        public ImmutableArray<TermPattern> Targets { get; init; }

        /// <inheritdoc/>
        public bool Equals(Describe? other) => HasSameFrame(other) && Content.Equal(Targets, other!.Targets);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Pattern, Content.Hash(Targets));
    }

    /// <summary>ASK.</summary>
    public sealed record Ask : Query
    {
        /// <summary>An ASK query.</summary>
        /// <param name="pattern">The pattern.</param>
        /// <param name="dataset">The dataset clause.</param>
        /// <param name="baseIri">The base IRI.</param>
        public Ask(GraphPattern pattern, DatasetClause? dataset = null, Iri? baseIri = null)
            : base(pattern, dataset, baseIri)
        {
        }

        /// <inheritdoc/>
        public bool Equals(Ask? other) => HasSameFrame(other);

        /// <inheritdoc/>
        public override int GetHashCode() => Pattern.GetHashCode();
    }
}
