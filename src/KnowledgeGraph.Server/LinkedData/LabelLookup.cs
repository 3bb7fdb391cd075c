using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>Labels of IRIs, in one query for all of a page.</summary>
public static class LabelLookup
{
    private static readonly Variable s_entity = new("entity");

    private static readonly SparqlQuery.Select s_query = (SparqlQuery.Select)SparqlParser.ParseQuery(
        """
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?entity ?label WHERE {
          ?entity rdfs:label|skos:prefLabel|dcterms:title ?label
        }
        """);

    /// <summary>The labels of all IRIs among some terms, and inside their triple terms.</summary>
    /// <param name="dataset">Where the labels are.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="cancellation">Stops the look-up.</param>
    /// <param name="languages">What the reader wants; null for English before all others.</param>
    public static IReadOnlyDictionary<Iri, string> Of(
        ServedDataset dataset, IEnumerable<Term> terms, CancellationToken cancellation, ReaderLanguages? languages = null)
    {
        languages ??= ReaderLanguages.English;
        ArgumentNullException.ThrowIfNull(dataset);
        ImmutableArray<ImmutableArray<Term?>> rows = [.. terms.SelectMany(Iris).Distinct().Select(iri => ImmutableArray.Create<Term?>(iri))];
        if (rows.IsEmpty)
        {
            return ImmutableDictionary<Iri, string>.Empty;
        }

        var project = (GraphPattern.Project)s_query.Pattern;
        var query = s_query with
        {
            Pattern = project with { Inner = new GraphPattern.Join(new GraphPattern.Values([s_entity], rows), project.Inner) },
        };
        var labels = new Dictionary<Iri, Literal>();
        using var run = dataset.Engine.Run(query, dataset.QueryOptions(), cancellation);
        foreach (var solution in run.Solutions())
        {
            if (solution["entity"] is Iri entity && solution["label"] is Literal label
                && (!labels.TryGetValue(entity, out var best) || languages.Rank(label.Language) < languages.Rank(best.Language)))
            {
                labels[entity] = label;
            }
        }

        return new LabelDictionary(labels);
    }

    private static IEnumerable<Iri> Iris(Term term) => term switch
    {
        Iri iri => [iri],
        TripleTerm triple => [.. Iris(triple.Subject), triple.Predicate, .. Iris(triple.Object)],
        _ => [],
    };
}
