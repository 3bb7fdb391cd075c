using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.LinkedData;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Server.Crawling;

/// <summary>The pages of the host: those of its own, and one for each thing that the default graph says something of.</summary>
public static class SitePages
{
    /// <summary>Addresses relative to the host, without a leading slash.</summary>
    /// <param name="dataset">What is served.</param>
    /// <param name="part">Which part, from 0; the pages of the host's own are in the first. Subjects that have no page of their own (blank
    /// nodes, terms of the ontology) leave a part shorter.</param>
    /// <param name="cancellation">Stops it.</param>
    public static IEnumerable<string> Of(ServedDataset dataset, int part, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var own = part == 0 ? Own(dataset) : [];
        var snapshot = dataset.Engine.Snapshot;
        return own.Concat(SiteParts.Of(snapshot).Subjects(part)
            .Select(id => Address(snapshot, id, cancellation)).OfType<string>());
    }

    private static string? Address(Snapshot snapshot, TermId id, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return id.IsIri && snapshot.Terms.ToTerm(id) is Iri iri && HasPage(iri) ? Escaped(LocalAddress.Of(iri).TrimStart('/')) : null;
    }

    private static IEnumerable<string> Own(ServedDataset dataset)
    {
        yield return "";
        yield return "data";
        if (dataset.IsShipped)
        {
            yield return "ontology";
            yield return "cite";
        }

        if (dataset.Queries.All.Count > 0)
        {
            yield return "queries";
        }

        foreach (var query in dataset.Queries.All)
        {
            yield return "queries/" + query.Name;
        }
    }

    // A term of the ontology stands on the ontology's page.
    private static bool HasPage(Iri iri) =>
        iri.Value.StartsWith("http", StringComparison.Ordinal)
            && !iri.Value.StartsWith(LocalAddress.Namespace + "ontology", StringComparison.Ordinal);

    // RFC 3987 §3.1: what an IRI may have and an address may not; a percent sign is part of an escape.
    private static string Escaped(string address) =>
        Ascii.IsValid(address) ? address
        : string.Concat(address.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));
}
