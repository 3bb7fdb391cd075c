using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Server.Descriptions;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.Ontologies;
using KnowledgeGraph.Server.Pages;
using KnowledgeGraph.Server.Protocol;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeGraph.Server.Dumps;

/// <summary>The dataset as files: <c>/data/dataset.trig</c>, <c>.nq</c>, <c>/data/facts.ttl</c>, <c>.nt</c>, and its description.</summary>
public static class DumpsApi
{
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
        app.MapMethods("/catalog", ["GET", "HEAD"], () => TypedResults.Bytes(ShippedOntology.CatalogFile, RdfFormat.Turtle.MediaType))
            .WithName("catalog").WithSummary("Catalogue of dataset, ontology and services (DCAT)").WithTags("Dumps");
        app.MapMethods("/.well-known/void", ["GET", "HEAD"], DescribeAsync).WithName("void").WithSummary("Description of the dataset (VoID)")
            .WithTags("Dumps");
    }

    private static Task DumpAsync(HttpContext context, ServedDataset dataset, RdfFormat format)
    {
        context.Response.Headers.Vary = ContentProfile.Vary;
        var answer = new AnswerFormat("", format.MediaType, null, format);
        var profile = ContentProfile.Choose(context.Request, format);
        var tag = EntityTag.Of(context.Request, isWeak: false, dataset.Engine.DatasetVersion, "dump", format.Name, profile.Token);
        var export = new QuadExport(dataset.Engine.Snapshot, namedGraphs: format.HasGraphNames);
        return ExportAnswer.WriteAsync(context, dataset, export, answer, profile, tag);
    }

    // https://www.w3.org/TR/void/#discovery
    private static async Task DescribeAsync(HttpContext context, ServedDataset dataset)
    {
        context.Response.Headers.Vary = "Accept, Accept-Encoding";
        var format = AnswerFormat.Choose(
            context.Request, context.Request.Query["format"], [.. AnswerFormat.OfGraphs.Where(format => !format.IsHtml)]);
        context.Response.ContentType = format.ContentType;
        await context.Response.WriteRdfAsync(
            format.Rdf!, VoidDescription.Of(dataset, context.Request, s_files.Select(file => "data/" + file.Name)), context.RequestAborted);
    }
}
