using KnowledgeGraph.Engine;
using KnowledgeGraph.Engine.Federation;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.TestKit.Http;

namespace KnowledgeGraph.Tests.Engine.Federation;

/// <summary>Remote contexts of JSON-LD.</summary>
public sealed class RemoteContextTests
{
    private const string Context = """{"@context":{"name":"http://example/name"}}""";

    [Fact]
    public void AreFetched_WhenTheHostIsListed()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Ok(Context, "application/ld+json"));
        using var engine = Open(server.Entry);

        engine.LoadText(Document(server.Address + "/context"), RdfFormat.JsonLd);

        Assert.Equal(["s=s n=Ann"], engine.Rows("SELECT ?s ?n { ?s :name ?n }"));
        Assert.Contains("Accept: application/ld+json", Assert.Single(server.Requests).Head, StringComparison.Ordinal);
    }

    [Fact]
    public void AreNotFetched_WhenTheHostIsNot()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Ok(Context, "application/ld+json"));
        using var engine = Open();

        var error = Assert.Throws<RdfSyntaxException>(() => engine.LoadText(Document(server.Address + "/context"), RdfFormat.JsonLd));

        Assert.Contains("loading remote context failed", error.Message, StringComparison.Ordinal);
        Assert.Contains("not listed in Federation:Allow", error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
        Assert.Equal(0, engine.Snapshot.DefaultGraphCount);
    }

    [Fact]
    public void TheOneOfTheShippedData_IsNeverFetched()
    {
        using var handler = new Refusing();
        using var engine = KnowledgeGraph.Engine.Engine.Open(
            new EngineOptions { Federation = new FederationOptions { Allow = ["w3id.org"], Handler = handler } });

        engine.LoadText("""{"@context":"https://w3id.org/secoop/ontology/context.jsonld","id":"i:a","label":{"en":"A"}}""", RdfFormat.JsonLd);

        Assert.Single(engine.Rows("""SELECT ?s { ?s <http://www.w3.org/2000/01/rdf-schema#label> "A"@en }"""));
    }

    [Fact]
    public void TheBundledOne_IsTheFileOfTheOntology() => Assert.Equal(
        File.ReadAllBytes(Path.Combine(KnowledgeGraph.TestKit.Manifests.W3cFolder.RepositoryRoot, "ontology", "context.jsonld")),
        Load("https://w3id.org/secoop/ontology/context.jsonld"));

    private static byte[] Load(string iri)
    {
        using var engine = Open();
        return engine.LoadDocument(iri, TestContext.Current.CancellationToken).Content.ToArray();
    }

    private static string Document(string context) => $$"""{"@context":"{{context}}","@id":"http://example/s","name":"Ann"}""";

    private static KnowledgeGraph.Engine.Engine Open(params string[] allow) =>
        KnowledgeGraph.Engine.Engine.Open(new EngineOptions { Federation = new FederationOptions { Allow = [.. allow] } });

    private sealed class Refusing : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Nothing is to be fetched.");
    }
}
