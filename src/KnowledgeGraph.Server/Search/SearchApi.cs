using System.Globalization;
using KnowledgeGraph.Knowledge.Search;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.LinkedData;
using KnowledgeGraph.Server.Pages;
using KnowledgeGraph.Server.Protocol;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeGraph.Server.Search;

/// <summary>Search by name: <c>/search?q=</c>, as a page or as JSON.</summary>
public static class SearchApi
{
    private const string Path = "/search";
    private const int DefaultLimit = 20;
    private const int MostResults = 100;
    private const int LongestText = 200;

    private static readonly AnswerFormat s_json = new("json", "application/json", null, Formats.RdfFormat.JsonLd);

    private static readonly IReadOnlyList<AnswerFormat> s_offers = [s_json, AnswerFormat.Html];

    /// <summary>Maps the endpoint.</summary>
    /// <param name="app">The routes.</param>
    public static void MapSearchApi(this IEndpointRouteBuilder app)
    {
        app.MapMethods(Path, ["GET", "HEAD"], AnswerAsync)
            .WithName("search")
            .WithSummary("Things by their name")
            .WithDescription(
                "q: a name or the beginning of its words, in any language and script of the labels, with or without diacritics, romanised "
                + "in any common way, with one typing error at most in words of five letters and more; or an IRI. limit: 1 to 100 (20). type: "
                + "the IRI of a class, its subclasses included. format: json, html. lang, or Accept-Language: of the labels shown. "
                + "Each result tells the label or alias that matched, its language, and how. current is false while the names "
                + "of the latest write are not read yet.")
            .WithTags("Search");
        app.MapOptions(Path, "GET, HEAD, OPTIONS");
    }

    private static async Task AnswerAsync(HttpContext context, ServedDataset dataset)
    {
        context.Response.Headers.Vary = $"Accept, {ReaderLanguages.Header}, Accept-Encoding";
        var query = context.Request.Query;
        var format = AnswerFormat.Choose(context.Request, RequestParameters.Single(query["format"], "format"), s_offers);
        var text = RequestParameters.Single(query["q"], "q")?.Trim();
        if (text is null && !format.IsHtml)
        {
            throw ProblemException.BadRequest("The parameter 'q' is missing: what to look for.");
        }

        if (text?.Length > LongestText)
        {
            throw ProblemException.BadRequest($"The parameter 'q' has {text.Length} characters; at most {LongestText} are looked for.");
        }

        var limit = Limit(RequestParameters.Single(query["limit"], "limit"));
        var type = Type(RequestParameters.Single(query["type"], "type"));
        var tag = EntityTag.Of(
            context.Request, isWeak: true, dataset.Engine.DatasetVersion, "search", text ?? "",
            limit.ToString(CultureInfo.InvariantCulture), type?.Value ?? "", ReaderLanguages.Of(context.Request).Key, format.MediaType);
        context.Response.Headers.CacheControl = "no-cache";
        if (EntityTag.IsCurrent(context, tag))
        {
            return;
        }

        var answer = await FindAsync(context, dataset, text ?? "", limit, type);
        RequestLog.NoteRows(context, answer.Results.Count);
        if (answer.Current)
        {
            context.Response.Headers.ETag = tag;
        }

        await (format.IsHtml
            ? new RazorComponentResult<SearchPage>(new { Answer = answer }).ExecuteAsync(context)
            : context.Response.WriteAsJsonAsync(answer, context.RequestAborted));
    }

    private static async Task<SearchAnswer> FindAsync(HttpContext context, ServedDataset dataset, string text, int limit, Iri? type)
    {
        var index = await LabelIndexes.OfAsync(dataset, context.RequestAborted);
        var isCurrent = LabelIndexes.IsPresent(dataset, index);
        var asked = Asked(context, dataset, text);
        var matches = text.Length == 0 || asked is not null ? [] : index.Find(text, limit, type, context.RequestAborted);
        var labels = LabelLookup.Of(
            dataset, [.. matches.SelectMany(match => match.Types.Prepend(match.Entity)), .. new[] { asked, type }.OfType<Iri>()],
            context.RequestAborted, ReaderLanguages.Of(context.Request));
        var results = matches.Select(match => ResultOf(match, labels));
        return new SearchAnswer(
            text, type is null ? null : NamedTerm.Of(type, labels), limit, index.IsComplete, isCurrent,
            [.. asked is null ? results : [ResultOf(asked, labels)]]);
    }

    // The text itself, if it is an IRI that the data know.
    private static Iri? Asked(HttpContext context, ServedDataset dataset, string text)
    {
        if (!text.Contains(':', StringComparison.Ordinal) || !IriReference.IsWellFormedIri(text))
        {
            return null;
        }

        var iri = new Iri(text);
        var texts = context.RequestServices.GetRequiredService<ArticleTexts>();
        return new EntityReader(dataset, texts, ReaderLanguages.Of(context.Request), context.RequestAborted).IsKnown(iri) ? iri : null;
    }

    private static SearchResult ResultOf(LabelMatch match, IReadOnlyDictionary<Iri, string> labels)
    {
        var entity = NamedTerm.Of(match.Entity, labels, match.Label);
        return new SearchResult(
            entity.Iri, entity.Label, entity.Page, MatchedLabel.Of(match), match.Score, match.Uses,
            [.. match.Types.Select(type => NamedTerm.Of(type, labels))]);
    }

    private static SearchResult ResultOf(Iri asked, IReadOnlyDictionary<Iri, string> labels)
    {
        var entity = NamedTerm.Of(asked, labels);
        return new SearchResult(entity.Iri, entity.Label, entity.Page, new MatchedLabel(asked.Value, null, "iri", "exact"), 1, 0, []);
    }

    private static int Limit(string? text) => text switch
    {
        null or "" => DefaultLimit,
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is >= 1 and <= MostResults => limit,
        _ => throw ProblemException.BadRequest($"The parameter 'limit' is '{text}'; expected a whole number from 1 to {MostResults}."),
    };

    private static Iri? Type(string? text) => text switch
    {
        null or "" => null,
        _ when IriReference.IsWellFormedIri(text) => new Iri(text),
        _ => throw ProblemException.BadRequest($"The parameter 'type' is '{text}'; expected the IRI of a class."),
    };
}
