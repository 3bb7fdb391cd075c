using KnowledgeGraph.Engine;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.CannedQueries;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.LinkedData;
using KnowledgeGraph.Server.Protocol;
using KnowledgeGraph.Sparql;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeGraph.Server.Pages;

/// <summary>Answers of queries as pages.</summary>
public static class ResultPages
{
    /// <summary>Rows shown on a page; the downloads have all.</summary>
    public const int MaxRows = 1000;

    private static readonly string[] s_tripleColumns = ["subject", "predicate", "object"];

    /// <summary>The query page without an answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="dataset">What is asked.</param>
    public static Task WriteQueryPageAsync(HttpContext context, ServedDataset dataset) =>
        WriteAsync(context, new { Title = "Ask in SPARQL", QueryText = SampleQueries.For(dataset) });

    /// <summary>The query page with the answer of a query.</summary>
    /// <param name="context">The request.</param>
    /// <param name="dataset">What is asked.</param>
    /// <param name="query">The query.</param>
    /// <param name="request">The request as read.</param>
    /// <param name="options">Limits and dataset.</param>
    public static Task WriteAsync(HttpContext context, ServedDataset dataset, SparqlQuery query, SparqlRequest.Query request,
        QueryOptions options)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(request);
        return WriteAsync(context, new
        {
            Title = "Ask in SPARQL",
            QueryText = request.Text,
            Table = Answer(context, dataset, query, options),
            Downloads = Downloads(context.Request, request.Fields, SparqlApi.KindOf(query)),
        });
    }

    /// <summary>The page of a canned query: its form, and the answer if all parameters are right.</summary>
    /// <param name="context">The request.</param>
    /// <param name="dataset">What is asked.</param>
    /// <param name="binding">The query with its parameters bound, or what is wrong with them.</param>
    /// <param name="page">Which of its rows.</param>
    /// <param name="options">Limits.</param>
    public static Task WriteCannedAsync(
        HttpContext context, ServedDataset dataset, ParameterBinding binding, AnswerPage page, QueryOptions options)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(binding);
        ArgumentNullException.ThrowIfNull(page);
        page = page with { Limit = page.Limit is { } asked ? Math.Min(asked, MaxRows) : null };
        var (answer, links) = (default(AnswerTable), (IReadOnlyList<(string Relation, string Address)>)[]);
        if (binding.Query is null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        else
        {
            var tag = dataset.Engine.Prepare(binding.Query).IsDeterministic
                ? EntityTag.Of(context.Request, isWeak: true, dataset.Engine.DatasetVersion, binding.Identity, page.Identity, "text/html")
                : null;
            if (tag is not null && EntityTag.IsCurrent(context, tag))
            {
                return Task.CompletedTask;
            }

            answer = Answer(context, dataset, binding.Query, options, page);
            links = page.Limit is { } limit ? page.Links(context.Request, limit, answer.Rows.Count + (answer.IsCut ? 1 : 0)) : [];
            context.Response.Headers.ETag = tag;
            context.Response.Headers.Link = links.Count > 0 ? AnswerPage.HeaderOf(links) : default;
        }

        return WriteAsync(context, new
        {
            Title = binding.Canned.Summary,
            QueryText = binding.Canned.Text,
            binding.Canned,
            binding.Values,
            binding.Problems,
            Table = answer,
            Links = links,
            page.Offset,
            Choices = ParameterChoices.Of(dataset, binding.Canned, context.RequestAborted),
            Downloads = binding.Query is null ? [] : Downloads(context.Request, binding.Values, SparqlApi.KindOf(binding.Query)),
        });
    }

    private static Task WriteAsync(HttpContext context, object parameters) =>
        new RazorComponentResult<ResultPage>(parameters) { StatusCode = context.Response.StatusCode }.ExecuteAsync(context);

    private static AnswerTable Answer(
        HttpContext context, ServedDataset dataset, SparqlQuery query, QueryOptions options, AnswerPage? page = null)
    {
        AnswerTable answer;
        var limit = (int)Math.Min(page?.Limit ?? MaxRows, MaxRows);
        using (var run = dataset.Engine.Run(page?.Cut(query, further: 1) ?? query, options, context.RequestAborted))
        {
            answer = run.Kind switch
            {
                QueryKind.Boolean => new AnswerTable([], [], false, run.Boolean, new Dictionary<Iri, string>()),
                QueryKind.Graph => Table(s_tripleColumns, Triples(run), MaxRows),
                _ => Table([.. run.Variables.Select(variable => variable.Name)], run.Solutions().Take(limit + 1)
                    .Select(IReadOnlyList<Term?> (solution) => solution.Terms), limit),
            };
        }

        RequestLog.NoteRows(context, answer.Rows.Count);
        return answer with
        {
            Labels = LabelLookup.Of(dataset, answer.Rows.SelectMany(row => row).OfType<Term>(), context.RequestAborted),
            Explained = query is SparqlQuery.Describe ? null
                : SparqlPrinter.Print(query with { Dataset = options.Dataset ?? query.Dataset }),
            IsGraph = query is SparqlQuery.Construct or SparqlQuery.Describe,
        };
    }

    private static AnswerTable Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<Term?>> rows, int limit)
    {
        var shown = rows.ToList();
        return new AnswerTable(
            columns, [.. shown.Take(limit)], shown.Count > limit, Boolean: null, new Dictionary<Iri, string>());
    }

    // Batch by batch, so that a graph of millions of triples is not built for the thousand that are shown.
    private static IEnumerable<IReadOnlyList<Term?>> Triples(QueryRun run)
    {
        var sink = new DatasetSink();
        while (run.Count <= MaxRows && run.WriteBatch(sink))
        {
        }

        return sink.Dataset.Take(MaxRows + 1).Select(IReadOnlyList<Term?> (quad) => [quad.Subject, quad.Predicate, quad.Object]);
    }

    private static List<(string Name, string Address)> Downloads(
        HttpRequest request, IEnumerable<KeyValuePair<string, string>> parameters, QueryKind kind) =>
        [.. AnswerFormat.Of(kind).Where(format => !format.IsHtml).DistinctBy(format => format.Name)
            .Select(format => (format.Name, request.Path + new QueryBuilder(parameters) { { "format", format.Name } }.ToString()))];
}
