using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions.Functions;

/// <summary>Functions on numbers (SPARQL 1.1 §17.4.4) and the unary operators.</summary>
/// <seealso href="https://www.w3.org/TR/sparql11-query/#func-numerics"/>
internal static class NumericFunctions
{
    public static TermId Abs(TermWorkspace workspace, TermId value) =>
        workspace.TryGetNumber(value, out var number) ? workspace.Number(XsdArithmetic.Abs(number)) : default;

    public static TermId Ceil(TermWorkspace workspace, TermId value) =>
        workspace.TryGetNumber(value, out var number) ? workspace.Number(XsdArithmetic.Ceiling(number)) : default;

    public static TermId Floor(TermWorkspace workspace, TermId value) =>
        workspace.TryGetNumber(value, out var number) ? workspace.Number(XsdArithmetic.Floor(number)) : default;

    public static TermId Round(TermWorkspace workspace, TermId value) =>
        workspace.TryGetNumber(value, out var number) ? workspace.Number(XsdArithmetic.Round(number)) : default;

    public static TermId Plus(TermWorkspace workspace, TermId value) =>
        workspace.TryGetNumber(value, out var number) ? workspace.Number(number) : default;

    public static TermId Negate(TermWorkspace workspace, TermId value) =>
        workspace.TryGetNumber(value, out var number) ? workspace.Number(XsdArithmetic.Negate(number)) : default;

    public static TermId Rand(TermWorkspace workspace) =>
        workspace.Number(XsdNumber.Double(workspace.Context.Random.NextDouble()));
}
