using KnowledgeGraph.Knowledge.Evidence;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Sparql;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>Puts the words at its places to a claim, as far as the host has the texts. For one request.</summary>
/// <param name="dataset">Which text each source is.</param>
/// <param name="articles">The texts.</param>
/// <param name="cancellation">Stops the look-up.</param>
internal sealed class ClaimQuotes(ServedDataset dataset, ArticleTexts articles, CancellationToken cancellation)
{
    private static readonly SparqlQuery s_texts = SparqlParser.ParseQuery(
        "PREFIX : <https://w3id.org/secoop/ontology#> SELECT ?source ?sha256 WHERE { ?source :sha256 ?sha256 FILTER(isLITERAL(?sha256)) }");

    private ILookup<Term, string>? _texts;

    /// <summary>A claim as a page shows it.</summary>
    /// <param name="triple">The triple that the page is about.</param>
    /// <param name="claim">The claim.</param>
    public ClaimView View(Triple triple, ClaimEvidence claim) => new(triple, claim, articles.IsEmpty ? [] : Quotes(claim));

    private IReadOnlyList<string> Quotes(ClaimEvidence claim)
    {
        _texts ??= Texts();
        return [.. claim.Places.SelectMany(place => _texts[claim.Source].Select(text => articles.Quote(text, place.Start, place.End))).OfType<string>()];
    }

    private ILookup<Term, string> Texts()
    {
        using var run = dataset.Engine.Run(s_texts, dataset.QueryOptions(), cancellation);
        return run.Solutions().ToLookup(row => row["source"]!, row => ((Literal)row["sha256"]!).Lexical);
    }
}
