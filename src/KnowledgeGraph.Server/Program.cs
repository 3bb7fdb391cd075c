using KnowledgeGraph.Server.Hosting;
using Serilog;

try
{
    await using var app = ServerHost.Build(args);
    await app.StartAsync();
    Log.Information("Ready: {Addresses}", string.Join(", ", app.Urls));
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception e) when (e is StartException or IOException)
{
    // An IOException is an address that is in use already; its message names it.
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
finally
{
    await Log.CloseAndFlushAsync();
}
