using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace KnowledgeGraph.Query.Expressions.Patterns;

/// <summary>The named sets of characters of XML Schema regular expressions (XSD 1.1 Part 2 §G.4.2), and case variants.</summary>
/// <seealso href="https://www.w3.org/TR/xmlschema11-2/#regexs"/>
internal static class CharacterClasses
{
    // XML 1.0 §2.3: NameStartChar and NameChar.
    private static readonly CodePointSet s_initial = CodePointSet.OfRanges(
        (':', ':'), ('A', 'Z'), ('_', '_'), ('a', 'z'), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x2FF), (0x370, 0x37D), (0x37F, 0x1FFF),
        (0x200C, 0x200D), (0x2070, 0x218F), (0x2C00, 0x2FEF), (0x3001, 0xD7FF), (0xF900, 0xFDCF), (0xFDF0, 0xFFFD), (0x10000, 0xEFFFF));

    private static readonly CodePointSet s_name = s_initial.Union(
        CodePointSet.OfRanges(('-', '-'), ('.', '.'), ('0', '9'), (0xB7, 0xB7), (0x300, 0x36F), (0x203F, 0x2040)));

    private static readonly CodePointSet s_space = CodePointSet.OfRanges((0x20, 0x20), (0x9, 0xA), (0xD, 0xD));

    private static readonly Lazy<CodePointSet> s_word = new(() => Categories("P").Union(Categories("Z")).Union(Categories("C")).Complement());

    private static readonly FrozenDictionary<string, UnicodeCategory[]> s_categories = new Dictionary<string, UnicodeCategory[]>
    {
        ["Lu"] = [UnicodeCategory.UppercaseLetter], ["Ll"] = [UnicodeCategory.LowercaseLetter],
        ["Lt"] = [UnicodeCategory.TitlecaseLetter], ["Lm"] = [UnicodeCategory.ModifierLetter], ["Lo"] = [UnicodeCategory.OtherLetter],
        ["Mn"] = [UnicodeCategory.NonSpacingMark], ["Mc"] = [UnicodeCategory.SpacingCombiningMark],
        ["Me"] = [UnicodeCategory.EnclosingMark], ["Nd"] = [UnicodeCategory.DecimalDigitNumber],
        ["Nl"] = [UnicodeCategory.LetterNumber], ["No"] = [UnicodeCategory.OtherNumber],
        ["Pc"] = [UnicodeCategory.ConnectorPunctuation], ["Pd"] = [UnicodeCategory.DashPunctuation],
        ["Ps"] = [UnicodeCategory.OpenPunctuation], ["Pe"] = [UnicodeCategory.ClosePunctuation],
        ["Pi"] = [UnicodeCategory.InitialQuotePunctuation], ["Pf"] = [UnicodeCategory.FinalQuotePunctuation],
        ["Po"] = [UnicodeCategory.OtherPunctuation], ["Sm"] = [UnicodeCategory.MathSymbol], ["Sc"] = [UnicodeCategory.CurrencySymbol],
        ["Sk"] = [UnicodeCategory.ModifierSymbol], ["So"] = [UnicodeCategory.OtherSymbol], ["Zs"] = [UnicodeCategory.SpaceSeparator],
        ["Zl"] = [UnicodeCategory.LineSeparator], ["Zp"] = [UnicodeCategory.ParagraphSeparator], ["Cc"] = [UnicodeCategory.Control],
        ["Cf"] = [UnicodeCategory.Format], ["Co"] = [UnicodeCategory.PrivateUse], ["Cn"] = [UnicodeCategory.OtherNotAssigned],
        ["Cs"] = [UnicodeCategory.Surrogate],
    }.ToFrozenDictionary();

    // Characters that are one another's upper or lower case, where there is more than the character itself.
    private static readonly Lazy<FrozenDictionary<int, int[]>> s_variants = new(BuildVariants);

    /// <summary>The set of a multi-character escape (§G.4.2.5), or null if the letter names none.</summary>
    public static CodePointSet? OfEscape(char letter) => letter switch
    {
        's' => s_space,
        'S' => s_space.Complement(),
        'i' => s_initial,
        'I' => s_initial.Complement(),
        'c' => s_name,
        'C' => s_name.Complement(),
        'd' => CodePointSet.Category(UnicodeCategory.DecimalDigitNumber),
        'D' => CodePointSet.Category(UnicodeCategory.DecimalDigitNumber).Complement(),
        'w' => s_word.Value,
        'W' => s_word.Value.Complement(),
        _ => null,
    };

    /// <summary>The set of a property in <c>\p{…}</c>: a category, a group of categories, or a block; null if there is none.</summary>
    public static CodePointSet? OfProperty(string name)
    {
        if (name.StartsWith("Is", StringComparison.Ordinal))
        {
            return UnicodeBlocks.Find(name[2..]);
        }

        return s_categories.TryGetValue(name, out var categories) ? CodePointSet.Category(categories[0])
            : name is "L" or "M" or "N" or "P" or "S" or "Z" or "C" ? Categories(name)
            : null;
    }

    /// <summary>All characters equal to a character when case is ignored (XPath F&amp;O §5.6.2, flag i), itself included.</summary>
    public static CodePointSet CaseVariants(int codePoint) => s_variants.Value.TryGetValue(codePoint, out var variants)
        ? CodePointSet.OfRanges([.. variants.Select(v => (v, v))])
        : CodePointSet.Of(codePoint);

    /// <summary>A range with the case variants of all its characters.</summary>
    public static CodePointSet CaseVariants(int first, int last)
    {
        var ranges = new List<(int, int)> { (first, last) };
        foreach (var (codePoint, variants) in s_variants.Value)
        {
            if (codePoint >= first && codePoint <= last)
            {
                ranges.AddRange(variants.Select(v => (v, v)));
            }
        }

        return CodePointSet.OfRanges([.. ranges]);
    }

    private static CodePointSet Categories(string group) => s_categories
        .Where(pair => pair.Key.StartsWith(group, StringComparison.Ordinal))
        .Select(pair => CodePointSet.Category(pair.Value[0]))
        .Aggregate(CodePointSet.Empty, (union, set) => union.Union(set));

    private static FrozenDictionary<int, int[]> BuildVariants()
    {
        var groups = new Dictionary<(bool Upper, int Mapped), HashSet<int>>();
        for (var codePoint = 0; codePoint < 0x1FFFF; codePoint++)
        {
            if (!Rune.IsValid(codePoint))
            {
                continue;
            }

            var rune = new Rune(codePoint);
            var (upper, lower) = (Rune.ToUpperInvariant(rune).Value, Rune.ToLowerInvariant(rune).Value);
            if (upper != codePoint || lower != codePoint)
            {
                Add((true, upper), codePoint);
                Add((true, upper), upper);
                Add((false, lower), codePoint);
                Add((false, lower), lower);
            }
        }

        var variants = new Dictionary<int, HashSet<int>>();
        foreach (var group in groups.Values.Where(g => g.Count > 1))
        {
            foreach (var member in group)
            {
                variants[member] = [.. variants.GetValueOrDefault(member, []), .. group];
            }
        }

        return variants.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Order().ToArray());

        void Add((bool, int) key, int codePoint)
        {
            if (!groups.TryGetValue(key, out var group))
            {
                groups[key] = group = [];
            }

            group.Add(codePoint);
        }
    }
}
