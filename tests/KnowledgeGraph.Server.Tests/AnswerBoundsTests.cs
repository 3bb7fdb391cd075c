using System.Globalization;
using System.Net;

namespace KnowledgeGraph.Server.Tests;

/// <summary>How many triples an answer may have before its layout or its format changes.</summary>
public sealed class AnswerBoundsTests
{
    private const string Digits = "{ 0 1 2 3 4 5 6 7 8 9 }";

    // Up to 10,000 triples all of a subject stand together; a longer answer goes out as it comes.
    [Theory]
    [InlineData(5_000, false, 1)]
    [InlineData(5_000, true, 5_000)]
    public async Task AGraphIsPretty_UpToTenThousandTriples(int solutions, bool oneMore, int subjects)
    {
        await using var host = await HostAsync();

        var text = await (await host.AskAsync(Construct(solutions, oneMore), "text/turtle")).TextAsync();

        Assert.Equal(subjects, text.Split("<urn:a>").Length - 1);
        Assert.Equal(oneMore, text.Contains("<urn:c>", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("application/ld+json", "JSON-LD")]
    [InlineData("application/rdf+xml", "RDF/XML")]
    public async Task AFormatThatIsHeldWhole_TakesAHundredThousandTriples(string mediaType, string name)
    {
        await using var host = await HostAsync();

        var most = await host.AskAsync(Construct(50_000, oneMore: false), mediaType);
        Assert.Equal(HttpStatusCode.OK, most.StatusCode);
        Assert.Equal(mediaType, most.MediaType());
        Assert.Equal(100_000, (await most.DatasetAsync()).Count);

        var over = await host.AskAsync(Construct(50_000, oneMore: true), mediaType);
        var problem = await over.ProblemAsync(HttpStatusCode.NotAcceptable, "not-acceptable");
        var detail = problem.GetProperty("detail").GetString();
        Assert.Contains(name + " holds at most 100000 triples here.", detail, StringComparison.Ordinal);
        Assert.Contains("application/n-triples", detail, StringComparison.Ordinal);
    }

    private static Task<RunningHost> HostAsync() => RunningHost.StartAsync("--Dataset:Files:0=none", "--Limits:QuerySeconds=300");

    // Two triples a solution, of two subjects in turn; one more of a third subject.
    private static string Construct(int solutions, bool oneMore) => string.Create(CultureInfo.InvariantCulture, $$"""
        CONSTRUCT { <urn:a> <urn:p> ?n . <urn:b> <urn:p> ?n . <urn:c> <urn:p> ?more }
        WHERE {
          VALUES ?e {{Digits}} VALUES ?d {{Digits}} VALUES ?c {{Digits}} VALUES ?b {{Digits}} VALUES ?a {{Digits}}
          BIND(?a + 10 * (?b + 10 * (?c + 10 * (?d + 10 * ?e))) AS ?n)
          FILTER(?n < {{solutions}})
          BIND(IF({{(oneMore ? "?n = 0" : "false")}}, 1, 1 / 0) AS ?more)
        }
        """);
}
