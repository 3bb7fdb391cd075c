using System.Diagnostics;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Sparql.Syntax;

namespace KnowledgeGraph.Sparql.Printing;

/// <summary>Expressions in SPARQL syntax, with parentheses only where the tree needs them.</summary>
internal sealed class ExpressionText(TermText terms, Func<Variable, string> variable, Func<GraphPattern, string> exists)
{
    // How tightly an expression binds, loosest first.
    private enum Level
    {
        Or,
        And,
        Relational,
        Additive,
        Multiplicative,
        Unary,
        Primary,
    }

    /// <summary>Aggregates of the level being printed, by the internal variables that stand for them.</summary>
    public IReadOnlyDictionary<Variable, Aggregate> Aggregates { get; set; } = new Dictionary<Variable, Aggregate>();

    public static string Symbol(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.NotEqual => "!=",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        ComparisonOperator.GreaterOrEqual => ">=",
        _ => throw new UnreachableException(),
    };

    public static string Symbol(ArithmeticOperator op) => op switch
    {
        ArithmeticOperator.Add => "+",
        ArithmeticOperator.Subtract => "-",
        ArithmeticOperator.Multiply => "*",
        ArithmeticOperator.Divide => "/",
        _ => throw new UnreachableException(),
    };

    public string Write(Expression expression) => expression switch
    {
        Expression.Constant e => terms.Write(e.Value),
        Expression.Var e => Aggregates.TryGetValue(e.Name, out var aggregate) ? Write(aggregate) : variable(e.Name),
        Expression.Or e => Binary(e.Left, "||", e.Right, Level.Or),
        Expression.And e => Binary(e.Left, "&&", e.Right, Level.And),
        Expression.Not { Operand: Expression.In e } => $"{AtLeast(e.Operand, Level.Additive)} NOT IN ({List(e.List)})",
        Expression.Not { Operand: Expression.Exists e } => "NOT EXISTS " + exists(e.Pattern),
        Expression.Not e => "!" + AtLeast(e.Operand, Level.Primary),
        Expression.Comparison e =>
            $"{AtLeast(e.Left, Level.Additive)} {Symbol(e.Operator)} {AtLeast(e.Right, Level.Additive)}",
        Expression.Arithmetic e => Binary(e.Left, Symbol(e.Operator), e.Right, Of(e)),
        Expression.Plus e => "+" + SignOperand(e.Operand),
        Expression.Negate e => "-" + SignOperand(e.Operand),
        Expression.In e => $"{AtLeast(e.Operand, Level.Additive)} IN ({List(e.List)})",
        Expression.Bound e => $"BOUND({variable(e.Name)})",
        Expression.If e => $"IF({Write(e.Condition)}, {Write(e.Then)}, {Write(e.Else)})",
        Expression.Coalesce e => $"COALESCE({List(e.Operands)})",
        Expression.Exists e => "EXISTS " + exists(e.Pattern),
        Expression.Call e => $"{Functions.Name(e.Function)}({List(e.Arguments)})",
        Expression.IriCall e => $"{terms.Write(e.Function)}({List(e.Arguments)})",
        _ => throw new UnreachableException(),
    };

    private string Write(Aggregate aggregate)
    {
        var operand = aggregate.Operand is null ? "*" : Write(aggregate.Operand);
        var separator = aggregate.Function == AggregateFunction.GroupConcat && aggregate.Separator != " "
            ? "; SEPARATOR=" + terms.Write(new Literal(aggregate.Separator))
            : "";
        return $"{Functions.Name(aggregate.Function)}({(aggregate.Distinct ? "DISTINCT " : "")}{operand}{separator})";
    }

    private string List(IEnumerable<Expression> expressions) => string.Join(", ", expressions.Select(Write));

    // Chains lean to the left, so only the right operand must bind more tightly.
    private string Binary(Expression left, string symbol, Expression right, Level level) =>
        $"{AtLeast(left, level)} {symbol} {AtLeast(right, level + 1)}";

    private string AtLeast(Expression expression, Level level) =>
        Of(expression) >= level ? Write(expression) : $"({Write(expression)})";

    // A sign that touches a number would become part of it.
    private string SignOperand(Expression operand) =>
        operand is Expression.Constant { Value: Literal } ? $"({Write(operand)})" : AtLeast(operand, Level.Primary);

    private static Level Of(Expression expression) => expression switch
    {
        Expression.Or => Level.Or,
        Expression.And => Level.And,
        Expression.Comparison or Expression.In or Expression.Not { Operand: Expression.In } => Level.Relational,
        Expression.Arithmetic { Operator: ArithmeticOperator.Add or ArithmeticOperator.Subtract } => Level.Additive,
        Expression.Arithmetic => Level.Multiplicative,
        Expression.Not { Operand: Expression.Exists } => Level.Primary,
        Expression.Not or Expression.Plus or Expression.Negate => Level.Unary,
        Expression.Constant { Value: Literal { Lexical: ['-', ..] } } => Level.Unary,
        _ => Level.Primary,
    };
}
