using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Syntax;

// GROUP BY, HAVING, ORDER BY, LIMIT, OFFSET and the final VALUES (SPARQL 1.1 §18.2.4, §18.2.5).
internal sealed partial class QueryParser
{
    // What one SELECT, or one query of another form, has besides its pattern.
    private sealed class Level
    {
        public List<AggregateBinding> Aggregates { get; } = [];

        public List<GroupKey>? Keys { get; set; }

        public List<Expression> Having { get; } = [];

        public List<OrderCondition> Order { get; } = [];

        public GraphPattern.Values? Values { get; set; }

        public long Offset { get; set; }

        public long? Limit { get; set; }

        public VariableSet Scope { get; set; } = new();

        public bool IsGrouped => Keys is not null || Aggregates.Count > 0;

        public bool HasKey(Variable name) => Keys?.Exists(k => k.Name == name) ?? false;
    }

    private void Modifiers(Level level)
    {
        if (TryTakeWord("GROUP"))
        {
            ExpectWord("BY");
            level.Keys = [];
            do
            {
                level.Keys.Add(GroupCondition(level));
            }
            while (AtConstraint || _token.Kind == TokenKind.Variable);
        }

        var pending = new List<(Expression Value, IReadOnlyList<Use> Uses)>();
        if (TryTakeWord("HAVING"))
        {
            do
            {
                pending.Add(AggregatingExpression(level, Constraint));
            }
            while (AtConstraint);
        }

        var order = new List<(bool Descending, Expression Value, IReadOnlyList<Use> Uses)>();
        if (TryTakeWord("ORDER"))
        {
            ExpectWord("BY");
            do
            {
                order.Add(OrderCondition(level));
            }
            while (AtConstraint || _token.Kind == TokenKind.Variable || _token.IsWord("ASC") || _token.IsWord("DESC"));
        }

        level.Having.AddRange(pending.Select(h => Sampled(h.Value, h.Uses, level)));
        level.Order.AddRange(order.Select(o => new OrderCondition(Sampled(o.Value, o.Uses, level), o.Descending)));
        LimitAndOffset(level);
        if (TryTakeWord("VALUES"))
        {
            level.Values = DataBlock();
        }
    }

    // SPARQL 1.1 §18.2.4.1: in HAVING and ORDER BY a variable that is no key stands for a sample of the group.
    private Expression Sampled(Expression value, IReadOnlyList<Use> uses, Level level)
    {
        if (!level.IsGrouped)
        {
            return value;
        }

        var samples = new Dictionary<Variable, Expression>();
        foreach (var (name, _) in uses)
        {
            if (level.Scope.Contains(name) && !level.HasKey(name) && !samples.ContainsKey(name))
            {
                var sample = Fresh("a");
                level.Aggregates.Add(new AggregateBinding(sample, new Aggregate(AggregateFunction.Sample, new Expression.Var(name), false)));
                samples.Add(name, new Expression.Var(sample));
            }
        }

        return samples.Count == 0 ? value : new VariableReplacement(samples).Rewrite(value);
    }

    // GroupCondition ::= BuiltInCall | FunctionCall | '(' Expression ( 'AS' Var )? ')' | Var
    private GroupKey GroupCondition(Level level)
    {
        if (_token.Kind == TokenKind.Variable)
        {
            var name = Variable();
            return new GroupKey(name, new Expression.Var(name));
        }

        if (!_token.Is("("))
        {
            return AtConstraint
                ? new GroupKey(Fresh("k"), Constraint())
                : throw Unexpected("a variable, a function call or `(`");
        }

        var open = Take();
        Enter(open);
        var value = Expression();
        var key = Fresh("k");
        if (TryTakeWord("AS"))
        {
            var at = _token;
            key = Variable();
            if (level.Scope.Contains(key) || level.HasKey(key))
            {
                throw Error(at, $"{key} is already in scope and cannot be assigned by AS", "Choose another name.");
            }
        }

        ExpectClosing(")", open);
        Leave();
        return new GroupKey(key, value);
    }

    // OrderCondition ::= ( 'ASC' | 'DESC' ) BrackettedExpression | Constraint | Var
    private (bool Descending, Expression Value, IReadOnlyList<Use> Uses) OrderCondition(Level level)
    {
        if (_token.IsWord("ASC") || _token.IsWord("DESC"))
        {
            var descending = Take().IsWord("DESC");
            if (!_token.Is("("))
            {
                throw Unexpected("`(`", _token.Kind == TokenKind.Variable ? $"Write DESC(?{_token.Text})." : null);
            }

            var (value, uses) = AggregatingExpression(level, Bracketted);
            return (descending, value, uses);
        }

        if (_token.Kind == TokenKind.Variable)
        {
            var at = _token;
            var name = Variable();
            return (false, new Expression.Var(name), [new Use(name, at)]);
        }

        var (constraint, used) = AggregatingExpression(level, Constraint);
        return (false, constraint, used);
    }

    private void LimitAndOffset(Level level)
    {
        var (hasLimit, hasOffset) = (false, false);
        while (true)
        {
            if (!hasLimit && TryTakeWord("LIMIT"))
            {
                level.Limit = Count("LIMIT");
                hasLimit = true;
            }
            else if (!hasOffset && TryTakeWord("OFFSET"))
            {
                level.Offset = Count("OFFSET");
                hasOffset = true;
            }
            else
            {
                return;
            }
        }
    }

    private long Count(string keyword)
    {
        if (_token.Kind != TokenKind.Integer)
        {
            throw Unexpected($"a number after {keyword}", _token.Is("-") ? $"{keyword} is a whole number, 0 or more." : null);
        }

        // More than fits is as good as everything.
        return long.TryParse(Take().Text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value)
            ? value
            : long.MaxValue;
    }

    private static GraphPattern Grouped(GraphPattern pattern, Level level)
    {
        if (level.IsGrouped)
        {
            pattern = new GraphPattern.Group(pattern, level.Keys is null ? [] : [.. level.Keys], [.. level.Aggregates]);
        }

        if (level.Having.Count > 0)
        {
            pattern = new GraphPattern.Filter(level.Having.Aggregate(static (a, b) => new Expression.And(a, b)), pattern);
        }

        return level.Values is null ? pattern : Join(pattern, level.Values);
    }

    private static GraphPattern Ordered(GraphPattern pattern, Level level) =>
        level.Order.Count == 0 ? pattern : new GraphPattern.OrderBy(pattern, [.. level.Order]);

    private static GraphPattern Sliced(GraphPattern pattern, Level level) =>
        level.Offset == 0 && level.Limit is null ? pattern : new GraphPattern.Slice(pattern, level.Offset, level.Limit);
}
