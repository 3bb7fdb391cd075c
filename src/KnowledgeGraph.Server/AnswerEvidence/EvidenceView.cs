using KnowledgeGraph.Knowledge.Evidence;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.AnswerEvidence;

/// <summary>What the page of an answer's evidence shows.</summary>
/// <param name="Asked">The query and the row.</param>
/// <param name="Supports">What supports the row.</param>
/// <param name="Statements">What stands behind each triple of the supports.</param>
/// <param name="Labels">Labels of every IRI on the page.</param>
/// <param name="Next">The address of the next page; null if this is the last.</param>
/// <param name="Data">The address of the same as data.</param>
public sealed record EvidenceView(
    EvidenceRequest Asked,
    Supports Supports,
    IReadOnlyDictionary<SupportPart.Statement, StatementView> Statements,
    IReadOnlyDictionary<Iri, string> Labels,
    string? Next,
    string Data);
