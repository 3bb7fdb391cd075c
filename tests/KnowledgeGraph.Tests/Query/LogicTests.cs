namespace KnowledgeGraph.Tests.Query;

public class LogicTests
{
    // SPARQL 1.1 §17.2: the table of && and ||.
    [Theory]
    [InlineData("true", "true", "true", "true")]
    [InlineData("true", "false", "true", "false")]
    [InlineData("false", "true", "true", "false")]
    [InlineData("false", "false", "false", "false")]
    [InlineData("true", "UNDEF", "true", "error")]
    [InlineData("UNDEF", "true", "true", "error")]
    [InlineData("false", "UNDEF", "error", "false")]
    [InlineData("UNDEF", "false", "error", "false")]
    [InlineData("UNDEF", "UNDEF", "error", "error")]
    [InlineData(":iri", "true", "true", "error")]
    [InlineData("0", "'x'", "true", "false")]
    public void ConnectsThreeValues(string left, string right, string or, string and)
    {
        var harness = new ExpressionHarness();
        Assert.Equal(or, harness.Evaluate("?a || ?b", left, right));
        Assert.Equal(and, harness.Evaluate("?a && ?b", left, right));
    }

    // SPARQL 1.2 §17.2.2: ill-typed literals and language-tagged strings have no truth value (W3C test expression#not-not).
    [Theory]
    [InlineData("true", "false")]
    [InlineData("'0'^^xsd:boolean", "true")]
    [InlineData("'x'^^xsd:boolean", "error")]
    [InlineData("''", "true")]
    [InlineData("'a'", "false")]
    [InlineData("''@en", "error")]
    [InlineData("'a'@en", "error")]
    [InlineData("0", "true")]
    [InlineData("0.00", "true")]
    [InlineData("'-0e0'^^xsd:double", "true")]
    [InlineData("'NaN'^^xsd:float", "true")]
    [InlineData("3", "false")]
    [InlineData("1e-300", "false")]
    [InlineData("'x'^^xsd:integer", "error")]
    [InlineData("100000000000000000000000000", "false")]
    [InlineData(":iri", "error")]
    [InlineData("_:b", "error")]
    [InlineData("'2001-01-01'^^xsd:date", "error")]
    [InlineData("'a'^^:unknown", "error")]
    [InlineData("UNDEF", "error")]
    public void NegatesEffectiveBooleanValue(string operand, string expected) =>
        Assert.Equal(expected, new ExpressionHarness().Evaluate("!?a", operand));

    [Theory]
    [InlineData("IF(?a, 1, 2)", "true", "\"1\"^^xsd:integer")]
    [InlineData("IF(?a, 1, 2)", "''", "\"2\"^^xsd:integer")]
    [InlineData("IF(?a, 1, 2)", "UNDEF", "error")]
    [InlineData("IF(true, 1, 1/0)", "UNDEF", "\"1\"^^xsd:integer")]
    [InlineData("COALESCE(?a, 1/0, 5, 6)", "UNDEF", "\"5\"^^xsd:integer")]
    [InlineData("COALESCE(?a, 5)", "7", "\"7\"^^xsd:integer")]
    [InlineData("COALESCE(?a, 1/0)", "UNDEF", "error")]
    [InlineData("COALESCE()", "UNDEF", "error")]
    [InlineData("BOUND(?a)", "UNDEF", "false")]
    [InlineData("BOUND(?a)", "1", "true")]
    [InlineData("BOUND(?nobody)", "1", "false")]
    [InlineData("<http://example.org/unknown>(?a)", "1", "error")]
    [InlineData("COALESCE(<http://example.org/unknown>(?a), 3)", "1", "\"3\"^^xsd:integer")]
    public void ChoosesByRow(string expression, string a, string expected) =>
        Assert.Equal(expected, new ExpressionHarness().Evaluate(expression, a));

    [Fact]
    public void EvaluatesEachRowOnItsOwn()
    {
        var harness = new ExpressionHarness();
        var results = harness.Column(
            "IF(?a > 1, COALESCE(?b, 'none'), ?a < 0 || ?b)",
            ["0", "1", "2", "3", "-1", "UNDEF"], ["true", "false", "UNDEF", "7", "UNDEF", "1"]);
        Assert.Equal(["true", "false", "\"none\"", "\"7\"^^xsd:integer", "true", "error"], results.Select(harness.Show));
    }

    [Fact]
    public void FilterKeepsRows_WhoseConditionIsTrue()
    {
        var harness = new ExpressionHarness();
        var batch = harness.Batch(["1", "5", "UNDEF", "'x'", "7.5", "1e1"], ["1", "1", "1", "1", "1", "1"]);
        harness.Compiler.Compile(ExpressionHarness.Parse("?a > 4"), ExpressionHarness.Slots).Filter(batch, harness.Context);
        Assert.Equal([1, 4, 5], batch.Rows.ToArray());

        // A second filter works on what the first one left.
        harness.Compiler.Compile(ExpressionHarness.Parse("?a < 8"), ExpressionHarness.Slots).Filter(batch, harness.Context);
        Assert.Equal([1, 4], batch.Rows.ToArray());
    }

    [Theory]
    [InlineData("integer", "?a > 10 && ?a < 500 && ?a <= ?b && !(?a = 44)")]
    [InlineData("integer", "?a IN (4, 8, 12) || ?a >= 300")]
    [InlineData("integer", "IF(?a > 100, ?a != ?b, COALESCE(?a < 50, false))")]
    [InlineData("integer", "?a > 1.5 && ?a < 1e2 && ?a - 7 < ?b * 2 && ABS(?a) > 3")]
    [InlineData("decimal", "?a > 10 && ?a < 50.5 && ?a <= ?b && !(?a = 44.0) && ?a != 1e1")]
    [InlineData("decimal", "?a IN (4.0, 8, 12.5) || ?a >= 3e1")]
    [InlineData("decimal", "?a * 1.5 + ?b - 0.25 > 7 && ?a / 4 < 100 && FLOOR(?a) <= ROUND(?a) && -?a < 5")]
    [InlineData("double", "?a > 10 && ?a < 50.5 && ?a <= ?b && !(?a = 44.0) && ?a != 1e1")]
    [InlineData("double", "?a * 2 + ?b - 0.25 > 7 && ?a / 4 < 100 && FLOOR(?a) <= ROUND(?a)")]
    [InlineData("float", "?a > 10 && ?a < 50.5 && ?a <= ?b && ?a != 1e1 && ?a * 2 > ?b")]
    [InlineData("date", "?a > '2005-10-04'^^xsd:date && ?a <= ?b && ?a != '2005-11-01'^^xsd:date && YEAR(?a) < 2100")]
    [InlineData("dateTime", "?a > '2005-10-04T12:00:00Z'^^xsd:dateTime && ?a <= ?b && HOURS(?a) < 20 && SECONDS(?a) >= 0.5")]
    [InlineData("dateTime", "?a + 'P1DT2H'^^xsd:dayTimeDuration > ?b")]
    [InlineData("date", "?a + 'P1M'^^xsd:yearMonthDuration > ?b")]
    [InlineData("gYear", "?a >= '2010'^^xsd:gYear || ?a = ?b")]
    public void FilterAllocatesNothing_ForValuesInIds(string type, string condition)
    {
        var harness = new ExpressionHarness();
        string[] a = [.. Enumerable.Range(0, 200).Select(i => $"'{Lexical(type, i)}'^^xsd:{type}")];
        var batch = harness.Batch(a, a);
        Assert.All(batch.Column(0)[..a.Length], id => Assert.True(id.IsInline));
        var compiled = harness.Compiler.Compile(ExpressionHarness.Parse(condition), ExpressionHarness.Slots);
        for (var warm = 0; warm < 4; warm++)
        {
            // Scratch columns are made at the first call, what remembers repeated values after some hundred rows.
            compiled.Filter(batch, harness.Context);
            Assert.InRange(batch.Rows.Length, 1, a.Length);
            batch.Count = a.Length;
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        compiled.Filter(batch, harness.Context);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("integer", "?a * 3 + ?b - 7", "\"389\"^^xsd:integer")]
    [InlineData("decimal", "?a * 3 + ?b - 7.5", "\"191.5\"^^xsd:decimal")]
    [InlineData("decimal", "?a / 8", "\"6.21875\"^^xsd:decimal")]
    [InlineData("double", "?a * 3 + ?b - 7.5", "\"1.915E2\"^^xsd:double")]
    [InlineData("double", "-?a / 4", "\"-1.24375E1\"^^xsd:double")]
    [InlineData("float", "?a * 3 + ?b", "\"1.99E2\"^^xsd:float")]
    public void ArithmeticAllocatesNothing_ForResultsThatFitIntoIds(string type, string expression, string last)
    {
        var harness = new ExpressionHarness();
        string[] a = [.. Enumerable.Range(0, 100).Select(i => $"'{(type == "integer" ? $"{i}" : Lexical(type, i))}'^^xsd:{type}")];
        var batch = harness.Batch(a, a);
        var compiled = harness.Compiler.Compile(ExpressionHarness.Parse(expression), ExpressionHarness.Slots);
        var results = new KnowledgeGraph.Store.TermId[a.Length];
        compiled.Evaluate(batch, harness.Context, results);
        Assert.All(results, id => Assert.True(id.IsInline));
        var before = GC.GetAllocatedBytesForCurrentThread();
        compiled.Evaluate(batch, harness.Context, results);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(last, harness.Show(results[99]));
    }

    private static string Lexical(string type, int i) => type switch
    {
        "integer" => $"{(i % 4 == 3 ? "-" : "")}{i}",
        "decimal" => $"{i / 2}.{(i % 2 == 0 ? "00" : "75")}"[..^(i % 3 == 0 && i % 2 == 0 ? 1 : 0)],
        "double" or "float" => $"{i / 2}.{(i % 2 == 0 ? "0" : "75")}",
        "date" => $"{2000 + (i / 12)}-{1 + (i % 12):00}-04",
        "dateTime" => $"{2000 + (i / 12)}-{1 + (i % 12):00}-04T{i % 24:00}:30:{i % 60:00}{(i % 3 == 0 ? ".25" : "")}Z",
        _ => $"{1950 + i}",
    };
}
