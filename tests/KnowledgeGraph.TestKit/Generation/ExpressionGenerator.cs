using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.TestKit.Generation;

/// <summary>Random expressions as SPARQL text, of the functions that the reference evaluator knows.</summary>
internal sealed class ExpressionGenerator(Random random, Func<string> variable)
{
    private static readonly string[] s_comparisons = ["=", "!=", "<", "<=", ">", ">="];

    // More often than not about one variable: a random pair of values seldom compares.
    public string Condition(int depth = 2) => random.Next(depth > 0 ? 14 : 9) switch
    {
        0 or 1 => $"{variable()} {Comparison()} {Constant()}",
        2 => $"{variable()} {Comparison()} {variable()}",
        3 => $"BOUND({variable()})",
        4 => $"{Pick("isIRI", "isLITERAL", "isBLANK", "isNUMERIC", "isTRIPLE", "hasLANG")}({variable()})",
        5 => $"{variable()} {Pick("IN", "NOT IN")} ({Constant()}, {variable()}, {Constant()})",
        6 => $"sameTerm({variable()}, {variable()})",
        7 => $"{Pick("CONTAINS", "STRSTARTS", "STRENDS")}(STR({variable()}), {Pick("\"a\"", "\"b\"", "\"1\"", "\"example\"")})",
        8 => Pick($"LANGMATCHES(LANG({variable()}), \"en\")", $"DATATYPE({variable()}) = xsd:{Pick("integer", "string", "decimal")}", variable()),
        9 => $"({Condition(depth - 1)} && {Condition(depth - 1)})",
        10 or 11 => $"({Condition(depth - 1)} || {Condition(depth - 1)})",
        12 => $"!({Condition(depth - 1)})",
        _ => $"{Value(depth - 1)} {Comparison()} {Value(depth - 1)}",
    };

    public string Value(int depth = 2) => random.Next(depth > 0 ? 13 : 4) switch
    {
        0 or 1 => variable(),
        2 => Constant(),
        3 => $"STR({variable()})",
        4 or 5 => $"({Value(depth - 1)} {Pick("+", "-", "*")} {Value(depth - 1)})",
        6 => $"IF({Condition(depth - 1)}, {Value(depth - 1)}, {Value(depth - 1)})",
        7 => $"COALESCE({Value(depth - 1)}, {Value(depth - 1)})",
        8 => $"{Pick("STRLEN", "UCASE", "LCASE")}({Pick(variable(), $"STR({variable()})")})",
        9 => $"{Pick("ABS", "CEIL", "FLOOR", "ROUND", "-", "+")}({variable()})",
        10 => $"xsd:{Pick("integer", "decimal", "double", "boolean")}({Pick(variable(), $"STR({variable()})")})",
        11 => Pick($"LANG({variable()})", $"DATATYPE({variable()})", $"YEAR({variable()})", $"SUBJECT({variable()})", $"OBJECT({variable()})"),
        _ => Pick(
            $"CONCAT({variable()}, \"-\")", $"STRAFTER(STR({variable()}), \"/\")", $"STRBEFORE({variable()}, \"b\")",
            $"TRIPLE(:a, :p, {variable()})", $"STRLANG(STR({variable()}), \"en\")", $"({Condition(depth - 1)})"),
    };

    public string Aggregate()
    {
        var distinct = random.Next(3) == 0 ? "DISTINCT " : "";
        var v = variable();
        return random.Next(12) switch
        {
            0 => $"COUNT({distinct}*)",
            1 or 2 => $"COUNT({distinct}{v})",
            3 => $"SUM({distinct}{v})",
            4 => $"SUM({distinct}IF(isNUMERIC({v}), {v}, 0))",
            5 => $"AVG({distinct}IF(isNUMERIC({v}), {v}, 1))",

            // Only where the recommendation orders all values: numbers without NaN, or strings.
            6 => $"{Pick("MIN", "MAX")}({distinct}IF(isNUMERIC({v}) && {v} = {v}, {v}, 0))",
            7 => $"{Pick("MIN", "MAX")}({distinct}COALESCE(STR({v}), \"none\"))",

            // The order of the parts is open, their length is not.
            8 => $"STRLEN(GROUP_CONCAT({distinct}STR({v}); SEPARATOR=\"{Pick("", " ", ", ")}\"))",
            9 => $"STRLEN(GROUP_CONCAT({distinct}COALESCE(STR({v}), \"?\")))",
            10 => $"(COUNT({v}) + {random.Next(3)})",
            _ => $"COUNT({distinct}{Value(1)})",
        };
    }

    public string Constant() => random.Next(4) switch
    {
        0 => Pick("1", "2", "2.5", "1.0", "0", "1e0"),
        1 => Pick(":a", ":b", ":c"),
        _ => Text(DataGenerator.Literal(random)),
    };

    public static string Text(Term term) => term switch
    {
        Iri { Value: var iri } when iri.StartsWith(DataGenerator.Namespace, StringComparison.Ordinal) => ":" + iri[DataGenerator.Namespace.Length..],
        _ => term.ToString(),
    };

    private string Comparison() => Pick(s_comparisons);

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
