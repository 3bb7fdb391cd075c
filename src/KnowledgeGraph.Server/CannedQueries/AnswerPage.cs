using System.Globalization;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Sparql.Algebra;
using Microsoft.AspNetCore.Http.Extensions;

namespace KnowledgeGraph.Server.CannedQueries;

/// <summary>A page of the rows of a canned query.</summary>
/// <param name="Offset">Rows before it.</param>
/// <param name="Limit">Most rows on it; null for all that follow.</param>
public sealed record AnswerPage(long Offset, long? Limit)
{
    /// <summary>The parameters of the request that name a page, unless the query has parameters of these names.</summary>
    public const string OffsetName = "offset", LimitName = "limit";

    private const long MaxLimit = 10_000;

    /// <summary>Rows of a page in a browser, unless told.</summary>
    public const int BrowserLimit = 100;

    /// <summary>True if it is the whole answer.</summary>
    public bool IsWhole => this is { Offset: 0, Limit: null };

    /// <summary>What tells its answer from those of other pages.</summary>
    public string Identity => string.Create(CultureInfo.InvariantCulture, $"\n{OffsetName}={Offset}\n{LimitName}={Limit}");

    /// <summary>True if a query's answer comes in pages and a parameter of the request names one.</summary>
    /// <param name="query">The query.</param>
    /// <param name="name">The parameter.</param>
    public static bool IsNamedBy(CannedQuery query, string name)
    {
        ArgumentNullException.ThrowIfNull(query);
        return name is OffsetName or LimitName && query.Query is SparqlQuery.Select
            && query.Parameters.All(parameter => parameter.Name != name);
    }

    /// <summary>The page that a request asks for.</summary>
    /// <param name="request">The request.</param>
    /// <param name="query">The query.</param>
    /// <param name="defaultLimit">Rows of a page, if the request does not say; null for all.</param>
    /// <exception cref="ProblemException">400: a parameter is no number.</exception>
    public static AnswerPage Of(HttpRequest request, CannedQuery query, long? defaultLimit)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(query);
        return query.Query is SparqlQuery.Select
            ? new AnswerPage(
                Number(request, query, OffsetName, 0) ?? 0,
                Number(request, query, LimitName, 1) is { } limit ? Math.Min(limit, MaxLimit) : defaultLimit)
            : new AnswerPage(0, null);
    }

    /// <summary>The query for the rows of the page and no others.</summary>
    /// <param name="query">The query.</param>
    /// <param name="further">Rows after the page that are wanted, too.</param>
    public SparqlQuery Cut(SparqlQuery query, int further = 0)
    {
        ArgumentNullException.ThrowIfNull(query);
        return IsWhole ? query : query with { Pattern = new GraphPattern.Slice(query.Pattern, Offset, Limit + further) };
    }

    /// <summary>
    /// Where the first page and those beside this one are. They are looked for before anything is said: a page that has no row has nothing
    /// beside
    /// it, and the last page is known on the last page alone.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="dataset">What is asked.</param>
    /// <param name="query">The query, whole.</param>
    /// <param name="options">Limits, and the state that the answer will be of.</param>
    public IReadOnlyList<(string Relation, string Address)> Links(HttpRequest request, ServedDataset dataset, SparqlQuery query,
        QueryOptions options)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(dataset);
        if (Limit is not { } limit)
        {
            return [];
        }

        using var run = dataset.Engine.Run(Cut(query, further: 1), options, request.HttpContext.RequestAborted);
        return Links(request, limit, run.Solutions().LongCount());
    }

    /// <summary>The same, of a page whose rows are counted.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">Most rows of a page.</param>
    /// <param name="rows">Rows of this page, and one if there are more.</param>
    public IReadOnlyList<(string Relation, string Address)> Links(HttpRequest request, long limit, long rows)
    {
        ArgumentNullException.ThrowIfNull(request);
        var links = new List<(string, string)> { ("first", Address(request, 0, limit)) };
        if (rows > 0 && Offset > 0)
        {
            links.Add(("prev", Address(request, Math.Max(0, Offset - limit), limit)));
        }

        if (rows > limit)
        {
            links.Add(("next", Address(request, Offset + limit, limit)));
        }
        else if (rows > 0)
        {
            links.Add(("last", Address(request, Offset, limit)));
        }

        return links;
    }

    /// <summary>The value of the header Link (RFC 8288).</summary>
    /// <param name="links">The links.</param>
    public static string HeaderOf(IEnumerable<(string Relation, string Address)> links) =>
        string.Join(", ", links.Select(link => $"<{link.Address}>; rel=\"{link.Relation}\""));

    private static string Address(HttpRequest request, long offset, long limit)
    {
        var others = request.Query.Where(pair => pair.Key is not (OffsetName or LimitName))
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? ""));
        return request.PathBase + request.Path + new QueryBuilder(others)
        {
            { OffsetName, offset.ToString(CultureInfo.InvariantCulture) }, { LimitName, limit.ToString(CultureInfo.InvariantCulture) },
        }.ToString();
    }

    private static long? Number(HttpRequest request, CannedQuery query, string name, long least)
    {
        if (!IsNamedBy(query, name) || RequestParameters.Single(request.Query[name], name) is not { Length: > 0 } text)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            && number <= int.MaxValue
            ? number
            : throw ProblemException.BadParameters(new Dictionary<string, string>
            {
                [name] = string.Create(CultureInfo.InvariantCulture, $"'{text}' is not a whole number from {least} on."),
            });
    }
}
