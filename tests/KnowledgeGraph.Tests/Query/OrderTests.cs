using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;
using KnowledgeGraph.Tests.Store;

namespace KnowledgeGraph.Tests.Query;

public class OrderTests
{
    private static readonly Variable s_a = new("a");
    private static readonly Variable s_b = new("b");

    private static readonly string[] s_terms =
    [
        "UNDEF", "_:a", "_:b", ":a", ":b", "<http://a.example/>", "0", "-1", "1", "01", "1.0", "1e0", "'1'^^xsd:float", "1.5", "2", "1e300",
        "-1e300", "'NaN'^^xsd:double", "'INF'^^xsd:float", "'-INF'^^xsd:double", "9007199254740993", "9007199254740992.0",
        "9007199254740992e0", "123456789012345678901234567890", "''", "'a'", "'b'", "'\\uFFFD'", "'\\U00010000'", "'a'@en", "'a'@fr",
        "'a'@en--ltr", "'b'@en", "true", "false", "'1'^^xsd:boolean", "'2006-08-23T09:00:00Z'^^xsd:dateTime",
        "'2006-08-23T09:00:00'^^xsd:dateTime", "'2006-08-23T10:00:00+01:00'^^xsd:dateTime", "'2006-08-23'^^xsd:date",
        "'2006-08-23Z'^^xsd:date", "'2006'^^xsd:gYear", "'P1M'^^xsd:duration", "'P30D'^^xsd:dayTimeDuration", "'P1Y'^^xsd:yearMonthDuration",
        "'a'^^:t", "'b'^^:t", "'a'^^:u", "'x'^^xsd:integer", "<<( :a :b 1 )>>", "<<( :a :b 2 )>>", "<<( :a :c 1 )>>",
        "<<( :a :b <<( :a :b 1 )>> )>>", "<<( :z :b 1 )>>",
    ];

    [Theory]
    [InlineData("UNDEF", "_:a")]
    [InlineData("_:a", ":a")]
    [InlineData(":z", "'a'")]
    [InlineData("'a'", "<<( :a :b :c )>>")]
    [InlineData(":a", ":b")]
    [InlineData("9", "10")]
    [InlineData("1.5", "2")]
    [InlineData("'a'", "'b'")]
    [InlineData("'B'", "'a'")]
    [InlineData("'\\uFFFD'", "'\\U00010000'")]
    [InlineData("false", "true")]
    [InlineData("'2006-08-23T09:00:00Z'^^xsd:dateTime", "'2006-08-23T09:00:01Z'^^xsd:dateTime")]
    [InlineData("<<( :a :b -456 )>>", "<<( :a :b 123 )>>")]
    [InlineData("<<( :a :b 123 )>>", "<<( :a :b <<( :a :b 1 )>> )>>")]
    public void OrdersTerms(string less, string greater)
    {
        var harness = new ExpressionHarness();
        var (left, right) = (harness.Id(less), harness.Id(greater));
        Assert.True(TermOrder.Compare(harness.Context, left, right) < 0);
        Assert.True(TermOrder.Compare(harness.Context, right, left) > 0);
    }

    [Fact]
    public void IsTotalAndAgreesWithLess()
    {
        var harness = new ExpressionHarness();
        var order = new TermOrder(harness.Context);
        TermId[] ids = [.. s_terms.Select(harness.Id)];
        string less = "?a < ?b";
        foreach (var a in ids)
        {
            foreach (var b in ids)
            {
                var forth = Math.Sign(order.Compare(a, b));
                Assert.Equal(-forth, Math.Sign(order.Compare(b, a)));
                Assert.Equal(a == b, forth == 0);
                foreach (var c in ids)
                {
                    if (forth <= 0 && order.Compare(b, c) <= 0)
                    {
                        Assert.True(order.Compare(a, c) <= 0, $"{harness.Show(a)} {harness.Show(b)} {harness.Show(c)}");
                    }
                }
            }
        }

        // All pairs in one batch: where < says true, the order says less.
        string[] left = [.. s_terms.SelectMany(a => s_terms.Select(_ => a))];
        string[] right = [.. s_terms.SelectMany(_ => s_terms)];
        var results = harness.Column(less, left, right);
        for (var i = 0; i < left.Length; i++)
        {
            if (results[i] == TermId.True)
            {
                Assert.True(order.Compare(harness.Id(left[i]), harness.Id(right[i])) < 0, $"{left[i]} < {right[i]}");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1024)]
    public void SortsByAllConditions_AndKeepsTheOrderOfEqualRows(int batchRows)
    {
        var harness = new ExpressionHarness(batchRows: batchRows);
        var rows = Rows(harness, ("2", "'x'"), ("1", "'y'"), ("UNDEF", "'z'"), ("1.0", "'x'"), ("01", "'y'"), ("'a'", "'x'"), ("1", "'y'"));
        using var sort = new Sort(
            harness.Context, new RowsOperator(harness.Context, [s_a, s_b], rows), [Condition(harness, "?a"), Condition(harness, "?b", true)]);
        Assert.Equal(
            ["error z", "1 y", "01 y", "1 y", "1.0 x", "2 x", "a x"],
            RowsOperator.ReadAll(sort, harness.Context).Select(row => Text(harness, row)));
    }

    [Fact]
    public void TopKGivesTheFirstRowsOfTheSort()
    {
        var random = new Random(20);
        for (var round = 0; round < 60; round++)
        {
            var harness = new ExpressionHarness(batchRows: (round % 3) switch { 0 => 1, 1 => 3, _ => 64 });
            TermId[][] rows =
            [
                .. Enumerable.Range(0, random.Next(40))
                    .Select(i => new[] { harness.Id(s_terms[random.Next(s_terms.Length)]), harness.Id($"{i}") }),
            ];
            var conditions = new[] { Condition(harness, "?a", round % 2 == 0) };
            var limit = random.Next(12);
            using var sort = new Sort(harness.Context, new RowsOperator(harness.Context, [s_a, s_b], rows), [.. conditions]);
            using var top = new TopK(harness.Context, new RowsOperator(harness.Context, [s_a, s_b], rows), [.. conditions], limit);
            var expected = RowsOperator.ReadAll(sort, harness.Context).Take(limit).ToList();
            Assert.Equal(expected, RowsOperator.ReadAll(top, harness.Context));
            top.Reset();
            Assert.Equal(expected, RowsOperator.ReadAll(top, harness.Context));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1024)]
    public void DistinctKeepsTheFirstOfEachRow(int batchRows)
    {
        var harness = new ExpressionHarness(batchRows: batchRows);
        var rows = Rows(harness, ("1", "'x'"), ("1", "'x'"), ("01", "'x'"), ("1", "UNDEF"), ("UNDEF", "1"), ("1", "UNDEF"), ("1", "'x'@en"));
        using var distinct = new Distinct(harness.Context, new RowsOperator(harness.Context, [s_a, s_b], rows));
        Assert.Equal(
            ["1 x", "01 x", "1 error", "error 1", "1 x@en"],
            RowsOperator.ReadAll(distinct, harness.Context).Select(row => Text(harness, row)));
    }

    [Fact]
    public void SortFails_WhenItsRowsDoNotFitIntoTheBudget()
    {
        var harness = new ExpressionHarness(limitBytes: 200_000);
        TermId[][] rows = [.. Enumerable.Range(0, 5_000).Select(i => new[] { harness.Id("7"), harness.Id("'x'") })];
        using var sort = new Sort(harness.Context, new RowsOperator(harness.Context, [s_a, s_b], rows), [Condition(harness, "?b")]);
        Assert.Throws<KnowledgeGraph.Query.Execution.QueryMemoryException>(() => RowsOperator.ReadAll(sort, harness.Context));
    }

    [Fact]
    public void SortFollowsTheOrderOfTerms_WhenOnlySomeAreOfTheDictionary()
    {
        var random = new Random(21);
        var known = Dictionary(s_terms.Where((_, i) => i % 2 == 0));
        string[][] kinds =
        [
            [":a", ":b", ":c", "<http://a.example/>", "UNDEF", "_:a", "_:b"], ["''", "'a'", "'b'", "'\\uFFFD'", "'\\U00010000'", ":a"],
            ["'a'@en", "'a'@fr", "'a'@en--ltr", "'b'@en", "'b'@EN"], ["''", "'a'", "'a'@en", "'b'@en"], s_terms,
        ];
        for (var round = 0; round < 120; round++)
        {
            var harness = new ExpressionHarness(batchRows: 4, snapshot: known);
            var kind = kinds[round % kinds.Length];
            TermId[][] rows =
            [
                .. Enumerable.Range(0, random.Next(40))
                    .Select(i => new[] { harness.Id(kind[random.Next(kind.Length)]), harness.Id($"{i}") })
            ];
            var order = new TermOrder(harness.Context);
            var keys = Comparer<SortKey>.Create((left, right) => SortKey.Compare(left, right));
            var descending = round % 2 == 0;
            var expected = descending
                ? rows.OrderByDescending(row => order.KeyOf(row[0]), keys).ToList()
                : rows.OrderBy(row => order.KeyOf(row[0]), keys).ToList();
            using var sort = new Sort(
                harness.Context, new RowsOperator(harness.Context, [s_a, s_b], rows), [Condition(harness, "?a", descending)]);
            Assert.Equal(expected, RowsOperator.ReadAll(sort, harness.Context));
            sort.Reset();
            Assert.Equal(expected, RowsOperator.ReadAll(sort, harness.Context));
            using var top = new TopK(
                harness.Context, new RowsOperator(harness.Context, [s_a, s_b], rows), [Condition(harness, "?a", descending)], 7);
            Assert.Equal(expected.Take(7), RowsOperator.ReadAll(top, harness.Context));
        }
    }

    [Theory]
    [InlineData(":known")]
    [InlineData("'a text that is in the dictionary'")]
    [InlineData("'a text that is in the dictionary'@en")]
    public void SortKeepsNoTexts_WhenIdsOfTheDictionaryRiseWithThem(string term)
    {
        var harness = new ExpressionHarness(limitBytes: 300_000, snapshot: Dictionary([term]));
        TermId[][] rows = [.. Enumerable.Range(0, 5_000).Select(i => new[] { harness.Id("7"), harness.Id(term) })];
        using (var sort = new Sort(harness.Context, new RowsOperator(harness.Context, [s_a, s_b], rows), [Condition(harness, "?b")]))
        {
            Assert.Equal(rows, RowsOperator.ReadAll(sort, harness.Context));
        }

        // The last row brings a term that the dictionary does not have, and all are decoded.
        rows[^1] = [harness.Id("7"), harness.Id("'new'")];
        using var mixed = new Sort(harness.Context, new RowsOperator(harness.Context, [s_a, s_b], rows), [Condition(harness, "?b")]);
        Assert.Throws<KnowledgeGraph.Query.Execution.QueryMemoryException>(() => RowsOperator.ReadAll(mixed, harness.Context));
    }

    // A snapshot whose dictionary has these terms.
    private static Snapshot Dictionary(IEnumerable<string> terms)
    {
        var harness = new ExpressionHarness();
        var node = StoreTestData.Iri("s");
        return StoreTestData.Build(
            terms.Select(harness.Id).Where(id => !id.IsUndefined)
                .Select(id => ((Term)node, (Term)node, harness.Context.Terms.ToTerm(id), (Term?)null)));
    }

    private static TermId[][] Rows(ExpressionHarness harness, params (string A, string B)[] rows) =>
        [.. rows.Select(row => new[] { harness.Id(row.A), harness.Id(row.B) })];

    private static SortCondition Condition(ExpressionHarness harness, string expression, bool descending = false) =>
        new(slots => harness.Compiler.Compile(ExpressionHarness.Parse(expression), slots), descending, expression);

    private static string Text(ExpressionHarness harness, TermId[] row) => string.Join(
        ' ', row.Select(id => harness.Show(id).Replace("\"", "", StringComparison.Ordinal).Split("^^")[0]));
}
