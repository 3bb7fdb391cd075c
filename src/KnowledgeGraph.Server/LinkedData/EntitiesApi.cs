using KnowledgeGraph.Engine.Federation;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.Ontologies;
using KnowledgeGraph.Server.Protocol;
using KnowledgeGraph.Sparql;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>
/// Linked data: every IRI of the data answers under the same path on this host (<c>/id/…</c>, <c>/source/…</c>, <c>/ontology</c>), any other IRI under
/// <c>/describe?iri=</c>, as a page or as RDF. JSON-LD and RDF/XML hold facts, the formats of RDF 1.2 the claims, too, and every format
/// by the profile of RDF 1.1.
/// </summary>
public static class EntitiesApi
{
    private const string OntologyPath = "/ontology";

    private const string Described =
        "As a page or as RDF, by Accept or format. Of the page: lang (a language tag, before those of Accept-Language); property (an IRI), "
        + "with inverse=true for the facts that point here, or status (an IRI: why claims are no facts), and page, for a part of it; "
        + "of a source: page, or claim (an IRI) for the page that has it.";

    // What the default graph says of the entity and to it, and what the graphs of the sources say with it as subject, triple terms
    // included; of what the default graph does not speak of (spans, outside IRIs), what the other graphs say to it.
    private static readonly SparqlQuery s_describe = SparqlParser.ParseQuery(
        """
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        CONSTRUCT { ?entity ?p ?o . ?s ?q ?entity . ?entity ?gp ?go . ?claim rdf:reifies ?triple . ?claim ?cp ?co }
        WHERE {
          { ?entity ?p ?o } UNION { ?s ?q ?entity } UNION { GRAPH ?g { ?entity ?gp ?go } }
          UNION { GRAPH ?g { ?s ?q ?entity } FILTER NOT EXISTS { { ?entity ?dp ?do } UNION { ?ds ?dp ?entity } } }
          UNION { GRAPH ?g { ?claim rdf:reifies ?triple ; ?cp ?co
            { ?claim rdf:reifies <<( ?entity ?tp ?to )>> } UNION { ?claim rdf:reifies <<( ?ts ?tp ?entity )>> } } }
        }
        """);

    // The same without claims, for formats that have no triple terms: they hold facts.
    private static readonly SparqlQuery s_describeFacts = SparqlParser.ParseQuery(
        """
        CONSTRUCT { ?entity ?p ?o . ?s ?q ?entity . ?entity ?gp ?go }
        WHERE {
          { ?entity ?p ?o } UNION { ?s ?q ?entity } UNION { GRAPH ?g { ?entity ?gp ?go FILTER(!isTRIPLE(?go)) } }
          UNION { GRAPH ?g { ?s ?q ?entity } FILTER NOT EXISTS { { ?entity ?dp ?do } UNION { ?ds ?dp ?entity } } }
        }
        """);

    // All that the ontology's namespace defines, with its versions, for its own address and that of its current version.
    private static readonly SparqlQuery s_ontology = SparqlParser.ParseQuery(
        """
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX dcterms: <http://purl.org/dc/terms/>
        CONSTRUCT { ?term ?p ?o . ?entity ?op ?oo }
        WHERE { { ?term rdfs:isDefinedBy|dcterms:isVersionOf ?entity ; ?p ?o } UNION { ?entity ?op ?oo } }
        """);

    private static readonly IReadOnlyList<AnswerFormat> s_offers =
    [
        // The proper names of the formats before their other names.
        AnswerFormat.Html,
        .. AnswerFormat.OfGraphs.Where(format => !format.IsHtml).OrderBy(format => format.MediaType != format.Rdf!.MediaType),
        new("json", "application/json", null, RdfFormat.JsonLd),
    ];

    /// <summary>Maps the endpoints.</summary>
    /// <param name="app">The routes.</param>
    public static void MapEntitiesApi(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/id/{**path}", ["GET", "HEAD"], (HttpContext context, ServedDataset dataset) => AnswerAsync(context, dataset, Requested(context)))
            .WithName("entity").WithSummary("What is known of a thing").WithDescription(Described).WithTags("Linked data");
        app.MapMethods("/source/{**path}", ["GET", "HEAD"], (HttpContext context, ServedDataset dataset) => AnswerAsync(context, dataset, Requested(context)))
            .WithName("source").WithSummary("A source, a claim, a mention, a span").WithDescription(Described).WithTags("Linked data");
        app.MapMethods(OntologyPath, ["GET", "HEAD"], (HttpContext context, ServedDataset dataset) => AnswerAsync(context, dataset, Requested(context)))
            .WithName("ontology").WithSummary("The ontology").WithTags("Linked data");
        app.MapMethods("/ontology/{**path}", ["GET", "HEAD"], (HttpContext context, ServedDataset dataset) => AnswerAsync(context, dataset, Requested(context)))
            .ExcludeFromDescription();
        app.MapMethods("/ontology/context.jsonld", ["GET", "HEAD"], () => TypedResults.Bytes(
                BundledContexts.Find(LocalAddress.Context.Iri)!.Content, RdfFormat.JsonLd.MediaType))
            .WithName("context").WithSummary("The JSON-LD context of the data").WithTags("Linked data");
        app.MapMethods("/ontology/alignments", ["GET", "HEAD"], () => Turtle(ShippedOntology.AlignmentsFile))
            .WithName("alignments").WithSummary("The ontology's alignments, each with its reason").WithTags("Linked data");
        app.MapMethods("/ontology/shapes", ["GET", "HEAD"], () => Turtle(ShippedOntology.ShapesFile))
            .WithName("shapes").WithSummary("The ontology's shapes for SHACL").WithTags("Linked data");
        app.MapMethods("/describe", ["GET", "HEAD"], DescribeAsync)
            .WithName("describe").WithSummary("What is known of any IRI").WithTags("Linked data");
    }

    private static FileContentHttpResult Turtle(ReadOnlyMemory<byte> file) => TypedResults.Bytes(file, RdfFormat.Turtle.MediaType);

    private static Iri Requested(HttpContext context) => LocalAddress.IriOf(context.Request.Path);

    private static Task DescribeAsync(HttpContext context, ServedDataset dataset)
    {
        var iri = context.Request.Query["iri"].ToString();
        return IriReference.IsWellFormedIri(iri)
            ? AnswerAsync(context, dataset, new Iri(iri))
            : throw ProblemException.BadRequest($"The parameter 'iri' is '{iri}'; expected an absolute IRI.");
    }

    private static async Task AnswerAsync(HttpContext context, ServedDataset dataset, Iri entity)
    {
        context.Response.Headers.Vary = Dereferencing.Vary;
        var ontology = OntologyAsked(context, dataset, entity);
        entity = ontology ?? entity;
        var name = RequestParameters.Single(context.Request.Query[Dereferencing.FormatParameter], Dereferencing.FormatParameter);
        var format = AnswerFormat.Choose(context.Request, name, s_offers);
        var languages = ReaderLanguages.Of(context.Request);
        var timeout = dataset.QueryOptions().Timeout;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(timeout);
        var texts = context.RequestServices.GetRequiredService<ArticleTexts>();
        var reader = new EntityReader(dataset, texts, languages, limit.Token);
        if (!reader.IsKnown(entity))
        {
            throw ProblemException.NotFound($"The dataset says nothing of <{entity.Value}>.");
        }

        if (Dereferencing.SendOn(context, format, IsDocument(context.Request)))
        {
            return;
        }

        if (format.IsHtml)
        {
            var tag = EntityTag.Of(
                context.Request, isWeak: true, dataset.Engine.DatasetVersion, entity.Value, format.MediaType, languages.Key);
            if (!EntityTag.IsCurrent(context, tag))
            {
                context.Response.Headers.ETag = tag;
                await WriteAsync(context, PageInTime);
            }

            return;
        }

        var describe = format.Rdf!.WritesEveryGraph || ContentProfile.Choose(context.Request, format.Rdf).IsReified ? s_describe : s_describeFacts;
        await QueryAnswer.WriteAsync(
            context, dataset, Bound(ontology is null ? describe : s_ontology, entity), "describe\n" + entity.Value,
            dataset.QueryOptions(), format, dataset.IsShipped ? LocalAddress.Context : null, ontology is null ? entity : null);

        IResult PageInTime()
        {
            try
            {
                return ontology is null
                    ? EntityPages.Of(
                        context, reader, new SourceReader(dataset, texts, languages, limit.Token), entity, Alternates(context.Request))
                    : EntityPages.OfOntology(reader, entity, new OntologyReader(dataset, limit.Token), Alternates(context.Request));
            }
            catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
            {
                throw new QueryTimeoutException(timeout);
            }
        }
    }

    // Headers alone need no page, but for a part, which may not be there.
    private static Task WriteAsync(HttpContext context, Func<IResult> page)
    {
        if (!HttpMethods.IsHead(context.Request.Method) || context.Request.Query.Keys.Any(EntityPart.IsParameter))
        {
            return page().ExecuteAsync(context);
        }

        context.Response.ContentType = AnswerFormat.Html.ContentType;
        context.Response.EndHead(null);
        return Task.CompletedTask;
    }

    // What lies under /id and /source are things; a description by /describe and the ontology are documents.
    private static bool IsDocument(HttpRequest request) =>
        !request.Path.StartsWithSegments("/id") && !request.Path.StartsWithSegments("/source");

    // The ontology, if it is asked for by its own address or by that of its current version.
    private static Iri? OntologyAsked(HttpContext context, ServedDataset dataset, Iri entity) =>
        context.Request.Path == OntologyPath ? entity
        : context.Request.Path.StartsWithSegments(OntologyPath) ? new OntologyReader(dataset, context.RequestAborted).OfVersion(entity)
        : null;

    private static List<(string Type, string Address)> Alternates(HttpRequest request) =>
        [.. s_offers.Where(format => format.Rdf?.MediaType == format.MediaType)
            .Select(format => (format.MediaType, Dereferencing.AddressOf(request, format)))];

    private static SparqlQuery Bound(SparqlQuery query, Iri entity) =>
        QueryParameters.Bind(query, new Dictionary<string, Term>(StringComparer.Ordinal) { ["entity"] = entity }) with
        {
            Prefixes = LocalAddress.Prefixes,
        };
}
