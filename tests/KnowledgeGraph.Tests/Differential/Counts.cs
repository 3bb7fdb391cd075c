using System.Globalization;
using System.Text;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Tests.Differential;

/// <summary>In how many cases each operator, function and aggregate of the language occurs.</summary>
internal sealed class Counts
{
    private const int Columns = 5;

    private readonly SortedDictionary<string, int> _cases = new(Expected().Distinct(StringComparer.Ordinal).ToDictionary(name => name, _ => 0), StringComparer.Ordinal);

    /// <summary>Counts a case.</summary>
    public void Add(IEnumerable<string> uses)
    {
        foreach (var use in uses)
        {
            _cases[use] = _cases.GetValueOrDefault(use) + 1;
        }
    }

    /// <summary>What occurs in fewer cases than so many.</summary>
    public IEnumerable<string> Below(int least) => Expected().Where(name => _cases[name] < least).Select(name => $"{name} {_cases[name]}");

    /// <inheritdoc/>
    public override string ToString()
    {
        var table = new StringBuilder();
        foreach (var row in _cases.Chunk(Columns))
        {
            table.AppendJoin("  ", row.Select(cell => string.Create(CultureInfo.InvariantCulture, $"{cell.Key,-22}{cell.Value,6}"))).AppendLine();
        }

        return table.ToString();
    }

    // Everything the algebra has, but for what needs somebody else: SERVICE and LOAD.
    private static IEnumerable<string> Expected() =>
    [
        .. Kinds(typeof(GraphPattern)).Except([nameof(GraphPattern.Service)]),
        .. Kinds(typeof(Expression)).Except([nameof(Expression.Call), nameof(Expression.IriCall), nameof(Expression.Comparison), nameof(Expression.Arithmetic)]),
        .. Kinds(typeof(PropertyPath)),
        .. Kinds(typeof(KnowledgeGraph.Sparql.Algebra.Query)),
        .. Kinds(typeof(UpdateOperation)).Except([nameof(UpdateOperation.Load)]),
        .. Enum.GetNames<ComparisonOperator>(),
        .. Enum.GetNames<ArithmeticOperator>().Select(name => "Arithmetic." + name),
        .. Enum.GetNames<BuiltInFunction>().Select(name => name + "()"),
        .. Enum.GetNames<AggregateFunction>().SelectMany(name => new[] { name + "()", name + "(Distinct)" }),
        "string()", "boolean()", "decimal()", "integer()", "float()", "double()", "dateTime()",
        "From", "FromNamed", "With", "Using", "TripleTerm",
    ];

    private static IEnumerable<string> Kinds(Type sum) => sum.GetNestedTypes().Where(type => type.IsSubclassOf(sum)).Select(type => type.Name);
}
