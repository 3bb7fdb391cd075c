using System.Net;
using System.Text;
using System.Text.Json;

namespace KnowledgeGraph.Server.Tests.Reconciliation;

/// <summary>The specification's own examples of requests, sent to the service: it answers the valid ones and refuses the others.</summary>
public sealed class PublishedExamplesTests(ShippedHost shipped)
{
    [Theory]
    [InlineData("0.2", "valid/example-full")]
    [InlineData("0.2", "valid/example-min")]
    [InlineData("0.2", "valid/multi-values")]
    [InlineData("0.2", "valid/no-query-string")]
    [InlineData("0.2", "invalid/empty-properties")]
    [InlineData("0.2", "invalid/empty-query")]
    [InlineData("0.2", "invalid/misnamed-property")]
    [InlineData("1.0-draft", "valid/example-full")]
    [InlineData("1.0-draft", "valid/example-min")]
    [InlineData("1.0-draft", "valid/multi-values")]
    [InlineData("1.0-draft", "valid/no-query-string")]
    [InlineData("1.0-draft", "valid/text-processing-language")]
    [InlineData("1.0-draft", "invalid/empty-conditions")]
    [InlineData("1.0-draft", "invalid/empty-query")]
    [InlineData("1.0-draft", "invalid/misnamed-conditions")]
    [InlineData("1.0-draft", "invalid/missing-match-type")]
    [InlineData("1.0-draft", "invalid/multiple-types")]
    [InlineData("1.0-draft", "invalid/no-root-object")]
    [InlineData("1.0-draft", "invalid/old-format")]
    public Task Matches(string version, string example) =>
        SendAsync(version, "reconciliation-query-batch/" + example, "queries", "/reconcile/v1/match", "reconciliation-result-batch");

    [Theory]
    [InlineData("0.2", "valid/example-full")]
    [InlineData("0.2", "valid/example-min")]
    [InlineData("1.0-draft", "valid/example-full")]
    [InlineData("1.0-draft", "valid/example-min")]
    public Task Extends(string version, string example) =>
        SendAsync(version, "data-extension-query/" + example, "extend", "/reconcile/v1/extend", "data-extension-response");

    private async Task SendAsync(string version, string example, string field, string draftPath, string schema)
    {
        Assert.SkipUnless(ReconciliationSchemas.IsAtHand,
            "the specification of the Reconciliation API is not at hand (KG_RECONCILIATION, or the web): ITS EXAMPLES WERE NOT SENT");
        var text = ReconciliationSchemas.Text($"{version}/examples/{example}.json");
        using HttpContent body = version == "0.2"
            ? new FormUrlEncodedContent([KeyValuePair.Create(field, text)])
            : new StringContent(text, Encoding.UTF8, "application/json");

        var answer = await shipped.Host.SendAsync(HttpMethod.Post, version == "0.2" ? "/reconcile" : draftPath, body);

        if (example.Contains("/invalid/", StringComparison.Ordinal))
        {
            await answer.ProblemAsync(HttpStatusCode.BadRequest, "bad-request");
            return;
        }

        var given = await answer.TextAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, given);
        using var document = JsonDocument.Parse(given);
        Assert.Empty(ReconciliationSchemas.Of(version, schema).Problems(document.RootElement));
    }
}
