using KnowledgeGraph.Server.CannedQueries;
using KnowledgeGraph.Server.Dumps;
using KnowledgeGraph.Server.Health;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.LinkedData;
using KnowledgeGraph.Server.Pages;
using KnowledgeGraph.Server.Protocol;
using Serilog;

try
{
    // Settings lie beside the program, wherever it is started from.
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.AddLogging();
    builder.AddDataset();
    builder.AddWeb();

    await using var app = builder.Build();
    app.UseWeb();
    app.MapHomeApi();
    app.MapSparqlApi();
    app.MapCannedQueriesApi();
    app.MapEntitiesApi();
    app.MapDumpsApi();
    app.MapHealthApi();
    app.MapOpenApi();
    await app.StartAsync();
    Log.Information("Ready: {Addresses}", string.Join(", ", app.Urls));
    await app.WaitForShutdownAsync();
    return 0;
}
catch (StartException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
finally
{
    await Log.CloseAndFlushAsync();
}
