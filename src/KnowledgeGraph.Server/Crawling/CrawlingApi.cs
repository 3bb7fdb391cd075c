using System.Globalization;
using System.Text;
using System.Xml;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.Protocol;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeGraph.Server.Crawling;

/// <summary>
/// What search engines ask for: <c>/robots.txt</c>, and the pages in <c>/sitemap.xml</c> and its parts. No page tells when it last
/// changed: the host
/// knows when the dataset did, not what of it.
/// </summary>
/// <seealso href="https://www.sitemaps.org/protocol.html"/>
public static class CrawlingApi
{
    /// <summary>Things of a part; with the pages of the host's own it stays below the 50,000 that the protocol allows.</summary>
    public const int PartSize = 49_000;

    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

    /// <summary>Maps the endpoints.</summary>
    /// <param name="app">The routes.</param>
    public static void MapCrawlingApi(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/robots.txt", ["GET", "HEAD"], Robots).ExcludeFromDescription();
        app.MapMethods("/sitemap.xml", ["GET", "HEAD"], IndexAsync)
            .WithName("sitemap").WithSummary("The parts of the list of pages").WithTags("Finding");
        app.MapMethods("/sitemap/{part:int}.xml", ["GET", "HEAD"], PartAsync)
            .WithName("sitemap-part").WithSummary("A part of the list of pages").WithTags("Finding");
    }

    // RFC 9309. Answers that cost work, and have no end of addresses, are not for crawlers.
    private static ContentHttpResult Robots(HttpContext context) => TypedResults.Text(
        $"""
        User-agent: *
        Disallow: /sparql
        Disallow: /query
        Disallow: /evidence
        Disallow: /reconcile
        Disallow: /search
        Disallow: /explore
        Disallow: /rdf-graph-store
        Disallow: /dataset
        Disallow: /shacl

        Sitemap: {HostAddress.Of(context.Request)}sitemap.xml

        """.ReplaceLineEndings("\n"),
        "text/plain");

    private static Task IndexAsync(HttpContext context, ServedDataset dataset)
    {
        var parts = Math.Max(1, SiteParts.Of(dataset.Engine.Snapshot).Count);
        return WriteAsync(context, dataset, "sitemapindex", "sitemap", Enumerable.Range(1, parts)
            .Select(part => string.Create(CultureInfo.InvariantCulture, $"{HostAddress.Of(context.Request)}sitemap/{part}.xml")));
    }

    private static Task PartAsync(int part, HttpContext context, ServedDataset dataset)
    {
        var parts = Math.Max(1, SiteParts.Of(dataset.Engine.Snapshot).Count);
        return part >= 1 && part <= parts
            ? WriteAsync(context, dataset, "urlset", "url", SitePages.Of(dataset, part - 1, context.RequestAborted)
                .Select(address => HostAddress.Of(context.Request) + address))
            : throw ProblemException.NotFound($"The list of pages has no part {part}; /sitemap.xml names them.");
    }

    private static async Task WriteAsync(HttpContext context, ServedDataset dataset, string root, string item,
        IEnumerable<string> addresses)
    {
        context.Response.Headers.Vary = "Accept-Encoding";
        var tag =
            EntityTag.Of(context.Request, isWeak: false, dataset.Engine.DatasetVersion, context.Request.Path,
            HostAddress.Of(context.Request));
        if (EntityTag.IsCurrent(context, tag))
        {
            return;
        }

        using var document = new MemoryStream();
        using (var xml = XmlWriter.Create(document, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement(root, Namespace);
            foreach (var address in addresses)
            {
                xml.WriteStartElement(item, Namespace);
                xml.WriteElementString("loc", Namespace, address);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        context.Response.Headers.ETag = tag;
        context.Response.ContentType = "application/xml";
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.EndHead(document.Length);
            return;
        }

        context.Response.ContentLength = document.Length;
        await context.Response.Body.WriteAsync(document.GetBuffer().AsMemory(0, (int)document.Length), context.RequestAborted);
    }
}
