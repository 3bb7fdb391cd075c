namespace KnowledgeGraph.Rdf.Canonicalization;

/// <summary>A dataset that is not canonicalised: too symmetric for the bound on work, or with terms that the algorithm does not know.</summary>
/// <param name="message">What is in the way.</param>
public sealed class CanonicalizationException(string message) : Exception(message);
