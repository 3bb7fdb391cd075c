using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Tests.Differential;

/// <summary>Expressions that Oxigraph evaluates otherwise, written so that the values on which it deviates take another way.</summary>
internal static class DeviatingExpressions
{
    private static readonly Expression s_error = Call(BuiltInFunction.Abs, new Expression.Constant(new Literal("")));
    private static readonly Expression s_unknownType = new Expression.Constant(new Iri("http://example.org/type"));

    /// <summary>Without sameValue, which Oxigraph does not know.</summary>
    public static Expression SameValue(Expression expression) => expression is Expression.Call { Function: BuiltInFunction.SameValue } call
        ? call with { Function = BuiltInFunction.SameTerm }
        : expression;

    /// <summary>BNODE without a label.</summary>
    public static Expression BNode(Expression expression) =>
        expression is Expression.Call { Function: BuiltInFunction.BNode, Arguments.Length: 1 } ? Call(BuiltInFunction.BNode) : expression;

    /// <summary>SUBSTR an error unless start and length are integers, the start at least 1 and the length no less than 0.</summary>
    public static Expression SubStr(Expression expression) => expression is Expression.Call { Function: BuiltInFunction.SubStr } call
        ? new Expression.If(
            call.Arguments.Skip(1).Select(Expression (number, i) => IsIntegerFrom(1 - i, number)).Aggregate((all, one) => new Expression.And(all, one)),
            call,
            s_error)
        : expression;

    /// <summary>STRDT with a datatype that nobody knows in the place of one that Oxigraph knows.</summary>
    public static Expression StrDt(Expression expression) =>
        expression is Expression.Call { Function: BuiltInFunction.StrDt, Arguments: [var text, Expression.Constant { Value: Iri type }] }
        && (type.Value.StartsWith(Xsd.Namespace, StringComparison.Ordinal) || type == RdfVocabulary.LangString)
            ? Call(BuiltInFunction.StrDt, text, s_unknownType)
            : expression;

    /// <summary>REPLACE without a replacement that has a backslash, a dollar sign without digit, or a group of two digits.</summary>
    public static Expression Replace(Expression expression) =>
        expression is Expression.Call { Function: BuiltInFunction.Replace } call
        && call.Arguments[2] is Expression.Constant { Value: Literal replacement }
        && Regex.IsMatch(replacement.Lexical, @"\\|\$(?![0-9])|\$[0-9]{2}")
            ? call with { Arguments = call.Arguments.SetItem(2, new Expression.Constant(new Literal("x"))) }
            : expression;

    /// <summary>REPLACE an error where the pattern matches nothing at all.</summary>
    public static Expression EmptyMatch(Expression expression) => expression is Expression.Call { Function: BuiltInFunction.Replace } call
        ? new Expression.If(
            Call(BuiltInFunction.Regex, [new Expression.Constant(new Literal("")), call.Arguments[1], .. call.Arguments.Skip(3)]), s_error, call)
        : expression;

    /// <summary>An order of IRIs, NaN and other values without one is an error.</summary>
    public static Expression Order(Expression expression) =>
        expression is Expression.Comparison { Operator: not (ComparisonOperator.Equal or ComparisonOperator.NotEqual) } comparison
            ? new Expression.If(HaveOrder(comparison.Left, comparison.Right), comparison, s_error)
            : expression;

    /// <summary>Dates are equal if they are the same term.</summary>
    public static Expression EqualDates(Expression expression) => expression switch
    {
        Expression.Comparison { Operator: ComparisonOperator.Equal } e => Equal(e.Left, e.Right),
        Expression.Comparison { Operator: ComparisonOperator.NotEqual } e => new Expression.Not(Equal(e.Left, e.Right)),

        // SPARQL 1.1 §17.4.1.9
        Expression.In { List.IsEmpty: false } e =>
            e.List.Select(Expression (item) => Equal(e.Operand, item)).Aggregate((all, one) => new Expression.Or(all, one)),
        _ => expression,
    };

    /// <summary>The form of a number is not looked at.</summary>
    public static Expression FormOfNumbers(Expression expression) => expression switch
    {
        Expression.Call { Function: BuiltInFunction.Str } e => Formless(e.Arguments[0], e),
        Expression.IriCall e when e.Function == Xsd.String => Formless(e.Arguments[0], e),
        Expression.Call { Function: BuiltInFunction.SameTerm, Arguments: [var left, var right] } e => new Expression.If(
            new Expression.And(IsNumeric(left), IsNumeric(right)), new Expression.Comparison(ComparisonOperator.Equal, left, right), e),
        _ => expression,
    };

    private static Expression.And IsIntegerFrom(int least, Expression value) => new(
        Has(value, Xsd.Integer),
        new Expression.Comparison(
            ComparisonOperator.GreaterOrEqual,
            value,
            new Expression.Constant(new Literal(least.ToString(CultureInfo.InvariantCulture), Xsd.Integer))));

    private static Expression.If Formless(Expression value, Expression text) =>
        new(IsNumeric(value), new Expression.Constant(new Literal("number")), text);

    private static Expression.If Equal(Expression left, Expression right)
    {
        var equal = new Expression.Comparison(ComparisonOperator.Equal, left, right);
        var isDate = new Expression.Coalesce(
            [new Expression.Or(Has(left, Xsd.Date), Has(right, Xsd.Date)), new Expression.Constant(new Literal("false", Xsd.Boolean))]);
        return new Expression.If(isDate, Call(BuiltInFunction.SameTerm, left, right), equal);
    }

    // Numbers but NaN, and two values of one of the other types that have an order (SPARQL 1.1 §17.3).
    private static Expression.Or HaveOrder(Expression left, Expression right) => new(
        new Expression.And(new Expression.And(IsNumeric(left), IsNumeric(right)), new Expression.And(IsNoNaN(left), IsNoNaN(right))),
        new[] { Xsd.String, Xsd.Boolean, Xsd.DateTime }
            .Select(Expression (type) => new Expression.And(Has(left, type), Has(right, type)))
            .Aggregate((all, one) => new Expression.Or(all, one)));

    // Not by comparing it with itself: RAND() is another one each time.
    private static Expression.Comparison IsNoNaN(Expression value) => new(
        ComparisonOperator.NotEqual,
        Call(BuiltInFunction.Str, new Expression.IriCall(Xsd.Double, [value])),
        new Expression.Constant(new Literal("NaN")));

    private static Expression.Comparison Has(Expression value, Iri type) =>
        new(ComparisonOperator.Equal, Call(BuiltInFunction.Datatype, value), new Expression.Constant(type));

    private static Expression.Call IsNumeric(Expression value) => Call(BuiltInFunction.IsNumeric, value);

    private static Expression.Call Call(BuiltInFunction function, params ImmutableArray<Expression> arguments) => new(function, arguments);
}
