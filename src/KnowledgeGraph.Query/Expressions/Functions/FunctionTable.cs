using KnowledgeGraph.Query.Expressions.Nodes;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Expressions.Functions;

/// <summary>Which code evaluates which built-in function (SPARQL 1.2 §17.4), by number of arguments.</summary>
internal static class FunctionTable
{
    public static NullaryFunction? Nullary(BuiltInFunction function) => function switch
    {
        BuiltInFunction.BNode => TermFunctions.BlankNode,
        BuiltInFunction.Rand => NumericFunctions.Rand,
        BuiltInFunction.Uuid => TermFunctions.Uuid,
        BuiltInFunction.StrUuid => TermFunctions.StrUuid,
        _ => null,
    };

    public static UnaryFunction? Unary(BuiltInFunction function) => function switch
    {
        BuiltInFunction.LangDir => TermFunctions.LangDir,
        BuiltInFunction.HasLang => TermFunctions.HasLang,
        BuiltInFunction.HasLangDir => TermFunctions.HasLangDir,
        BuiltInFunction.Datatype => TermFunctions.Datatype,
        BuiltInFunction.Iri => TermFunctions.Iri,
        BuiltInFunction.IsIri => TermFunctions.IsIri,
        BuiltInFunction.IsBlank => TermFunctions.IsBlank,
        BuiltInFunction.IsLiteral => TermFunctions.IsLiteral,
        BuiltInFunction.IsNumeric => TermFunctions.IsNumeric,
        BuiltInFunction.IsTriple => TermFunctions.IsTriple,
        BuiltInFunction.Subject => TermFunctions.Subject,
        BuiltInFunction.Predicate => TermFunctions.Predicate,
        BuiltInFunction.Object => TermFunctions.Object,
        BuiltInFunction.Abs => NumericFunctions.Abs,
        BuiltInFunction.Ceil => NumericFunctions.Ceil,
        BuiltInFunction.Floor => NumericFunctions.Floor,
        BuiltInFunction.Round => NumericFunctions.Round,
        BuiltInFunction.EncodeForUri => StringFunctions.EncodeForUri,
        BuiltInFunction.Year => DateTimeFunctions.Year,
        BuiltInFunction.Month => DateTimeFunctions.Month,
        BuiltInFunction.Day => DateTimeFunctions.Day,
        BuiltInFunction.Hours => DateTimeFunctions.Hours,
        BuiltInFunction.Minutes => DateTimeFunctions.Minutes,
        BuiltInFunction.Seconds => DateTimeFunctions.Seconds,
        BuiltInFunction.Timezone => DateTimeFunctions.Timezone,
        BuiltInFunction.Tz => DateTimeFunctions.Tz,
        BuiltInFunction.Md5 => HashFunctions.Md5,
        BuiltInFunction.Sha1 => HashFunctions.Sha1,
        BuiltInFunction.Sha256 => HashFunctions.Sha256,
        BuiltInFunction.Sha384 => HashFunctions.Sha384,
        BuiltInFunction.Sha512 => HashFunctions.Sha512,
        _ => null,
    };

    public static BinaryFunction? Binary(BuiltInFunction function) => function switch
    {
        BuiltInFunction.LangMatches => StringFunctions.LangMatches,
        BuiltInFunction.StrLang => TermFunctions.StrLang,
        BuiltInFunction.StrDt => TermFunctions.StrDt,
        BuiltInFunction.SameTerm => TermFunctions.SameTerm,
        BuiltInFunction.SameValue => TermFunctions.SameValue,
        _ => null,
    };

    public static TernaryFunction? Ternary(BuiltInFunction function) => function switch
    {
        BuiltInFunction.StrLangDir => TermFunctions.StrLangDir,
        BuiltInFunction.Triple => TermFunctions.Triple,
        _ => null,
    };
}
