using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Plan;

/// <summary>What operators copied from another plan become part of: a run with constants of its own, or a template, which never runs.</summary>
/// <param name="context">The run; of a template, one that never begins.</param>
/// <param name="isTemplate">True to copy a plan as it is.</param>
internal sealed class PlanCopy(ExecutionContext context, bool isTemplate = false)
{
    private ExpressionCompiler? _compiler;
    private Dictionary<Parameters, Parameters>? _parameters;
    private Dictionary<SharedRows, SharedRows>? _shared;

    /// <summary>The run.</summary>
    public ExecutionContext Context { get; } = context;

    /// <summary>True if constants stay as they are and expressions are not compiled.</summary>
    public bool IsTemplate { get; } = isTemplate;

    /// <summary>True if the plan has constants that mean something in one run alone: terms that the data do not have.</summary>
    public bool IsBoundToRun { get; private set; }

    /// <summary>An expression for the run; none for a template, which does not evaluate any.</summary>
    /// <param name="expression">The expression, without EXISTS.</param>
    /// <param name="slots">The column of each variable.</param>
    public CompiledExpression Compile(Expression expression, IReadOnlyDictionary<Variable, int> slots) =>
        IsTemplate ? null! : (_compiler ??= new ExpressionCompiler(Context)).Compile(expression, slots);

    /// <summary>An expression for the run, the same way.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="slots">The column of each variable.</param>
    /// <param name="exists">How its EXISTS are planned; null if it has none.</param>
    public CompiledExpression Compile(Expression expression, IReadOnlyDictionary<Variable, int> slots, ExistsPlans? exists) =>
        exists is null || IsTemplate
            ? Compile(expression, slots)
            : new ExpressionCompiler(Context, (probed, columns) => exists.Probe(Context, probed.Pattern, columns))
                .Compile(expression, slots);

    /// <summary>A pattern with the constants of the run.</summary>
    /// <param name="pattern">The pattern.</param>
    public ScanPattern Bind(ScanPattern pattern)
    {
        var (subject, predicate) = (Bind(pattern.Subject), Bind(pattern.Predicate));
        var (@object, fourth) = (Bind(pattern.Object), Bind(pattern.Fourth));
        return IsFixed(subject) && IsFixed(predicate) && IsFixed(@object) && IsFixed(fourth)
            ? pattern
            : pattern with { Subject = subject, Predicate = predicate, Object = @object, Fourth = fourth };
    }

    /// <summary>A position with the constant of the run, or the parameters of the copy.</summary>
    /// <param name="term">The position.</param>
    public PatternTerm Bind(in PatternTerm term)
    {
        if (term.Place > 0)
        {
            return IsTemplate ? term : term with { Constant = Context.ConstantAt(term.Place) };
        }

        IsBoundToRun |= term.Constant.IsLocal;
        return term.Source is { } source ? term with { Source = Bind(source) } : term;
    }

    /// <summary>The active graph with the parameters of the copy.</summary>
    /// <param name="graph">The active graph.</param>
    public ActiveGraph Bind(in ActiveGraph graph) => graph with { Name = Bind(graph.Name) };

    /// <summary>Parameters of the copy: the same for all operators that share those of the origin.</summary>
    /// <param name="origin">Parameters of the origin.</param>
    public Parameters Bind(Parameters origin)
    {
        _parameters ??= new(ReferenceEqualityComparer.Instance);
        if (!_parameters.TryGetValue(origin, out var own))
        {
            own = new Parameters(origin);
            _parameters.Add(origin, own);
        }

        return own;
    }

    /// <summary>Rows of the copy: the same for all operators that share those of the origin.</summary>
    /// <param name="origin">Rows of the origin.</param>
    public SharedRows Bind(SharedRows origin)
    {
        _shared ??= new(ReferenceEqualityComparer.Instance);
        if (!_shared.TryGetValue(origin, out var own))
        {
            own = new SharedRows(origin.Number);
            _shared.Add(origin, own);
        }

        return own;
    }

    private static bool IsFixed(in PatternTerm term) => term is { Place: 0, Source: null };
}
