using System.Net;
using System.Text.Json;

namespace KnowledgeGraph.Server.Tests.Reconciliation;

/// <summary>The Reconciliation Service API, version 0.2 and the draft of 1.0, over the shipped graph.</summary>
/// <seealso href="https://reconciliation-api.github.io/specs/0.2/"/>
public sealed class ReconciliationTests(ShippedHost shipped)
{
    private const string Id = "https://w3id.org/secoop/id/";
    private const string Ontology = "https://w3id.org/secoop/ontology#";

    private RunningHost Host => shipped.Host;

    [Theory]
    [InlineData("/reconcile", "0.2")]
    [InlineData("/reconcile/v1", "1.0-draft")]
    public async Task TellsWhatItIs(string path, string version)
    {
        var manifest = await JsonAsync(await Host.GetAsync(path), version, "manifest");

        Assert.Equal(version, manifest.GetProperty("versions")[0].GetString());
        Assert.Equal(50, manifest.GetProperty("batchSize").GetInt32());
        Assert.Contains(manifest.GetProperty("defaultTypes").EnumerateArray(),
            type => type.GetProperty("id").GetString() == Ontology + "Event");
        Assert.Equal(HttpStatusCode.OK, (await Host.GetAsync(
            manifest.GetProperty("view").GetProperty("url").GetString()!.Replace("{{id}}", Escaped("nato"), StringComparison.Ordinal)
                .Replace("{id}", Escaped("nato"), StringComparison.Ordinal))).StatusCode);
    }

    [Fact]
    public async Task EveryServiceOfTheManifestAnswers()
    {
        var manifest = await JsonAsync(await Host.GetAsync("/reconcile"), "0.2", "manifest");
        foreach (var kind in new[] { "entity", "property", "type" })
        {
            var suggest = manifest.GetProperty("suggest").GetProperty(kind);
            var host = suggest.GetProperty("service_url").GetString();
            Assert.Equal(HttpStatusCode.OK,
                (await Host.GetAsync(host + suggest.GetProperty("service_path").GetString() + "?prefix=a")).StatusCode);
            var flyout = host + suggest.GetProperty("flyout_service_path")
                .GetString()!.Replace("${id}", Escaped("nato"), StringComparison.Ordinal);
            using var words = JsonDocument.Parse(await (await Host.GetAsync(flyout)).TextAsync());
            Assert.Equal(Id + "nato", words.RootElement.GetProperty("id").GetString());
            Assert.Contains("NATO", words.RootElement.GetProperty("html").GetString(), StringComparison.Ordinal);
        }

        var preview = manifest.GetProperty("preview").GetProperty("url")
            .GetString()!.Replace("{{id}}", Escaped("nato"), StringComparison.Ordinal);
        Assert.Equal("text/html", (await Host.GetAsync(preview)).MediaType());
    }

    [Theory]
    [InlineData("Kazakhstan", "kazakhstan", true)]
    [InlineData("KAZAKHSTAN", "kazakhstan", true)]
    [InlineData("Казахстан", "kazakhstan", true)]
    [InlineData("Daniyal Akhmetov", "daniyal-akhmetov", true)]
    [InlineData("https://w3id.org/secoop/id/nato", "nato", true)]
    [InlineData("Daniyal Akhmet", "daniyal-akhmetov", false)]
    public async Task MatchesAName(string name, string first, bool isMatch)
    {
        var best = (await MatchAsync(new { query = name }))[0];

        Assert.Equal(Id + first, best.GetProperty("id").GetString());
        Assert.Equal(isMatch, best.GetProperty("match").GetBoolean());
        Assert.InRange(best.GetProperty("score").GetDouble(), isMatch ? 97 : 40, 100);
        Assert.Contains(best.GetProperty("features").EnumerateArray(), feature => feature.GetProperty("id").GetString() == "name");
    }

    [Fact]
    public async Task FindsNothingForANameThatIsNotThere() =>
        Assert.Empty(await MatchAsync(new { query = "Qwertzuiop Yxcvbnm" }));

    [Fact]
    public async Task GivesOnlyEntitiesOfTheTypeOrASubclass()
    {
        var actors = await MatchAsync(new { query = "Kazakhstan", type = Ontology + "Actor", limit = 5 });
        var exercises = await MatchAsync(new { query = "Kazakhstan", type = Ontology + "Exercise" });

        Assert.Equal(Id + "kazakhstan", actors[0].GetProperty("id").GetString());
        Assert.True(actors.Count <= 5);
        Assert.DoesNotContain(exercises, candidate => candidate.GetProperty("id").GetString() == Id + "kazakhstan");
    }

    [Fact]
    public async Task AValueThatDoesNotAgreeLowersTheScoreAndUndoesTheMatch()
    {
        var properties = new[] { new { pid = "^" + Ontology + "holder", v = (object)"no tenure of this name" } };
        var right = (await MatchAsync(new { query = "Daniyal Akhmetov", properties }))[0];
        var plain = (await MatchAsync(new { query = "Daniyal Akhmetov" }))[0];

        Assert.Equal(plain.GetProperty("id").GetString(), right.GetProperty("id").GetString());
        Assert.True(right.GetProperty("score").GetDouble() < plain.GetProperty("score").GetDouble());
        Assert.False(right.GetProperty("match").GetBoolean());
        Assert.True(plain.GetProperty("match").GetBoolean());
    }

    [Fact]
    public async Task FindsByPropertiesAlone()
    {
        var byId = new[] { new { pid = Ontology + "holder", v = (object)new { id = Id + "daniyal-akhmetov" } } };
        var byText = new[] { new { pid = Ontology + "holder", v = (object)"Daniyal Akhmetov" } };
        var found = await MatchAsync(new { properties = byId, limit = 100 });

        Assert.NotEmpty(found);
        Assert.All(found, candidate => Assert.Equal(100, candidate.GetProperty("score").GetDouble()));
        Assert.Equal(Ids(found), Ids(await MatchAsync(new { properties = byText, limit = 100 })));
    }

    [Fact]
    public async Task AnswersEachQueryOfABatchUnderItsName()
    {
        var batch = """{ "a": { "query": "Kazakhstan", "limit": 1 }, "b": { "query": "NATO", "limit": 1 } }""";

        var byGet =
            await JsonAsync(await Host.GetAsync("/reconcile?queries=" + Uri.EscapeDataString(batch)), "0.2", "reconciliation-result-batch");
        var byPost = await JsonAsync(await PostFormAsync("queries", batch), "0.2", "reconciliation-result-batch");

        Assert.Equal(byGet.GetRawText(), byPost.GetRawText());
        Assert.Equal(Id + "kazakhstan", byGet.GetProperty("a").GetProperty("result")[0].GetProperty("id").GetString());
        Assert.Equal(Id + "nato", byGet.GetProperty("b").GetProperty("result")[0].GetProperty("id").GetString());
        Assert.Equal(1, byGet.GetProperty("a").GetProperty("result").GetArrayLength());
    }

    [Theory]
    [InlineData("""[]""", "expected an object")]
    [InlineData("""{ "q": """, "no JSON")]
    [InlineData("""{ "q": { } }""", "expected query or properties")]
    [InlineData("""{ "q": { "properties": [] } }""", "expected query or properties")]
    [InlineData("""{ "q": { "query": 1 } }""", "queries.q.query")]
    [InlineData("""{ "q": { "qery": "x" } }""", "queries.q.qery: unknown")]
    [InlineData("""{ "q": { "query": "x", "limit": 0 } }""", "queries.q.limit")]
    [InlineData("""{ "q": { "query": "x", "type": [ 1 ] } }""", "queries.q.type")]
    [InlineData("""{ "q": { "query": "x", "properties": [ { "v": 1 } ] } }""", "queries.q.properties[0]: expected pid")]
    [InlineData("""{ "q": { "query": "x", "properties": [ { "pid": "urn:p", "v": [] } ] } }""", "queries.q.properties[0].v")]
    public async Task SaysWhatIsWrongWithABatch(string batch, string said)
    {
        var problem = await (await PostFormAsync("queries", batch)).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");

        Assert.Contains(said, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusesABatchThatIsTooLong()
    {
        var batch = JsonSerializer.Serialize(Enumerable.Range(0, 51).ToDictionary(i => "q" + i, _ => new { query = "x" }));

        await (await PostFormAsync("queries", batch)).ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too-many");
    }

    [Fact]
    public async Task DraftKeepsTheOrderOfTheBatch()
    {
        var answer = await DraftMatchAsync(
            """
            { "queries": [ { "conditions": [ { "matchType": "name", "propertyValue": "NATO" } ], "limit": 1 },
                           { "conditions": [ { "matchType": "name", "propertyValue": "Kazakhstan" } ], "limit": 1 } ] }
            """);

        Assert.Equal(
            [Id + "nato", Id + "kazakhstan"],
            answer.EnumerateArray().Select(result => result.GetProperty("candidates")[0].GetProperty("id").GetString()!));
    }

    [Theory]
    [InlineData("""[ { "matchType": "id", "propertyValue": "https://w3id.org/secoop/id/nato" } ]""", "nato")]
    [InlineData(
        """
        [ { "matchType": "name", "propertyValue": ["NATO", "Kazakhstan"] },
          { "matchType": "name", "propertyValue": "NATO", "matchQuantifier": "none", "required": true } ]
        """,
        "kazakhstan")]
    [InlineData(
        """
        [ { "matchType": "name", "propertyValue": ["NATO", "Kazakhstan"] },
          { "matchType": "id", "propertyValue": "https://w3id.org/secoop/id/nato", "required": true } ]
        """,
        "nato")]
    public async Task DraftTakesConditions(string conditions, string first)
    {
        var results = await DraftMatchAsync($$"""{ "queries": [ { "conditions": {{conditions}} } ] }""");

        Assert.Equal(Id + first, results[0].GetProperty("candidates")[0].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("""{ "matchType": "property", "propertyId": "occupation", "propertyValue": "x" }""", 80)]
    [InlineData("""{ "matchType": "property", "propertyId": "occupation", "propertyValue": "x", "matchQuantifier": "none" }""", 80)]
    [InlineData("""{ "matchType": "property", "propertyId": "urn:p", "propertyValue": "x", "matchQualifier": "fuzzy" }""", 80)]
    [InlineData("""{ "matchType": "property", "propertyId": "urn:p", "propertyValue": ["", " "] }""", 100)]
    [InlineData("""{ "matchType": "name", "propertyValue": "x", "matchQualifier": "fuzzy", "lang": "en", "dir": "ltr" }""", 80)]
    [InlineData("""{ "matchType": "property", "propertyId": "occupation", "propertyValue": "x", "required": true }""", null)]
    [InlineData("""{ "matchType": "property", "propertyId": "urn:p", "propertyValue": "", "required": true }""", null)]
    public async Task NothingMeetsAConditionThatIsNotKnownHere(string condition, int? score)
    {
        var results = await DraftMatchAsync(
            $$"""{ "queries": [ { "conditions": [ { "matchType": "name", "propertyValue": "NATO" }, {{condition}} ] } ] }""");

        var candidates = results[0].GetProperty("candidates");
        Assert.Equal(score is null, candidates.GetArrayLength() == 0);
        if (score is { } expected)
        {
            Assert.Equal(Id + "nato", candidates[0].GetProperty("id").GetString());
            Assert.Equal(expected, candidates[0].GetProperty("score").GetDouble());
            Assert.Equal(expected == 100, candidates[0].GetProperty("match").GetBoolean());
        }
    }

    [Fact]
    public async Task DraftDropsWhatDoesNotMeetARequiredCondition()
    {
        var results = await DraftMatchAsync(
            """
            { "queries": [ { "conditions": [
              { "matchType": "name", "propertyValue": "Kazakhstan" },
              { "matchType": "property", "propertyId": "urn:example:nothing", "propertyValue": "x", "required": true } ] } ] }
            """);

        Assert.Equal(0, results[0].GetProperty("candidates").GetArrayLength());
    }

    [Theory]
    [InlineData("""{ "queries": [ { "conditions": [ { "matchType": "property", "propertyValue": "x" } ] } ] }""", "propertyId")]
    [InlineData("""{ "queries": [ { "conditions": [] } ] }""", "conditions")]
    [InlineData("""{ "queries": [ { "conditions": [ { "matchType": "label", "propertyValue": "x" } ] } ] }""", "name, id or property")]
    [InlineData("""{ "q": {} }""", "unknown")]
    public async Task DraftSaysWhatIsWrong(string body, string said)
    {
        var problem = await (await PostJsonAsync("/reconcile/v1/match", body)).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");

        Assert.Contains(said, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/reconcile/suggest/entity", "Kazakhst", "suggest-entities-response", Id + "kazakhstan")]
    [InlineData("/reconcile/suggest/entity", Id + "nato", "suggest-entities-response", Id + "nato")]
    [InlineData("/reconcile/suggest/type", "exerc", "suggest-types-response", Ontology + "Exercise")]
    [InlineData("/reconcile/suggest/type", Ontology + "Exercise", "suggest-types-response", Ontology + "Exercise")]
    [InlineData("/reconcile/suggest/property", "hold", "suggest-properties-response", Ontology + "holder")]
    [InlineData("/reconcile/v1/suggest/entity", "Kazakhst", "suggest-entities-response", Id + "kazakhstan")]
    [InlineData("/reconcile/v1/suggest/type", "exerc", "suggest-types-response", Ontology + "Exercise")]
    [InlineData("/reconcile/v1/suggest/property", "hold", "suggest-properties-response", Ontology + "holder")]
    public async Task SuggestsWhatIsTyped(string path, string prefix, string schema, string first)
    {
        var version = path.Contains("/v1/", StringComparison.Ordinal) ? "1.0-draft" : "0.2";
        var answer = await JsonAsync(await Host.GetAsync($"{path}?prefix={Uri.EscapeDataString(prefix)}"), version, schema);

        Assert.Equal(first, answer.GetProperty("result")[0].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("/reconcile/suggest/property?prefix=&cursor=", 10)]
    [InlineData("/reconcile/v1/suggest/property?limit=3&prefix=&offset=", 3)]
    public async Task SuggestsPageByPage(string address, int size)
    {
        var first = await ResultIdsAsync(address + "0");
        var second = await ResultIdsAsync(address + size);

        Assert.Equal(size, first.Count);
        Assert.Equal(size, second.Count);
        Assert.Empty(first.Intersect(second));
    }

    [Fact]
    public async Task SuggestNeedsAPrefix() =>
        await (await Host.GetAsync("/reconcile/suggest/entity")).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");

    [Fact]
    public async Task ProposesPropertiesOfAType()
    {
        var type = Uri.EscapeDataString(Ontology + "Tenure");
        var answer =
            await JsonAsync(await Host.GetAsync($"/reconcile/properties?type={type}&limit=50"), "0.2", "data-extension-property-proposal");
        await JsonAsync(await Host.GetAsync($"/reconcile/v1/extend/propose?type={type}"), "1.0-draft", "data-extension-property-proposal");

        Assert.Equal(50, answer.GetProperty("limit").GetInt32());
        Assert.Contains(Ontology + "holder",
            answer.GetProperty("properties").EnumerateArray().Select(property => property.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task ExtendsByThingsTextsNumbersAndDates()
    {
        var query = JsonSerializer.Serialize(new
        {
            ids = new[] { Id + "kazakhstan", Id + "nobody-of-this-name" },
            properties = new object[]
            {
                new { id = "http://www.w3.org/2000/01/rdf-schema#label", settings = new { language = "ru" } },
                new { id = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", settings = new { limit = "1" } },
                new { id = "^" + Ontology + "actor", settings = new { limit = 2 } },
            },
        });
        var answer = await JsonAsync(await PostFormAsync("extend", query), "0.2", "data-extension-response");
        var draft = await JsonAsync(await PostJsonAsync("/reconcile/v1/extend", query), "1.0-draft", "data-extension-response");

        var row = answer.GetProperty("rows").GetProperty(Id + "kazakhstan");
        Assert.Equal("Казахстан", row.GetProperty("http://www.w3.org/2000/01/rdf-schema#label")[0].GetProperty("str").GetString());
        Assert.Equal(1, row.GetProperty("http://www.w3.org/2000/01/rdf-schema#label").GetArrayLength());
        Assert.NotEmpty(row.GetProperty("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")[0].GetProperty("name").GetString()!);
        Assert.Equal(2, row.GetProperty("^" + Ontology + "actor").GetArrayLength());
        Assert.Equal(0,
            answer.GetProperty("rows").GetProperty(Id + "nobody-of-this-name").GetProperty("^" + Ontology + "actor").GetArrayLength());
        var first = draft.GetProperty("rows")[0];
        Assert.Equal(Id + "kazakhstan", first.GetProperty("id").GetString());
        Assert.Equal("ru", first.GetProperty("properties")[0].GetProperty("values")[0].GetProperty("lang").GetString());
    }

    [Fact]
    public async Task WritesNumbersAndDatesAsTheProtocolHasThem()
    {
        var file = Path.GetTempFileName() + ".ttl";
        await File.WriteAllTextAsync(
            file,
            """
            PREFIX : <http://example.org/>
            PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
            :a <http://www.w3.org/2000/01/rdf-schema#label> "Alpha" ; :n 42 ; :d 2.5 ;
              :big 12345678901234567890 ; :day "2007-10-31"^^xsd:date ;
              :at "2007-10-31T10:00:00Z"^^xsd:dateTime ; :b true ; :nan "NaN"^^xsd:double .
            """,
            TestContext.Current.CancellationToken);
        await using var host = await RunningHost.StartAsync("--Dataset:Files=" + file);
        var properties = "n d big day at b nan".Split(' ');
        string[] ids = ["http://example.org/a"];
        var query =
            JsonSerializer.Serialize(new { ids, properties = properties.Select(name => new { id = "http://example.org/" + name }) });

        var answer =
            await JsonAsync(await host.GetAsync("/reconcile?extend=" + Uri.EscapeDataString(query)), "0.2", "data-extension-response");

        var row = answer.GetProperty("rows").GetProperty("http://example.org/a");
        Assert.Equal(
            """[{"int":42}] [{"float":2.5}] [{"str":"12345678901234567890"}] """
                + """[{"date":"2007-10-31T00:00:00Z"}] [{"date":"2007-10-31T10:00:00Z"}] [{"str":"true"}] [{"str":"NaN"}]""",
            string.Join(' ', properties.Select(name => row.GetProperty("http://example.org/" + name).GetRawText())));
        using var match =
            JsonDocument.Parse(
            await (await host.GetAsync("/reconcile?queries=" + Uri.EscapeDataString("""{ "q": { "query": "alpha" } }"""))).TextAsync());
        Assert.True(match.RootElement.GetProperty("q").GetProperty("result")[0].GetProperty("match").GetBoolean());
        File.Delete(file);
    }

    [Fact]
    public async Task TwoOfOneNameAreNoMatch()
    {
        var file = Path.GetTempFileName() + ".ttl";
        await File.WriteAllTextAsync(
            file,
            """
            PREFIX : <http://example.org/>
            PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
            :a rdfs:label "Springfield" ; :in :x . :b rdfs:label "Springfield" ; :in :y . :x rdfs:label "Illinois" . :y rdfs:label "Ohio" .
            """,
            TestContext.Current.CancellationToken);
        await using var host = await RunningHost.StartAsync("--Dataset:Files=" + file);
        async Task<List<JsonElement>> Ask(string query)
        {
            using var answer =
                JsonDocument.Parse(await (await host.GetAsync("/reconcile?queries=" + Uri.EscapeDataString("{\"q\":" + query + "}")))
                .TextAsync());
            return [.. answer.RootElement.GetProperty("q").GetProperty("result").Clone().EnumerateArray()];
        }

        var both = await Ask("""{ "query": "Springfield" }""");
        var one = await Ask("""{ "query": "Springfield", "properties": [ { "pid": "http://example.org/in", "v": "ohio" } ] }""");

        Assert.Equal([false, false], both.Select(candidate => candidate.GetProperty("match").GetBoolean()));
        Assert.Equal(["http://example.org/b", "http://example.org/a"], Ids(one));
        Assert.Equal([true, false], one.Select(candidate => candidate.GetProperty("match").GetBoolean()));
        File.Delete(file);
    }

    [Fact]
    public async Task OthersMayFrameThePreviewAndNothingElse()
    {
        var preview = await Host.GetAsync("/reconcile/preview?id=" + Escaped("kazakhstan"), "Accept: text/html");
        var page = await Host.GetAsync("/id/kazakhstan", "Accept: text/html");

        Assert.Contains("frame-ancestors *", preview.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("Kazakhstan", await preview.TextAsync(), StringComparison.Ordinal);
        await (await Host.GetAsync("/reconcile/preview?id=urn:nothing")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task KnowsWhatTheClientHas()
    {
        var address = "/reconcile?queries=" + Uri.EscapeDataString("""{ "q": { "query": "NATO" } }""");
        var tag = (await Host.GetAsync(address)).Header("ETag");

        Assert.NotEmpty(tag);
        Assert.Equal(HttpStatusCode.NotModified, (await Host.GetAsync(address, "If-None-Match: " + tag)).StatusCode);
        Assert.Equal("*", (await Host.GetAsync(address, "Origin: https://example.org")).Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task WrapsTheAnswerForOldClients()
    {
        var script = await Host.GetAsync("/reconcile?callback=app.take");

        Assert.Equal("text/javascript", script.MediaType());
        Assert.StartsWith("/**/app.take({", await script.TextAsync(), StringComparison.Ordinal);
        await (await Host.GetAsync("/reconcile?callback=alert(1)")).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");
    }

    private static string Escaped(string name) => Uri.EscapeDataString(Id + name);

    private static IEnumerable<string> Ids(IEnumerable<JsonElement> candidates) =>
        candidates.Select(candidate => candidate.GetProperty("id").GetString()!);

    private async Task<List<JsonElement>> MatchAsync(object query)
    {
        var batch = JsonSerializer.Serialize(new { q = query });
        var answer = await JsonAsync(await PostFormAsync("queries", batch), "0.2", "reconciliation-result-batch");
        return [.. answer.GetProperty("q").GetProperty("result").EnumerateArray()];
    }

    private async Task<JsonElement> DraftMatchAsync(string body) =>
        (await JsonAsync(await PostJsonAsync("/reconcile/v1/match", body), "1.0-draft", "reconciliation-result-batch"))
            .GetProperty("results");

    private async Task<List<string>> ResultIdsAsync(string address)
    {
        using var answer = JsonDocument.Parse(await (await Host.GetAsync(address)).TextAsync());
        return [.. Ids(answer.RootElement.GetProperty("result").EnumerateArray())];
    }

    private async Task<HttpResponseMessage> PostFormAsync(string field, string json)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create(field, json)]);
        return await Host.SendAsync(HttpMethod.Post, "/reconcile", form);
    }

    private async Task<HttpResponseMessage> PostJsonAsync(string path, string json)
    {
        using var body = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        return await Host.SendAsync(HttpMethod.Post, path, body);
    }

    // By the schema as far as that is at hand: without it everything else is tested all the same.
    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response, string version, string schema)
    {
        var text = await response.TextAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        Assert.Equal("application/json", response.MediaType());
        using var document = JsonDocument.Parse(text);
        if (ReconciliationSchemas.IsAtHand)
        {
            Assert.Empty(ReconciliationSchemas.Of(version, schema).Problems(document.RootElement));
        }

        return document.RootElement.Clone();
    }
}
