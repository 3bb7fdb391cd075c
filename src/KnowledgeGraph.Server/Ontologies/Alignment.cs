using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.Ontologies;

/// <summary>How a term of ours relates to one of an outside vocabulary.</summary>
/// <param name="Relation">The relation: below it, below it as a property, or close to it.</param>
/// <param name="Target">The term outside.</param>
/// <param name="Reason">Why it is no more and no less.</param>
public sealed record Alignment(Iri Relation, Iri Target, string Reason)
{
    /// <summary>The relation in words.</summary>
    public string Words => Relation.Value[(Relation.Value.LastIndexOf('#') + 1)..] switch
    {
        "subClassOf" => "is below",
        "subPropertyOf" => "is below",
        "closeMatch" => "is close to",
        "relatedMatch" => "is related to",
        var other => other,
    };
}
