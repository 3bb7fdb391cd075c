using System.Globalization;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.LinkedData;
using KnowledgeGraph.Server.Pages;
using KnowledgeGraph.Server.Protocol;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeGraph.Server.Dumps;

/// <summary>The dataset as files: <c>/data/dataset.trig</c>, <c>.nq</c>, <c>/data/facts.ttl</c>, <c>.nt</c>, and its description.</summary>
public static class DumpsApi
{
    private const string Void = "http://rdfs.org/ns/void#";

    private static readonly (string Name, string Words, RdfFormat Format)[] s_files =
    [
        ("dataset.trig", "All graphs, TriG", RdfFormat.TriG),
        ("dataset.nq", "All graphs, N-Quads", RdfFormat.NQuads),
        ("facts.ttl", "The default graph: ontology, register and facts, Turtle", RdfFormat.Turtle),
        ("facts.nt", "The default graph, N-Triples", RdfFormat.NTriples),
    ];

    /// <summary>Maps the endpoints.</summary>
    /// <param name="app">The routes.</param>
    public static void MapDumpsApi(this IEndpointRouteBuilder app)
    {
        foreach (var (name, words, format) in s_files)
        {
            app.MapMethods("/data/" + name, ["GET", "HEAD"], (HttpContext context, ServedDataset dataset) => DumpAsync(context, dataset, format))
                .WithName(name).WithSummary(words).WithTags("Dumps");
        }

        app.MapMethods("/data", ["GET", "HEAD"], () => new RazorComponentResult<DumpsPage>(new
        {
            Files = s_files.Select(file => (file.Name, file.Words)).ToList(),
        })).ExcludeFromDescription();
        app.MapMethods("/.well-known/void", ["GET", "HEAD"], DescribeAsync).WithName("void").WithSummary("Description of the dataset (VoID)")
            .WithTags("Dumps");
    }

    private static async Task DumpAsync(HttpContext context, ServedDataset dataset, RdfFormat format)
    {
        var response = context.Response;
        var contentType = new AnswerFormat("", format.MediaType, null, format).ContentType;
        response.Headers.Vary = "Accept-Encoding";
        response.GetTypedHeaders().LastModified = dataset.LoadedAt;
        var tag = EntityTag.Of(context.Request, isWeak: false, dataset.Engine.DatasetVersion, "dump", format.Name);
        if (EntityTag.IsCurrent(context, tag, dataset.LoadedAt))
        {
            return;
        }

        var body = new HeldBackBody(response, head =>
        {
            head.ContentType = contentType;
            head.Headers.ETag = tag;
        });
        var export = new QuadExport(dataset.Engine.Snapshot, namedGraphs: format.HasGraphNames);
        using var writer = RdfWriter.Create(body, format, LocalAddress.Prefixes);
        try
        {
            while (!body.IsSatisfied && export.WriteBatch(writer))
            {
                context.RequestAborted.ThrowIfCancellationRequested();
                await body.FlushAsync(context.RequestAborted);
            }

            writer.Finish();
            await body.CompleteAsync(context.RequestAborted);
        }
        catch (Exception) when (body.HasBegun)
        {
            context.Abort();
        }
    }

    // https://www.w3.org/TR/void/#discovery
    private static async Task DescribeAsync(HttpContext context, ServedDataset dataset)
    {
        context.Response.Headers.Vary = "Accept, Accept-Encoding";
        var format = AnswerFormat.Choose(
            context.Request, context.Request.Query["format"], [.. AnswerFormat.OfGraphs.Where(format => !format.IsHtml)]);
        context.Response.ContentType = format.ContentType;
        await context.Response.WriteRdfAsync(format.Rdf!, Describe(dataset, HostAddress.Of(context.Request)), context.RequestAborted);
    }

    private static IEnumerable<Triple> Describe(ServedDataset dataset, string address)
    {
        var snapshot = dataset.Engine.Snapshot;
        var all = new Iri(address + ".well-known/void#dataset");
        yield return new Triple(all, RdfVocabulary.Type, new Iri(Void + "Dataset"));
        yield return new Triple(all, new Iri(Void + "sparqlEndpoint"), new Iri(address + "sparql"));
        foreach (var (name, _, _) in s_files)
        {
            yield return new Triple(all, new Iri(Void + "dataDump"), new Iri(address + "data/" + name));
        }

        yield return new Triple(all, new Iri(Void + "triples"), Count(snapshot.DefaultGraphCount + snapshot.NamedGraphsCount));
        if (dataset.IsShipped)
        {
            yield return new Triple(all, new Iri(Void + "uriSpace"), new Literal(LocalAddress.Namespace));
            yield return new Triple(
                all, new Iri("http://purl.org/dc/terms/license"), new Iri("https://creativecommons.org/licenses/by/4.0/"));
            yield return new Triple(all, new Iri(Void + "vocabulary"), new Iri(LocalAddress.Namespace + "ontology#"));
        }

        foreach (var graph in snapshot.NamedGraphs)
        {
            if (snapshot.Terms.ToTerm(graph.Name) is Iri name)
            {
                yield return new Triple(all, new Iri(Void + "subset"), name);
                yield return new Triple(name, RdfVocabulary.Type, new Iri(Void + "Dataset"));
                yield return new Triple(name, new Iri(Void + "triples"), Count(graph.Count));
            }
        }
    }

    private static Literal Count(long value) => new(value.ToString(CultureInfo.InvariantCulture), Xsd.Integer);
}
