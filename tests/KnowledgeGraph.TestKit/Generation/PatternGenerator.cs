using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.TestKit.Generation;

/// <summary>
/// Random group graph patterns over given data. Triple patterns are made of triples that are there by putting variables for terms, the
/// same variable for the same term more often than not: without filters the pattern has at least one solution (the witness), so that most
/// cases return rows.
/// </summary>
internal sealed class PatternGenerator
{
    private const int VariablePool = 6;

    private readonly Random _random;
    private readonly ImmutableArray<Quad> _quads;
    private readonly ExpressionGenerator _expressions;
    private readonly Dictionary<string, Term> _witness = new(StringComparer.Ordinal);
    private int _fresh;
    private Term? _graph;
    private bool _isInExists;

    public PatternGenerator(Random random, ImmutableArray<Quad> quads)
    {
        _random = random;
        _quads = quads;
        _expressions = new ExpressionGenerator(random, Variable, VariableLike, ExistsGroup);
    }

    public ExpressionGenerator Expressions => _expressions;

    /// <summary>The variables used so far.</summary>
    public ImmutableArray<string> Variables => [.. _witness.Keys.Order(StringComparer.Ordinal)];

    /// <summary>A variable that occurs nowhere yet.</summary>
    public string Fresh() => "?n" + (_fresh++).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A variable used already; rarely another one.</summary>
    public string Variable() => _witness.Count == 0 || _random.Next(16) == 0 ? PoolVariable() : DataGenerator.Pick(_random, Variables);

    /// <summary>A group matched in the graph.</summary>
    public GroupElement Group(Term? graph, int depth, bool isInExists = false)
    {
        var outer = (_graph, _isInExists);
        (_graph, _isInExists) = (graph, _isInExists || isInExists);
        var group = new GroupElement([.. Elements(graph, depth, isInExists)]);
        (_graph, _isInExists) = outer;
        return group;
    }

    /// <summary>One or two triple patterns, inline data of every kind, and calls of functions about them.</summary>
    public GroupElement Calls()
    {
        var elements = ImmutableArray.CreateBuilder<Element>();
        elements.AddRange(Triples(null, 1));
        elements.Add(TypedValues());
        elements.AddRange(Enumerable.Range(0, 3).Select(_ => Bind(_expressions.Call())));
        return new GroupElement(elements.ToImmutable());
    }

    /// <summary>A triple for a template: of the data, with variables of the pattern.</summary>
    public string TemplateTriple(Quad model) =>
        $"{TemplateTerm(model.Subject)} {Written(model.Predicate)} {TemplateTerm(model.Object)}";

    private string TemplateTerm(Term model) =>
        _witness.Count > 0 && (HasBlank(model) || _random.Next(2) == 0) ? Variable() : HasBlank(model) ? ":a" : Written(model);

    private List<Element> Elements(Term? graph, int depth, bool isInExists)
    {
        var elements = new List<Element>();
        var blocks = depth > 0 ? _random.Next(1, 4) : 1;
        for (var block = 0; block < blocks; block++)
        {
            if (block == 0 && _random.Next(12) > 0 || _random.Next(3) == 0)
            {
                elements.AddRange(Triples(graph, depth));
            }
            else
            {
                elements.Add(Compound(graph, depth, isInExists));
            }
        }

        // Above all where a rewrite may move it.
        if (_random.Next(elements[^1] is Element.Union or Element.Optional ? 2 : depth > 1 ? 4 : 7) == 0)
        {
            elements.Add(new Element.Filter(_expressions.Condition()));
        }

        return elements;
    }

    private IEnumerable<Element> Triples(Term? graph, int depth)
    {
        var count = _random.Next(1, depth > 1 ? 4 : 3);
        for (var i = 0; i < count; i++)
        {
            var near = _quads.Where(q => q.Graph == graph && (_witness.ContainsValue(q.Subject) || _witness.ContainsValue(q.Object))).ToImmutableArray();
            var all = _quads.Where(q => q.Graph == graph).ToImmutableArray();
            if (all.IsEmpty)
            {
                yield return new Element.Pattern(PoolVariable(), Written(DataGenerator.Predicate(_random)), PoolVariable());
            }
            else
            {
                yield return Pattern(DataGenerator.Pick(_random, near.IsEmpty || _random.Next(5) == 0 ? all : near));
            }
        }
    }

    private Element.Pattern Pattern(Quad quad)
    {
        if (quad is { Object: TripleTerm about } && quad.Predicate == RdfVocabulary.Reifies && _random.Next(2) == 0)
        {
            return Annotation(quad.Subject, about, _quads.Contains(new Quad(about.Subject, about.Predicate, about.Object, quad.Graph)));
        }

        if (_random.Next(6) == 0 && quad.Predicate != RdfVocabulary.Reifies)
        {
            return Path(quad);
        }

        var subject = Generalise(quad.Subject, 5);
        var predicate = Generalise(quad.Predicate, 1);
        return new Element.Pattern(subject, predicate, Generalise(quad.Object, 4));
    }

    // SPARQL 1.2 §4.2.5 and §4.2.6: a reified triple, or an annotation of one that is in the graph.
    private Element.Pattern Annotation(Term reifier, TripleTerm about, bool isAsserted)
    {
        var (s, p, o) = (Generalise(about.Subject, 5), Generalise(about.Predicate, 2), Generalise(about.Object, 4));
        var name = Generalise(reifier, 6);
        return s.StartsWith('<') || o.StartsWith("<<(", StringComparison.Ordinal) ? new Element.Pattern(name, "rdf:reifies", $"<<( {s} {p} {o} )>>")
            : isAsserted ? new Element.Pattern(s, p, $"{o} ~ {name}")
            : new Element.Pattern($"<< {s} {p} {o} ~ {name} >>", "", "");
    }

    private Element.Pattern Path(Quad quad)
    {
        var p = Written(quad.Predicate);
        var q = Written(DataGenerator.Predicate(_random));
        var (from, to) = (Generalise(quad.Subject, 5), Generalise(quad.Object, 5));
        return _random.Next(16) switch
        {
            0 => new Element.Pattern(to, $"^{p}", from),
            1 => new Element.Pattern(from, $"{p}+", to),
            2 => new Element.Pattern(from, $"{p}*", to),
            3 => new Element.Pattern(from, $"{p}?", to),
            4 => new Element.Pattern(from, $"({p}|{q})", to),
            5 => new Element.Pattern(from, $"({p}|{q})*", to),
            6 => new Element.Pattern(from, $"!({q}|rdf:type)", to),
            7 => new Element.Pattern(from, $"!({q}|^{p})", to),
            8 or 13 => new Element.Pattern(from, $"{p}/{q}?", to),
            9 or 12 => new Element.Pattern(from, $"{p}/^{p}", PoolVariable()),
            10 or 14 => new Element.Pattern(from, $"({p}/{q})+", PoolVariable()),
            15 => new Element.Pattern(from, $"({p}/^{p})*", to),
            _ => new Element.Pattern(from, $"(^{p}|{q})+", PoolVariable()),
        };
    }

    private Element Compound(Term? graph, int depth, bool isInExists)
    {
        var inner = Math.Max(0, depth - 1);
        switch (_random.Next(isInExists ? 5 : 16))
        {
            case 0 or 1:
                return new Element.Optional(_random.Next(4) == 0 ? Conditional(graph) : Group(graph, inner, isInExists));
            case 2 or 3:
                return new Element.Union(Group(graph, inner, isInExists), Group(graph, inner, isInExists));
            case 4:
                return new Element.Filter(_expressions.Condition());
            case 5:
                return new Element.Minus(Removed(graph));
            case 6 or 7:
                return new Element.Exists(_random.Next(2) == 0, Group(graph, inner, isInExists: true));
            case 8 or 9:
                return Bind(_expressions.Value());
            case 10:
                return Values();
            case 11 or 12:
                return Named(inner);
            case 13 when depth > 0:
                return SubSelect(graph, inner);
            case 14 when depth > 0:
                return Counted(graph, inner);
            default:
                return new Element.Nested(Group(graph, inner));
        }
    }

    // A condition of OPTIONAL about a variable that the left side binds and its own pattern need not (SPARQL 1.2 §18.6, LeftJoin): a
    // pattern of variables taken anywhere seldom matches, so that they are most often bound by the left side alone.
    private GroupElement Conditional(Term? graph)
    {
        var left = Variables;
        var sure = Triples(graph, 0).ToList();
        var name = left.IsEmpty ? Variable() : DataGenerator.Pick(_random, left);
        var perhaps = new Element.Pattern(Variable(), Written(DataGenerator.Predicate(_random)), name);
        var condition = _random.Next(4) switch
        {
            0 => _expressions.Condition(),
            1 => $"BOUND({name})",
            2 => $"!BOUND({name})",
            _ => $"sameTerm({name}, {name})",
        };
        return new GroupElement([.. sure, new Element.Optional(new GroupElement([perhaps])), new Element.Filter(condition)]);
    }

    // The name is new, so it is in scope nowhere before; later patterns may use it.
    private Element.Bind Bind(string value)
    {
        var name = Fresh();
        _witness.TryAdd(name, DataGenerator.Literal(_random));
        return new Element.Bind(value, name);
    }

    // Solutions of which some bind a variable of the other side and some do not, so that MINUS has to look at what each binds.
    private GroupElement Removed(Term? graph) => _random.Next(3) switch
    {
        0 => Group(graph, 0),
        1 => new GroupElement([new Element.Optional(Group(graph, 0)), .. _random.Next(2) == 0 ? [Values()] : Group(graph, 0).Elements]),
        _ => new GroupElement([Values()]),
    };

    private Element.Counted Counted(Term? graph, int depth)
    {
        var where = Group(graph, depth);
        var name = Fresh();
        _witness.TryAdd(name, DataGenerator.Number(_random));
        return new Element.Counted(where, _random.Next(1, 6), name);
    }

    // A column of texts, one of numbers, one of dates.
    private Element.Values TypedValues()
    {
        ImmutableArray<string> variables = [Fresh(), Fresh(), Fresh()];
        var rows = Enumerable.Range(0, 2).Select(_ => (ImmutableArray<Literal>)
            [DataGenerator.String(_random), DataGenerator.Number(_random), DataGenerator.Date(_random)]).ToList();
        for (var i = 0; i < variables.Length; i++)
        {
            _witness.TryAdd(variables[i], rows[0][i]);
        }

        return new Element.Values(variables, [.. rows.Select(row => row.Select(Written).ToImmutableArray())]);
    }

    private Element.Values Values()
    {
        var variables = Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Variable()).Distinct(StringComparer.Ordinal).ToImmutableArray();
        var rows = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => variables.Select(Cell).ToImmutableArray()).ToList();
        rows.Add([.. variables.Select(v => v[1] == 'v' && _witness.TryGetValue(v, out var term) && !HasBlank(term) ? Written(term) : "UNDEF")]);
        return new Element.Values(variables, [.. rows]);
    }

    private string Cell(string variable) => _random.Next(4) switch
    {
        0 => "UNDEF",
        1 when _witness.TryGetValue(variable, out var term) && !HasBlank(term) => Written(term),
        _ => _random.Next(2) == 0 ? Written(DataGenerator.Literal(_random)) : ":" + "abcdef"[_random.Next(6)],
    };

    private Element Named(int depth)
    {
        var names = _quads.Select(q => q.Graph).OfType<Term>().Distinct().ToImmutableArray();
        if (names.IsEmpty)
        {
            return new Element.Nested(Group(null, depth));
        }

        var graph = DataGenerator.Pick(_random, names);
        var name = Generalise(graph, 3);
        return new Element.Graph(name, Group(graph, depth));
    }

    private Element.SubSelect SubSelect(Term? graph, int depth)
    {
        var where = Group(graph, depth);
        var variables = Variables;
        if (variables.IsEmpty)
        {
            return new Element.SubSelect(new GeneratedQuery { Items = ["*"], Where = where });
        }

        ImmutableArray<string> kept = [.. variables.Where(_ => _random.Next(2) == 0).Take(3)];
        if (_random.Next(3) == 0)
        {
            // Counts and sums of exact numbers: the term of the value is determined, so it may join.
            var name = Fresh();
            var count = $"({(_random.Next(2) == 0 ? "COUNT(*)" : $"COUNT(DISTINCT {Variable()})")} AS {name})";
            _witness.TryAdd(name, DataGenerator.Literal(_random));
            return new Element.SubSelect(new GeneratedQuery { Items = kept.Add(count), Where = where, GroupBy = kept });
        }

        return new Element.SubSelect(new GeneratedQuery
        {
            Items = kept.IsEmpty ? ["*"] : kept,
            IsDistinct = _random.Next(3) == 0,
            Where = where,
        });
    }

    private string? VariableLike(Predicate<Term> predicate)
    {
        ImmutableArray<string> known = [.. Variables.Where(name => predicate(_witness[name]))];
        return known.IsEmpty ? null : DataGenerator.Pick(_random, known);
    }

    private string? ExistsGroup() => _isInExists ? null : Group(_graph, 0, isInExists: true).ToString();

    // A variable for the term, of ten times so often; the term itself otherwise. A triple term is taken apart.
    private string Generalise(Term term, int outOfTen)
    {
        if (term is TripleTerm triple && _random.Next(3) > 0)
        {
            return $"<<( {Generalise(triple.Subject, 6)} {Generalise(triple.Predicate, 3)} {Generalise(triple.Object, 6)} )>>";
        }

        if (!HasBlank(term) && _random.Next(10) >= outOfTen + 2)
        {
            return Written(term);
        }

        var known = _witness.Where(pair => pair.Value == term).Select(pair => pair.Key).ToImmutableArray();
        if (!known.IsEmpty && _random.Next(5) > 0)
        {
            return DataGenerator.Pick(_random, known);
        }

        var variable = PoolVariable();
        _witness.TryAdd(variable, term);
        return variable;
    }

    private string PoolVariable()
    {
        // Prefer a variable that is not used yet.
        var free = Enumerable.Range(0, VariablePool).Select(i => "?v" + "012345"[i]).Where(v => !_witness.ContainsKey(v)).ToImmutableArray();
        return free.IsEmpty || _random.Next(24) == 0 ? "?v" + "012345"[_random.Next(VariablePool)] : free[0];
    }

    private static string Written(Term term) => ExpressionGenerator.Text(term);

    private static bool HasBlank(Term term) =>
        term is BlankNode || term is TripleTerm triple && (HasBlank(triple.Subject) || HasBlank(triple.Object));
}
