using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Dumps;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.Pages;
using KnowledgeGraph.Server.Reconciliation;
using KnowledgeGraph.Sparql;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeGraph.Server.Citing;

/// <summary>How to cite the dataset, a thing in it or a claim: <c>/cite</c>, as a page, text, BibTeX, CSL-JSON or RIS.</summary>
public static class CiteApi
{
    private static readonly CitationFormat s_page = new("html", "Page", "text/html", _ => "");

    private static readonly IReadOnlyList<CitationFormat> s_offers = [.. CitationFormat.All, s_page];

    // The graph of a source holds its claims; the register tells how the source is cited.
    private static readonly SparqlQuery s_source = SparqlParser.ParseQuery(
        """
        PREFIX : <https://w3id.org/secoop/ontology#>
        PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?citation WHERE { GRAPH ?source { ?claim a :Claim } ?source dcterms:bibliographicCitation ?citation }
        ORDER BY ?citation LIMIT 1
        """);

    private static readonly SparqlQuery s_known = SparqlParser.ParseQuery(
        "ASK { { ?iri ?p ?o } UNION { GRAPH ?g { ?iri ?q ?r } } }");

    /// <summary>Maps the endpoint.</summary>
    /// <param name="app">The routes.</param>
    public static void MapCiteApi(this IEndpointRouteBuilder app) =>
        app.MapMethods("/cite", ["GET", "HEAD"], AnswerAsync).WithName("cite").WithTags("Finding")
            .WithSummary("How to cite the dataset, a thing in it or a claim (iri)")
            .WithDescription("Without iri the dataset. format: text, bibtex, csl, ris, html; wins over the Accept header.");

    private static async Task AnswerAsync(HttpContext context, ServedDataset dataset)
    {
        context.Response.Headers.Vary = "Accept, Accept-Encoding";
        if (!dataset.IsShipped)
        {
            throw ProblemException.NotFound("Nothing is known of who made this dataset, when, and under which licence.");
        }

        var fields = RequestFields.OfAddress(context.Request);
        var format = Choose(context.Request, fields.Single("format"));
        var iri = fields.Single("iri");
        var digest = await DatasetDigest.OfAsync(dataset).WaitAsync(context.RequestAborted);
        var tag = EntityTag.Of(context.Request, isWeak: format == s_page, dataset.Engine.DatasetVersion, "cite", iri ?? "", format.Name);
        if (EntityTag.IsCurrent(context, tag))
        {
            return;
        }

        var citation = string.IsNullOrEmpty(iri) ? Catalogue.Dataset(digest) : OfThing(dataset, iri, digest, context.RequestAborted);
        context.Response.Headers.ETag = tag;
        if (format == s_page)
        {
            await new RazorComponentResult<CitePage>(new { Citation = citation, Asked = iri }).ExecuteAsync(context);
            return;
        }

        var bytes = System.Text.Encoding.UTF8.GetBytes(format.Write(citation));
        context.Response.ContentType =
            format.MediaType + (format.MediaType.StartsWith("text/", StringComparison.Ordinal) ? "; charset=utf-8" : "");
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.EndHead(bytes.Length);
            return;
        }

        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static CitationFormat Choose(HttpRequest request, string? name) =>
        (string.IsNullOrEmpty(name)
            ? AcceptHeader.Choose(request.Headers.Accept, s_offers, offer => offer.MediaType)
            : s_offers.FirstOrDefault(offer => offer.Name == name || offer.MediaType == name))
        ?? throw ProblemException.NotAcceptable(s_offers.Select(offer => offer.MediaType));

    private static Citation OfThing(ServedDataset dataset, string iri, string? digest, CancellationToken cancellation)
    {
        var reader = new GraphReader(dataset, cancellation);
        if (!IriReference.IsWellFormedIri(iri) || !reader.Ask(s_known, ("iri", new Iri(iri))))
        {
            throw ProblemException.NotFound($"The dataset says nothing of '{iri}'.");
        }

        var thing = new Iri(iri);
        var source = reader.Select(s_source, ("claim", thing)).Select(row => (row["citation"] as Literal)?.Lexical).FirstOrDefault();
        var whole = Catalogue.Dataset(digest);
        var name = source is null ? new EntitySummaries(reader).NamesOf([thing])[thing]
            : "Claim " + new EntitySummaries(reader).NamesOf([thing])[thing];
        var last = string.Concat(iri[(iri.LastIndexOfAny(['/', '#']) + 1)..].Where(c => char.IsAsciiLetterOrDigit(c) || c is '-'));
        return whole with { Key = $"{whole.Key}-{last}", Part = name, Address = iri, Source = source };
    }
}
