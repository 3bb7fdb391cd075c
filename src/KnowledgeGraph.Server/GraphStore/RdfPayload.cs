using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.Writes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace KnowledgeGraph.Server.GraphStore;

/// <summary>The RDF documents of a request: its body, or the parts of a multipart/form-data. For one request; dispose it.</summary>
/// <seealso href="https://www.w3.org/TR/sparql11-http-rdf-update/#graph-management"/>
public sealed class RdfPayload : IAsyncDisposable
{
    private const int MemoryBytes = 1024 * 1024;

    private readonly RequestBody _body;
    private readonly List<Document> _documents = [];

    private RdfPayload(RequestBody body) => _body = body;

    /// <summary>True if the request has no content at all.</summary>
    public bool IsEmpty => _body.IsEmpty;

    /// <summary>Receives the documents of a request, all of them before anything is done with the first.</summary>
    /// <param name="request">The request.</param>
    /// <param name="access">Who may write: how much is read.</param>
    /// <param name="cancellation">Stops the waiting for the sender.</param>
    /// <exception cref="ProblemException">400, 413 or 415: the documents cannot be received.</exception>
    public static async Task<RdfPayload> ReceiveAsync(HttpRequest request, WriteAccess access, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(access);
        if (request.Headers.ContentRange.Count > 0)
        {
            // RFC 9110 §14.4: to pass over it would put a part in place of the whole.
            throw ProblemException.BadRequest("A part of a document (Content-Range) cannot be written.");
        }

        // §5: a body without a media type is read as RDF/XML.
        var type = request.ContentType is null ? null : MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed : throw Unsupported(request.ContentType);
        var isMultipart = type?.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true;
        var format = isMultipart ? null : type is null ? RdfFormat.RdfXml : FormatOf(type);
        var payload = new RdfPayload(await RequestBody.ReceiveAsync(request, access.MaxBodyBytes, WriteAccess.BodySetting, cancellation));
        try
        {
            if (format is not null)
            {
                payload._documents.Add(new Document(payload._body.Content, format, "body"));
            }
            else
            {
                await payload.ReadPartsAsync(
                    HeaderUtilities.RemoveQuotes(type!.Boundary) is { Length: > 0 } boundary
                        ? boundary.ToString()
                        : throw ProblemException.BadRequest("The media type multipart/form-data has no parameter 'boundary'."),
                    cancellation);
            }

            return payload;
        }
        catch
        {
            await payload.DisposeAsync();
            throw;
        }
    }

    /// <summary>Loads the documents into a graph. Blank nodes of two documents are different ones.</summary>
    /// <param name="write">Where to.</param>
    /// <param name="graph">The graph.</param>
    /// <exception cref="RdfSyntaxException">A document is wrong.</exception>
    /// <exception cref="Query.Execution.QueryException">A document names graphs.</exception>
    public void LoadInto(EngineWrite write, RequestedGraph graph)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(graph);
        foreach (var document in _documents)
        {
            RequestBody.Unpacked(() => write.LoadGraph(document.Content, document.Format, document.Name, graph.BaseIri, graph.Name));
        }
    }

    /// <summary>Loads the documents into the dataset, quads into the graphs that they name.</summary>
    /// <param name="write">Where to.</param>
    /// <param name="baseIri">The base of relative IRIs.</param>
    /// <exception cref="RdfSyntaxException">A document is wrong.</exception>
    public void LoadInto(EngineWrite write, string baseIri)
    {
        ArgumentNullException.ThrowIfNull(write);
        foreach (var document in _documents)
        {
            RequestBody.Unpacked(() => write.Load(document.Content, document.Format, document.Name, baseIri));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var document in _documents)
        {
            await document.Content.DisposeAsync();
        }

        await _body.DisposeAsync();
    }

    // RFC 7578. The parts are copied out, since the transaction that they are loaded in reads without waiting.
    private async Task ReadPartsAsync(string boundary, CancellationToken cancellation)
    {
        try
        {
            var reader = new MultipartReader(boundary, _body.Content);
            while (await reader.ReadNextSectionAsync(cancellation) is { } part)
            {
                var disposition = part.GetContentDispositionHeader();
                var file = disposition is null ? null : HeaderUtilities.RemoveQuotes(disposition.FileName).Value ?? HeaderUtilities.RemoveQuotes(disposition.Name).Value;
                var format = FormatOfPart(part.ContentType, file);
                var content = new FileBufferingReadStream(part.Body, MemoryBytes);
                _documents.Add(new Document(content, format, file ?? "part"));
                await content.DrainAsync(cancellation);
                content.Position = 0;
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw ProblemException.BadRequest($"The parts of the body cannot be read: {e.Message}");
        }
    }

    // §5.5: the extension of the file tells the format of a part without a media type.
    private static RdfFormat FormatOfPart(string? contentType, string? file)
    {
        if (contentType is not null)
        {
            return MediaTypeHeaderValue.TryParse(contentType, out var type) ? FormatOf(type) : throw Unsupported(contentType);
        }

        return (file is null || RdfFormat.IsGzip(file) ? null : RdfFormat.FromFileName(file))
            ?? throw ProblemException.BadRequest("A part has no Content-Type, and its file name does not tell the format.");
    }

    private static RdfFormat FormatOf(MediaTypeHeaderValue type)
    {
        var format = RdfFormat.FromMediaType(type.MediaType.ToString()) ?? throw Unsupported(type.ToString());
        // XML says for itself what its encoding is; the other formats are UTF-8.
        var charset = type.Charset.ToString().Trim('"').ToLowerInvariant();
        return charset is "" or "utf-8" or "us-ascii" || format == RdfFormat.RdfXml ? format : throw Unsupported(type.ToString());
    }

    private static ProblemException Unsupported(string given) =>
        ProblemException.UnsupportedMediaType(given, [.. RdfFormat.All.Select(format => format.MediaType), "multipart/form-data"]);

    private sealed record Document(Stream Content, RdfFormat Format, string Name);
}
