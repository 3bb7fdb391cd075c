using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.LinkedData;
using KnowledgeGraph.Server.Pages;
using KnowledgeGraph.Server.Protocol;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeGraph.Server.Timelines;

/// <summary>
/// What happened when, according to whom: <c>/timeline</c>; and where they disagree: <c>/disagreements</c>. Pages or JSON.
/// </summary>
public static class TimelineApi
{
    private static readonly IReadOnlyList<AnswerFormat> s_offers =
        [new("json", "application/json", null, Formats.RdfFormat.JsonLd), AnswerFormat.Html];

    /// <summary>Maps the endpoints.</summary>
    /// <param name="app">The routes.</param>
    public static void MapTimelineApi(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/timeline", ["GET", "HEAD"], TimelineAsync)
            .WithName("timeline").WithSummary("What the sources tell, by time").WithTags("Timeline")
            .WithDescription(
                "Dated things by the time told of, each with its source, and what is denied without a date; the sources with the time of "
                + "publication. actor, programme, source: IRIs. polarity: asserted, denied. phase: done, ongoing, future. offset. "
                + "format: json, html. lang, or Accept-Language: of the labels. Follow 'next'.");
        app.MapMethods("/disagreements", ["GET", "HEAD"], DisagreementsAsync)
            .WithName("disagreements").WithSummary("Claims that cannot be true together").WithTags("Timeline")
            .WithDescription(
                "Pairs of claims: declared to conflict, one denying what the other asserts, or giving one subject and property "
                + "different values. format: json, html. lang, or Accept-Language: of the labels.");
        app.MapOptions("/timeline", "GET, HEAD, OPTIONS");
        app.MapOptions("/disagreements", "GET, HEAD, OPTIONS");
    }

    private static Task TimelineAsync(HttpContext context, ServedDataset dataset)
    {
        var asked = TimelineRequest.Read(context.Request);
        return AnswerAsync(context, dataset, format =>
        {
            var reader = new TimelineReader(dataset, ReaderLanguages.Of(context.Request), context.RequestAborted);
            var timeline = reader.Read(asked);
            RequestLog.NoteRows(context, timeline.Items.Count);
            return format.IsHtml
                ? new RazorComponentResult<TimelinePage>(new
                {
                    Asked = asked,
                    View = timeline,
                    reader.HasClaims,
                    Actors = reader.Choices("Actor"),
                    Programmes = reader.Choices("Program"),
                }).ExecuteAsync(context)
                : context.Response.WriteAsJsonAsync(timeline, context.RequestAborted);
        });
    }

    private static Task DisagreementsAsync(HttpContext context, ServedDataset dataset) => AnswerAsync(context, dataset, format =>
    {
        var reader = new DisagreementReader(
            dataset, context.RequestServices.GetRequiredService<ArticleTexts>(), ReaderLanguages.Of(context.Request), context.RequestAborted);
        var view = reader.Read();
        RequestLog.NoteRows(context, view.Pairs.Count);
        return format.IsHtml
            ? new RazorComponentResult<DisagreementsPage>(new { View = view }).ExecuteAsync(context)
            : context.Response.WriteAsJsonAsync(DisagreementDocument.Of(view), context.RequestAborted);
    });

    private static Task AnswerAsync(HttpContext context, ServedDataset dataset, Func<AnswerFormat, Task> write)
    {
        context.Response.Headers.Vary = $"Accept, {ReaderLanguages.Header}, Accept-Encoding";
        var format = AnswerFormat.Choose(context.Request, RequestParameters.Single(context.Request.Query["format"], "format"), s_offers);
        var tag = EntityTag.Of(
            context.Request, isWeak: true, dataset.Engine.DatasetVersion, context.Request.Path,
            context.Request.QueryString.ToUriComponent(), ReaderLanguages.Of(context.Request).Key, format.MediaType);
        context.Response.Headers.CacheControl = "no-cache";
        if (EntityTag.IsCurrent(context, tag))
        {
            return Task.CompletedTask;
        }

        context.Response.Headers.ETag = tag;
        return write(format);
    }
}
