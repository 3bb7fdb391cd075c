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

    /// <summary>The run.</summary>
    public ExecutionContext Context { get; } = context;

    /// <summary>True if constants stay as they are and expressions are not compiled.</summary>
    public bool IsTemplate { get; } = isTemplate;

    /// <summary>True if the plan has constants that mean something in one run alone: terms that the data do not have, values from outside.</summary>
    public bool IsBoundToRun { get; private set; }

    /// <summary>An expression for the run; none for a template, which does not evaluate any.</summary>
    /// <param name="expression">The expression, without EXISTS.</param>
    /// <param name="slots">The column of each variable.</param>
    public CompiledExpression Compile(Expression expression, IReadOnlyDictionary<Variable, int> slots) =>
        IsTemplate ? null! : (_compiler ??= new ExpressionCompiler(Context)).Compile(expression, slots);

    /// <summary>A pattern with the constants of the run.</summary>
    /// <param name="pattern">The pattern.</param>
    public ScanPattern Bind(ScanPattern pattern)
    {
        var (subject, predicate) = (Bind(pattern.Subject), Bind(pattern.Predicate));
        var (@object, fourth) = (Bind(pattern.Object), Bind(pattern.Fourth));
        return subject.Place + predicate.Place + @object.Place + fourth.Place == 0 || IsTemplate
            ? pattern
            : pattern with { Subject = subject, Predicate = predicate, Object = @object, Fourth = fourth };
    }

    /// <summary>A position with the constant of the run.</summary>
    /// <param name="term">The position.</param>
    public PatternTerm Bind(in PatternTerm term)
    {
        if (term.Place > 0)
        {
            return IsTemplate ? term : term with { Constant = Context.ConstantAt(term.Place) };
        }

        IsBoundToRun |= term.Source is not null || term.Constant.IsLocal;
        return term;
    }
}
