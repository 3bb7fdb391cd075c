using System.Collections.Immutable;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Plan;

/// <summary>
/// An order of variables for a <see cref="TrieJoin"/>, with its cost: for each variable, what it takes to find its values under all values
/// of those before. Begins with each variable in turn, and takes the one next of which the fewest prefixes follow; the cheapest is kept.
/// </summary>
internal sealed class TrieOrder
{
    // In rows scanned from an index, as in JoinCosts.
    private const double PrefixCost = 10;
    private const double LookupCost = 300;

    private readonly ImmutableArray<JoinItem.Scan> _items;

    // How many values a pattern really has; those of the item are set so that joins have the size that was sampled.
    private readonly Dictionary<(JoinItem.Scan Item, Variable Variable), double> _values;
    private readonly List<Variable> _order = [];
    private readonly Dictionary<Variable, double> _bound = [];
    private readonly List<double> _before = [];
    private readonly List<double> _tried = [];

    private TrieOrder(ImmutableArray<JoinItem.Scan> items, Dictionary<(JoinItem.Scan Item, Variable Variable), double> values)
    {
        _items = items;
        _values = values;
    }

    /// <summary>The variables, the first first.</summary>
    public IReadOnlyList<Variable> Variables => _order;

    /// <summary>Estimated rows.</summary>
    public double Rows { get; private set; } = 1;

    /// <summary>Estimated work, in rows scanned.</summary>
    public double Cost { get; private set; }

    /// <summary>The patterns whose rows are read into memory; the others are looked up.</summary>
    public HashSet<JoinItem.Scan> Loaded { get; } = [];

    /// <summary>The cheapest order found; null if none fits into memory.</summary>
    /// <param name="context">The run.</param>
    /// <param name="items">Patterns of one or two variables each, all connected.</param>
    public static TrieOrder? Find(ExecutionContext context, ImmutableArray<JoinItem.Scan> items)
    {
        var values = items
            .SelectMany(item => CardinalityEstimates.Of(context.Snapshot, item.Pattern).Distinct, (item, pair) => (item, pair))
            .ToDictionary(each => (each.item, each.pair.Key), each => each.pair.Value);
        return items.SelectMany(item => item.Possible).Distinct()
            .Select(first => From(context, items, values, first)).OfType<TrieOrder>().MinBy(order => order.Cost);
    }

    private static TrieOrder? From(
        ExecutionContext context, ImmutableArray<JoinItem.Scan> items, Dictionary<(JoinItem.Scan Item, Variable Variable), double> values,
        Variable first)
    {
        var order = new TrieOrder(items, values);
        var rest = items.SelectMany(item => item.Possible).ToHashSet();
        for (var next = first; next is not null; next = order.Next(rest))
        {
            rest.Remove(next);
            order.Append(next);
        }

        return order.ChooseAccess(context) ? order : null;
    }

    private Variable? Next(HashSet<Variable> rest) => rest
        .Where(variable => _items.Any(item => item.Possible.Contains(variable) && item.Possible.Any(_order.Contains)))
        .MinBy(variable => Estimate(variable).Rows);

    private void Append(Variable next)
    {
        var (rows, values, tried) = Estimate(next);
        _order.Add(next);
        _before.Add(Rows);
        _tried.Add(Rows * tried);
        Cost += Rows * (PrefixCost + tried);
        Rows = rows;
        _bound[next] = values;
    }

    // The rows after a variable more, how many values it has in them, and how many are tried under those of the variables before.
    private (double Rows, double Values, double Tried) Estimate(Variable next)
    {
        var all = _items.Where(item => item.Possible.Contains(next)).ToList();
        var joined = all.FindAll(item => item.Possible.All(variable => variable == next || _order.Contains(variable)));
        if (joined.Count == 0)
        {
            // Patterns with variables yet to come are taken to know all values of the one that knows the fewest.
            var fewest = all.Min(item => _values[(item, next)]);
            return (fewest, fewest, fewest);
        }

        var rows = Rows;
        var values = 0.0;
        var tried = double.PositiveInfinity;
        foreach (var item in joined.OrderByDescending(item => item.Possible.Count).ThenBy(item => Partners(item, next)))
        {
            rows *= item.AllRows / Divisor(item, next, values);
            values = Math.Clamp(values == 0 ? item.Distinct[next] : Math.Min(values, item.Distinct[next]), 1, Math.Max(1, rows));
            tried = Math.Min(tried, Partners(item, next));
        }

        return (rows, values, tried);
    }

    // As in JoinCosts: of two shared variables the stronger counts fully, the other by its root.
    private double Divisor(JoinItem.Scan item, Variable next, double values)
    {
        var here = values == 0 ? 1 : Math.Max(values, item.Distinct[next]);
        var there = Before(item, next) is { } before ? Math.Max(_bound[before], item.Distinct[before]) : 1;
        return Math.Max(1, Math.Max(here, there) * Math.Sqrt(Math.Min(here, there)));
    }

    // How many values a pattern leaves to a variable under those bound before.
    private double Partners(JoinItem.Scan item, Variable next) =>
        item.AllRows / (Before(item, next) is { } before ? Math.Max(1, item.Distinct[before]) : 1);

    private Variable? Before(JoinItem.Scan item, Variable next) =>
        item.Possible.FirstOrDefault(other => other != next && _order.Contains(other));

    private bool ChooseAccess(ExecutionContext context)
    {
        var read = new HashSet<(QuadPattern Constants, bool IsForward)>();
        foreach (var item in _items)
        {
            var level = item.Possible.Max(variable => _order.IndexOf(variable));
            var isUnary = item.Possible.Count == 1;
            var lookups = (isUnary ? _tried[level] : _before[level]) * LookupCost;
            var load = item.AllRows * (isUnary ? 1 : Adjacency.LoadCost);
            var isFirst = item.Possible.Contains(_order[0]) && IsNeededFirst(item);
            if (Adjacency.Fits(context, item.AllRows * _items.Length) && (isFirst || load <= lookups))
            {
                Loaded.Add(item);
                Cost += isUnary || read.Add(Read(item)) ? load : 0;
            }
            else if (isFirst)
            {
                return false;
            }
            else
            {
                Cost += lookups;
            }
        }

        return true;
    }

    // Patterns of the same constant, walked from the same position, have their rows in common.
    private (QuadPattern Constants, bool IsForward) Read(JoinItem.Scan item)
    {
        var pattern = item.Pattern;
        var first = item.Possible.MinBy(_order.IndexOf);
        return (
            new QuadPattern(pattern.Subject.Constant, pattern.Predicate.Constant, pattern.Object.Constant),
            pattern.Subject.Variable == first || (pattern.Subject.Variable is null && pattern.Predicate.Variable == first));
    }

    // The first variable takes its values from the smallest list.
    private bool IsNeededFirst(JoinItem.Scan item) => item == _items
        .Where(other => other.Possible.Contains(_order[0])).MinBy(other => (other.Possible.Count, other.AllRows));
}
