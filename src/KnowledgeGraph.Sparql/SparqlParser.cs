using System.Diagnostics.CodeAnalysis;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Sparql.Syntax;

namespace KnowledgeGraph.Sparql;

/// <summary>Parses SPARQL 1.2 (and so 1.1 and 1.0) queries and updates and translates them to the algebra. Thread-safe.</summary>
/// <seealso href="https://www.w3.org/TR/sparql12-query/#grammar"/>
public static class SparqlParser
{
    /// <summary>Parses a query.</summary>
    /// <param name="text">The query text.</param>
    /// <param name="baseIri">The base IRI before the prologue; without one relative IRIs are kept as written.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="SparqlSyntaxException">The text is not a SPARQL query.</exception>
    public static Query ParseQuery(string text, string? baseIri = null, SparqlParserOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new QueryParser(text, baseIri, options ?? new SparqlParserOptions()).ParseQueryUnit();
    }

    /// <summary>Parses an update request: any number of operations, with a prologue before each.</summary>
    /// <param name="text">The text of the request.</param>
    /// <param name="baseIri">The base IRI before the prologue; without one relative IRIs are kept as written.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="SparqlSyntaxException">The text is not a SPARQL update request.</exception>
    /// <seealso href="https://www.w3.org/TR/sparql12-update/"/>
    public static Update ParseUpdate(string text, string? baseIri = null, SparqlParserOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new QueryParser(text, baseIri, options ?? new SparqlParserOptions()).ParseUpdateUnit();
    }

    /// <summary>Parses a query; false with the error if the text is not one.</summary>
    /// <param name="text">The query text.</param>
    /// <param name="query">The query, if true.</param>
    /// <param name="error">The error, if false.</param>
    /// <param name="baseIri">The base IRI before the prologue.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public static bool TryParseQuery(
        string text, [NotNullWhen(true)] out Query? query, [NotNullWhen(false)] out SparqlSyntaxException? error,
        string? baseIri = null, SparqlParserOptions? options = null)
    {
        try
        {
            query = ParseQuery(text, baseIri, options);
            error = null;
            return true;
        }
        catch (SparqlSyntaxException e)
        {
            query = null;
            error = e;
            return false;
        }
    }
}
