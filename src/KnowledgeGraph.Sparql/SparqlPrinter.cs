using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Sparql.Printing;

namespace KnowledgeGraph.Sparql;

/// <summary>
/// Writes a query's algebra as SPARQL. Whatever the parser made reads back as the same algebra up to the names of internal variables
/// (<see cref="AlgebraComparer"/>). Comments, layout and abbreviations of the original text are gone.
/// </summary>
public static class SparqlPrinter
{
    /// <summary>Writes a query.</summary>
    /// <param name="query">The query.</param>
    public static string Print(Query query)
    {
        ArgumentNullException.ThrowIfNull(query);

        // An internal variable is written as a blank node where that is possible. A first pass finds those that need a name.
        var names = new InternalNames(InScopeVariables.Mentioned(query));
        string text;
        do
        {
            names.Restart();
            text = new QueryText(query, names).Write();
        }
        while (names.FoundAnother);

        return text;
    }
}
