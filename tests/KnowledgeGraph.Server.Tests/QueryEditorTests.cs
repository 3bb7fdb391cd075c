using System.Net;
using System.Text;
using System.Text.Json;
using KnowledgeGraph.Server.QueryEditor;

namespace KnowledgeGraph.Server.Tests;

/// <summary>The query page and what its editor asks of the host.</summary>
public sealed class QueryEditorTests(ShippedHost shipped)
{
    private const string Ontology = "https://w3id.org/secoop/ontology#";

    // Works and gives no row in any time that counts: its condition needs all three triples, so no plan shortens it.
    private const string Silent =
        "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONCAT(STR(?c), STR(?f), STR(?i)) = '') }";

    private RunningHost Host => shipped.Host;

    [Theory]
    [InlineData("SELECT * { ?s ?p ?o }", "select")]
    [InlineData("ASK { ?s ?p ?o }", "ask")]
    [InlineData("CONSTRUCT WHERE { ?s ?p ?o }", "construct")]
    [InlineData("DESCRIBE <urn:x>", "describe")]
    [InlineData("INSERT DATA { <urn:s> <urn:p> <urn:o> }", "update")]
    [InlineData("SELECT ?t { ?c <urn:reifies> <<( ?s ?p ?o )>> BIND(<<( ?s ?p ?o )>> AS ?t) }", "select")]
    public async Task CheckNamesTheKind(string query, string kind)
    {
        var check = await CheckAsync(query);

        Assert.Equal(kind, check.GetProperty("kind").GetString());
        Assert.Equal(JsonValueKind.Null, check.GetProperty("error").ValueKind);
    }

    [Fact]
    public async Task CheckSaysWhereAndWhatWasExpected()
    {
        var error = (await CheckAsync("SELECT *\nWHERE { ?s ?p }")).GetProperty("error");

        Assert.Equal(2, error.GetProperty("line").GetInt32());
        Assert.Equal(15, error.GetProperty("column").GetInt32());
        Assert.NotEmpty(error.GetProperty("expected").GetString()!);
    }

    [Fact]
    public async Task CheckOfAnUpdateReportsTheErrorOfTheUpdate()
    {
        var error = (await CheckAsync("INSERT DATA { <urn:s> <urn:p> ?o }")).GetProperty("error");

        Assert.True(error.GetProperty("column").GetInt32() > 20, error.ToString());
    }

    [Fact]
    public async Task CheckTakesQueriesAlone()
    {
        using var json = new StringContent("{}", Encoding.UTF8, "application/json");
        var response = await Host.SendAsync(HttpMethod.Post, "/query/check", json);

        await response.ProblemAsync(HttpStatusCode.UnsupportedMediaType, "status");
    }

    [Fact]
    public async Task CompletesAClassByItsLabel()
    {
        var found = await CompleteAsync("kind=class&text=refus");

        Assert.Equal(Ontology + "Refusal", found[0].GetProperty("iri").GetString());
        Assert.Equal("refusal", found[0].GetProperty("label").GetString());
        Assert.True(found[0].GetProperty("uses").GetInt64() > 0);
    }

    [Fact]
    public async Task CompletesPropertiesTheMostUsedFirst_WithinANamespace()
    {
        var found = await CompleteAsync("kind=property&text=&limit=200&within=" + Uri.EscapeDataString(Ontology));

        var uses = found.Select(each => each.GetProperty("uses").GetInt64()).ToList();
        Assert.Equal(uses.OrderDescending(), uses);
        Assert.All(found, each => Assert.StartsWith(Ontology, each.GetProperty("iri").GetString(), StringComparison.Ordinal));
        Assert.Contains(found, each => each.GetProperty("iri").GetString() == Ontology + "participant");
    }

    [Theory]
    [InlineData("Kazakhst")]
    [InlineData("kazakhst")]
    [InlineData("Казахст")]
    public async Task CompletesAnEntityByItsLabels(string typed)
    {
        var found = await CompleteAsync("kind=entity&text=" + Uri.EscapeDataString(typed));

        Assert.Contains(found, each => each.GetProperty("iri").GetString() == "https://w3id.org/secoop/id/kazakhstan");
    }

    [Theory]
    [InlineData("kaz", "urn:kz urn:kz-army")]
    [InlineData("Kazakhstan's", "urn:kz-army")]
    [InlineData("nato", "urn:nato")]
    [InlineData("Zzz", "")]
    public void CompletesFromTheDictionary_WhileThereIsNoIndexOfLabels(string typed, string expected)
    {
        using var engine = Engine.Engine.Open();
        engine.LoadText(
            """
            PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
            <urn:kz> rdfs:label "Kazakhstan"@en ; <urn:note> "Kazakh steppe" .
            <urn:kz-army> rdfs:label "Kazakhstan's army" ; <urn:of> <urn:kz> .
            <urn:nato> rdfs:label "NATO"@en .
            """);

        var found = new LabelsInDictionary(engine.Snapshot).Find(typed, "urn:", 10).ToList();

        Assert.Equal(expected, string.Join(' ', found.Select(each => each.Iri)));
    }

    [Fact]
    public async Task CompletesTheMostUsedEntities_WhereNothingIsTyped()
    {
        var found = await CompleteAsync("kind=entity&text=&limit=200&within=" + Uri.EscapeDataString("https://w3id.org/secoop/id/"));

        Assert.Equal("https://w3id.org/secoop/id/kazakhstan", found[0].GetProperty("iri").GetString());
        Assert.Equal("Kazakhstan", found[0].GetProperty("label").GetString());
        var uses = found.Select(one => one.GetProperty("uses").GetInt64()).ToList();
        Assert.Equal(uses.OrderDescending(), uses);
        var all = await CompleteAsync("kind=entity&text=&limit=200");
        Assert.DoesNotContain(all, one => one.GetProperty("iri").GetString() == Ontology + "Meeting");
    }

    [Fact]
    public async Task CompletesWithATagThatSavesTheSecondAnswer()
    {
        var first = await Host.GetAsync("/query/complete?kind=class&text=ex");
        var second = await Host.GetAsync("/query/complete?kind=class&text=ex", "If-None-Match: " + first.Header("ETag"));

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("kind=verb&text=x")]
    [InlineData("text=x")]
    [InlineData("kind=class&text=x&limit=1000")]
    public async Task RefusesToCompleteWhatItDoesNotKnow(string parameters) =>
        await (await Host.GetAsync("/query/complete?" + parameters)).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");

    [Fact]
    public async Task RunGivesRowsLabelsPlanAndTime()
    {
        var answer = await RunAsync(
            $"PREFIX : <{Ontology}> SELECT ?refusal ?what WHERE {{ ?refusal a :Refusal ; :refused ?what }}");

        Assert.Equal("solutions", answer.GetProperty("kind").GetString());
        Assert.Equal(["refusal", "what"], answer.GetProperty("columns").EnumerateArray().Select(column => column.GetString()));
        var rows = answer.GetProperty("rows");
        Assert.True(rows.GetArrayLength() > 0);
        var what = rows[0].GetProperty("what").GetProperty("value").GetString()!;
        Assert.NotEmpty(answer.GetProperty("labels").GetProperty(what).GetString()!);
        Assert.Matches(@"estimated \d+ actual \d+ batches \d+ [\d.]+ ms", answer.GetProperty("plan").GetString());
        Assert.True(answer.GetProperty("milliseconds").GetDouble() > 0);
        Assert.False(answer.GetProperty("isCut").GetBoolean());
    }

    [Fact]
    public async Task RowOfARunIsOneThatEvidenceExplains()
    {
        var query = $"PREFIX : <{Ontology}> SELECT ?refusal ?what WHERE {{ ?refusal a :Refusal ; :refused ?what }}";
        var row = (await RunAsync(query)).GetProperty("rows")[0].GetRawText();

        var evidence = await Host.GetAsync($"/evidence?query={Uri.EscapeDataString(query)}&row={Uri.EscapeDataString(row)}");

        Assert.Equal(HttpStatusCode.OK, evidence.StatusCode);
    }

    [Fact]
    public async Task RunStopsWhenThereAreRowsEnoughToShow()
    {
        var answer = await RunAsync("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f }");

        Assert.Equal(10_000, answer.GetProperty("rows").GetArrayLength());
        Assert.True(answer.GetProperty("isCut").GetBoolean());
    }

    [Fact]
    public async Task RunOfAGraphGivesTriples()
    {
        var answer = await RunAsync("CONSTRUCT { <urn:s> <urn:p> ?n } WHERE { VALUES ?n { 1 2 } }");

        Assert.Equal("graph", answer.GetProperty("kind").GetString());
        Assert.Equal("urn:s", answer.GetProperty("rows")[0].GetProperty("subject").GetProperty("value").GetString());
    }

    [Fact]
    public async Task RunSaysNoOrYes() => Assert.True((await RunAsync("ASK { }")).GetProperty("boolean").GetBoolean());

    [Fact]
    public async Task RunReportsWhereTheQueryIsWrong()
    {
        var problem = await (await PostAsync("/query/run", "SELECT")).ProblemAsync(HttpStatusCode.BadRequest, "query-syntax");

        Assert.Equal(1, problem.GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task RunNeverWrites() =>
        await (await PostAsync("/query/run", "INSERT DATA { <urn:s> <urn:p> 1 }")).ProblemAsync(HttpStatusCode.BadRequest, "query-syntax");

    [Fact]
    public async Task RunKeepsTheTimeAskedFor() =>
        await (await PostAsync("/query/run?timeout=0.2", Silent)).ProblemAsync(HttpStatusCode.ServiceUnavailable, "query-time");

    [Fact]
    public async Task QueryStopsOnTheHost_WhenTheConnectionCloses()
    {
        await using var host = await RunningHost.StartAsync();
        using var stop = new CancellationTokenSource();
        using var content = new StringContent(Silent, Encoding.UTF8, "application/sparql-query");
        var running = host.Client.PostAsync("/query/run", content, stop.Token);
        await host.RunningAsync(1);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await host.RunningAsync(0);
    }

    [Fact]
    public async Task PageHasTheQueryOfItsAddress_InAFormThatNeedsNoScript()
    {
        var address = "/query?query=" + Uri.EscapeDataString("ASK { <urn:a> ?b \"<>\" }");
        var page = await (await Host.GetAsync(address, "Accept: text/html")).TextAsync();

        Assert.Contains("ASK { &lt;urn:a&gt; ?b &quot;&lt;&gt;&quot; }</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("<form class=\"query\" action=\"/sparql\" method=\"get\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryExampleRuns()
    {
        var page = await (await Host.GetAsync("/query", "Accept: text/html")).TextAsync();
        foreach (var name in ProjectFolder.QueryNames)
        {
            Assert.Contains($"href=\"/query?example={name}\"", page, StringComparison.Ordinal);
            var example = await (await Host.GetAsync("/query?example=" + name, "Accept: text/html")).TextAsync();
            var start = example.IndexOf("required>", StringComparison.Ordinal) + "required>".Length;
            var text = WebUtility.HtmlDecode(example[start..example.IndexOf("</textarea>", StringComparison.Ordinal)]);
            Assert.DoesNotContain("?_", text, StringComparison.Ordinal);
            Assert.True((await RunAsync(text)).GetProperty("rows").GetArrayLength() > 0, name);
        }
    }

    [Fact]
    public async Task ThereAreExamplesForAnyDataset()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".ttl");
        await File.WriteAllTextAsync(
            file, "<urn:a> a <urn:Thing> ; <http://www.w3.org/2000/01/rdf-schema#label> \"Çelik bridge\" .",
            TestContext.Current.CancellationToken);
        try
        {
            await using var host = await RunningHost.StartAsync("--Dataset:Files:0=" + file);
            var page = await (await host.GetAsync("/query?example=classes", "Accept: text/html")).TextAsync();
            var bridge = JsonDocument.Parse(await (await host.GetAsync("/query/complete?kind=entity&text=bri")).TextAsync()).RootElement;
            var thing = JsonDocument.Parse(await (await host.GetAsync("/query/complete?kind=class&text=th")).TextAsync()).RootElement;

            Assert.Contains("GROUP BY ?class", page, StringComparison.Ordinal);
            Assert.Equal("urn:a", bridge[0].GetProperty("iri").GetString());
            Assert.Equal("urn:Thing", thing[0].GetProperty("iri").GetString());
            await (await host.GetAsync("/query?example=who-says-so")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task<HttpResponseMessage> PostAsync(string address, string query)
    {
        using var content = new StringContent(query, Encoding.UTF8, "application/sparql-query");
        return await Host.SendAsync(HttpMethod.Post, address, content);
    }

    private async Task<JsonElement> CheckAsync(string query) => await JsonAsync(await PostAsync("/query/check", query));

    private async Task<JsonElement> RunAsync(string query) => await JsonAsync(await PostAsync("/query/run", query));

    private async Task<List<JsonElement>> CompleteAsync(string parameters) =>
        [.. (await JsonAsync(await Host.GetAsync("/query/complete?" + parameters))).EnumerateArray()];

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        var text = await response.TextAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
