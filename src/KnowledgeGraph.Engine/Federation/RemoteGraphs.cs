using KnowledgeGraph.Formats;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Engine.Federation;

/// <summary>The documents that LOAD fetches for one update request (SPARQL 1.1 Update §3.1.4). Used by one thread.</summary>
internal sealed class RemoteGraphs(FederationClient client, RemoteContexts contexts, MemoryBudget budget)
{
    private const string Accept =
        "text/turtle, application/trig, application/n-triples, application/n-quads, application/rdf+xml;q=0.9, "
        + "application/ld+json;q=0.8, */*;q=0.1";

    private int _count;

    /// <summary>Fetches a document and hands its quads over; see <see cref="KnowledgeGraph.Query.Updates.LoadDocument"/>.</summary>
    public void Load(Iri source, QuadSink sink, CancellationToken ct)
    {
        if (++_count > client.MaxCalls)
        {
            throw new QueryException(
                FormattableString.Invariant($"The request loads more than {client.MaxCalls} documents (Federation:MaxCalls)."));
        }

        long charged = 0;
        try
        {
            var answer = client.Send(new RemoteRequest(source.Value, Accept), Charge, ct);
            Read(source, answer, sink, ct);
        }
        catch (FederationException e)
        {
            throw new RemoteException($"LOAD {e.Message}", e.IsRefused, e);
        }
        finally
        {
            budget.Release(charged);
        }

        void Charge(long bytes)
        {
            budget.Charge(bytes);
            charged += bytes;
        }
    }

    private void Read(Iri source, RemoteAnswer answer, QuadSink sink, CancellationToken ct)
    {
        var format = FormatOf(source, answer)
            ?? throw new FederationException(
                source.Value, "is of a format that is not read: neither its media type nor its extension is one of RDF.");

        // A cut document of statements looks whole.
        if (!answer.IsDelimited && format != RdfFormat.JsonLd && format != RdfFormat.RdfXml)
        {
            throw new FederationException(source.Value, "may be cut: the answer does not tell its length.");
        }

        try
        {
            using var body = answer.Open();
            RdfReader.Read(
                body, format, sink,
                new RdfReaderOptions { BaseIri = answer.Iri, SourceName = source.Value, LoadDocument = iri => contexts.Load(iri, ct) }, ct);
        }
        catch (RdfSyntaxException e)
        {
            // Not the error's own words: they quote the document.
            throw new FederationException(
                source.Value, FormattableString.Invariant($"is no {format.Name}: line {e.Line + 1}, column {e.Column + 1} is wrong."), inner: e);
        }
    }

    // The media type, but for those that servers give to files they do not know; then the extension.
    private static RdfFormat? FormatOf(Iri source, RemoteAnswer answer)
    {
        var type = (answer.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        var stated = type is "application/xml" or "text/xml" ? RdfFormat.RdfXml : RdfFormat.FromMediaType(type);
        return type is "text/plain" || stated is null ? OfExtension(answer.Iri) ?? OfExtension(source.Value) ?? stated : stated;
    }

    private static RdfFormat? OfExtension(string iri)
    {
        var path = iri.Split('?', '#')[0];
        return RdfFormat.IsGzip(path) ? null : RdfFormat.FromFileName(path);
    }
}
