using System.Collections.Immutable;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>A SPARQL expression (SPARQL 1.1 §17). Immutable.</summary>
public abstract record Expression
{
    private Expression()
    {
    }

    /// <summary>The expressions directly inside, in order; EXISTS has none.</summary>
    public ImmutableArray<Expression> Children => this switch
    {
        Or e => [e.Left, e.Right],
        And e => [e.Left, e.Right],
        Not e => [e.Operand],
        Comparison e => [e.Left, e.Right],
        Arithmetic e => [e.Left, e.Right],
        Plus e => [e.Operand],
        Negate e => [e.Operand],
        In e => [e.Operand, .. e.List],
        If e => [e.Condition, e.Then, e.Else],
        Coalesce e => e.Operands,
        Call e => e.Arguments,
        IriCall e => e.Arguments,
        _ => [],
    };

    /// <summary>A constant term.</summary>
    /// <param name="Value">The term.</param>
    public sealed record Constant(Term Value) : Expression;

    /// <summary>The value of a variable; an error if unbound.</summary>
    /// <param name="Name">The variable.</param>
    public sealed record Var(Variable Name) : Expression;

    /// <summary>Logical or with the error table of SPARQL 1.1 §17.2.</summary>
    /// <param name="Left">Left operand.</param>
    /// <param name="Right">Right operand.</param>
    public sealed record Or(Expression Left, Expression Right) : Expression;

    /// <summary>Logical and with the error table of SPARQL 1.1 §17.2.</summary>
    /// <param name="Left">Left operand.</param>
    /// <param name="Right">Right operand.</param>
    public sealed record And(Expression Left, Expression Right) : Expression;

    /// <summary>Logical not of the effective boolean value.</summary>
    /// <param name="Operand">The operand.</param>
    public sealed record Not(Expression Operand) : Expression;

    /// <summary>=, !=, &lt;, &lt;=, &gt;, &gt;= (SPARQL 1.1 §17.3).</summary>
    /// <param name="Operator">Which comparison.</param>
    /// <param name="Left">Left operand.</param>
    /// <param name="Right">Right operand.</param>
    public sealed record Comparison(ComparisonOperator Operator, Expression Left, Expression Right) : Expression;

    /// <summary>+, -, *, / (SPARQL 1.1 §17.3).</summary>
    /// <param name="Operator">Which operation.</param>
    /// <param name="Left">Left operand.</param>
    /// <param name="Right">Right operand.</param>
    public sealed record Arithmetic(ArithmeticOperator Operator, Expression Left, Expression Right) : Expression;

    /// <summary>Unary plus.</summary>
    /// <param name="Operand">The operand.</param>
    public sealed record Plus(Expression Operand) : Expression;

    /// <summary>Unary minus.</summary>
    /// <param name="Operand">The operand.</param>
    public sealed record Negate(Expression Operand) : Expression;

    /// <summary>IN; NOT IN is <see cref="Not"/> of it (SPARQL 1.1 §17.4.1.9).</summary>
    /// <param name="Operand">The value looked for.</param>
    /// <param name="List">The values compared with, by =.</param>
    public sealed record In(Expression Operand, ImmutableArray<Expression> List) : Expression
    {
        /// <inheritdoc/>
        public bool Equals(In? other) => other is not null && Operand == other.Operand && Content.Equal(List, other.List);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Operand, Content.Hash(List));
    }

    /// <summary>BOUND.</summary>
    /// <param name="Name">The variable.</param>
    public sealed record Bound(Variable Name) : Expression;

    /// <summary>IF.</summary>
    /// <param name="Condition">Condition.</param>
    /// <param name="Then">Value if true.</param>
    /// <param name="Else">Value if false.</param>
    public sealed record If(Expression Condition, Expression Then, Expression Else) : Expression;

    /// <summary>COALESCE: the first value without error.</summary>
    /// <param name="Operands">The operands.</param>
    public sealed record Coalesce(ImmutableArray<Expression> Operands) : Expression
    {
        /// <inheritdoc/>
        public bool Equals(Coalesce? other) => other is not null && Content.Equal(Operands, other.Operands);

        /// <inheritdoc/>
        public override int GetHashCode() => Content.Hash(Operands);
    }

    /// <summary>EXISTS; NOT EXISTS is <see cref="Not"/> of it.</summary>
    /// <param name="Pattern">The pattern, evaluated with the current solution substituted (SPARQL 1.1 §18.6).</param>
    public sealed record Exists(GraphPattern Pattern) : Expression;

    /// <summary>A call of a built-in function (SPARQL 1.1 §17.4, SPARQL 1.2 §17.4).</summary>
    /// <param name="Function">Which function.</param>
    /// <param name="Arguments">The arguments.</param>
    public sealed record Call(BuiltInFunction Function, ImmutableArray<Expression> Arguments) : Expression
    {
        /// <inheritdoc/>
        public bool Equals(Call? other) => other is not null && Function == other.Function && Content.Equal(Arguments, other.Arguments);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Function, Content.Hash(Arguments));
    }

    /// <summary>A call of a function named by an IRI: a cast (SPARQL 1.1 §17.5) or an extension function.</summary>
    /// <param name="Function">The IRI.</param>
    /// <param name="Arguments">The arguments.</param>
    public sealed record IriCall(Iri Function, ImmutableArray<Expression> Arguments) : Expression
    {
        /// <inheritdoc/>
        public bool Equals(IriCall? other) => other is not null && Function == other.Function && Content.Equal(Arguments, other.Arguments);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Function, Content.Hash(Arguments));
    }
}
