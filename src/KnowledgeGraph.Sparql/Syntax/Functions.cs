using System.Collections.Frozen;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Syntax;

/// <summary>The names of built-in functions and aggregates, with how many arguments they take.</summary>
internal static class Functions
{
    private static readonly FrozenDictionary<string, (BuiltInFunction Function, int Least, int Most)> s_functions =
        new Dictionary<string, (BuiltInFunction, int, int)>
        {
            ["STR"] = (BuiltInFunction.Str, 1, 1),
            ["LANG"] = (BuiltInFunction.Lang, 1, 1),
            ["LANGMATCHES"] = (BuiltInFunction.LangMatches, 2, 2),
            ["LANGDIR"] = (BuiltInFunction.LangDir, 1, 1),
            ["DATATYPE"] = (BuiltInFunction.Datatype, 1, 1),
            ["IRI"] = (BuiltInFunction.Iri, 1, 1),
            ["URI"] = (BuiltInFunction.Iri, 1, 1),
            ["BNODE"] = (BuiltInFunction.BNode, 0, 1),
            ["RAND"] = (BuiltInFunction.Rand, 0, 0),
            ["ABS"] = (BuiltInFunction.Abs, 1, 1),
            ["CEIL"] = (BuiltInFunction.Ceil, 1, 1),
            ["FLOOR"] = (BuiltInFunction.Floor, 1, 1),
            ["ROUND"] = (BuiltInFunction.Round, 1, 1),
            ["CONCAT"] = (BuiltInFunction.Concat, 0, int.MaxValue),
            ["SUBSTR"] = (BuiltInFunction.SubStr, 2, 3),
            ["STRLEN"] = (BuiltInFunction.StrLen, 1, 1),
            ["REPLACE"] = (BuiltInFunction.Replace, 3, 4),
            ["UCASE"] = (BuiltInFunction.UCase, 1, 1),
            ["LCASE"] = (BuiltInFunction.LCase, 1, 1),
            ["ENCODE_FOR_URI"] = (BuiltInFunction.EncodeForUri, 1, 1),
            ["CONTAINS"] = (BuiltInFunction.Contains, 2, 2),
            ["STRSTARTS"] = (BuiltInFunction.StrStarts, 2, 2),
            ["STRENDS"] = (BuiltInFunction.StrEnds, 2, 2),
            ["STRBEFORE"] = (BuiltInFunction.StrBefore, 2, 2),
            ["STRAFTER"] = (BuiltInFunction.StrAfter, 2, 2),
            ["YEAR"] = (BuiltInFunction.Year, 1, 1),
            ["MONTH"] = (BuiltInFunction.Month, 1, 1),
            ["DAY"] = (BuiltInFunction.Day, 1, 1),
            ["HOURS"] = (BuiltInFunction.Hours, 1, 1),
            ["MINUTES"] = (BuiltInFunction.Minutes, 1, 1),
            ["SECONDS"] = (BuiltInFunction.Seconds, 1, 1),
            ["TIMEZONE"] = (BuiltInFunction.Timezone, 1, 1),
            ["TZ"] = (BuiltInFunction.Tz, 1, 1),
            ["NOW"] = (BuiltInFunction.Now, 0, 0),
            ["UUID"] = (BuiltInFunction.Uuid, 0, 0),
            ["STRUUID"] = (BuiltInFunction.StrUuid, 0, 0),
            ["MD5"] = (BuiltInFunction.Md5, 1, 1),
            ["SHA1"] = (BuiltInFunction.Sha1, 1, 1),
            ["SHA256"] = (BuiltInFunction.Sha256, 1, 1),
            ["SHA384"] = (BuiltInFunction.Sha384, 1, 1),
            ["SHA512"] = (BuiltInFunction.Sha512, 1, 1),
            ["STRLANG"] = (BuiltInFunction.StrLang, 2, 2),
            ["STRLANGDIR"] = (BuiltInFunction.StrLangDir, 3, 3),
            ["STRDT"] = (BuiltInFunction.StrDt, 2, 2),
            ["SAMETERM"] = (BuiltInFunction.SameTerm, 2, 2),
            ["SAMEVALUE"] = (BuiltInFunction.SameValue, 2, 2),
            ["ISIRI"] = (BuiltInFunction.IsIri, 1, 1),
            ["ISURI"] = (BuiltInFunction.IsIri, 1, 1),
            ["ISBLANK"] = (BuiltInFunction.IsBlank, 1, 1),
            ["ISLITERAL"] = (BuiltInFunction.IsLiteral, 1, 1),
            ["ISNUMERIC"] = (BuiltInFunction.IsNumeric, 1, 1),
            ["HASLANG"] = (BuiltInFunction.HasLang, 1, 1),
            ["HASLANGDIR"] = (BuiltInFunction.HasLangDir, 1, 1),
            ["REGEX"] = (BuiltInFunction.Regex, 2, 3),
            ["TRIPLE"] = (BuiltInFunction.Triple, 3, 3),
            ["SUBJECT"] = (BuiltInFunction.Subject, 1, 1),
            ["PREDICATE"] = (BuiltInFunction.Predicate, 1, 1),
            ["OBJECT"] = (BuiltInFunction.Object, 1, 1),
            ["ISTRIPLE"] = (BuiltInFunction.IsTriple, 1, 1),
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // Expressions of their own; the number of arguments is checked here only for IF.
    private static readonly FrozenSet<string> s_forms =
        new[] { "BOUND", "IF", "COALESCE", "EXISTS" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, AggregateFunction> s_aggregates = new Dictionary<string, AggregateFunction>
    {
        ["COUNT"] = AggregateFunction.Count,
        ["SUM"] = AggregateFunction.Sum,
        ["AVG"] = AggregateFunction.Avg,
        ["MIN"] = AggregateFunction.Min,
        ["MAX"] = AggregateFunction.Max,
        ["SAMPLE"] = AggregateFunction.Sample,
        ["GROUP_CONCAT"] = AggregateFunction.GroupConcat,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<BuiltInFunction, string> s_names = s_functions
        .Where(static f => f.Key is not ("URI" or "ISURI"))
        .ToFrozenDictionary(static f => f.Value.Function, static f => f.Key);

    /// <summary>All names, for suggestions.</summary>
    public static IEnumerable<string> Names => s_functions.Keys.Concat(s_forms).Concat(s_aggregates.Keys).Order(StringComparer.Ordinal);

    public static bool IsKnown(string name) => s_functions.ContainsKey(name) || s_forms.Contains(name);

    public static BuiltInFunction Function(string name) => s_functions[name].Function;

    public static (int Least, int Most) Arity(string name) =>
        s_functions.TryGetValue(name, out var function) ? (function.Least, function.Most) : (3, 3);

    public static bool TryAggregate(string name, out AggregateFunction function) => s_aggregates.TryGetValue(name, out function);

    /// <summary>The name to print, in capitals.</summary>
    public static string Name(BuiltInFunction function) => s_names[function];

    /// <summary>The name to print, in capitals.</summary>
    public static string Name(AggregateFunction function) => s_aggregates.First(a => a.Value == function).Key;
}
