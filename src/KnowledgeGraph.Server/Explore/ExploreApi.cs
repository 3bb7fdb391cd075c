using System.Collections.Immutable;
using KnowledgeGraph.Knowledge.Search;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.LinkedData;
using KnowledgeGraph.Server.Pages;
using KnowledgeGraph.Server.Protocol;
using KnowledgeGraph.Server.Search;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace KnowledgeGraph.Server.Explore;

/// <summary>
/// The graph from thing to thing: <c>/explore</c> as a page, <c>/explore/neighbours</c> and <c>/explore/edge</c> as data; the last a
/// page, too.
/// </summary>
public static class ExploreApi
{
    private const string Page = "/explore";
    private const string NeighboursPath = Page + "/neighbours";
    private const string Edge = Page + "/edge";
    private const int Suggestions = 20;
    private const int LongestText = 200;

    private static readonly AnswerFormat s_json = new("json", "application/json", null, Formats.RdfFormat.JsonLd);

    /// <summary>Maps the endpoints.</summary>
    /// <param name="app">The routes.</param>
    public static void MapExploreApi(this IEndpointRouteBuilder app)
    {
        app.MapMethods(Page, ["GET", "HEAD"], ExploreAsync).ExcludeFromDescription();
        app.MapMethods(NeighboursPath, ["GET", "HEAD"], NeighboursAsync)
            .WithName("neighbours").WithSummary("What a thing is linked to").WithTags("Explore")
            .WithDescription(
                "iri: the thing. All its properties, each with its number of facts and the first of them; claims that are no facts "
                + "(denied, planned, uncertain, said) beside them. property and direction (out, in): one property, from offset on. claims: offset "
                + "of the claims. limit: facts a property, and claims, 1 to 100 (10). lang, or Accept-Language: of the labels. Follow 'next'.");
        app.MapMethods(Edge, ["GET", "HEAD"], EdgeAsync)
            .WithName("edge").WithSummary("The claims behind a statement between two things").WithTags("Explore")
            .WithDescription("subject, predicate, object: IRIs. format: json, html. lang, or Accept-Language: of the labels. "
                + "404 if the data neither state nor claim it.");
        app.MapOptions(NeighboursPath, "GET, HEAD, OPTIONS");
        app.MapOptions(Edge, "GET, HEAD, OPTIONS");
    }

    private static async Task ExploreAsync(HttpContext context, ServedDataset dataset)
    {
        var text = RequestParameters.Single(context.Request.Query["q"], "q")?.Trim() ?? "";
        var asked = ExploreRequest.IriOf(context.Request, "iri") is null ? null : ExploreRequest.Read(context.Request);
        if (Copy(context, dataset, AnswerFormat.Html))
        {
            return;
        }

        var view = asked is null ? null : Read(context, dataset, asked, Page);
        var found = asked is null && text.Length > 0 ? await FindAsync(context, dataset, text) : [];
        var labels = LabelLookup.Of(
            dataset, found.SelectMany(match => match.Types.Prepend(match.Entity)), context.RequestAborted, ReaderLanguages.Of(context.Request));
        await new RazorComponentResult<ExplorePage>(new
        {
            Text = text,
            View = view,
            Asked = asked,
            Found = found.Select(match => (
                NamedTerm.Of(match.Entity, labels, match.Label),
                match.Types.Select(type => NamedTerm.Of(type, labels)).FirstOrDefault())).ToList(),
        }).ExecuteAsync(context);
    }

    private static async Task<ImmutableArray<LabelMatch>> FindAsync(HttpContext context, ServedDataset dataset, string text)
    {
        var index = await LabelIndexes.OfAsync(dataset, context.RequestAborted);
        if (!LabelIndexes.IsPresent(dataset, index))
        {
            // An answer of the state before.
            context.Response.Headers.Remove(HeaderNames.ETag);
        }

        return index.Find(text[..Math.Min(text.Length, LongestText)], Suggestions, null, context.RequestAborted);
    }

    private static async Task NeighboursAsync(HttpContext context, ServedDataset dataset)
    {
        var asked = ExploreRequest.Read(context.Request);
        if (!Copy(context, dataset, s_json))
        {
            await context.Response.WriteAsJsonAsync(Read(context, dataset, asked, NeighboursPath), context.RequestAborted);
        }
    }

    private static async Task EdgeAsync(HttpContext context, ServedDataset dataset)
    {
        var name = RequestParameters.Single(context.Request.Query["format"], "format");
        var format = AnswerFormat.Choose(context.Request, name, [s_json, AnswerFormat.Html]);
        var triple = new Triple(Part(context.Request, "subject"), Part(context.Request, "predicate"), Part(context.Request, "object"));
        if (Copy(context, dataset, format))
        {
            return;
        }

        var reader = new EdgeReader(
            dataset, context.RequestServices.GetRequiredService<ArticleTexts>(), ReaderLanguages.Of(context.Request), context.RequestAborted);
        var view = reader.Read(triple) ?? throw ProblemException.NotFound("The data neither state nor claim this.");
        await (format.IsHtml
            ? new RazorComponentResult<EdgePage>(new { View = view }).ExecuteAsync(context)
            : context.Response.WriteAsJsonAsync(EdgeEvidence.Of(view), context.RequestAborted));
    }

    private static Iri Part(HttpRequest request, string name) =>
        ExploreRequest.IriOf(request, name)
        ?? throw ProblemException.BadRequest($"The parameter '{name}' is missing; a statement has subject, predicate and object.");

    private static Neighbours Read(HttpContext context, ServedDataset dataset, ExploreRequest asked, string address)
    {
        var articles = context.RequestServices.GetRequiredService<ArticleTexts>();
        var languages = ReaderLanguages.Of(context.Request);
        var reader = new EntityReader(dataset, articles, languages, context.RequestAborted);
        return reader.IsKnown(asked.Entity)
            ? new NeighbourReader(dataset, address, languages, context.RequestAborted).Read(asked)
            : throw ProblemException.NotFound($"The dataset says nothing of <{asked.Entity.Value}>.");
    }

    // True if the client's copy is current. A failure later takes the headers back.
    private static bool Copy(HttpContext context, ServedDataset dataset, AnswerFormat format)
    {
        var tag = EntityTag.Of(
            context.Request, isWeak: true, dataset.Engine.DatasetVersion, context.Request.Path,
            context.Request.QueryString.ToUriComponent(), ReaderLanguages.Of(context.Request).Key, format.MediaType);
        context.Response.Headers.Vary = $"Accept, {ReaderLanguages.Header}, Accept-Encoding";
        context.Response.Headers.CacheControl = "no-cache";
        var isCurrent = EntityTag.IsCurrent(context, tag);
        context.Response.Headers.ETag = tag;
        return isCurrent;
    }
}
