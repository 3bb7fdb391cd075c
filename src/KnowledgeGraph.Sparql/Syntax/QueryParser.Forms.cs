using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Syntax;

// The query forms: SELECT, CONSTRUCT, DESCRIBE, ASK, and sub-selects.
internal sealed partial class QueryParser
{
    private static readonly string[] s_forms = ["SELECT", "CONSTRUCT", "DESCRIBE", "ASK", "PREFIX", "BASE", "VERSION"];

    // One column of SELECT: a variable, or an expression with its name and the variables it uses outside aggregates.
    private sealed record Column(Variable Name, Token At, Expression? Value, IReadOnlyList<Use> Uses);

    /// <summary>QueryUnit ::= Query</summary>
    public Query ParseQueryUnit()
    {
        Prologue();
        Query query;
        if (_token.IsWord("SELECT"))
        {
            query = Select();
        }
        else if (TryTakeWord("CONSTRUCT"))
        {
            query = Construct();
        }
        else if (TryTakeWord("DESCRIBE"))
        {
            query = Describe();
        }
        else if (TryTakeWord("ASK"))
        {
            var dataset = Dataset();
            query = new Query.Ask(Modified(Where()), dataset);
        }
        else
        {
            throw Unexpected(
                "SELECT, CONSTRUCT, DESCRIBE or ASK",
                AtOperation ? "This is an update request, not a query." : Spelling.Hint(_token, s_forms));
        }

        if (_token.Kind != TokenKind.End)
        {
            throw Unexpected(
                "end of the query", _token.Is("}") ? "There is one closing brace too many." : Spelling.ModifierHint(_token));
        }

        query = query with
        {
            BaseIri = BaseInForce,
            Prefixes = _prefixes.ToImmutableDictionary(),
        };
        BoundDepth(query.Pattern, 0);
        return query;
    }

    private void BoundDepth(GraphPattern pattern, int start)
    {
        if (AlgebraDepth.Exceeds(pattern, _options.MaxAlgebraDepth))
        {
            throw _lexer.Error(
                start, FormattableString.Invariant($"The algebra of this {_whole} is more than {_options.MaxAlgebraDepth} deep"),
                hint: "Long chains of UNION, OPTIONAL or || can often be written with VALUES or IN.");
        }
    }

    private Query.Select Select()
    {
        var (pattern, variables, dataset) = SelectBody(isSubSelect: false);
        return new Query.Select(variables, pattern, dataset);
    }

    private Group SubSelect()
    {
        var (pattern, variables, _) = SelectBody(isSubSelect: true);
        var scope = new VariableSet();
        foreach (var variable in variables)
        {
            scope.Add(variable);
        }

        return new Group(pattern, null, scope);
    }

    // SelectQuery and SubSelect ::= SelectClause DatasetClause* WhereClause SolutionModifier ValuesClause
    private (GraphPattern Pattern, ImmutableArray<Variable> Variables, DatasetClause? Dataset) SelectBody(bool isSubSelect)
    {
        Take();
        var distinct = TryTakeWord("DISTINCT");
        var reduced = !distinct && TryTakeWord("REDUCED");
        var level = new Level();
        List<Column>? columns = null;
        var star = _token;
        if (!TryTake("*"))
        {
            columns = Columns(level);
        }

        var dataset = isSubSelect ? null : Dataset();
        level.Scope = _scope;
        var pattern = Where();
        Modifiers(level);
        var variables = columns is null ? Star(star, level) : CheckedColumns(columns, level);

        // SPARQL 1.1 §18.2.4, §18.2.5: group, having, values, extend, order, project, distinct, slice.
        pattern = Grouped(pattern, level);
        foreach (var column in columns ?? [])
        {
            if (column.Value is not null)
            {
                pattern = new GraphPattern.Extend(pattern, column.Name, column.Value);
            }
        }

        pattern = new GraphPattern.Project(Ordered(pattern, level), variables);
        if (distinct)
        {
            pattern = new GraphPattern.Distinct(pattern);
        }
        else if (reduced)
        {
            pattern = new GraphPattern.Reduced(pattern);
        }

        return (Sliced(pattern, level), variables, dataset);
    }

    private ImmutableArray<Variable> Star(in Token star, Level level)
    {
        if (level.IsGrouped)
        {
            // SPARQL 1.1 §18.2.4.1.
            throw Error(star, "SELECT * cannot be combined with GROUP BY or aggregates", "Name the columns.");
        }

        return _scope.Star();
    }

    private List<Column> Columns(Level level)
    {
        var columns = new List<Column>();
        while (true)
        {
            var at = _token;
            if (_token.Kind == TokenKind.Variable)
            {
                columns.Add(new Column(Variable(), at, null, []));
            }
            else if (_token.Is("("))
            {
                Take();
                Enter(at);
                var (value, uses) = AggregatingExpression(level, Expression);
                if (!_token.IsWord("AS"))
                {
                    throw Unexpected("AS", "A computed column needs a name: (… AS ?name).");
                }

                Take();
                var nameAt = _token;
                columns.Add(new Column(Variable(), nameAt, value, uses));
                ExpectClosing(")", at);
                Leave();
            }
            else if (columns.Count > 0)
            {
                return columns;
            }
            else
            {
                throw Unexpected("a variable, `(` or `*`", Spelling.Hint(_token, ["DISTINCT", "REDUCED"]) ?? AggregateHint()
                    ?? (_token.IsWord("WHERE") || _token.Is("{") ? "Name the columns, or write * for all variables." : null));
            }
        }
    }

    private string? AggregateHint() => _token.Kind == TokenKind.Word && (Functions.IsKnown(_token.Text) || Functions.TryAggregate(_token.Text, out _))
        ? $"An expression stands in parentheses with a name: ({_token.Text}(…) AS ?name)."
        : null;

    private ImmutableArray<Variable> CheckedColumns(List<Column> columns, Level level)
    {
        var variables = ImmutableArray.CreateBuilder<Variable>();
        var computed = new HashSet<Variable>();
        foreach (var column in columns)
        {
            if (level.IsGrouped)
            {
                RequireGrouped(column, computed, level);
            }

            if (column.Value is not null)
            {
                // SPARQL 1.1 §18.2.1: AS makes a new variable. After grouping only the keys are in scope (SPARQL 1.2 §18.2.1).
                var isInScope = level.IsGrouped ? level.HasKey(column.Name) : _scope.Contains(column.Name);
                if (isInScope || variables.Contains(column.Name))
                {
                    throw Error(column.At, $"{column.Name} is already in scope and cannot be assigned by AS", "Choose another name.");
                }

                computed.Add(column.Name);
            }
            else if (computed.Contains(column.Name))
            {
                throw Error(column.At, $"{column.Name} is selected twice, once as the name of an expression");
            }

            if (!variables.Contains(column.Name))
            {
                variables.Add(column.Name);
            }
        }

        return variables.ToImmutable();
    }

    // SPARQL 1.1 §11.4: a grouped query selects keys, aggregates and what is computed from them.
    private void RequireGrouped(Column column, HashSet<Variable> computed, Level level)
    {
        if (column.Value is null && !level.HasKey(column.Name))
        {
            throw Error(
                column.At, $"{column.Name} is neither a key of GROUP BY nor aggregated",
                $"Add it to GROUP BY, or select an aggregate such as (SAMPLE({column.Name}) AS ?name).");
        }

        foreach (var use in column.Uses)
        {
            if (!level.HasKey(use.Name) && !computed.Contains(use.Name))
            {
                throw Error(
                    use.At, $"{use.Name} is neither a key of GROUP BY nor aggregated",
                    $"Add it to GROUP BY, or use an aggregate such as SAMPLE({use.Name}).");
            }
        }
    }

    private DatasetClause? Dataset() => DatasetClause("FROM");

    // DatasetClause*, UsingClause*
    private DatasetClause? DatasetClause(string keyword)
    {
        if (!_token.IsWord(keyword))
        {
            return null;
        }

        var unnamed = ImmutableArray.CreateBuilder<Iri>();
        var named = ImmutableArray.CreateBuilder<Iri>();
        while (TryTakeWord(keyword))
        {
            var target = TryTakeWord("NAMED") ? named : unnamed;
            target.Add(Iri("a graph IRI"));
        }

        return new DatasetClause(unnamed.ToImmutable(), named.ToImmutable());
    }

    private GraphPattern Where()
    {
        TryTakeWord("WHERE");
        return JoinedGroup();
    }

    // A pattern with its modifiers, for the forms without projection.
    private GraphPattern Modified(GraphPattern pattern)
    {
        var level = new Level { Scope = _scope };
        Modifiers(level);
        return Sliced(Ordered(Grouped(pattern, level), level), level);
    }

    private Query.Construct Construct()
    {
        if (_token.Is("{"))
        {
            var template = Template();
            _scope = new VariableSet();
            var dataset = Dataset();
            return new Query.Construct([.. template.Triples], Modified(Where()), dataset);
        }

        // CONSTRUCT WHERE: the template is the pattern; its blank nodes are fresh in every solution (SPARQL 1.1 §16.2.4).
        var shortDataset = Dataset();
        if (!_token.IsWord("WHERE"))
        {
            throw Unexpected("a template in braces, FROM or WHERE");
        }

        Take();
        var block = Template(isTemplate: false);
        var pattern = Modified(JoinBlock(s_empty, block));
        var renamed = new InternalVariableRenaming(() => Fresh("t"));
        return new Query.Construct(
            [.. CollectTriples(block).Select(renamed.Rewrite)], pattern, shortDataset);
    }

    private static IEnumerable<TriplePattern> CollectTriples(TripleBlock block) =>
        block.Patterns().OfType<GraphPattern.BasicGraphPattern>().SelectMany(static b => b.Triples);

    // ConstructTemplate ::= '{' TriplesTemplate? '}'
    private TripleBlock Template(bool isTemplate = true)
    {
        var open = _token.Is("{") ? Take() : throw Unexpected("`{`");
        Enter(open);
        var block = new TripleBlock { AllowsPaths = false, IsTemplate = isTemplate, Number = isTemplate ? 0 : ++_blocks };
        TriplesTemplate(block);
        if (!_token.Is("}") && _token.Kind is TokenKind.Word or TokenKind.Punctuation && !AtNode)
        {
            ExpectClosing(
                "}", open, _token.Kind == TokenKind.Word || _token.Is("{") ? "a triple (a template holds only triples)" : "`.`");
        }

        ExpectClosing("}", open, "`.`");
        Leave();
        return block;
    }

    // TriplesTemplate? ::= ( TriplesSameSubject ( '.' TriplesTemplate? )? )?
    private void TriplesTemplate(TripleBlock block)
    {
        while (AtNode)
        {
            TriplesSameSubject(block);
            if (!TryTake("."))
            {
                return;
            }
        }
    }

    private Query.Describe Describe()
    {
        var targets = new List<TermPattern>();
        var star = TryTake("*");
        while (!star && (_token.Kind == TokenKind.Variable || AtIri))
        {
            targets.Add(_token.Kind == TokenKind.Variable ? new TermPattern.Var(Variable()) : new TermPattern.Ground(Iri()));
        }

        if (!star && targets.Count == 0)
        {
            throw Unexpected("a variable, an IRI or `*`");
        }

        var dataset = Dataset();
        var pattern = _token.IsWord("WHERE") || _token.Is("{") ? Where() : s_empty;
        pattern = Modified(pattern);
        return new Query.Describe(
            star ? [.. _scope.Star().Select(static v => new TermPattern.Var(v))] : [.. targets], pattern, dataset);
    }
}
