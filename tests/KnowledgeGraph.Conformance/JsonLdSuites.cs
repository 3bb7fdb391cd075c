using System.Text.Json;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Formats.JsonLd;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Conformance;

/// <summary>JSON-LD 1.1 and its framing. The html manifest is about HTML, which a JSON processor does not read.</summary>
public sealed class JsonLdSuites(ITestOutputHelper output)
{
    [Fact]
    public void Expand() => Run("JSON-LD 1.1 expand", "json-ld-api/expand", test =>
        Compare(test, JsonLdProcessor.Expand(test.Json("input"), test.Options), _ => throw new InvalidOperationException(), relabel: false));

    [Fact]
    public void Compact() => Run("JSON-LD 1.1 compact", "json-ld-api/compact", test =>
        Compare(test, JsonLdProcessor.Compact(test.Json("input"), test.Json("context"), test.Options), Expanded(test), relabel: false));

    [Fact]
    public void Flatten() => Run("JSON-LD 1.1 flatten", "json-ld-api/flatten", test =>
    {
        JsonElement? context = test.Text("context") is null ? null : test.Json("context");
        Compare(test, JsonLdProcessor.Flatten(test.Json("input"), context, test.Options), Expanded(test), relabel: true);
    });

    [Fact]
    public void ToRdf() => Run("JSON-LD 1.1 toRdf", "json-ld-api/toRdf", test =>
    {
        var sink = new DatasetSink();
        JsonLdProcessor.ToRdf(test.Json("input"), sink, test.Options);
        if (!test.Is("jld:PositiveEvaluationTest"))
        {
            return;
        }

        var expected = RdfReader.ReadText(File.ReadAllText(test.File("expect")), RdfFormat.NQuads);
        if (!Isomorphism.AreIsomorphic(sink.Dataset, expected))
        {
            throw new ConformanceException($"not isomorphic:\n{string.Join('\n', sink.Dataset)}\nexpected:\n{string.Join('\n', expected)}");
        }
    });

    [Fact]
    public void FromRdf() => Run("JSON-LD 1.1 fromRdf", "json-ld-api/fromRdf", test =>
    {
        var dataset = RdfReader.ReadText(File.ReadAllText(test.File("input")), RdfFormat.NQuads);
        Compare(test, JsonLdProcessor.FromRdf(dataset, test.Options), _ => throw new InvalidOperationException(), relabel: false);
    });

    [Fact]
    public void RemoteDocuments() => Run("JSON-LD 1.1 remote-doc", "json-ld-api/remote-doc", test =>
    {
        using var published = new PublishedJsonLdTests(test);
        var options = test.Options with
        {
            BaseIri = test.Option("base")?.GetString(),
            LoadDocument = iri => published.Engine.LoadDocument(iri, TestContext.Current.CancellationToken),
        };
        Compare(test, JsonLdProcessor.Expand(test.InputIri, options), _ => throw new InvalidOperationException(), relabel: false);
    });

    [Fact]
    public void Frame() => Run("JSON-LD 1.1 frame", "json-ld-framing/frame", test =>
        Compare(test, JsonLdProcessor.Frame(test.Json("input"), test.Json("frame"), test.Options), Expanded(test), relabel: true));

    // Lists of compacted documents have no @list to be known by: the expanded documents are compared, too.
    private static Func<JsonElement, JsonElement> Expanded(JsonLdTest test) => compacted => JsonLdProcessor.Expand(compacted, test.Options);

    private static void Compare(JsonLdTest test, JsonElement actual, Func<JsonElement, JsonElement> expand, bool relabel)
    {
        if (!test.Is("jld:PositiveEvaluationTest"))
        {
            return;
        }

        var expected = test.Json("expect");
        var ordered = test.Option("ordered")?.GetBoolean() ?? false;
        var isCompacted = expected.ValueKind == JsonValueKind.Object;
        if (!JsonComparison.AreEqual(actual, expected, ordered, relabel)
            || (isCompacted && !ordered && !JsonComparison.AreEqual(expand(actual), expand(expected), relabel: relabel)))
        {
            throw new ConformanceException($"got:\n{actual.GetRawText()}\nexpected:\n{expected.GetRawText()}");
        }
    }

    private static void RunOne(JsonLdTest test, Action<JsonLdTest> run)
    {
        if (!test.Is("jld:NegativeEvaluationTest"))
        {
            run(test);
            return;
        }

        var expected = test.Text("expectErrorCode");
        try
        {
            run(test);
        }
        catch (JsonLdException e) when (e.Code == expected)
        {
            return;
        }
        catch (JsonLdException e)
        {
            throw new ConformanceException($"the error is {e.Message}, not {expected}");
        }

        throw new ConformanceException($"no error, not even {expected}");
    }

    private void Run(string name, string manifest, Action<JsonLdTest> run)
    {
        var tests = JsonLdManifest.Read(manifest);
        Assert.SkipWhen(tests is null, JsonLdManifest.HowToGet);
        var byIri = tests.ToDictionary(test => test.Test.Iri, StringComparer.Ordinal);
        new Suite(name)
            .On("PositiveEvaluationTest", test => RunOne(byIri[test.Iri], run))
            .On("NegativeEvaluationTest", test => RunOne(byIri[test.Iri], run))
            .On("PositiveSyntaxTest", test => RunOne(byIri[test.Iri], run))
            .Skip(
                "about processors of JSON-LD 1.0, which JSON-LD 1.1 has changed",
                test => byIri[test.Iri].Option("specVersion")?.GetString() == "json-ld-1.0")
            .Skip(
                "asks for generalized RDF (blank nodes as predicates), which no store holds",
                test => byIri[test.Iri].Option("produceGeneralizedRdf")?.GetBoolean() ?? false)
            .Skip(
                "about JSON-LD within HTML",
                test => byIri[test.Iri].Option("processorFeature") is not null
                    || (byIri[test.Iri].Option("httpLink")?.ToString().Contains(".html>", StringComparison.Ordinal) ?? false))
            .Run(output, tests.Select(test => test.Test));
    }
}
