namespace KnowledgeGraph.Server.Ontologies;

/// <summary>Terms that stand under one heading.</summary>
/// <param name="Anchor">Where the heading is on the page.</param>
/// <param name="Heading">The heading.</param>
/// <param name="Terms">The terms, by label; of a list of values the list itself first.</param>
public sealed record OntologyGroup(string Anchor, string Heading, IReadOnlyList<OntologyTerm> Terms);
