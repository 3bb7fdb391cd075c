using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Sparql.Printing;

namespace KnowledgeGraph.Sparql;

/// <summary>
/// Writes the algebra of a query or an update as SPARQL. Whatever the parser made reads back as the same algebra up to the names of internal variables
/// (<see cref="AlgebraComparer"/>). Comments, layout and abbreviations of the original text are gone.
/// </summary>
public static class SparqlPrinter
{
    /// <summary>Writes a query.</summary>
    /// <param name="query">The query.</param>
    public static string Print(Query query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Print(InScopeVariables.Mentioned(query), names => new QueryText(query, names).Write());
    }

    /// <summary>Writes an update request.</summary>
    /// <param name="update">The request.</param>
    public static string Print(Update update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return Print(InScopeVariables.Mentioned(update), names => new UpdateText(update, names).Write());
    }

    /// <summary>Writes a property path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="prefixes">Prefixes for its IRIs: prefix, without colon, to namespace.</param>
    public static string Print(PropertyPath path, IReadOnlyDictionary<string, string> prefixes)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(prefixes);
        return new PathText(new TermText(prefixes)).Write(path);
    }

    // An internal variable is written as a blank node where that is possible. A first pass finds those that need a name.
    private static string Print(IReadOnlySet<Variable> used, Func<InternalNames, string> write)
    {
        var names = new InternalNames(used);
        string text;
        do
        {
            names.Restart();
            text = write(names);
        }
        while (names.FoundAnother);

        return text;
    }
}
