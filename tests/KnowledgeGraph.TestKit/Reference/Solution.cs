using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>A solution mapping: a partial function from variables to terms (SPARQL 1.1 §18.1.8). Immutable, compared by content.</summary>
public sealed class Solution : IEquatable<Solution>
{
    // Few enough to look through; no variable stands twice.
    private readonly (Variable Variable, Term Term)[] _bindings;
    private int? _hash;

    private Solution((Variable, Term)[] bindings) => _bindings = bindings;

    /// <summary>μ0, the mapping with the empty domain.</summary>
    public static Solution Empty { get; } = new([]);

    /// <summary>dom(μ).</summary>
    public IEnumerable<Variable> Domain => _bindings.Select(pair => pair.Variable);

    /// <summary>Number of variables bound.</summary>
    public int Count => _bindings.Length;

    /// <summary>The term a variable is bound to, or null.</summary>
    public Term? this[Variable variable]
    {
        get
        {
            foreach (var (name, term) in _bindings)
            {
                if (name.Name == variable.Name)
                {
                    return term;
                }
            }

            return null;
        }
    }

    /// <summary>True if the variable is in the domain.</summary>
    public bool Binds(Variable variable) => this[variable] is not null;

    /// <summary>This mapping with one more pair; the variable must not be bound yet.</summary>
    public Solution With(Variable variable, Term term) =>
        Binds(variable) ? throw new ArgumentException($"{variable} is bound already.", nameof(variable)) : new([.. _bindings, (variable, term)]);

    /// <summary>Binds the variable, or checks it if it is bound already; null if the terms differ.</summary>
    public Solution? Unify(Variable variable, Term term) =>
        this[variable] is { } bound ? bound == term ? this : null : With(variable, term);

    // SPARQL 1.1 §18.3: compatible if μ1(v) = μ2(v) for every v in both domains.
    /// <summary>True if no variable is bound to two different terms.</summary>
    public bool IsCompatibleWith(Solution other)
    {
        foreach (var (variable, term) in _bindings)
        {
            if (other[variable] is { } value && value != term)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True if the domains share no variable.</summary>
    public bool IsDisjointFrom(Solution other) => !_bindings.Any(pair => other.Binds(pair.Variable));

    /// <summary>merge(μ1, μ2): the union of two compatible mappings.</summary>
    public Solution Merge(Solution other) => new([.. _bindings, .. other._bindings.Where(pair => !Binds(pair.Variable))]);

    /// <summary>The mapping restricted to some variables.</summary>
    public Solution Restrict(IEnumerable<Variable> variables)
    {
        var kept = Empty;
        foreach (var variable in variables)
        {
            kept = this[variable] is { } term && !kept.Binds(variable) ? kept.With(variable, term) : kept;
        }

        return kept;
    }

    /// <inheritdoc/>
    public bool Equals(Solution? other) =>
        other is not null && Count == other.Count && GetHashCode() == other.GetHashCode() && _bindings.All(pair => other[pair.Variable] == pair.Term);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Solution);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash ??= _bindings.Aggregate(0, (hash, pair) => hash ^ HashCode.Combine(pair.Variable, pair.Term));

    /// <inheritdoc/>
    public override string ToString() =>
        "{" + string.Join(", ", _bindings.OrderBy(pair => pair.Variable.Name, StringComparer.Ordinal).Select(pair => $"{pair.Variable} → {pair.Term}")) + "}";
}
