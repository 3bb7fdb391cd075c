using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions;

/// <summary>The three outcomes of a test. <c>default</c> is the error.</summary>
public enum Truth : byte
{
    /// <summary>A type error, or an unbound variable.</summary>
    Error,

    /// <summary>False.</summary>
    False,

    /// <summary>True.</summary>
    True,
}

/// <summary>The logic of three values (SPARQL 1.1 §17.2).</summary>
/// <seealso href="https://www.w3.org/TR/sparql11-query/#evaluation"/>
internal static class TruthTables
{
    /// <summary>Logical and: false wins over error.</summary>
    public static Truth And(Truth left, Truth right) =>
        left == Truth.False || right == Truth.False ? Truth.False
        : left == Truth.True && right == Truth.True ? Truth.True
        : Truth.Error;

    /// <summary>Logical or: true wins over error.</summary>
    public static Truth Or(Truth left, Truth right) =>
        left == Truth.True || right == Truth.True ? Truth.True
        : left == Truth.False && right == Truth.False ? Truth.False
        : Truth.Error;

    /// <summary>Logical not: an error stays one.</summary>
    public static Truth Not(Truth value) => value switch
    {
        Truth.True => Truth.False,
        Truth.False => Truth.True,
        _ => Truth.Error,
    };

    /// <summary>The truth of a boolean.</summary>
    public static Truth Of(bool value) => value ? Truth.True : Truth.False;

    /// <summary>The id of the boolean literal; undefined for an error.</summary>
    public static TermId ToId(Truth value) => value switch
    {
        Truth.True => TermId.True,
        Truth.False => TermId.False,
        _ => TermId.Undefined,
    };
}
