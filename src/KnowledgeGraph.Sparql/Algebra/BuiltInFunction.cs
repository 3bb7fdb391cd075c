#pragma warning disable CS1591 // The members are named exactly as the functions of the recommendation; see the type's link.
namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>
/// Built-in functions that are called with evaluated arguments. BOUND, IF, COALESCE, EXISTS and IN are expressions of their own.
/// </summary>
/// <seealso href="https://www.w3.org/TR/sparql12-query/#SparqlOps"/>
public enum BuiltInFunction
{
    Str, Lang, LangMatches, LangDir, Datatype, Iri, BNode, Rand, Abs, Ceil, Floor, Round, Concat, SubStr, StrLen, Replace, UCase, LCase,
    EncodeForUri, Contains, StrStarts, StrEnds, StrBefore, StrAfter, Year, Month, Day, Hours, Minutes, Seconds, Timezone, Tz, Now, Uuid,
    StrUuid, Md5, Sha1, Sha256, Sha384, Sha512, StrLang, StrLangDir, StrDt, SameTerm, SameValue, IsIri, IsBlank, IsLiteral, IsNumeric,
    HasLang, HasLangDir, Regex, Triple, Subject, Predicate, Object, IsTriple,
}
