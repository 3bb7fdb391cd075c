using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>Expressions over one solution (SPARQL 1.1 §17). Null is an error or an unbound variable.</summary>
internal sealed class ReferenceExpressions(Func<GraphPattern, Solution, IReadOnlyList<Triple>, bool> exists, Iri? baseIri)
{
    private int _blankNodes;

    /// <summary>The effective boolean value of an expression; null for an error.</summary>
    public bool? Test(Expression expression, Solution row, IReadOnlyList<Triple> graph) =>
        ReferenceValues.EffectiveBoolean(Value(expression, row, graph));

    /// <summary>The value of an expression; null for an error.</summary>
    public Term? Value(Expression expression, Solution row, IReadOnlyList<Triple> graph) => Value(expression, row, graph, NewLabels());

    /// <summary>The value of one of several expressions over a solution, which share the labels of its blank nodes.</summary>
    public Term? Value(Expression expression, Solution row, IReadOnlyList<Triple> graph, BlankNodeLabels labels) =>
        Value(expression, new Scope(row, graph, labels));

    /// <summary>The labels for a solution that has made no blank nodes yet.</summary>
    public BlankNodeLabels NewLabels() => new(() => _blankNodes++);

    private bool? Test(Expression expression, Scope scope) => ReferenceValues.EffectiveBoolean(Value(expression, scope));

    private Term? Value(Expression expression, Scope scope)
    {
        switch (expression)
        {
            case Expression.Constant constant:
                return constant.Value;
            case Expression.Var variable:
                return scope.Row[variable.Name];
            case Expression.Bound bound:
                return ReferenceValues.Of(scope.Row.Binds(bound.Name));
            case Expression.Exists pattern:
                return ReferenceValues.Of(exists(pattern.Pattern, scope.Row, scope.Graph));

            // SPARQL 1.1 §17.4.1.2: only the branch chosen is evaluated, so an error in the other does not matter.
            case Expression.If choice:
                return Test(choice.Condition, scope) is { } condition
                    ? Value(condition ? choice.Then : choice.Else, scope)
                    : null;
            case Expression.Coalesce coalesce:
                return coalesce.Operands.Select(e => Value(e, scope)).FirstOrDefault(value => value is not null);
            case Expression.Or or:
                return ReferenceValues.Of(ReferenceValues.Or(Test(or.Left, scope), Test(or.Right, scope)));
            case Expression.And and:
                return ReferenceValues.Of(ReferenceValues.And(Test(and.Left, scope), Test(and.Right, scope)));
            case Expression.Not not:
                return ReferenceValues.Of(!Test(not.Operand, scope));
            case Expression.Comparison comparison:
                return ReferenceValues.Of(Compare(comparison.Operator, Value(comparison.Left, scope), Value(comparison.Right, scope)));

            // SPARQL 1.1 §17.4.1.9: (x = a) || (x = b) || …, false for the empty list.
            case Expression.In member:
                var operand = Value(member.Operand, scope);
                return ReferenceValues.Of(member.List.Select(e => ReferenceValues.Equal(operand, Value(e, scope))).Aggregate((bool?)false, ReferenceValues.Or));
            case Expression.Arithmetic arithmetic:
                return Calculate(arithmetic.Operator, Value(arithmetic.Left, scope), Value(arithmetic.Right, scope));
            case Expression.Plus plus:
                return ReferenceNumber.Of(Value(plus.Operand, scope))?.ToLiteral();
            case Expression.Negate negate:
                return ReferenceNumber.Of(Value(negate.Operand, scope))?.Negated().ToLiteral();
            case Expression.Call call:
                return Strictly(call.Arguments, scope) is { } arguments ? ReferenceFunctions.Call(call.Function, arguments, baseIri, scope.Labels) : null;
            case Expression.IriCall cast:
                return Strictly(cast.Arguments, scope) is [var value] ? ReferenceCasts.Cast(cast.Function, value) : null;
            default:
                throw new NotSupportedException($"{expression.GetType().Name} is not part of the reference evaluator.");
        }
    }

    /// <summary>STR (SPARQL 1.1 §17.4.2.5); null for blank nodes and triple terms.</summary>
    public static string? Str(Term term) => term switch
    {
        Iri iri => iri.Value,
        Literal literal => literal.Lexical,
        _ => null,
    };

    // SPARQL 1.1 §17.3.1: an engine may have operators on dates and durations, too. What they give is not the recommendation's matter.
    private static Literal? Calculate(ArithmeticOperator op, Term? left, Term? right) =>
        IsTime(left) && (IsTime(right) || ReferenceNumber.Of(right) is not null) || ReferenceNumber.Of(left) is not null && IsTime(right)
            ? throw new ReferenceLimitException("Arithmetic on dates and durations is beyond the recommendation.")
            : ReferenceNumber.Of(left) is { } a && ReferenceNumber.Of(right) is { } b ? ReferenceNumber.Calculate(op, a, b)?.ToLiteral() : null;

    private static bool IsTime(Term? term) => ReferenceDate.Of(term) is not null || ReferenceDuration.Of(term) is not null;

    private static bool? Compare(ComparisonOperator op, Term? left, Term? right) => op switch
    {
        ComparisonOperator.Equal => ReferenceValues.Equal(left, right),
        ComparisonOperator.NotEqual => !ReferenceValues.Equal(left, right),
        ComparisonOperator.Less => Order(left, right, order => order < 0),
        ComparisonOperator.LessOrEqual => Order(left, right, order => order <= 0),
        ComparisonOperator.Greater => Order(left, right, order => order > 0),
        _ => Order(left, right, order => order >= 0),
    };

    // NaN is comparable: every comparison with it is false.
    private static bool? Order(Term? left, Term? right, Func<int, bool> accept) =>
        ReferenceValues.Compare(left, right) is { } order
            ? accept(order)
            : ReferenceNumber.Of(left) is not null && ReferenceNumber.Of(right) is not null ? false : null;

    // Functions other than those above take values: an error in an argument is an error of the call.
    private ImmutableArray<Term>? Strictly(ImmutableArray<Expression> arguments, Scope scope)
    {
        ImmutableArray<Term> values = [.. arguments.Select(e => Value(e, scope)).OfType<Term>()];
        return values.Length == arguments.Length ? values : null;
    }

    // What an expression is evaluated over.
    private sealed record Scope(Solution Row, IReadOnlyList<Triple> Graph, BlankNodeLabels Labels);
}
