using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Syntax;

// Group graph patterns and their translation (SPARQL 1.1 §18.2.2).
internal sealed partial class QueryParser
{
    private static readonly GraphPattern s_empty = new GraphPattern.BasicGraphPattern([]);

    // The variables in scope in the group being read (SPARQL 1.1 §18.2.1).
    private VariableSet _scope = new();
    private int _blocks;

    // A group without its filters: OPTIONAL takes them as its condition.
    private readonly record struct Group(GraphPattern Pattern, Expression? Filter, VariableSet Scope)
    {
        public GraphPattern Filtered => Filter is null ? Pattern : new GraphPattern.Filter(Filter, Pattern);
    }

    // GroupGraphPattern ::= '{' ( SubSelect | GroupGraphPatternSub ) '}'
    private Group GroupGraphPattern()
    {
        if (!_token.Is("{"))
        {
            throw Unexpected(
                "`{`", Spelling.ModifierHint(_token) ?? (_token.Is(",") ? "The columns of SELECT stand apart by spaces, without commas." : null));
        }

        var open = Take();
        Enter(open);
        var outerScope = _scope;
        var outerAggregates = _aggregates;
        var outerUses = _uses;
        (_scope, _aggregates, _uses) = (new VariableSet(), null, null);
        Group group;
        if (_token.IsWord("SELECT"))
        {
            group = SubSelect();
            ExpectClosing("}", open);
        }
        else
        {
            group = GroupBody(open);
        }

        (_scope, _aggregates, _uses) = (outerScope, outerAggregates, outerUses);
        Leave();
        return group;
    }

    private GraphPattern JoinedGroup()
    {
        var group = GroupGraphPattern();
        _scope.AddAll(group.Scope);
        return group.Filtered;
    }

    // GroupGraphPatternSub, with the steps of SPARQL 1.1 §18.2.2.2, §18.2.2.6 and §18.2.2.7.
    private Group GroupBody(in Token open)
    {
        var pattern = s_empty;
        Expression? filter = null;
        TripleBlock? block = null;
        var needsStop = false;
        while (!_token.Is("}"))
        {
            if (_token.IsWord("FILTER"))
            {
                // A filter does not end a basic graph pattern (SPARQL 1.1 §5.1).
                Take();
                var condition = Constraint();
                filter = filter is null ? condition : new Expression.And(filter, condition);
                TryTake(".");
                needsStop = false;
            }
            else if (AtNode)
            {
                if (needsStop)
                {
                    throw Unexpected("`.`, `;`, `,` or `}`", "A full stop separates two triples.");
                }

                block ??= new TripleBlock { AllowsPaths = true, IsTemplate = false, Number = ++_blocks };
                TriplesSameSubject(block);
                needsStop = !TryTake(".");
            }
            else
            {
                pattern = JoinBlock(pattern, block);
                block = null;
                if (!TryElement(ref pattern))
                {
                    ExpectClosing("}", open, "a graph pattern");
                }

                TryTake(".");
                needsStop = false;
            }
        }

        Take();
        return new Group(JoinBlock(pattern, block), filter, _scope);
    }

    private static GraphPattern JoinBlock(GraphPattern pattern, TripleBlock? block)
    {
        foreach (var part in block?.Patterns() ?? [])
        {
            pattern = Join(pattern, part);
        }

        return pattern;
    }

    // SPARQL 1.1 §18.2.2.8: join with the empty pattern is no join.
    private static GraphPattern Join(GraphPattern left, GraphPattern right)
    {
        if (left is GraphPattern.BasicGraphPattern { Triples.IsEmpty: true })
        {
            return right;
        }

        return right is GraphPattern.BasicGraphPattern { Triples.IsEmpty: true } ? left : new GraphPattern.Join(left, right);
    }

    // GraphPatternNotTriples without FILTER; false if none begins here.
    private bool TryElement(ref GraphPattern pattern)
    {
        if (_token.Is("{"))
        {
            pattern = Join(pattern, GroupOrUnion());
            return true;
        }

        if (_token.Kind != TokenKind.Word)
        {
            return false;
        }

        if (TryTakeWord("OPTIONAL"))
        {
            var optional = GroupGraphPattern();
            _scope.AddAll(optional.Scope);
            pattern = new GraphPattern.LeftJoin(pattern, optional.Pattern, optional.Filter);
        }
        else if (TryTakeWord("MINUS"))
        {
            pattern = new GraphPattern.Minus(pattern, GroupGraphPattern().Filtered);
        }
        else if (TryTakeWord("GRAPH"))
        {
            var name = VariableOrIri();
            pattern = Join(pattern, new GraphPattern.Graph(name, JoinedGroup()));
        }
        else if (TryTakeWord("SERVICE"))
        {
            var silent = TryTakeWord("SILENT");
            var name = VariableOrIri();
            pattern = Join(pattern, new GraphPattern.Service(name, JoinedGroup(), silent));
        }
        else if (_token.IsWord("BIND"))
        {
            pattern = Bind(pattern);
        }
        else if (TryTakeWord("VALUES"))
        {
            pattern = Join(pattern, DataBlock());
        }
        else
        {
            return false;
        }

        return true;
    }

    private GraphPattern GroupOrUnion()
    {
        var pattern = JoinedGroup();
        while (TryTakeWord("UNION"))
        {
            pattern = new GraphPattern.Union(pattern, JoinedGroup());
        }

        return pattern;
    }

    private GraphPattern.Extend Bind(GraphPattern pattern)
    {
        Take();
        var open = Expect("(");
        var value = Expression();
        ExpectWord("AS");
        var at = _token;
        var variable = Variable();
        ExpectClosing(")", open);
        if (_scope.Contains(variable))
        {
            // SPARQL 1.1 §10.1.
            throw Error(at, $"BIND assigns {variable}, which is already in use in this group", "Choose another name, or compare with FILTER.");
        }

        _scope.Add(variable);
        return new GraphPattern.Extend(pattern, variable, value);
    }

    private Variable Variable() =>
        _token.Kind == TokenKind.Variable ? new Variable(Take().Text) : throw Unexpected("a variable");

    private TermPattern VariableOrIri()
    {
        if (_token.Kind == TokenKind.Variable)
        {
            return new TermPattern.Var(PatternVariable());
        }

        return new TermPattern.Ground(Iri("a variable or an IRI"));
    }

    // DataBlock ::= InlineDataOneVar | InlineDataFull
    private GraphPattern.Values DataBlock()
    {
        var variables = new List<Variable>();
        var single = _token.Kind == TokenKind.Variable;
        if (single)
        {
            variables.Add(PatternVariable());
        }
        else
        {
            DataVariables(variables);
        }

        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Term?>>();
        var open = Expect("{");
        while (!_token.Is("}"))
        {
            if (_token.Kind == TokenKind.End)
            {
                ExpectClosing("}", open);
            }

            rows.Add(single ? [DataValue()] : DataRow(variables.Count));
        }

        Take();
        return new GraphPattern.Values([.. variables], rows.ToImmutable());
    }

    private void DataVariables(List<Variable> variables)
    {
        var open = _token.Is("(") ? Take() : throw Unexpected("a variable or `(`");
        while (_token.Kind == TokenKind.Variable)
        {
            var at = _token;
            var variable = PatternVariable();
            if (variables.Contains(variable))
            {
                throw Error(at, $"{variable} stands twice in VALUES");
            }

            variables.Add(variable);
        }

        ExpectClosing(")", open, "a variable");
    }

    private ImmutableArray<Term?> DataRow(int arity)
    {
        var open = Expect("(");
        var row = ImmutableArray.CreateBuilder<Term?>(arity);
        while (!_token.Is(")"))
        {
            row.Add(DataValue());
        }

        Take();
        if (row.Count != arity)
        {
            // SPARQL 1.1 §19.8, note 11: as many values as variables.
            throw Error(open, FormattableString.Invariant($"This row of VALUES has {row.Count} value{(row.Count == 1 ? "" : "s")} for {arity} variable{(arity == 1 ? "" : "s")}"), "Write UNDEF for a missing value.");
        }

        return row.ToImmutable();
    }

    private Term? DataValue() => TryTakeWord("UNDEF") ? null : DataTerm("an IRI, a literal, a triple term or UNDEF");
}
