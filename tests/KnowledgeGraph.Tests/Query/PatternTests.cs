using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace KnowledgeGraph.Tests.Query;

public class PatternTests
{
    // XPath F&O §5.6 and XSD 1.1 Part 2 §G. Backslashes are doubled for the SPARQL string.
    [Theory]
    [InlineData("abc", "b", "", "true")]
    [InlineData("abc", "^b", "", "false")]
    [InlineData("abc", "^ab", "", "true")]
    [InlineData("abc", "c$", "", "true")]
    [InlineData("abc\\n", "c$", "", "false")]
    [InlineData("abc\\ndef", "c$", "m", "true")]
    [InlineData("abc\\ndef", "^d", "m", "true")]
    [InlineData("abc\\ndef", "^d", "", "false")]
    [InlineData("abc\\n", "^$", "m", "false")]
    [InlineData("a\\nb", "a.b", "", "false")]
    [InlineData("a\\rb", "a.b", "", "false")]
    [InlineData("a\\nb", "a.b", "s", "true")]
    [InlineData("a\\u0085b", "a.b", "", "true")]
    [InlineData("\\U0001F600", "^.$", "", "true")]
    [InlineData("\\U0001F600", "^..$", "", "false")]
    [InlineData("\\U0001F600", "^[^a]$", "", "true")]
    [InlineData("\\U0001F600", "^[\\U0001F600-\\U0001F64F]$", "", "true")]
    [InlineData("\\U0001F6FF", "^[\\U0001F600-\\U0001F64F]$", "", "false")]
    [InlineData("\\U00020000", "^[\\U0001F600-\\U00020001]$", "", "true")]
    [InlineData("\\U0001F600", "^\\\\p{IsEmoticons}$", "", "true")]
    [InlineData("\\U0001D400", "^\\\\p{Lu}$", "", "true")]
    [InlineData("ABC", "b", "i", "true")]
    [InlineData("ABC", "b", "", "false")]
    [InlineData("ABC", "[a-b]+C", "i", "true")]
    [InlineData("a", "^[^A]$", "i", "false")]
    [InlineData("a", "\\\\p{Lu}", "i", "false")]
    [InlineData("\\u03A3", "^\\u03C2$", "i", "true")]
    [InlineData("hello world", "hello\\tworld", "x", "false")]
    [InlineData("helloworld", "hello world", "x", "true")]
    [InlineData("hello world", "hello[ ]world", "x", "true")]
    [InlineData("a.b", "a.b", "q", "true")]
    [InlineData("axb", "a.b", "q", "false")]
    [InlineData("A.B", "a.b", "qi", "true")]
    [InlineData("\\u0661", "^\\\\d$", "", "true")]
    [InlineData("_", "^\\\\w$", "", "false")]
    [InlineData("\\u00B4", "^\\\\w$", "", "true")]
    [InlineData("$", "^\\\\w$", "", "true")]
    [InlineData("\\u00A0", "^\\\\s$", "", "false")]
    [InlineData("\\t", "^\\\\s$", "", "true")]
    [InlineData("a:b-c.d", "^\\\\i\\\\c*$", "", "true")]
    [InlineData("-a", "^\\\\i", "", "false")]
    [InlineData("e", "^[a-z-[aeiou]]$", "", "false")]
    [InlineData("f", "^[a-z-[aeiou]]$", "", "true")]
    [InlineData("5", "^[\\\\d-[5]]$", "", "false")]
    [InlineData("b", "^[^a-[b]]$", "", "false")]
    [InlineData("-", "^[a-]$", "", "true")]
    [InlineData("\\u0436", "^\\\\p{IsCyrillic}+$", "", "true")]
    [InlineData("z", "^\\\\P{IsCyrillic}$", "", "true")]
    [InlineData("abab", "^(ab)\\\\1$", "", "true")]
    [InlineData("abAB", "^(ab)\\\\1$", "i", "true")]
    [InlineData("b", "^(a)?b\\\\1$", "", "true")]
    [InlineData("aaa", "^a{2,3}$", "", "true")]
    [InlineData("a", "^a{2,}$", "", "false")]
    [InlineData("a{2}", "^a\\\\{2\\\\}$", "", "true")]
    [InlineData("ab", "^(?:a)(b)$", "", "true")]
    [InlineData("ac", "a|b", "", "true")]
    [InlineData("", "^$", "", "true")]
    public void Matches(string text, string pattern, string flags, string expected)
    {
        var harness = new ExpressionHarness();
        Assert.Equal(expected, harness.Evaluate($"REGEX('{text}', '{pattern}', '{flags}')"));
        if (flags.Length == 0)
        {
            Assert.Equal(expected, harness.Evaluate($"REGEX('{text}', '{pattern}')"));
        }
    }

    // Every character beyond U+FFFF up to U+3FFFF, and the last planes: each leading surrogate has trailing ones of its own.
    [Theory]
    [InlineData("\\\\w", "LMNS", "")]
    [InlineData("\\\\W", "PZC", "")]
    [InlineData("\\\\d", "", "Nd")]
    [InlineData("[\\\\p{L}\\\\p{So}]", "L", "So")]
    [InlineData("[\\\\w-[\\\\p{L}]]", "MNS", "")]
    [InlineData("[^\\\\p{Lo}\\\\p{Cn}]", "MNPSZ", "Lu Ll Lt Lm Cc Cf Cs Co")]
    public void TakesTheCharactersOfItsCategories_BeyondTheBasicPlane(string pattern, string groups, string categories)
    {
        Rune[] all = [.. Runes(0x10000, 0x3FFFF), .. Runes(0xE0000, 0xE0FFF), .. Runes(0xFFFF0, 0x10000F), .. Runes(0x10FFF0, 0x10FFFF)];
        var left = all.Where(rune => Name(Rune.GetUnicodeCategory(rune)) is var name && !groups.Contains(name[0], StringComparison.Ordinal)
            && !categories.Contains(name, StringComparison.Ordinal));
        var expected = string.Concat(left);

        Assert.NotEmpty(expected);
        Assert.Equal($"\"{expected}\"", new ExpressionHarness().Evaluate($"REPLACE('{string.Concat(all)}', '{pattern}', '')"));

        static IEnumerable<Rune> Runes(int first, int last) => Enumerable.Range(first, last - first + 1).Select(value => new Rune(value));
    }

    [Theory]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("[")]
    [InlineData("[]")]
    [InlineData("a**")]
    [InlineData("*")]
    [InlineData("{2}")]
    [InlineData("a{3,2}")]
    [InlineData("a{x}")]
    [InlineData("[z-a]")]
    [InlineData("(?=a)")]
    [InlineData("(?<n>a)")]
    [InlineData("\\\\b")]
    [InlineData("\\\\p{Xx}")]
    [InlineData("\\\\p{IsNoBlock}")]
    [InlineData("\\\\1(a)")]
    [InlineData("(a\\\\1)")]
    [InlineData("\\\\")]
    public void RejectsPattern_ThatIsNotXPath(string pattern) =>
        Assert.Equal("error", new ExpressionHarness().Evaluate($"REGEX('abc', '{pattern}')"));

    [Theory]
    [InlineData("REGEX('abc', 'b', 'z')")]
    [InlineData("REGEX(1, '1')")]
    [InlineData("REGEX('abc', 'b'@en)")]
    [InlineData("REGEX('abc', :b)")]
    public void RejectsOperands(string expression) => Assert.Equal("error", new ExpressionHarness().Evaluate(expression));

    [Fact]
    public void TakesLanguageTaggedText() => Assert.Equal("true", new ExpressionHarness().Evaluate("REGEX('abc'@en, 'b')"));

    [Fact]
    public void TakesLinearTime_ForNestedRepetition()
    {
        var clock = Stopwatch.StartNew();
        Assert.Equal("false", new ExpressionHarness().Evaluate($"REGEX('{new string('a', 2000)}', '^(a+)+b$')"));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    public void RejectsDeepNesting() => Assert.Equal(
        "error", new ExpressionHarness().Evaluate($"REGEX('a', '{new string('(', 50_000)}a{new string(')', 50_000)}')"));

    // Unicode Standard §4.5, table 4-4.
    private static string Name(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => "Lu",
        UnicodeCategory.LowercaseLetter => "Ll",
        UnicodeCategory.TitlecaseLetter => "Lt",
        UnicodeCategory.ModifierLetter => "Lm",
        UnicodeCategory.OtherLetter => "Lo",
        UnicodeCategory.NonSpacingMark => "Mn",
        UnicodeCategory.SpacingCombiningMark => "Mc",
        UnicodeCategory.EnclosingMark => "Me",
        UnicodeCategory.DecimalDigitNumber => "Nd",
        UnicodeCategory.LetterNumber => "Nl",
        UnicodeCategory.OtherNumber => "No",
        UnicodeCategory.SpaceSeparator => "Zs",
        UnicodeCategory.LineSeparator => "Zl",
        UnicodeCategory.ParagraphSeparator => "Zp",
        UnicodeCategory.Control => "Cc",
        UnicodeCategory.Format => "Cf",
        UnicodeCategory.Surrogate => "Cs",
        UnicodeCategory.PrivateUse => "Co",
        UnicodeCategory.OtherNotAssigned => "Cn",
        UnicodeCategory.MathSymbol => "Sm",
        UnicodeCategory.CurrencySymbol => "Sc",
        UnicodeCategory.ModifierSymbol => "Sk",
        UnicodeCategory.OtherSymbol => "So",
        _ => "P",
    };
}
