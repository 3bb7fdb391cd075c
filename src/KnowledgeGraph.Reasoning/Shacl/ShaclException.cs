using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>
/// Validation that cannot be done (SHACL §3.4.1, failure): an ill-formed or recursive shape, an entailment regime that is not offered, a
/// query that breaks the rules of pre-binding, or one that asks for a failure. Never a violation. The message names shape and triple.
/// </summary>
/// <seealso href="https://www.w3.org/TR/shacl/#failures"/>
public sealed class ShaclException : QueryException
{
    /// <summary>A failure.</summary>
    /// <param name="problem">What is wrong and what was expected.</param>
    /// <param name="shape">The shape, or null if it is about no single one.</param>
    /// <param name="triple">The triple of the shapes graph that is wrong, or null.</param>
    /// <param name="inner">The cause, if another exception is.</param>
    public ShaclException(string problem, Term? shape = null, Triple? triple = null, Exception? inner = null)
        : base(Describe(problem, shape, triple), inner)
    {
        Problem = problem;
        Shape = shape;
        Triple = triple;
    }

    /// <summary>What is wrong, without shape and triple.</summary>
    public string Problem { get; }

    /// <summary>The shape, or null.</summary>
    public Term? Shape { get; }

    /// <summary>The triple of the shapes graph that is wrong, or null.</summary>
    public Triple? Triple { get; }

    private static string Describe(string problem, Term? shape, Triple? triple)
    {
        var place = shape is null ? problem : $"Shape {shape}: {problem}";
        return triple is null ? place : $"{place} The triple is: {triple.Subject} {triple.Predicate} {triple.Object} .";
    }
}
