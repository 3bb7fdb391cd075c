using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>Expressions over one solution (SPARQL 1.1 §17). Null is an error or an unbound variable.</summary>
internal sealed class ReferenceExpressions(Func<GraphPattern, Solution, IReadOnlyList<Triple>, bool> exists, Iri? baseIri)
{
    /// <summary>The effective boolean value of an expression; null for an error.</summary>
    public bool? Test(Expression expression, Solution row, IReadOnlyList<Triple> graph) =>
        ReferenceValues.EffectiveBoolean(Value(expression, row, graph));

    /// <summary>The value of an expression; null for an error.</summary>
    public Term? Value(Expression expression, Solution row, IReadOnlyList<Triple> graph)
    {
        switch (expression)
        {
            case Expression.Constant constant:
                return constant.Value;
            case Expression.Var variable:
                return row[variable.Name];
            case Expression.Bound bound:
                return ReferenceValues.Of(row.Binds(bound.Name));
            case Expression.Exists pattern:
                return ReferenceValues.Of(exists(pattern.Pattern, row, graph));

            // SPARQL 1.1 §17.4.1.2: only the branch chosen is evaluated, so an error in the other does not matter.
            case Expression.If choice:
                return Test(choice.Condition, row, graph) is { } condition
                    ? Value(condition ? choice.Then : choice.Else, row, graph)
                    : null;
            case Expression.Coalesce coalesce:
                return coalesce.Operands.Select(e => Value(e, row, graph)).FirstOrDefault(value => value is not null);
            case Expression.Or or:
                return ReferenceValues.Of(ReferenceValues.Or(Test(or.Left, row, graph), Test(or.Right, row, graph)));
            case Expression.And and:
                return ReferenceValues.Of(ReferenceValues.And(Test(and.Left, row, graph), Test(and.Right, row, graph)));
            case Expression.Not not:
                return ReferenceValues.Of(!Test(not.Operand, row, graph));
            case Expression.Comparison comparison:
                return ReferenceValues.Of(Compare(comparison.Operator, Value(comparison.Left, row, graph), Value(comparison.Right, row, graph)));

            // SPARQL 1.1 §17.4.1.9: (x = a) || (x = b) || …, false for the empty list.
            case Expression.In member:
                var operand = Value(member.Operand, row, graph);
                return ReferenceValues.Of(member.List.Select(e => ReferenceValues.Equal(operand, Value(e, row, graph))).Aggregate((bool?)false, ReferenceValues.Or));
            case Expression.Arithmetic arithmetic:
                return ReferenceNumber.Of(Value(arithmetic.Left, row, graph)) is { } left
                    && ReferenceNumber.Of(Value(arithmetic.Right, row, graph)) is { } right
                        ? ReferenceNumber.Calculate(arithmetic.Operator, left, right)?.ToLiteral()
                        : null;
            case Expression.Plus plus:
                return ReferenceNumber.Of(Value(plus.Operand, row, graph))?.ToLiteral();
            case Expression.Negate negate:
                return ReferenceNumber.Of(Value(negate.Operand, row, graph))?.Negated().ToLiteral();
            case Expression.Call call:
                return Strictly(call.Arguments, row, graph) is { } arguments ? ReferenceFunctions.Call(call.Function, arguments, baseIri) : null;
            case Expression.IriCall cast:
                return Strictly(cast.Arguments, row, graph) is [var value] ? ReferenceFunctions.Cast(cast.Function, value) : null;
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
    private ImmutableArray<Term>? Strictly(ImmutableArray<Expression> arguments, Solution row, IReadOnlyList<Triple> graph)
    {
        ImmutableArray<Term> values = [.. arguments.Select(e => Value(e, row, graph)).OfType<Term>()];
        return values.Length == arguments.Length ? values : null;
    }
}
