using System.Net.Http.Headers;
using System.Text;

namespace KnowledgeGraph.Server.Tests;

/// <summary>A host over an empty store that takes writes, and requests to it with the token.</summary>
public static class WritableHost
{
    public const string Token = "a-token-for-tests-0123456789";

    public static Task<RunningHost> StartAsync(params string[] settings) =>
        RunningHost.StartAsync(["--Dataset:Files:0=none", "--Writes:Token=" + Token, .. settings]);

    /// <summary>A request with the token; a body without media type is sent without one.</summary>
    public static Task<HttpResponseMessage> WriteAsync(
        this RunningHost host, string method, string address, string? body = null, string? mediaType = "text/turtle", params string[] headers) =>
        host.SendAsync(new HttpMethod(method), address, body is null ? null : Content(body, mediaType), ["Authorization: Bearer " + Token, .. headers]);

    public static Task<HttpResponseMessage> UpdateAsync(this RunningHost host, string update, string query = "") =>
        host.WriteAsync("POST", "/sparql" + query, update, "application/sparql-update");

    public static HttpContent Content(string body, string? mediaType)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = mediaType is null ? null : MediaTypeHeaderValue.Parse(mediaType);
        return content;
    }

    /// <summary>All triples of the default graph and of named graphs, as sorted lines of N-Quads.</summary>
    public static async Task<string> QuadsAsync(this RunningHost host)
    {
        var text = await (await host.GetAsync("/dataset", "Accept: application/n-quads")).TextAsync();
        return string.Join('\n', text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }
}
