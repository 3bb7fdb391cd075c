using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>Decides whether one graph entails another: the closure of the first, in which an instance of the second is looked for.</summary>
/// <seealso href="https://www.w3.org/TR/rdf12-semantics/#entailment_rules"/>
public static class GraphEntailment
{
    /// <summary>
    /// Decides entailment. Complete for simple entailment, RDF and RDFS, whatever datatypes are recognised, but for graphs whose
    /// conclusions follow only from a value space being finite (<c>xsd:boolean</c> has two values). Finding the instance takes exponential
    /// time in the worst case: many blank nodes in the conclusion.
    /// </summary>
    /// <param name="premise">The graph that entails: the default graph of a dataset.</param>
    /// <param name="conclusion">The graph that is entailed or not: the default graph of a dataset.</param>
    /// <param name="options">The regime, <see cref="EntailmentRegime.None"/> for simple entailment, the recognised datatypes and the
    /// limits.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="EntailmentLimitException">Time or memory do not suffice.</exception>
    public static EntailmentVerdict Decide(
        Dataset premise, Dataset conclusion, EntailmentOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(premise);
        ArgumentNullException.ThrowIfNull(conclusion);
        ArgumentNullException.ThrowIfNull(options);
        var builder = new StoreBuilder();
        premise.WriteTo(builder);
        var run = new InferenceRun(builder.Build(cancellation), options with { Generalized = true }, null, cancellation);
        var pattern = new InstancePattern(conclusion, run);
        run.Execute(pattern.Vocabulary);
        return run.Contradictions.Kept.Count > 0 ? EntailmentVerdict.Inconsistent
            : new InstanceSearch(run, pattern).Exists() ? EntailmentVerdict.Entailed
            : EntailmentVerdict.NotEntailed;
    }
}
