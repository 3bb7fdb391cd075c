namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>
/// A query variable. Names that start with a full stop cannot be written in a query: they stand for blank nodes of patterns
/// (SPARQL 1.1 §4.1.4) and for values that the translation introduces, and never appear in <c>SELECT *</c>.
/// </summary>
/// <param name="Name">The name without <c>?</c> or <c>$</c>.</param>
public sealed record Variable(string Name)
{
    /// <summary>True if the translation made this variable and no user can name it.</summary>
    public bool IsInternal => Name.StartsWith('.');

    /// <inheritdoc/>
    public override string ToString() => "?" + Name;
}
