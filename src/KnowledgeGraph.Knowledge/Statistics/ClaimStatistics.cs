using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Knowledge.Statistics;

/// <summary>The claims and mentions of a dataset by source: who speaks, yes or no, when, how surely, and how the text names what is meant.</summary>
/// <param name="Sources">The ids of the sources, in order.</param>
/// <param name="Rows">The counts, group by group; within a group the largest first.</param>
public sealed record ClaimStatistics(ImmutableArray<string> Sources, ImmutableArray<ClaimCount> Rows)
{
    private const string Prefixes = """
        PREFIX : <https://w3id.org/secoop/ontology#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

        """;

    private const string Mentions = "mentions";
    private const string Implied = "implied";

    // Each gives ?source, ?what, ?count.
    private static readonly (string Group, string Pattern)[] s_groups =
    [
        ("claims", "GRAPH ?source { ?c a :Claim } BIND(\"in all\" AS ?what)"),
        ("claims", """
            GRAPH ?source { ?c a :Claim
              FILTER NOT EXISTS { ?c :within* ?a . FILTER NOT EXISTS { ?a :polarity :asserted ; :certainty :plain ; :phase ?ph . FILTER(?ph IN (:done, :ongoing)) } }
              FILTER NOT EXISTS { ?c :within* ?b . ?b :within ?u . FILTER NOT EXISTS { ?b :endorsed true } } }
            BIND("that hold" AS ?what)
            """),
        ("context", "GRAPH ?source { ?c a :Claim FILTER NOT EXISTS { ?c :within ?w } } BIND(\"the article's own voice\" AS ?what)"),
        ("context", """
            GRAPH ?source { ?c a :Claim ; :within ?w . ?w rdf:reifies ?t . FILTER(PREDICATE(?t) = rdf:type) BIND(OBJECT(?t) AS ?class) }
            ?class rdfs:subClassOf* ?context . ?context rdfs:subClassOf :Context ; rdfs:label ?what . FILTER(LANG(?what) = "en")
            """),
        ("polarity", "GRAPH ?source { ?c a :Claim ; :polarity ?what }"),
        ("phase", "GRAPH ?source { ?c a :Claim ; :phase ?what }"),
        ("certainty", "GRAPH ?source { ?c a :Claim ; :certainty ?what }"),
        (Mentions, "GRAPH ?source { ?claim :mention ?m . ?m :mentionKind ?what BIND(CONCAT(STR(?claim), STR(?m)) AS ?c) }"),
        ("names beside the claims", "GRAPH ?source { ?c a :Mention ; :mentionKind ?what FILTER NOT EXISTS { ?claim :mention ?c } }"),
    ];

    /// <summary>The share of a source's mentions that are implied, each use in a claim counted, 0 to 1; of all sources for -1.</summary>
    /// <param name="source">The index of the source, or -1.</param>
    public double ImpliedShare(int source)
    {
        int all = Rows.Where(row => row.Group == Mentions).Sum(row => CountOf(row, source));
        int implied = Rows.Where(row => row is { Group: Mentions, Name: Implied }).Sum(row => CountOf(row, source));
        return all == 0 ? 0 : (double)implied / all;
    }

    /// <summary>Counts what an engine holds.</summary>
    /// <param name="engine">The engine, with the ontology and the graphs of the sources.</param>
    /// <param name="cancellationToken">Stops the counting.</param>
    /// <exception cref="QueryException">A count failed.</exception>
    public static ClaimStatistics Of(Engine.Engine engine, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        var cells = s_groups.SelectMany(group => Count(engine, group.Group, group.Pattern, cancellationToken)).ToList();
        ImmutableArray<string> sources = [.. cells.Select(cell => cell.Source).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var rows = cells.GroupBy(cell => (cell.Group, cell.What))
            .Select(row => new ClaimCount(row.Key.Group, row.Key.What, [.. sources.Select(source => row.Where(cell => cell.Source == source).Sum(cell => cell.Count))]))
            .ToList();
        return new ClaimStatistics(
            sources,
            [.. s_groups.Select(group => group.Group).Distinct(StringComparer.Ordinal).SelectMany(group => rows.Where(row => row.Group == group)
                .OrderByDescending(row => row.Total).ThenBy(row => row.Name, StringComparer.Ordinal))]);
    }

    /// <summary>All counts as a table of texts: a header line, one line a count, and the share of implied mentions.</summary>
    public IReadOnlyList<IReadOnlyList<string>> ToTable()
    {
        var lines = new List<IReadOnlyList<string>> { (string[])["", "all", .. Sources] };
        foreach (ClaimCount row in Rows)
        {
            string name = row.Group == "claims" ? $"claims {row.Name}" : $"{row.Group}: {row.Name}";
            lines.Add((string[])[name, Text(row.Total), .. row.Counts.Select(Text)]);
        }

        lines.Add((string[])["share of implied mentions", .. Enumerable.Range(-1, Sources.Length + 1)
            .Select(source => ImpliedShare(source).ToString("P1", CultureInfo.InvariantCulture))]);
        return lines;
    }

    /// <summary>The table in Markdown, as <c>data/README.md</c> holds it.</summary>
    public string ToMarkdown()
    {
        IReadOnlyList<IReadOnlyList<string>> table = ToTable();
        var text = new StringBuilder().Append(Line(table[0])).Append(Line([" --- ", .. Enumerable.Repeat(" ---: ", table[0].Count - 1)]));
        foreach (IReadOnlyList<string> line in table.Skip(1))
        {
            text.Append(Line(line));
        }

        return text.ToString();

        static string Line(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells.Select(cell => cell.Trim()))} |\n";
    }

    private static List<(string Group, string Source, string What, int Count)> Count(
        Engine.Engine engine, string group, string pattern, CancellationToken cancellationToken)
    {
        string query = $"{Prefixes}SELECT ?source ?what (COUNT(DISTINCT ?c) AS ?count) WHERE {{ {pattern} }} GROUP BY ?source ?what";
        using QueryRun run = engine.Run(query, new QueryOptions { Timeout = TimeSpan.Zero }, cancellationToken);
        return
        [
            .. run.Solutions().Select(row => (
                group, NameOf(row["source"]!), NameOf(row["what"]!), int.Parse(((Literal)row["count"]!).Lexical, CultureInfo.InvariantCulture))),
        ];
    }

    // Sources and concepts are called by their local names, and a kind of mention by what it is.
    private static string NameOf(Term term)
    {
        if (term is not Iri iri)
        {
            return ((Literal)term).Lexical;
        }

        string name = iri.Value[(iri.Value.LastIndexOfAny(['#', '/']) + 1)..];
        return name.EndsWith("Mention", StringComparison.Ordinal) ? name[..^"Mention".Length].ToLowerInvariant() : name;
    }

    private static int CountOf(ClaimCount row, int source) => source < 0 ? row.Total : row.Counts[source];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
