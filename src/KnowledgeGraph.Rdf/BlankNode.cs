namespace KnowledgeGraph.Rdf;

/// <summary>A blank node. Equal labels mean equal nodes only within one document, result or store.</summary>
/// <param name="Label">The label without <c>_:</c>.</param>
public sealed record BlankNode(string Label) : Term
{
    /// <inheritdoc/>
    public override TermKind Kind => TermKind.BlankNode;
}
