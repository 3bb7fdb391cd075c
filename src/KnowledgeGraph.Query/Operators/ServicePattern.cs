using System.Collections.Immutable;
using KnowledgeGraph.Query.Rewrite;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Operators;

/// <summary>A SERVICE pattern as its operator needs it.</summary>
internal sealed class ServicePattern
{
    private readonly GraphPattern _inner;
    private readonly Iri? _baseIri;

    /// <summary>A pattern.</summary>
    /// <param name="service">SERVICE in the algebra.</param>
    /// <param name="baseIri">The base of IRI(), or null.</param>
    public ServicePattern(GraphPattern.Service service, string? baseIri)
    {
        _inner = service.Inner;
        _baseIri = baseIri is null ? null : new Iri(baseIri);
        Name = service.Name;
        IsSilent = service.Silent;
        var scope = VariableScope.Of(service.Inner);
        Answered = [.. scope.Possible.Where(variable => !variable.IsInternal).OrderBy(variable => variable.Name, StringComparer.Ordinal)];
        Certain = scope.Certain;
        NameVariable = (service.Name as TermPattern.Var)?.Name;
        Columns = NameVariable is null || Answered.Contains(NameVariable) ? Answered : Answered.Add(NameVariable);
        Mentioned = MentionedVariables.Of(service.Inner);
        IsBindable = !PatternTree.Any(service.Inner, node => node is GraphPattern.Slice)
            && QueryTraits.IsDeterministic(service.Inner, evenRemote: true);
    }

    /// <summary>The endpoint: an IRI or a variable.</summary>
    public TermPattern Name { get; }

    /// <summary>The variable of the endpoint; null if it is given.</summary>
    public Variable? NameVariable { get; }

    /// <summary>True if a failed call is one empty solution.</summary>
    public bool IsSilent { get; }

    /// <summary>The variables that the endpoint is asked for.</summary>
    public ImmutableArray<Variable> Answered { get; }

    /// <summary>The variables that every answer binds.</summary>
    public ImmutableHashSet<Variable> Certain { get; }

    /// <summary>The variables of the solutions: those answered, and that of the endpoint.</summary>
    public ImmutableArray<Variable> Columns { get; }

    /// <summary>The variables that substitution reaches.</summary>
    public ImmutableHashSet<Variable> Mentioned { get; }

    /// <summary>
    /// True if the pattern may be asked in parts, each joined with some values: not if it cuts its solutions or makes new ones each time.
    /// </summary>
    public bool IsBindable { get; }

    /// <summary>The query for the endpoint: the pattern, joined with rows of values unless there is no variable to give.</summary>
    /// <param name="substituted">Values that stand for variables everywhere in the pattern.</param>
    /// <param name="variables">The variables of the values.</param>
    /// <param name="rows">The values.</param>
    public string QueryText(
        IReadOnlyDictionary<Variable, Term> substituted, ImmutableArray<Variable> variables, ImmutableArray<ImmutableArray<Term?>> rows)
    {
        var pattern = Substituted(substituted);
        if (!variables.IsEmpty)
        {
            // SPARQL 1.1 Federated Query §2.4: VALUES restricts what the service answers. Join keeps the meaning of the pattern (§18.5).
            pattern = new GraphPattern.Join(new GraphPattern.Values(variables, rows), pattern);
        }

        return SparqlPrinter.Print(new Sparql.Algebra.Query.Select(Answered, new GraphPattern.Project(pattern, Answered), null, _baseIri));
    }

    private GraphPattern Substituted(IReadOnlyDictionary<Variable, Term> values)
    {
        // What the pattern itself assigns cannot be replaced; its solutions are checked against the value afterwards.
        var assigned = ImmutableHashSet.CreateBuilder<Variable>();
        PatternTree.Any(_inner, node =>
        {
            switch (node)
            {
                case GraphPattern.Extend(_, var name, _):
                    assigned.Add(name);
                    break;
                case GraphPattern.Group(_, var keys, var aggregates):
                    assigned.UnionWith(keys.Select(key => key.Name).Concat(aggregates.Select(aggregate => aggregate.Name)));
                    break;
            }

            return false;
        });
        var used = values.Where(pair => !assigned.Contains(pair.Key)).ToDictionary();
        return used.Count == 0 ? _inner : new Substitution(used).Rewrite(_inner);
    }
}
