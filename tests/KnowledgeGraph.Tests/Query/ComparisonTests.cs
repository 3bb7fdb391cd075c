namespace KnowledgeGraph.Tests.Query;

public class ComparisonTests
{
    // SPARQL 1.1 §17.3, §17.4.1.7 and the W3C tests open-world/open-eq-* and date-*.
    [Theory]
    [InlineData("1", "1", "true")]
    [InlineData("1", "01", "true")]
    [InlineData("1", "1.0", "true")]
    [InlineData("1", "1e0", "true")]
    [InlineData("1", "'1'^^xsd:float", "true")]
    [InlineData("1", "'1'^^xsd:short", "true")]
    [InlineData("1", "2", "false")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890.0", "true")]
    [InlineData("1", "'1'", "false")]
    [InlineData("1", "true", "false")]
    [InlineData("1", "'x'^^xsd:integer", "error")]
    [InlineData("'x'^^xsd:integer", "'x'^^xsd:integer", "true")]
    [InlineData("'a'", "'a'", "true")]
    [InlineData("'a'", "'b'", "false")]
    [InlineData("'a'", "'a'@en", "false")]
    [InlineData("'a'@en", "'a'@EN", "true")]
    [InlineData("'a'@en", "'a'@en--ltr", "false")]
    [InlineData("'a'", "'a'^^:unknown", "error")]
    [InlineData("'a'@en", "'a'^^:unknown", "false")]
    [InlineData("'a'^^:unknown", "'a'^^:unknown", "true")]
    [InlineData("'a'^^:unknown", "'b'^^:unknown", "error")]
    [InlineData("true", "'1'^^xsd:boolean", "true")]
    [InlineData("true", "false", "false")]
    [InlineData(":a", ":a", "true")]
    [InlineData(":a", ":b", "false")]
    [InlineData(":a", "'a'", "false")]
    [InlineData("_:a", "_:b", "false")]
    [InlineData("_:a", "_:a", "true")]
    [InlineData("'NaN'^^xsd:double", "'NaN'^^xsd:double", "false")]
    [InlineData("'INF'^^xsd:double", "'INF'^^xsd:float", "true")]
    [InlineData("0.0e0", "'-0.0e0'^^xsd:double", "true")]
    [InlineData("'2006-08-23T09:00:00+01:00'^^xsd:dateTime", "'2006-08-23T08:00:00Z'^^xsd:dateTime", "true")]
    [InlineData("'2006-08-23T09:00:00'^^xsd:dateTime", "'2006-08-23T08:00:00Z'^^xsd:dateTime", "error")]
    [InlineData("'2006-08-23T09:00:00+01:00'^^xsd:dateTime", "'2006-08-23'^^xsd:date", "false")]
    [InlineData("'2006-08-23'^^xsd:date", "'2006-08-23Z'^^xsd:date", "error")]
    [InlineData("'2001-01-01Z'^^xsd:date", "'2006-08-23'^^xsd:date", "false")]
    [InlineData("'P1Y'^^xsd:duration", "'P12M'^^xsd:yearMonthDuration", "true")]
    [InlineData("<<( :a :b 123 )>>", "<<( :a :b 123.0 )>>", "true")]
    [InlineData("<<( :a :b 123 )>>", "<<( :a :b 9 )>>", "false")]
    [InlineData("<<( :a :b <<( :a :b 123 )>> )>>", "<<( :a :b <<( :a :b 123e0 )>> )>>", "true")]
    [InlineData("<<( :a :b 'a'^^:unknown )>>", "<<( :a :b 'b'^^:unknown )>>", "error")]
    [InlineData("<<( :a :b 'a'^^:unknown )>>", "<<( :c :b 'b'^^:unknown )>>", "false")]
    [InlineData("<<( :a :b 'NaN'^^xsd:double )>>", "<<( :a :b 'NaN'^^xsd:double )>>", "false")]
    [InlineData("UNDEF", "1", "error")]
    [InlineData("UNDEF", "UNDEF", "error")]
    public void EqualsByValue(string left, string right, string expected)
    {
        var harness = new ExpressionHarness();
        var opposite = expected switch { "true" => "false", "false" => "true", _ => "error" };
        Assert.Equal(expected, harness.Evaluate("?a = ?b", left, right));
        Assert.Equal(expected, harness.Evaluate("?a = ?b", right, left));
        Assert.Equal(opposite, harness.Evaluate("?a != ?b", left, right));
        Assert.Equal(expected, harness.Evaluate("?a IN (?b)", left, right));
        if (!right.StartsWith("_:", StringComparison.Ordinal) && right != "UNDEF")
        {
            Assert.Equal(expected, harness.Evaluate($"?a = {right}", left));
            Assert.Equal(opposite, harness.Evaluate($"{right} != ?a", left));
        }
    }

    [Theory]
    [InlineData("1", "2", "true")]
    [InlineData("2", "1", "false")]
    [InlineData("-1", "1", "true")]
    [InlineData("1", "1.5", "true")]
    [InlineData("1.5", "1.25e0", "false")]
    [InlineData("9007199254740993", "9007199254740992", "false")]
    [InlineData("99999999999999999999", "100000000000000000000", "true")]
    [InlineData("'NaN'^^xsd:double", "1", "false")]
    [InlineData("'a'", "'b'", "true")]
    [InlineData("'a'", "'B'", "false")]
    [InlineData("'\\uFFFD'", "'\\U00010000'", "true")]
    [InlineData("'a'@en", "'b'@en", "error")]
    [InlineData("'a'", "1", "error")]
    [InlineData("false", "true", "true")]
    [InlineData(":a", ":b", "error")]
    [InlineData("_:a", "_:b", "error")]
    [InlineData("'2006-08-22'^^xsd:date", "'2006-08-24Z'^^xsd:date", "true")]
    [InlineData("'2006-08-22'^^xsd:date", "'2006-08-23Z'^^xsd:date", "true")]
    [InlineData("'2006-08-23T09:00:00'^^xsd:dateTime", "'2006-08-23T08:00:00Z'^^xsd:dateTime", "error")]
    [InlineData("'2006'^^xsd:gYear", "'2007'^^xsd:gYear", "true")]
    [InlineData("'P1D'^^xsd:dayTimeDuration", "'PT25H'^^xsd:dayTimeDuration", "true")]
    [InlineData("'P1M'^^xsd:duration", "'P30D'^^xsd:duration", "error")]
    [InlineData("'a'^^:unknown", "'b'^^:unknown", "error")]
    public void IsLess(string left, string right, string expected)
    {
        var harness = new ExpressionHarness();
        Assert.Equal(expected, harness.Evaluate("?a < ?b", left, right));
        Assert.Equal(expected, harness.Evaluate("?b > ?a", left, right));
        if (!right.StartsWith("_:", StringComparison.Ordinal))
        {
            Assert.Equal(expected, harness.Evaluate($"?a < {right}", left));
            Assert.Equal(expected, harness.Evaluate($"{right} > ?a", left));
        }
    }

    [Theory]
    [InlineData("sameTerm(1, 1)", "true")]
    [InlineData("sameTerm(1, 01)", "false")]
    [InlineData("sameTerm('a'@en, 'a'@EN)", "true")]
    [InlineData("sameTerm(<<( :a :b 1 )>>, <<( :a :b 1 )>>)", "true")]
    [InlineData("sameTerm(<<( :a :b 1 )>>, <<( :a :b 1.0 )>>)", "false")]
    [InlineData("1 IN (1/0, 1)", "true")]
    [InlineData("2 IN (1/0, 1)", "error")]
    [InlineData("2 IN ()", "false")]
    [InlineData("2 NOT IN (1, 3)", "true")]
    [InlineData("2 NOT IN (1/0, 2)", "false")]
    [InlineData("2 NOT IN (1/0, 3)", "error")]
    public void TestsTermsAndLists(string expression, string expected) => Assert.Equal(expected, new ExpressionHarness().Evaluate(expression));
}
