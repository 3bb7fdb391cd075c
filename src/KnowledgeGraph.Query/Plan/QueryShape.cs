using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Plan;

/// <summary>
/// A pattern with its constants lifted: a place holder for each different subject, object, term of VALUES and IRI of an expression, so that
/// patterns that differ in these alone are equal. Equal terms have the same place; so whatever looks at equality alone may be done to
/// the lifted pattern.
/// </summary>
internal sealed class QueryShape
{
    // No IRI of a query begins so (RFC 3987 §2.2).
    private const char Mark = '\u0001';

    // A longer query is planned each time, so that the plans kept are few kilobytes each.
    private const int MostConstants = 64;
    private const int MostParts = 512;

    private static readonly ImmutableArray<Iri> s_holders = [.. Enumerable.Range(1, MostConstants).Select(NewHolder)];

    private QueryShape(GraphPattern pattern, ImmutableArray<Term> constants, bool hasGraphs)
    {
        Pattern = pattern;
        Constants = constants;
        HasGraphs = hasGraphs;
    }

    /// <summary>The pattern with place holders.</summary>
    public GraphPattern Pattern { get; }

    /// <summary>The terms by place; the first has place 1.</summary>
    public ImmutableArray<Term> Constants { get; }

    /// <summary>True if GRAPH stands somewhere in the pattern.</summary>
    public bool HasGraphs { get; }

    /// <summary>The shape of a pattern; null if it cannot have one.</summary>
    /// <param name="pattern">The pattern.</param>
    public static QueryShape? Of(GraphPattern pattern)
    {
        var lifting = new Lifting();
        var lifted = lifting.Rewrite(pattern);
        return lifting.IsRefused ? null : new QueryShape(lifted, lifting.Constants, lifting.HasGraphs);
    }

    /// <summary>The place that a term holds; 0 if it is no place holder.</summary>
    /// <param name="term">The term.</param>
    public static int PlaceOf(Term term) =>
        term is Iri { Value: [Mark, ..] value } && int.TryParse(value.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? place
            : 0;

    /// <summary>A pattern with terms in the places again.</summary>
    /// <param name="pattern">The pattern, perhaps rewritten.</param>
    /// <param name="constants">The terms by place.</param>
    public static GraphPattern Fill(GraphPattern pattern, ImmutableArray<Term> constants) => new Filling(constants).Rewrite(pattern);

    /// <summary>The text of a plan with terms in the places again.</summary>
    /// <param name="text">The text.</param>
    /// <param name="constants">The terms by place.</param>
    public static string Fill(string text, ImmutableArray<Term> constants)
    {
        for (var place = constants.Length; place > 0; place--)
        {
            var (holder, term) = (new Expression.Constant(Holder(place)), new Expression.Constant(constants[place - 1]));
            text = text.Replace(holder.Value.ToString(), term.Value.ToString(), StringComparison.Ordinal)
                .Replace(AlgebraPrinter.Print(holder), AlgebraPrinter.Print(term), StringComparison.Ordinal);
        }

        return text;
    }

    private static Iri Holder(int place) => place <= s_holders.Length ? s_holders[place - 1] : NewHolder(place);

    private static Iri NewHolder(int place) => new(Mark + place.ToString(CultureInfo.InvariantCulture));

    private sealed class Lifting : AlgebraRewriter
    {
        private readonly ImmutableArray<Term>.Builder _constants = ImmutableArray.CreateBuilder<Term>();
        private readonly Dictionary<Term, Iri> _places = [];

        public ImmutableArray<Term> Constants => _constants.ToImmutable();

        public bool HasGraphs { get; private set; }

        private int _parts;

        // A service is sent its pattern as it is; a term that looks like a place holder would be taken for one.
        public bool IsRefused { get; private set; }

        public override GraphPattern Rewrite(GraphPattern pattern)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            IsRefused |= ++_parts > MostParts;
            switch (pattern)
            {
                case var _ when IsRefused:
                    return pattern;
                case GraphPattern.Service or GraphPattern.Values { Rows.Length: > MostConstants }:
                    IsRefused = true;
                    return pattern;
                case GraphPattern.Graph(var name, var inner):
                    HasGraphs = true;
                    return new GraphPattern.Graph(name, Rewrite(inner));
                case GraphPattern.Values(var variables, var rows):
                    return new GraphPattern.Values(
                        variables, [.. rows.Select(row => ImmutableArray.CreateRange(row, term => term is null ? null : (Term)Lift(term)))]);
                default:
                    return base.Rewrite(pattern);
            }
        }

        public override TriplePattern Rewrite(TriplePattern triple)
        {
            // Which predicate it is decides most of the plan.
            IsRefused |= ++_parts > MostParts || (triple.Predicate is TermPattern.Ground(var predicate) && PlaceOf(predicate) > 0);
            return new TriplePattern(Rewrite(triple.Subject), triple.Predicate, Rewrite(triple.Object));
        }

        public override TermPattern Rewrite(TermPattern term) =>
            term is TermPattern.Ground(var value) ? new TermPattern.Ground(Lift(value)) : term is TermPattern.Var ? term : base.Rewrite(term);

        // Literals of an expression count by their values: they confine scans and are computed with.
        public override Expression Rewrite(Expression expression)
        {
            IsRefused |= ++_parts > MostParts;
            return IsRefused ? expression : Lifted(expression);
        }

        private Expression Lifted(Expression expression) => expression switch
        {
            Expression.Constant(Iri iri) => new Expression.Constant(Lift(iri)),
            Expression.Constant or Expression.Var => expression,
            _ => base.Rewrite(expression),
        };

        private Iri Lift(Term term)
        {
            IsRefused |= term is Iri { Value: [Mark, ..] } || _constants.Count > MostConstants;
            if (!_places.TryGetValue(term, out var holder))
            {
                _constants.Add(term);
                holder = Holder(_constants.Count);
                _places.Add(term, holder);
            }

            return holder;
        }
    }

    private sealed class Filling(ImmutableArray<Term> constants) : AlgebraRewriter
    {
        public override GraphPattern Rewrite(GraphPattern pattern) => pattern is GraphPattern.Values(var variables, var rows)
            ? new GraphPattern.Values(
                variables, [.. rows.Select(row => ImmutableArray.CreateRange(row, term => term is null ? null : Fill(term)))])
            : base.Rewrite(pattern);

        public override TermPattern Rewrite(TermPattern term) =>
            term is TermPattern.Ground(var value) ? new TermPattern.Ground(Fill(value)) : base.Rewrite(term);

        public override Expression Rewrite(Expression expression) =>
            expression is Expression.Constant(var value) ? new Expression.Constant(Fill(value)) : base.Rewrite(expression);

        private Term Fill(Term term) => PlaceOf(term) is > 0 and var place ? constants[place - 1] : term;
    }
}
