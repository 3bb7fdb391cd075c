using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Syntax;

// Calls of built-in functions and aggregates (production 121 and 127 of SPARQL 1.1).
internal sealed partial class QueryParser
{
    private Expression BuiltInCall()
    {
        var name = _token;
        if (Functions.TryAggregate(name.Text, out var aggregate))
        {
            return Aggregate(aggregate);
        }

        if (name.IsWord("NOT") || name.IsWord("EXISTS"))
        {
            return Exists();
        }

        if (!Functions.IsKnown(name.Text))
        {
            throw Unexpected("an expression", FunctionHint(name));
        }

        Take();
        if (name.IsWord("BOUND"))
        {
            return Bound();
        }

        var at = _token;
        var arguments = ExpressionList();
        if (name.IsWord("COALESCE"))
        {
            return new Expression.Coalesce(arguments);
        }

        var (least, most) = Functions.Arity(name.Text);
        if (arguments.Length < least || arguments.Length > most)
        {
            var count = least == most ? $"{least}" : $"{least} to {most}";
            throw Error(at, FormattableString.Invariant($"{name.Text} takes {count} argument{(most == 1 ? "" : "s")}, not {arguments.Length}"));
        }

        return name.IsWord("IF")
            ? new Expression.If(arguments[0], arguments[1], arguments[2])
            : new Expression.Call(Functions.Function(name.Text), arguments);
    }

    private static string? FunctionHint(in Token name) =>
        Spelling.Nearest(name.Text, Functions.Names) is { } nearest
            ? $"Did you mean `{nearest}`?"
            : $"`{name.Text}` is no function of SPARQL; a variable begins with ?.";

    private Expression.Bound Bound()
    {
        var open = Expect("(");
        if (_token.Kind != TokenKind.Variable)
        {
            throw Unexpected("a variable", "BOUND takes a variable, not an expression.");
        }

        var variable = UsedVariable();
        ExpectClosing(")", open);
        return new Expression.Bound(variable);
    }

    private Expression Exists()
    {
        var negated = TryTakeWord("NOT");
        ExpectWord("EXISTS");
        var (outerInside, outerUses) = (_insideAggregate, _uses);
        _insideAggregate = false;
        var exists = new Expression.Exists(GroupGraphPattern().Filtered);
        (_insideAggregate, _uses) = (outerInside, outerUses);
        return negated ? new Expression.Not(exists) : exists;
    }

    // Aggregate; its value is bound by the group to a fresh variable that stands in its place (SPARQL 1.1 §18.2.4.1).
    private Expression.Var Aggregate(AggregateFunction function)
    {
        var at = Take();
        if (_insideAggregate)
        {
            throw Error(at, "An aggregate cannot stand inside another aggregate", "Compute the inner one in a sub-select.");
        }

        if (_aggregates is null)
        {
            throw Error(
                at, $"The aggregate {at.Text} cannot stand here",
                "Aggregates are allowed in SELECT (… AS ?name), HAVING and ORDER BY.");
        }

        var aggregates = _aggregates;
        var open = Expect("(");
        Enter(open);
        _insideAggregate = true;
        var distinct = TryTakeWord("DISTINCT");
        Expression? operand = null;
        if (function != AggregateFunction.Count || !TryTake("*"))
        {
            operand = Expression();
        }

        var separator = " ";
        if (function == AggregateFunction.GroupConcat && TryTake(";"))
        {
            ExpectWord("SEPARATOR");
            Expect("=");
            separator = _token.Kind is TokenKind.String or TokenKind.LongString ? Take().Text : throw Unexpected("a string");
        }

        _insideAggregate = false;
        ExpectClosing(")", open, "an operator");
        Leave();
        var name = Fresh("a");
        aggregates.Add(new AggregateBinding(name, new Aggregate(function, operand, distinct, separator)));
        return new Expression.Var(name);
    }
}
