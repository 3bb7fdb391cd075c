using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>
/// A check of each value node by a SPARQL expression over <c>?value</c>, evaluated for a column at a time: the value conforms if the
/// expression is true; false and error are violations.
/// </summary>
internal sealed class ExpressionCheck : ValueCheck
{
    private readonly ValidationRun _run;
    private readonly CompiledExpression _expression;
    private readonly SolutionBatch _batch;
    private readonly TermId[] _results;

    /// <summary>Compiles the expression.</summary>
    public ExpressionCheck(ValidationRun run, Expression expression)
        : base(run)
    {
        _run = run;
        _expression = run.Compiler.Compile(expression, new Dictionary<Variable, int> { [ShapeQuery.Value] = 0 });
        _batch = new SolutionBatch(1, run.BatchRows);
        _results = new TermId[run.BatchRows];
    }

    /// <summary>The value node.</summary>
    public static Expression Value { get; } = new Expression.Var(ShapeQuery.Value);

    /// <summary>Its string (SPARQL 1.1 §17.4.2.5); an error for blank nodes and triple terms.</summary>
    public static Expression Text { get; } = new Expression.Call(BuiltInFunction.Str, [Value]);

    /// <inheritdoc/>
    protected override void Test(ReadOnlySpan<TermId> values, Span<bool> conforms)
    {
        values.CopyTo(_batch.Column(0));
        _batch.Count = values.Length;
        _expression.Evaluate(_batch, _run.Context, _results);
        for (var i = 0; i < values.Length; i++)
        {
            conforms[i] = _results[i] == TermId.True;
        }
    }
}
