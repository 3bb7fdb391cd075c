using KnowledgeGraph.Engine;
using KnowledgeGraph.Engine.Federation;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.TestKit.Http;

namespace KnowledgeGraph.Tests.Engine.Federation;

/// <summary>LOAD (SPARQL 1.1 Update §3.1.4) from real servers on 127.0.0.1.</summary>
public sealed class LoadTests
{
    [Theory]
    [InlineData("text/turtle", "/a", "<http://example/s> <http://example/p> 1 .")]
    [InlineData("text/turtle; charset=utf-8", "/a.rdf", "<http://example/s> <http://example/p> 1 .")]
    [InlineData("application/n-triples", "/a", "<http://example/s> <http://example/p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .")]
    [InlineData("text/plain", "/a", "<http://example/s> <http://example/p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .")]
    [InlineData("text/plain", "/a.ttl?raw=1", "@prefix : <http://example/> . :s :p 1 .")]
    [InlineData("application/octet-stream", "/a.trig", "{ <http://example/s> <http://example/p> 1 }")]
    [InlineData("application/ld+json", "/a", """{"@id":"http://example/s","http://example/p":1}""")]
    [InlineData("application/json", "/a.jsonld", """{"@id":"http://example/s","http://example/p":1}""")]
    [InlineData("application/rdf+xml", "/a", Xml)]
    [InlineData("application/xml", "/a", Xml)]
    public void LoadsEveryFormat(string type, string path, string document)
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Ok(document, type));
        using var engine = Open(server);

        engine.Do($"LOAD <{server.Address}{path}>");

        Assert.Equal(["s p 1"], engine.Quads());
        Assert.Contains("Accept: text/turtle", Assert.Single(server.Requests).Head, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadsIntoAGraph_WithTheFinalIriForBase()
    {
        using var server = new LoopbackServer(request => request.Target == "/old/a"
            ? LoopbackServer.Redirect(303, "../new/b")
            : LoopbackServer.Ok("<x> <http://example/p> <#y> .", "text/turtle"));
        using var engine = Open(server);

        engine.Do($"LOAD <{server.Address}/old/a#part> INTO GRAPH :g");

        Assert.Equal(
            [$"s=<{server.Address}/new/x o=<{server.Address}/new/b#y"],
            engine.Rows("SELECT ?s ?o { GRAPH :g { ?s :p ?o } }").Select(row => row.Replace("=http", "=<http", StringComparison.Ordinal)));
    }

    [Fact]
    public void KeepsTheGraphsOfADataset()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Ok("<urn:a> <urn:p> 1 . <http://example/g> { <urn:b> <urn:p> 2 }", "application/trig"));
        using var engine = Open(server);

        engine.Do($"LOAD <{server.Address}/>");

        Assert.Equal(["n=1"], engine.Rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"));
        Assert.Equal(["n=1"], engine.Rows("SELECT (COUNT(*) AS ?n) { GRAPH :g { ?s ?p ?o } }"));
    }

    [Fact]
    public void BlankNodesAreNew()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Ok("_:b0 <http://example/p> 1 .", "text/turtle"));
        using var engine = Open(server);

        engine.Do($"LOAD <{server.Address}/> ; LOAD <{server.Address}/> ; INSERT DATA {{ _:b0 :p 1 }}");

        Assert.Equal(["n=3"], engine.Rows("SELECT (COUNT(*) AS ?n) { ?s :p 1 }"));
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 6\r\n\r\nsecret", "answers with status 404")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/turtle\r\n\r\n<urn:a> <urn:p> 1 .", "may be cut")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/turtle\r\nContent-Length: 900\r\n\r\n<urn:a> <urn:p> 1 .", "broke off")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/turtle\r\nContent-Length: 29\r\n\r\n<urn:a> <urn:p> 1 . secret no.", "is no Turtle: line 1, column")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\nsecret", "is of a format that is not read")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/ld+json\r\nContent-Length: 2\r\n\r\n{\"", "is no JSON-LD")]
    public void AFailure_LeavesNothing_AndSilentGoesOn(string answer, string problem)
    {
        using var server = new LoopbackServer(_ => answer);
        using var engine = Open(server);

        var error = Assert.Throws<RemoteException>(() => engine.Do($"INSERT DATA {{ :a :p 1 }} ; LOAD <{server.Address}/> INTO GRAPH :g"));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("LOAD <http", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.Empty(engine.Quads());

        engine.Do($"INSERT DATA {{ :a :p 1 }} ; LOAD SILENT <{server.Address}/> INTO GRAPH :g ; INSERT DATA {{ :b :p 2 }}");
        Assert.Equal(["a p 1", "b p 2"], engine.Quads());
    }

    [Fact]
    public void RefusesWhatIsNotListed()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Ok("", "text/turtle"));
        using var engine = Open(server);
        using var closed = KnowledgeGraph.Engine.Engine.Open();

        foreach (var iri in (string[])["http://169.254.169.254/latest", "http://127.0.0.1/", "file:///etc/passwd", "http://[::ffff:127.0.0.1]/"])
        {
            Assert.True(Assert.Throws<RemoteException>(() => engine.Do($"LOAD <{iri}>")).IsRefused);
            Assert.True(Assert.Throws<RemoteException>(() => closed.Do($"LOAD <{iri}>")).IsRefused);
        }

        Assert.Empty(server.Requests);
    }

    [Fact]
    public void TheTimeLimitOfTheUpdate_EndsALoad_AlsoASilentOne()
    {
        using var server = new LoopbackServer((_, _, ct) => Task.Delay(Timeout.Infinite, ct));
        using var engine = Open(server);

        Assert.Throws<QueryTimeoutException>(
            () => engine.Do($"LOAD SILENT <{server.Address}/>", new UpdateOptions { Timeout = TimeSpan.FromMilliseconds(300) }));
    }

    [Fact]
    public void TheMemoryOfTheUpdate_BoundsADocument()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Ok("#" + new string('x', 9_000_000), "text/turtle"));
        using var engine = Open(server);

        Assert.Throws<QueryMemoryException>(() => engine.Do($"LOAD SILENT <{server.Address}/>", new UpdateOptions { MemoryMB = 4 }));
    }

    [Fact]
    public void ServiceWorksInUpdatePatterns()
    {
        using var services = new MappedServices(("one", ":a :age 1 ."));
        using var engine = services.Engine(":a :p 1 . :b :p 2 .");

        engine.Do("INSERT { ?s :age ?age } WHERE { ?s :p ?o SERVICE <http://one.example/> { ?s :age ?age } }");

        Assert.Equal(["a age 1", "a p 1", "b p 2"], engine.Quads());
    }

    private const string Xml = """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://example/">
          <rdf:Description rdf:about="http://example/s"><e:p rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">1</e:p></rdf:Description>
        </rdf:RDF>
        """;

    private static KnowledgeGraph.Engine.Engine Open(LoopbackServer server) =>
        KnowledgeGraph.Engine.Engine.Open(new EngineOptions { Federation = new FederationOptions { Allow = [server.Entry] } });
}
