using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Engine;

/// <summary>One solution of a SELECT query, as term objects.</summary>
public sealed class Solution
{
    private readonly ImmutableArray<Term?> _terms;

    internal Solution(ImmutableArray<Variable> variables, ImmutableArray<Term?> terms)
    {
        Variables = variables;
        _terms = terms;
    }

    /// <summary>The columns.</summary>
    public ImmutableArray<Variable> Variables { get; }

    /// <summary>The terms, column by column; null where unbound.</summary>
    public ImmutableArray<Term?> Terms => _terms;

    /// <summary>The term of a column; null if it is unbound or there is no such column.</summary>
    /// <param name="name">The variable's name, without question mark.</param>
    public Term? this[string name]
    {
        get
        {
            var index = Variables.IndexOf(new Variable(name));
            return index < 0 ? null : _terms[index];
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(' ', Variables.Select((variable, i) => $"{variable}={_terms[i]?.ToString() ?? "UNDEF"}"));
}
