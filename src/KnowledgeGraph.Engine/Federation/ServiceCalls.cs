using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Results;

namespace KnowledgeGraph.Engine.Federation;

/// <summary>The calls of services by one run of a query or update, one after the other. Used by one thread.</summary>
/// <seealso href="https://www.w3.org/TR/sparql11-federated-query/"/>
internal sealed class ServiceCalls(FederationClient client, MemoryBudget budget)
{
    // What a body becomes when it is read into terms, in multiples of its bytes: strings are UTF-16, and each cell is an object.
    private const int TableFactor = 6;

    private const string Accept =
        "application/sparql-results+json, application/sparql-results+xml;q=0.9, text/tab-separated-values;q=0.5, "
        + "application/json;q=0.3, application/xml;q=0.2";

    private int _count;

    /// <summary>Asks an endpoint a query; see <see cref="ServiceCall"/>.</summary>
    public ServiceAnswer Call(string endpoint, string query, CancellationToken ct)
    {
        if (++_count > client.MaxCalls)
        {
            throw new QueryException(FormattableString.Invariant(
                $"More than {client.MaxCalls} calls of services (Federation:MaxCalls) are needed. Make what SERVICE joins with more selective."));
        }

        long charged = 0;
        try
        {
            var answer = client.Send(new RemoteRequest(endpoint, Accept) { Query = query }, Charge, ct);
            Charge(answer.Body.Length * (long)TableFactor);
            return new ServiceAnswer(Read(endpoint, answer), charged);
        }
        catch (Exception e)
        {
            budget.Release(charged);
            if (e is FederationException failure)
            {
                throw new RemoteException($"SERVICE {failure.Message}", failure.IsRefused, failure);
            }

            throw;
        }

        void Charge(long bytes)
        {
            budget.Charge(bytes);
            charged += bytes;
        }
    }

    private static SolutionTable Read(string endpoint, RemoteAnswer answer)
    {
        var format = answer.ContentType is null ? null : ResultFormat.FromMediaType(answer.ContentType);
        if (format is null || format == ResultFormat.Csv)
        {
            // The media type is as the other side wrote it, and so not repeated.
            throw new FederationException(endpoint, "does not answer with SPARQL results in JSON, XML or TSV; is it a SPARQL endpoint?");
        }

        // JSON and XML have an end; rows of a table may be missing without a trace.
        if (format == ResultFormat.Tsv && !(answer.IsDelimited && answer.Body.Span is [.., (byte)'\n']))
        {
            throw new FederationException(
                endpoint, "answers with a table that may be cut: neither a length nor a last line end tells where it ends.");
        }

        SolutionTable table;
        try
        {
            using var body = answer.Open();
            table = SolutionReader.Read(body, format);
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or FormatException)
        {
            throw new FederationException(endpoint, $"answers with what is no whole SPARQL result in {format.Name.ToUpperInvariant()}.", inner: e);
        }

        if (table.Boolean is not null || !table.Rows.All(row => row.All(term => term is null || IsSound(term))))
        {
            throw new FederationException(
                endpoint,
                table.Boolean is not null
                    ? "answers with a boolean; solutions were expected."
                    : "answers with an IRI or language tag that is none.");
        }

        return table;
    }

    // Terms of an answer may be sent on to other services, so nothing else may hide in them.
    private static bool IsSound(Term term) => term switch
    {
        Iri iri => IriReference.IsWellFormedIri(iri.Value),
        Literal { Language: { } language } => LanguageTag.IsWellFormed(language),
        Literal literal => IriReference.IsWellFormedIri(literal.Datatype.Value),
        TripleTerm triple => IsSound(triple.Subject) && IsSound(triple.Predicate) && IsSound(triple.Object),
        _ => true,
    };
}
