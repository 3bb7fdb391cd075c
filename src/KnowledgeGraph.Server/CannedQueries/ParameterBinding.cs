using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;

namespace KnowledgeGraph.Server.CannedQueries;

/// <summary>Binds the parameters of a request to a canned query: as terms in the algebra, never as text.</summary>
public static class ParameterBinding
{
    /// <summary>The query with every parameter bound.</summary>
    /// <param name="canned">The canned query.</param>
    /// <param name="values">The values given, by parameter name.</param>
    /// <param name="query">The query with terms in place of the parameters; null if something is wrong.</param>
    /// <param name="problems">Parameter name to what is wrong with it; empty if nothing is.</param>
    public static bool TryBind(
        CannedQuery canned, IReadOnlyDictionary<string, string> values, out SparqlQuery? query, out IReadOnlyDictionary<string, string> problems)
    {
        ArgumentNullException.ThrowIfNull(canned);
        ArgumentNullException.ThrowIfNull(values);
        var terms = new Dictionary<string, Term>(StringComparer.Ordinal);
        var wrong = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in canned.Parameters)
        {
            var text = values.TryGetValue(parameter.Name, out var given) && given.Length > 0 ? given : parameter.Default;
            if (text is null)
            {
                wrong[parameter.Name] = $"missing; expected {parameter.Type.Expected}.";
            }
            else if (parameter.TryBind(text, out var term, out var expected))
            {
                terms[parameter.Variable] = term!;
            }
            else
            {
                wrong[parameter.Name] = $"'{text}' is not {expected}.";
            }
        }

        problems = wrong;
        query = wrong.Count == 0 ? QueryParameters.Bind(canned.Query, terms) : null;
        return query is not null;
    }
}
