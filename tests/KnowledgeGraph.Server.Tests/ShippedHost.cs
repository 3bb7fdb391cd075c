using KnowledgeGraph.Server.Tests;

[assembly: AssemblyFixture(typeof(ShippedHost))]

namespace KnowledgeGraph.Server.Tests;

/// <summary>A host over the shipped graph, shared by all tests that only read.</summary>
public sealed class ShippedHost : IAsyncLifetime
{
    public RunningHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await RunningHost.StartAsync();

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();
}
