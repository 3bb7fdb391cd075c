using System.Globalization;
using System.Text;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Tests.Query;

/// <summary>String functions over random texts: nested as step by step, over columns as over constants, with shortcuts as without.</summary>
public sealed class TextExpressionTests
{
    // ASCII, case variants of ASCII letters, letters whose case changes the length, combining marks, Cyrillic, two bytes to four.
    private static readonly string[] s_characters =
    [
        "a", "b", "A", "B", "k", "K", "s", "S", "i", "I", " ", "-", "z", "\u0130", "\u0131", "\u017F", "\u212A", "\u00DF", "\u1E9E", "\uFB01",
        "\u03A3", "\u03C2", "e\u0301", "\u00E9", "\u0436", "\u0416", "\u2014", "\U00010400", "\U00010428", "\U0001F600",
    ];

    [Fact]
    public void CaseOfATextIsThatOfItsCharacters()
    {
        var random = new Random(1);
        var harness = new ExpressionHarness();
        var one = s_characters.ToDictionary(c => c, c => (Upper: Value(harness, "UCASE(?a)", c), Lower: Value(harness, "LCASE(?a)", c)));
        string[][] texts = [.. Enumerable.Range(0, 400).Select(i => Characters(random, i % 40))];
        string[] upper = Values(harness, "UCASE(?a)", texts);
        string[] lower = Values(harness, "LCASE(?a)", texts);
        for (var i = 0; i < texts.Length; i++)
        {
            Assert.Equal(string.Concat(texts[i].Select(c => one[c].Upper)), upper[i]);
            Assert.Equal(string.Concat(texts[i].Select(c => one[c].Lower)), lower[i]);
        }
    }

    [Fact]
    public void CountsAndCutsCodePoints()
    {
        var random = new Random(2);
        var harness = new ExpressionHarness();
        for (var round = 0; round < 300; round++)
        {
            var text = string.Concat(Characters(random, random.Next(70)));
            Rune[] runes = [.. text.EnumerateRunes()];
            var (start, length) = (random.Next(-3, 40), random.Next(-2, 40));
            var first = Math.Max(start, 1);
            var end = Math.Max(first, Math.Min(start + length, runes.Length + 1));
            var expected = string.Concat(runes.Skip(first - 1).Take(end - first));

            Assert.Equal(runes.Length.ToString(CultureInfo.InvariantCulture), Value(harness, "STR(STRLEN(?a))", text));
            Assert.Equal(expected, Value(harness, $"SUBSTR(?a, {start}, {length})", text));
            Assert.Equal(string.Concat(runes.Skip(first - 1)), Value(harness, $"SUBSTR(?a, {start})", text));
        }
    }

    [Fact]
    public void FindsParts()
    {
        var random = new Random(3);
        var harness = new ExpressionHarness();
        for (var round = 0; round < 400; round++)
        {
            var text = string.Concat(Characters(random, random.Next(12)));
            var part = string.Concat(Characters(random, random.Next(3)));
            var index = text.IndexOf(part, StringComparison.Ordinal);

            Assert.Equal(index >= 0 ? "true" : "false", Value(harness, "STR(CONTAINS(?a, ?b))", text, part));
            Assert.Equal(
                text.StartsWith(part, StringComparison.Ordinal) ? "true" : "false", Value(harness, "STR(STRSTARTS(?a, ?b))", text, part));
            Assert.Equal(
                text.EndsWith(part, StringComparison.Ordinal) ? "true" : "false", Value(harness, "STR(STRENDS(?a, ?b))", text, part));
            Assert.Equal(index < 0 ? "" : text[..index], Value(harness, "STRBEFORE(?a, ?b)", text, part));
            Assert.Equal(index < 0 ? "" : text[(index + part.Length)..], Value(harness, "STRAFTER(?a, ?b)", text, part));
        }
    }

    [Theory]
    [InlineData("SUBSTR(?a, 2, 3)", "UCASE(?a)", "CONCAT(?a, ?b)", "LCASE(?a)")]
    [InlineData("STRBEFORE(?a, 'a')", "CONCAT(?a, ?b, ?a)", "SUBSTR(?a, 1, 2)", "UCASE(?a)")]
    [InlineData("LCASE(?a)", "STRAFTER(?a, ?b)", "STR(?a)", "CONCAT(?b, ?a)")]
    [InlineData("IF(STRLEN(?a) > 5, ?a, ?b)", "LCASE(?a)", "CONCAT(?a, '-', ?b)", "STRAFTER(?a, 's')")]
    public void NestedCallsAreTheSameAsOneByOne(params string[] steps)
    {
        var random = new Random(4);
        var harness = new ExpressionHarness();
        string[] left = [.. Enumerable.Range(0, 200).Select(_ => Literal(random))];
        string[] right = [.. Enumerable.Range(0, 200).Select(_ => Literal(random))];
        var nested = "?a";
        var column = harness.Column("?a", left, right);
        foreach (var step in steps)
        {
            nested = step.Replace("?a", nested, StringComparison.Ordinal);
            column = Column(harness, step, column, right);
        }

        Assert.Equal(column.Select(harness.Show), harness.Column(nested, left, right).Select(harness.Show));
    }

    [Theory]
    [InlineData("<")]
    [InlineData(">=")]
    [InlineData("=")]
    [InlineData("!=")]
    public void ComparesComputedTextsLikeStrings(string comparison)
    {
        var random = new Random(5);
        var harness = new ExpressionHarness();
        string[] left = [.. Enumerable.Range(0, 300).Select(i => i % 50 == 0 ? "UNDEF" : i % 7 == 0 ? $":n{i}" : Literal(random))];
        string[] right = [.. Enumerable.Range(0, 300).Select(i => i % 31 == 0 ? left[i] : i % 5 == 0 ? $":n{i + 1}" : Literal(random))];
        var strings = harness.Column("STR(?a)", left, right);
        var others = harness.Column("STR(?b)", left, right);
        var expected = Column(harness, $"?a {comparison} ?b", strings, [.. others.Select(id => id.IsUndefined ? "UNDEF" : harness.Show(id))]);

        Assert.Equal(expected.Select(harness.Show), harness.Column($"STR(?a) {comparison} STR(?b)", left, right).Select(harness.Show));
    }

    [Fact]
    public void RegexFindsTheSame_WithAndWithoutRequiredTexts()
    {
        var random = new Random(6);
        var harness = new ExpressionHarness();
        string[] atoms =
        [
            "a", "b", "K", "s", "I", "ab", "\u0436", "\u017F", ".", "[a-k]", "[^b]", "(a|b)", "(s)", "a?", "b*", "k+", "(a)?", "a{0,2}",
            "\\.", "\\s", "\\p{Lu}", "-", "\\-", "s+?", "z{1}",
        ];
        string[] flags = ["", "i", "s", "m", "im", "x", "q", "qi"];
        for (var round = 0; round < 500; round++)
        {
            var body = string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => atoms[random.Next(atoms.Length)]));
            body = random.Next(6) == 0 ? body + "|" + atoms[random.Next(atoms.Length)] : body;
            var (head, tail) = (random.Next(4) == 0 ? "^" : "", random.Next(4) == 0 ? "$" : "");
            var flag = flags[random.Next(flags.Length)];
            string[] texts = [.. Enumerable.Range(0, 20).Select(_ => Quote(string.Concat(Characters(random, random.Next(7)))))];
            var pattern = Quote(head + body + tail);

            // What stands in a group is required by no shortcut; with q a group would be text.
            var grouped = flag.Contains('q', StringComparison.Ordinal)
                ? $"CONTAINS({(flag == "qi" ? "LCASE(?a)" : "?a")}, {(flag == "qi" ? $"LCASE({pattern})" : pattern)})"
                : $"REGEX(?a, {Quote("(" + head + body + tail + ")")}, '{flag}')";
            if (flag == "qi" && texts.Any(text => text.Any(c => c > 0x7F)))
            {
                continue;
            }

            var plain = new ExpressionHarness().Column($"REGEX(?a, {pattern}, '{flag}')", texts, texts);
            Assert.True(
                harness.Column(grouped, texts, texts).SequenceEqual(plain), $"{pattern} {flag} on {string.Join(' ', texts)}");
        }
    }

    [Theory]
    [InlineData("\u212A", "k")]
    [InlineData("\u017F", "s")]
    [InlineData("x\u0131x", "i")]
    public void RegexIgnoresCaseBeyondAscii(string text, string pattern)
    {
        var harness = new ExpressionHarness();
        var grouped = harness.Column($"REGEX(?a, '({pattern})', 'i')", [Quote(text)], ["UNDEF"]);
        Assert.Equal(grouped, harness.Column($"REGEX(?a, '{pattern}', 'i')", [Quote(text)], ["UNDEF"]));
    }

    [Theory]
    [InlineData("UCASE(?a)")]
    [InlineData("CONTAINS(LCASE(?a), 's')")]
    [InlineData("YEAR(?a)")]
    [InlineData("STRLEN(?a) > 3")]
    [InlineData("COALESCE(UCASE(?a), 'none')")]
    public void RemembersRepeatedValues(string expression)
    {
        var random = new Random(7);
        var harness = new ExpressionHarness();
        string[] written =
        [
            "UNDEF", ":x", "7", "'2006-08-23'^^xsd:date", "'2007-01-01T00:00:00Z'^^xsd:dateTime",
            .. Enumerable.Range(0, 60).Select(_ => Literal(random)),
        ];
        var values = written.Select(term => (Id: harness.Id(term), Right: harness.Evaluate(expression, term))).ToArray();
        var compiled = harness.Compiler.Compile(ExpressionHarness.Parse(expression), ExpressionHarness.Slots);
        for (var round = 0; round < 40; round++)
        {
            // First a few values again and again, then none twice, then the first ones again.
            var batch = new SolutionBatch(2, 512) { Count = 512 };
            int[] picks = [.. Enumerable.Range(0, 512).Select(_ => random.Next(values.Length))];
            for (var i = 0; i < picks.Length; i++)
            {
                batch.Column(0)[i] = round is >= 15 and < 35
                    ? harness.Context.Terms.InternString(Encoding.UTF8.GetBytes($"s{round}-{i}"))
                    : values[picks[i]].Id;
            }

            var results = new TermId[512];
            compiled.Evaluate(batch, harness.Context, results);
            if (round is < 15 or >= 35)
            {
                Assert.Equal(picks.Select(pick => values[pick].Right), results.Select(harness.Show));
            }
        }
    }

    [Fact]
    public void LanguagesAreToldApart_AlsoOfTermsOfTheData()
    {
        using var engine = KnowledgeGraph.Engine.Engine.Open();
        engine.LoadText("""
            @prefix : <http://e/> .
            :a :p "x"@en, "x"@EN-gb, "x"@kk, "y"@kk--rtl, "z", 5, :b .
            """);
        using var run = engine.Run("""
            PREFIX : <http://e/>
            SELECT ?lang (COUNT(*) AS ?n) { :a :p ?x BIND(LCASE(LANG(?x)) AS ?lang) } GROUP BY ?lang ORDER BY ?lang
            """, ct: TestContext.Current.CancellationToken);
        Assert.Equal(
            ["unbound 1", "\"\" 2", "\"en\" 1", "\"en-gb\" 1", "\"kk\" 2"],
            run.Solutions().Select(row => $"{row["lang"]?.ToString() ?? "unbound"} {row["n"]!.ToString()![1]}"));
    }

    private static string[] Characters(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => s_characters[random.Next(s_characters.Length)])];

    private static string Literal(Random random) =>
        Quote(string.Concat(Characters(random, random.Next(8)))) + (random.Next(4) == 0 ? "@en" : random.Next(8) == 0 ? "@kk--ltr" : "");

    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal) + "\"";

    private static string[] Values(ExpressionHarness harness, string expression, string[][] texts) =>
    [
        .. harness.Column(expression, [.. texts.Select(text => Quote(string.Concat(text)))], [.. texts.Select(_ => "UNDEF")])
            .Select(id => Text(harness, id)),
    ];

    private static string Value(ExpressionHarness harness, string expression, string a, string b = "") =>
        Text(harness, harness.Column(expression, [Quote(a)], [Quote(b)])[0]);

    private static string Text(ExpressionHarness harness, TermId id) =>
        Encoding.UTF8.GetString(harness.Context.Terms.View(id, new KnowledgeGraph.Rdf.TermArena()).Value);

    private static TermId[] Column(ExpressionHarness harness, string expression, TermId[] left, string[] right)
    {
        var batch = harness.Batch([.. left.Select(_ => "UNDEF")], right);
        left.CopyTo(batch.Column(0), 0);
        var results = new TermId[left.Length];
        harness.Compiler.Compile(ExpressionHarness.Parse(expression), ExpressionHarness.Slots).Evaluate(batch, harness.Context, results);
        return results;
    }
}
