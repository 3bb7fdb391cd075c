using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Syntax;

// Expressions (SPARQL 1.1 §17, grammar from production 110).
internal sealed partial class QueryParser
{
    // Where aggregates of the level at hand go; null where none is allowed.
    private List<AggregateBinding>? _aggregates;
    private bool _insideAggregate;

    // Variables used outside aggregates, recorded while a column, HAVING or ORDER BY is read.
    private List<Use>? _uses;

    private readonly record struct Use(Variable Name, Token At);

    private (Expression Value, IReadOnlyList<Use> Uses) AggregatingExpression(Level level, Func<Expression> read)
    {
        var (outerAggregates, outerUses) = (_aggregates, _uses);
        var uses = new List<Use>();
        (_aggregates, _uses) = (level.Aggregates, uses);
        var value = read();
        (_aggregates, _uses) = (outerAggregates, outerUses);
        return (value, uses);
    }

    // ConditionalOrExpression
    private Expression Expression()
    {
        var left = And();
        while (TryTake("||"))
        {
            left = new Expression.Or(left, And());
        }

        return left;
    }

    private Expression And()
    {
        var left = Relational();
        while (TryTake("&&"))
        {
            left = new Expression.And(left, Relational());
        }

        return left;
    }

    private Expression Relational()
    {
        var left = Additive();
        if (_token.Kind == TokenKind.Punctuation)
        {
            ComparisonOperator? comparison = _token.Text switch
            {
                "=" => ComparisonOperator.Equal,
                "!=" => ComparisonOperator.NotEqual,
                "<" => ComparisonOperator.Less,
                "<=" => ComparisonOperator.LessOrEqual,
                ">" => ComparisonOperator.Greater,
                ">=" => ComparisonOperator.GreaterOrEqual,
                _ => null,
            };
            if (comparison is not { } op)
            {
                return left;
            }

            Take();
            if (_token.Is("="))
            {
                throw Unexpected("a value", "Equality is written with one =.");
            }

            return new Expression.Comparison(op, left, Additive());
        }

        if (TryTakeWord("IN"))
        {
            return new Expression.In(left, ExpressionList());
        }

        if (_token.IsWord("NOT") && Peek().IsWord("IN"))
        {
            Take();
            Take();
            return new Expression.Not(new Expression.In(left, ExpressionList()));
        }

        return left;
    }

    private Expression Additive()
    {
        var left = Multiplicative();
        while (_token.Is("+") || _token.Is("-"))
        {
            var op = Take().Text == "+" ? ArithmeticOperator.Add : ArithmeticOperator.Subtract;
            left = new Expression.Arithmetic(op, left, Multiplicative());
        }

        return left;
    }

    private Expression Multiplicative()
    {
        var left = Unary();
        while (_token.Is("*") || _token.Is("/"))
        {
            var op = Take().Text == "*" ? ArithmeticOperator.Multiply : ArithmeticOperator.Divide;
            left = new Expression.Arithmetic(op, left, Unary());
        }

        return left;
    }

    // UnaryExpression; SPARQL 1.2 lets ! stand before another one.
    private Expression Unary()
    {
        if (_token.Is("!"))
        {
            var mark = Take();
            Enter(mark);
            var negated = new Expression.Not(Unary());
            Leave();
            return negated;
        }

        if (AtSignedNumber)
        {
            return new Expression.Constant(Literal());
        }

        if (TryTake("-"))
        {
            return new Expression.Negate(Primary());
        }

        return TryTake("+") ? new Expression.Plus(Primary()) : Primary();
    }

    private Expression Primary()
    {
        if (_token.Kind == TokenKind.Variable)
        {
            return new Expression.Var(UsedVariable());
        }

        if (_token.Is("("))
        {
            return Bracketted();
        }

        if (AtIri)
        {
            var iri = Iri();
            return _token.Is("(") ? new Expression.IriCall(iri, Arguments()) : new Expression.Constant(iri);
        }

        if (AtLiteral)
        {
            return new Expression.Constant(Literal());
        }

        if (_token.Is("<<("))
        {
            return TripleTermExpression();
        }

        if (_token.Kind == TokenKind.Word)
        {
            return BuiltInCall();
        }

        throw Unexpected(
            "an expression", _token.Is("<<") ? "In an expression write a triple term: <<( … )>>." : null);
    }

    private Variable UsedVariable()
    {
        var at = _token;
        var variable = Variable();
        if (!_insideAggregate)
        {
            _uses?.Add(new Use(variable, at));
        }

        return variable;
    }

    private Expression Bracketted()
    {
        var open = Expect("(");
        Enter(open);
        var value = Expression();
        ExpectClosing(")", open, "an operator");
        Leave();
        return value;
    }

    private bool AtConstraint =>
        _token.Is("(") || AtIri
        || (_token.Kind == TokenKind.Word
            && (Functions.IsKnown(_token.Text) || Functions.TryAggregate(_token.Text, out _)
                || (_token.IsWord("NOT") && Peek().IsWord("EXISTS"))));

    // Constraint ::= BrackettedExpression | BuiltInCall | FunctionCall
    private Expression Constraint()
    {
        if (_token.Is("("))
        {
            return Bracketted();
        }

        if (AtIri)
        {
            var iri = Iri();
            return _token.Is("(") ? new Expression.IriCall(iri, Arguments()) : throw Unexpected("`(`");
        }

        return _token.Kind == TokenKind.Word
            ? BuiltInCall()
            : throw Unexpected("`(` or a function call", "A condition stands in parentheses.");
    }

    // ArgList ::= NIL | '(' 'DISTINCT'? Expression ( ',' Expression )* ')'
    private ImmutableArray<Expression> Arguments()
    {
        if (Peek().IsWord("DISTINCT"))
        {
            throw Error(Peek(), "DISTINCT is for aggregates, and no aggregate is named by an IRI here");
        }

        return ExpressionList();
    }

    // ExpressionList ::= NIL | '(' Expression ( ',' Expression )* ')'
    private ImmutableArray<Expression> ExpressionList()
    {
        var open = Expect("(");
        Enter(open);
        var list = ImmutableArray.CreateBuilder<Expression>();
        if (!_token.Is(")"))
        {
            do
            {
                list.Add(Expression());
            }
            while (TryTake(","));
        }

        ExpectClosing(")", open, "`,`");
        Leave();
        return list.ToImmutable();
    }

    // ExprTripleTerm is the call TRIPLE(s, p, o); without variables it is a constant.
    private Expression TripleTermExpression()
    {
        var open = Take();
        Enter(open);
        var subject = TripleTermOperand("an IRI or a variable", isObject: false);
        var predicate = _token.Kind == TokenKind.Variable ? new Expression.Var(UsedVariable()) : (Expression)new Expression.Constant(Predicate());
        var @object = TripleTermOperand("an IRI, a literal, a variable or a triple term", isObject: true);
        ExpectClosing(")>>", open);
        Leave();
        return (subject, predicate, @object) is (
            Expression.Constant { Value: var s }, Expression.Constant { Value: Iri p }, Expression.Constant { Value: var o })
            ? new Expression.Constant(new TripleTerm(s, p, o))
            : new Expression.Call(BuiltInFunction.Triple, [subject, predicate, @object]);
    }

    private Expression TripleTermOperand(string expected, bool isObject)
    {
        if (_token.Kind == TokenKind.Variable)
        {
            return new Expression.Var(UsedVariable());
        }

        if (AtIri)
        {
            return new Expression.Constant(Iri());
        }

        if (isObject && AtLiteral)
        {
            return new Expression.Constant(Literal());
        }

        return isObject && _token.Is("<<(") ? TripleTermExpression() : throw Unexpected(expected);
    }
}
