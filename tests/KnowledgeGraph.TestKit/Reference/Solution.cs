using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>A solution mapping: a partial function from variables to terms (SPARQL 1.1 §18.1.8). Immutable, compared by content.</summary>
public sealed class Solution : IEquatable<Solution>
{
    private readonly ImmutableDictionary<Variable, Term> _bindings;

    private Solution(ImmutableDictionary<Variable, Term> bindings) => _bindings = bindings;

    /// <summary>μ0, the mapping with the empty domain.</summary>
    public static Solution Empty { get; } = new(ImmutableDictionary<Variable, Term>.Empty);

    /// <summary>dom(μ).</summary>
    public IEnumerable<Variable> Domain => _bindings.Keys;

    /// <summary>Number of variables bound.</summary>
    public int Count => _bindings.Count;

    /// <summary>The term a variable is bound to, or null.</summary>
    public Term? this[Variable variable] => _bindings.GetValueOrDefault(variable);

    /// <summary>True if the variable is in the domain.</summary>
    public bool Binds(Variable variable) => _bindings.ContainsKey(variable);

    /// <summary>This mapping with one more pair.</summary>
    public Solution With(Variable variable, Term term) => new(_bindings.SetItem(variable, term));

    /// <summary>Binds the variable, or checks it if it is bound already; null if the terms differ.</summary>
    public Solution? Unify(Variable variable, Term term) =>
        this[variable] is { } bound ? bound == term ? this : null : With(variable, term);

    // SPARQL 1.1 §18.3: compatible if μ1(v) = μ2(v) for every v in both domains.
    /// <summary>True if no variable is bound to two different terms.</summary>
    public bool IsCompatibleWith(Solution other) =>
        _bindings.All(pair => other[pair.Key] is not { } term || term == pair.Value);

    /// <summary>True if the domains share no variable.</summary>
    public bool IsDisjointFrom(Solution other) => !_bindings.Keys.Any(other.Binds);

    /// <summary>merge(μ1, μ2): the union of two compatible mappings.</summary>
    public Solution Merge(Solution other) => new(_bindings.SetItems(other._bindings));

    /// <summary>The mapping restricted to some variables.</summary>
    public Solution Restrict(IEnumerable<Variable> variables)
    {
        var kept = Empty;
        foreach (var variable in variables)
        {
            kept = this[variable] is { } term ? kept.With(variable, term) : kept;
        }

        return kept;
    }

    /// <inheritdoc/>
    public bool Equals(Solution? other) => other is not null && Count == other.Count && _bindings.All(pair => other[pair.Key] == pair.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Solution);

    /// <inheritdoc/>
    public override int GetHashCode() => _bindings.Aggregate(0, (hash, pair) => hash ^ HashCode.Combine(pair.Key, pair.Value));

    /// <inheritdoc/>
    public override string ToString() =>
        "{" + string.Join(", ", _bindings.OrderBy(pair => pair.Key.Name, StringComparer.Ordinal).Select(pair => $"{pair.Key} → {pair.Value}")) + "}";
}
