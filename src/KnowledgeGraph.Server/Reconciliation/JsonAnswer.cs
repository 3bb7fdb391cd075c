using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KnowledgeGraph.Server.Http;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>A JSON document as the whole answer, with its entity tag.</summary>
public static partial class JsonAnswer
{
    private static readonly JsonSerializerOptions s_layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the document, or 304 if the client has it.</summary>
    /// <param name="context">The request and its response.</param>
    /// <param name="document">The document.</param>
    /// <param name="parts">What it depends on: version of the data, question. None: it has no tag.</param>
    /// <param name="callback">The function of JSONP (0.2, §3.4), or null.</param>
    public static async Task WriteAsync(HttpContext context, JsonNode document, IReadOnlyList<string> parts, string? callback = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(parts);
        var response = context.Response;
        response.Headers.Vary = "Accept-Encoding";
        if (parts.Count > 0 && EntityTag.IsOfUse(context.Request))
        {
            var tag = EntityTag.Of(context.Request, isWeak: false, [.. parts, callback ?? ""]);
            if (EntityTag.IsCurrent(context, tag))
            {
                return;
            }

            response.Headers.ETag = tag;
        }

        var text = document.ToJsonString(s_layout);
        if (callback is not null)
        {
            // The comment keeps the first bytes from being what the caller chose.
            text = $"/**/{Function(callback)}({Script(text)});";
        }

        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        response.ContentType = callback is null ? "application/json" : "text/javascript; charset=utf-8";
        if (HttpMethods.IsHead(context.Request.Method))
        {
            response.EndHead(bytes.Length);
            return;
        }

        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    // Two line ends of JavaScript that JSON allows within strings.
    private static string Script(string json) =>
        json.Replace("\u2028", "\\u2028", StringComparison.Ordinal).Replace("\u2029", "\\u2029", StringComparison.Ordinal);

    private static string Function(string callback) => Name().IsMatch(callback)
        ? callback
        : throw ProblemException.BadRequest("The parameter 'callback' is no name of a function: letters, digits, _, $ and dots.");

    [GeneratedRegex("""^[A-Za-z_$][A-Za-z0-9_$.]{0,127}\z""", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
