using System.Globalization;
using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.TestKit.Comparison;

/// <summary>
/// Compares two tables of solutions: as multisets or as sequences, up to a renaming of blank nodes that holds for the whole table
/// (SPARQL 1.1 §18.1.1 gives their labels no meaning). A null cell is unbound.
/// </summary>
public static class SolutionTables
{
    private const string Scratch = "urn:table:";

    /// <summary>True if the tables hold the same rows, as often, with equal terms.</summary>
    /// <param name="left">One table.</param>
    /// <param name="right">The other.</param>
    /// <param name="isOrdered">True if the rows must come in the same order.</param>
    public static bool AreEqual(IReadOnlyList<IReadOnlyList<Term?>> left, IReadOnlyList<IReadOnlyList<Term?>> right, bool isOrdered = false)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        return left.Concat(right).Any(row => row.Any(HasBlankNode))
            ? Isomorphism.AreIsomorphic(Encode(left, isOrdered), Encode(right, isOrdered))
            : isOrdered
                ? left.Select(Key).SequenceEqual(right.Select(Key), StringComparer.Ordinal)
                : left.Select(Key).Order(StringComparer.Ordinal).SequenceEqual(right.Select(Key).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>True if one table is made of rows of the other, none used twice; blank nodes count as equal.</summary>
    /// <param name="part">The smaller table.</param>
    /// <param name="whole">The larger table.</param>
    public static bool IsPart(IReadOnlyList<IReadOnlyList<Term?>> part, IReadOnlyList<IReadOnlyList<Term?>> whole) => Surplus(part, whole).Count == 0;

    /// <summary>The different rows of a table, blank nodes by their labels.</summary>
    /// <param name="rows">The table.</param>
    public static IReadOnlyList<IReadOnlyList<Term?>> Distinct(IReadOnlyList<IReadOnlyList<Term?>> rows) =>
        [.. rows.DistinctBy(Key, StringComparer.Ordinal)];

    /// <summary>The rows that one table has more often than the other, for messages; blank nodes count as equal.</summary>
    /// <param name="expected">One table.</param>
    /// <param name="actual">The other.</param>
    public static string Difference(IReadOnlyList<IReadOnlyList<Term?>> expected, IReadOnlyList<IReadOnlyList<Term?>> actual)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{expected.Count} rows expected, {actual.Count} came");
        Append(text, "missing", Surplus(expected, actual));
        Append(text, "too many", Surplus(actual, expected));
        return text.ToString();
    }

    private static void Append(StringBuilder text, string what, List<string> rows)
    {
        foreach (var row in rows.Take(6))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n    {what}: {row}");
        }

        if (rows.Count > 6)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n    {what}: {rows.Count - 6} more");
        }
    }

    private static List<string> Surplus(IReadOnlyList<IReadOnlyList<Term?>> of, IReadOnlyList<IReadOnlyList<Term?>> over)
    {
        var counts = over.Select(Shown).CountBy(key => key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return
        [
            .. of.Select(Shown).Where(key =>
            {
                var left = counts.GetValueOrDefault(key);
                counts[key] = left - 1;
                return left <= 0;
            }),
        ];
    }

    // Equal terms give equal keys: language tags are compared without case.
    private static string Key(IReadOnlyList<Term?> row) => string.Join('\t', row.Select(Key));

    private static string Key(Term? term) => term switch
    {
        null => "",
        Literal { Language: { } tag } literal =>
            new Literal(literal.Lexical, tag.ToLowerInvariant(), literal.Direction).ToString(),
        TripleTerm triple => $"<<( {Key(triple.Subject)} {Key(triple.Predicate)} {Key(triple.Object)} )>>",
        _ => term.ToString(),
    };

    private static string Shown(IReadOnlyList<Term?> row) => string.Join(" | ", row.Select(term => Key(WithoutLabels(term))));

    private static Term? WithoutLabels(Term? term) => term switch
    {
        BlankNode => new BlankNode(""),
        TripleTerm triple => new TripleTerm(WithoutLabels(triple.Subject)!, triple.Predicate, WithoutLabels(triple.Object)!),
        _ => term,
    };

    private static bool HasBlankNode(Term? term) =>
        term is BlankNode || term is TripleTerm triple && (HasBlankNode(triple.Subject) || HasBlankNode(triple.Object));

    // A graph that says the same: a node for each distinct row, with a triple per cell and one for the number of times or the places.
    private static Dataset Encode(IReadOnlyList<IReadOnlyList<Term?>> rows, bool isOrdered)
    {
        var dataset = new Dataset();
        var groups = rows.Select((row, i) => (Row: row, Index: i)).GroupBy(item => Key(item.Row), StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var node = new BlankNode("row-" + group.First().Index.ToString(CultureInfo.InvariantCulture));
            var places = isOrdered ? string.Join(',', group.Select(item => item.Index)) : group.Count().ToString(CultureInfo.InvariantCulture);
            dataset.Add(new Quad(node, new Iri(Scratch + "rows"), new Literal(places, Xsd.String), null));
            var cells = group.First().Row;
            for (var column = 0; column < cells.Count; column++)
            {
                if (cells[column] is { } term)
                {
                    var name = new Iri(Scratch + column.ToString(CultureInfo.InvariantCulture));
                    dataset.Add(new Quad(node, name, term is BlankNode b ? new BlankNode("cell-" + b.Label) : term, null));
                }
            }
        }

        return dataset;
    }
}
