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
    [InlineData("?a > 10 && ?a < 500 && ?a <= ?b && !(?a = 44)")]
    [InlineData("?a IN (4, 8, 12) || ?a >= 300")]
    [InlineData("IF(?a > 100, ?a != ?b, COALESCE(?a < 50, false))")]
    public void FilterAllocatesNothing_ForIntegersInIds(string condition)
    {
        var harness = new ExpressionHarness();
        string[] a = [.. Enumerable.Range(0, 200).Select(i => $"{(i % 4 == 3 ? "-" : "")}{i}")];
        var batch = harness.Batch(a, a);
        var compiled = harness.Compiler.Compile(ExpressionHarness.Parse(condition), ExpressionHarness.Slots);
        compiled.Filter(batch, harness.Context);
        batch.Count = a.Length;
        var before = GC.GetAllocatedBytesForCurrentThread();
        compiled.Filter(batch, harness.Context);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void AdditionAllocatesNothing_ForSmallIntegers()
    {
        var harness = new ExpressionHarness();
        string[] a = [.. Enumerable.Range(0, 100).Select(i => $"{i}")];
        var batch = harness.Batch(a, a);
        var compiled = harness.Compiler.Compile(ExpressionHarness.Parse("?a * 3 + ?b - 7"), ExpressionHarness.Slots);
        var results = new KnowledgeGraph.Store.TermId[a.Length];
        compiled.Evaluate(batch, harness.Context, results);
        var before = GC.GetAllocatedBytesForCurrentThread();
        compiled.Evaluate(batch, harness.Context, results);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal("\"389\"^^xsd:integer", harness.Show(results[99]));
    }
}
