using System.Buffers;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.LinkedData;

namespace KnowledgeGraph.Server.Protocol;

/// <summary>Streams a graph or the whole dataset: batch by batch, the first 64 KiB held back (see <see cref="HeldBackBody"/>).</summary>
public static class ExportAnswer
{
    // Laid out for people as long as little memory does it: some hundred bytes a quad.
    private const int MaxHeldQuads = 10_000;

    /// <summary>Answers a request, with 304 if the client's copy is current.</summary>
    /// <param name="context">The request.</param>
    /// <param name="dataset">Whose graphs they are.</param>
    /// <param name="export">What is streamed.</param>
    /// <param name="format">The format; not a page.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="tag">The tag of the representation.</param>
    public static async Task WriteAsync(
        HttpContext context, ServedDataset dataset, QuadExport export, AnswerFormat format, ContentProfile profile, string tag)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(export);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(profile);
        context.Response.GetTypedHeaders().LastModified = dataset.LastModified;
        if (EntityTag.IsCurrent(context, tag, dataset.LastModified))
        {
            return;
        }

        using var body = new HeldBackBody(context.Response, head =>
        {
            head.ContentType = format.ContentType;
            head.Headers.ETag = tag;
            profile.WriteLinks(head, format);
        });
        using var writer = CreateWriter(body, format.Rdf!, dataset);
        var sink = profile.Sink(writer);
        try
        {
            while (!body.IsSatisfied && export.WriteBatch(sink))
            {
                context.RequestAborted.ThrowIfCancellationRequested();
                await body.FlushAsync(context.RequestAborted);
            }

            writer.Finish();
            await body.CompleteAsync(context.RequestAborted);
        }
        catch (Exception) when (body.HasBegun)
        {
            context.Abort();
        }
    }

    /// <summary>The writer of an export.</summary>
    /// <param name="body">Where it writes.</param>
    /// <param name="format">The format.</param>
    /// <param name="dataset">Whose graphs they are.</param>
    public static RdfWriter CreateWriter(IBufferWriter<byte> body, RdfFormat format, ServedDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return RdfWriter.Create(body, format, new RdfWriterOptions
        {
            Layout = RdfLayout.Pretty,
            MaxHeldQuads = MaxHeldQuads,
            // Well-known prefixes need not be given.
            Prefixes = dataset.IsShipped ? LocalAddress.Prefixes : null,
        });
    }
}
