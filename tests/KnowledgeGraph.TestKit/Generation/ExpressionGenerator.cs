using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.TestKit.Generation;

/// <summary>Random expressions as SPARQL text: every operator, function and aggregate of SPARQL 1.2, with arguments that mostly fit.</summary>
/// <param name="random">The source of chance.</param>
/// <param name="variable">A variable in use.</param>
/// <param name="like">A variable that has such a term in the expected solution; null if there is none.</param>
/// <param name="exists">A group for EXISTS; null where there is none.</param>
internal sealed class ExpressionGenerator(Random random, Func<string> variable, Func<Predicate<Term>, string?> like, Func<string?> exists)
{
    private const int TermCalls = 28;
    private const int StringCalls = 20;
    private const int NumberCalls = 24;
    private const int UnpredictableCalls = 4;

    private static readonly string[] s_comparisons = ["=", "!=", "<", "<=", ">", ">="];

    // Patterns that .NET and XPath read alike, or that the reference evaluator rewrites; with what REPLACE puts in their place.
    private static readonly string[] s_patterns =
        ["a", "^a", "b$", "^a$", "^.$", "[a-b]+", "(a)(b)", "A", "a.b", "^$", "\\\\d", "[^a]", "a|b", "é", "[", "a{2}", ".", "x*"];

    private static readonly string[] s_replacements = ["x", "", "$0", "[$1]", "$2$1", "\\\\$", "$", "$12", "\U0001F600"];

    // More often than not about one variable: a random pair of values seldom compares.
    public string Condition(int depth = 2) => random.Next(depth > 0 ? 16 : 9) switch
    {
        0 or 1 => $"{variable()} {Comparison()} {Constant()}",
        2 => $"{variable()} {Comparison()} {variable()}",
        3 => $"BOUND({variable()})",
        4 => $"{Pick("isIRI", "isLITERAL", "isBLANK", "isNUMERIC", "isTRIPLE", "hasLANG", "hasLANGDIR")}({variable()})",
        5 => $"{variable()} {Pick("IN", "NOT IN")} ({Constant()}, {variable()}, {Constant()})",
        6 => $"{Pick("sameTerm", "sameValue")}({variable()}, {variable()})",
        7 => $"{Pick("CONTAINS", "STRSTARTS", "STRENDS")}(STR({variable()}), {Pick("\"a\"", "\"b\"", "\"1\"", "\"example\"")})",
        8 => Pick($"LANGMATCHES(LANG({variable()}), \"en\")", $"DATATYPE({variable()}) = xsd:{Pick("integer", "string", "decimal")}", variable()),
        9 => $"({Condition(depth - 1)} && {Condition(depth - 1)})",
        10 or 11 => $"({Condition(depth - 1)} || {Condition(depth - 1)})",
        12 => $"!({Condition(depth - 1)})",
        13 when exists() is { } group => $"({Pick("EXISTS", "NOT EXISTS")} {group} {Pick("||", "&&")} {Condition(depth - 1)})",
        14 => Call(),
        _ => $"{Value(depth - 1)} {Comparison()} {Value(depth - 1)}",
    };

    public string Value(int depth = 2) => random.Next(depth > 0 ? 11 : 4) switch
    {
        0 or 1 => variable(),
        2 => Constant(),
        3 => $"STR({variable()})",
        4 or 5 => $"({Value(depth - 1)} {Pick("+", "-", "*")} {Value(depth - 1)})",
        6 => $"IF({Condition(depth - 1)}, {Value(depth - 1)}, {Value(depth - 1)})",
        7 => $"COALESCE({Value(depth - 1)}, {Value(depth - 1)})",
        8 => $"({Condition(depth - 1)})",
        _ => Call(),
    };

    /// <summary>A call of any function whose value is determined, cast or operator, each as likely as the other.</summary>
    public string Call() => random.Next(TermCalls + StringCalls + NumberCalls + UnpredictableCalls) switch
    {
        < TermCalls => TermCall(),
        < TermCalls + StringCalls => StringCall(),
        < TermCalls + StringCalls + NumberCalls => NumberOrDateCall(),
        _ => Unpredictable(),
    };

    /// <summary>BNODE, whose value is fresh: only where it is the value of a column.</summary>
    public string BlankNode() => Pick("BNODE()", "BNODE(\"a\")", $"BNODE({Simple()})");

    public string Aggregate(string? key = null)
    {
        var distinct = random.Next(2) == 0 ? "DISTINCT " : "";
        var v = variable();
        return random.Next(17) switch
        {
            0 => $"COUNT({distinct}*)",
            1 => $"COUNT({distinct}{v})",
            2 => $"SUM({distinct}{v})",
            3 => $"SUM({distinct}IF(isNUMERIC({v}), {v}, 0))",
            4 or 5 => $"AVG({distinct}IF(isNUMERIC({v}), {v}, 1))",

            // Only where the recommendation orders all values: numbers without NaN, or strings.
            6 or 7 or 14 => $"{Pick("MIN", "MAX")}({distinct}IF(isNUMERIC({v}) && {v} = {v}, {v}, 0))",
            8 or 9 or 15 => $"{Pick("MIN", "MAX")}({distinct}COALESCE(STR({v}), \"none\"))",

            // The order of the parts is open, their length is not.
            10 => $"STRLEN(GROUP_CONCAT({distinct}STR({v}); SEPARATOR=\"{Pick("", " ", ", ")}\"))",
            11 => $"STRLEN(GROUP_CONCAT({distinct}COALESCE(STR({v}), \"?\")))",

            // Any of equal values.
            12 or 16 => $"SAMPLE({distinct}{(key is null ? Constant() : $"COALESCE({key}, \"none\")")})",
            _ => $"{Pick("COUNT", "SAMPLE")}({distinct}{(random.Next(2) == 0 ? $"isIRI({Constant()})" : "1")})",
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

    // SPARQL 1.2 §17.4.2 and §17.4.7, casts (§17.5), and the functional forms (§17.4.1).
    private string TermCall() => random.Next(TermCalls) switch
    {
        0 => $"STR({variable()})",
        // Tags that differ in case are the same, so it is open which one comes.
        1 => $"LCASE(LANG({Tagged()}))",
        2 => $"LANGDIR({Tagged()})",
        3 => $"DATATYPE({variable()})",
        4 => $"{Pick("IRI", "URI")}({Pick(variable(), Pick("\"x\"", "\"http://example.org/a\"", "\"a b\"", "\"../b#c\""), Simple())})",
        5 => $"STRDT({Pick(Simple(), "\"1\"")}, {Pick("xsd:integer", "xsd:boolean", ":type", "xsd:dateTime", "rdf:langString")})",
        6 => $"STRLANG({Simple()}, {Pick("\"en\"", "\"EN\"", "\"fr-CA\"", "\"\"", "LANG(" + Tagged() + ")")})",
        7 => $"STRLANGDIR({Simple()}, {Pick("\"en\"", "\"ar\"")}, {Pick("\"ltr\"", "\"rtl\"", "\"LTR\"")})",
        8 => $"sameTerm({variable()}, {Pick(variable(), Constant())})",
        9 => $"sameValue({Pick(variable(), Number())}, {Pick(variable(), Constant(), Number())})",
        10 => $"{Pick("isIRI", "isURI")}({variable()})",
        11 => $"isBLANK({Pick(variable(), BlankNode())})",
        12 => $"isLITERAL({variable()})",
        13 => $"isNUMERIC({variable()})",
        14 => $"isTRIPLE({Pick(variable(), Triple())})",
        15 => $"hasLANG({Tagged()})",
        16 => $"hasLANGDIR({Tagged()})",
        17 => Triple(),
        18 => $"SUBJECT({Triple()})",
        19 => $"PREDICATE({Triple()})",
        20 => $"OBJECT({Triple()})",
        21 => $"(sameTerm({BlankNode()}, {BlankNode()}))",
        _ => $"xsd:{Pick("integer", "decimal", "float", "double", "boolean", "string", "dateTime")}({Castable()})",
    };

    // SPARQL 1.2 §17.4.3 and §17.4.6.
    private string StringCall() => random.Next(StringCalls) switch
    {
        0 => $"STRLEN({String()})",
        1 => $"SUBSTR({String()}, {Pick("1", "2", "0", "-1", Number())}{Pick("", ", 1", ", 2", ", " + Number())})",
        2 => $"UCASE({String()})",
        3 => $"LCASE({String()})",
        4 => $"ENCODE_FOR_URI({String()})",
        5 => $"CONTAINS({String()}, {String()})",
        6 => $"STRSTARTS({String()}, {String()})",
        7 => $"STRENDS({String()}, {String()})",
        8 => $"STRBEFORE({String()}, {Pick(String(), "\"b\"", "\"\"")})",
        9 => $"STRAFTER({String()}, {Pick(String(), "\"a\"", "\"\"")})",
        10 => $"CONCAT({string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(_ => String()))})",
        11 => $"LANGMATCHES(LANG({Tagged()}), {Pick("\"en\"", "\"*\"", "\"e\"", "\"EN-gb\"", "\"fr\"")})",
        12 => $"REGEX({String()}, \"{Pick(s_patterns)}\"{Pick("", ", \"i\"", ", \"s\"", ", \"m\"", ", \"q\"", ", \"x\"", ", \"z\"")})",
        13 or 14 => $"REPLACE({String()}, \"{Pick(s_patterns)}\", \"{Pick(s_replacements)}\"{Pick("", "", ", \"i\"", ", \"q\"")})",
        15 => $"MD5({Simple()})",
        16 => $"SHA1({Simple()})",
        17 => $"SHA256({Simple()})",
        18 => $"SHA384({Simple()})",
        _ => $"SHA512({Simple()})",
    };

    // SPARQL 1.2 §17.4.4, §17.4.5 and the operators of §17.3. Divisors are powers of two, so that every quotient is exact.
    private string NumberOrDateCall() => random.Next(NumberCalls) switch
    {
        0 => $"ABS({Number()})",
        1 => $"CEIL({Number()})",
        2 => $"FLOOR({Number()})",
        3 => $"ROUND({Number()})",
        4 => $"({Number()} {Pick("+", "-", "*")} {Number()})",
        5 or 6 => $"({Number()} / {Pick("2", "4.0", "0", "-0.5", "2e0", "0e0")})",
        7 => $"(-{Number()})",
        8 => $"(+{Number()})",
        9 => $"YEAR({Date()})",
        10 => $"MONTH({Date()})",
        11 => $"DAY({Date()})",
        12 => $"HOURS({Date()})",
        13 => $"MINUTES({Date()})",
        14 => $"SECONDS({Date()})",
        15 => $"TIMEZONE({Date()})",
        16 => $"TZ({Date()})",
        17 => $"(-{Number()})",
        18 => $"(+{Number()})",
        19 or 20 => $"({Number()} {Comparison()} {Number()})",
        21 => $"({Date()} {Comparison()} {Date()})",
        22 => $"({String()} {Comparison()} {String()})",
        _ => $"({variable()} {Comparison()} {variable()})",
    };

    // Functions whose value nobody knows: something that holds of it.
    private string Unpredictable() => random.Next(4) switch
    {
        0 => Pick("(RAND() < 1)", "DATATYPE(RAND())", "(RAND() >= 0)"),
        1 => Pick("(NOW() = NOW())", "DATATYPE(NOW())", "(YEAR(NOW()) > 2020)", $"(NOW() > {Date()})"),
        2 => Pick("isIRI(UUID())", "STRLEN(STR(UUID()))", "(UUID() = UUID())", "STRSTARTS(STR(UUID()), \"urn:uuid:\")"),
        _ => Pick("STRLEN(STRUUID())", "(STRUUID() = STRUUID())", "REGEX(STRUUID(), \"^[0-9a-f-]{36}$\")"),
    };

    private string String() => random.Next(5) switch
    {
        0 or 1 => like(term => term is Literal { Language: not null }) ?? Text(DataGenerator.String(random)),
        2 => Simple(),
        3 => Text(DataGenerator.String(random)),
        _ => like(DataGenerator.IsString) ?? Simple(),
    };

    private string Simple() => random.Next(3) == 0 ? Pick("\"a\"", "\"ab c\"", "\"Ωé\U0001F600\"", "\"\"") : $"STR({variable()})";

    private string Tagged() => (random.Next(3) > 0 ? like(term => term is Literal { Language: not null }) : null) ?? Pick(variable(), "\"a\"@en--ltr", "\"b\"@fr", "\"c\"");

    private string Number() => (random.Next(3) > 0 ? like(DataGenerator.IsNumber) : null) ?? Pick(Text(DataGenerator.Number(random)), "2.5", "-1", "1.5e0", "7");

    private string Date() => (random.Next(3) > 0 ? like(DataGenerator.IsDate) : null) ?? Pick(Text(DataGenerator.Date(random)), variable());

    private string Triple() => (random.Next(2) > 0 ? like(term => term is TripleTerm) : null)
        ?? $"TRIPLE({Pick(":a", variable())}, {Pick(":p", ":q", variable())}, {variable()})";

    private string Castable() => Pick(variable(), Number(), $"STR({variable()})", $"STR({Number()})", $"STR({Date()})", Date(), Text(DataGenerator.Literal(random)));

    private string Comparison() => Pick(s_comparisons);

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
