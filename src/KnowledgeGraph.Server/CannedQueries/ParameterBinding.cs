using System.Diagnostics.CodeAnalysis;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;
using Microsoft.Extensions.Primitives;

namespace KnowledgeGraph.Server.CannedQueries;

/// <summary>A canned query with the values of a request: bound as terms in the algebra, never as text.</summary>
/// <param name="Canned">The canned query.</param>
/// <param name="Values">The text of each parameter, given or default, as far as it has one.</param>
/// <param name="Problems">Parameter name to what is wrong with it; empty if nothing is.</param>
/// <param name="Query">The query with terms in place of the parameters; null if something is wrong.</param>
public sealed record ParameterBinding(
    CannedQuery Canned, IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, string> Problems, SparqlQuery? Query)
{
    /// <summary>What tells this query apart from all others: its name and every value.</summary>
    public string Identity => string.Join(
        '\n', Canned.Parameters.Select(parameter => $"{parameter.Name}={Values.GetValueOrDefault(parameter.Name)}").Prepend(Canned.Name));

    /// <summary>Binds every parameter.</summary>
    /// <param name="canned">The canned query.</param>
    /// <param name="given">The values given, by parameter name; an empty one counts as not given.</param>
    /// <param name="binding">The query bound, or what is wrong.</param>
    public static bool TryBind(CannedQuery canned, IReadOnlyDictionary<string, StringValues> given, out ParameterBinding binding)
    {
        ArgumentNullException.ThrowIfNull(canned);
        ArgumentNullException.ThrowIfNull(given);
        var terms = new Dictionary<string, Term>(StringComparer.Ordinal);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        // A misspelt parameter would silently leave the default in force and answer another question.
        var problems = given.Keys.Where(name => canned.Parameters.All(parameter => parameter.Name != name))
            .ToDictionary(name => name, _ => Unknown(canned), StringComparer.Ordinal);
        foreach (var parameter in canned.Parameters)
        {
            var texts = given.GetValueOrDefault(parameter.Name);
            if (texts.Count > 1)
            {
                problems[parameter.Name] = $"given {texts.Count} times; expected once.";
                continue;
            }

            var text = string.IsNullOrEmpty(texts) ? parameter.Default : texts.ToString();
            if (text is null)
            {
                problems[parameter.Name] = $"missing; expected {parameter.Type.Expected}.";
                continue;
            }

            values[parameter.Name] = text;
            if (TryBind(parameter, text, problems, out var term))
            {
                terms[parameter.Variable] = term;
            }
        }

        binding = new ParameterBinding(canned, values, problems, problems.Count == 0 ? QueryParameters.Bind(canned.Query, terms) : null);
        return problems.Count == 0;
    }

    private static bool TryBind(
        CannedQueryParameter parameter, string text, Dictionary<string, string> problems, [NotNullWhen(true)] out Term? term)
    {
        if (parameter.TryBind(text, out term, out var expected))
        {
            return term is not null;
        }

        problems[parameter.Name] = $"'{text}' is not {expected}.";
        return false;
    }

    private static string Unknown(CannedQuery canned) => canned.Parameters.Count == 0
        ? "unknown; this query has no parameters."
        : $"unknown; this query has {string.Join(", ", canned.Parameters.Select(parameter => parameter.Name))}.";
}
