using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.LinkedData;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Server.Crawling;

/// <summary>The pages of the host: those of its own, and one for each thing that the default graph says something of.</summary>
public static class SitePages
{
    private const int BatchRows = 1024;

    /// <summary>Addresses relative to the host, without a leading slash. O(triples before the part and in it).</summary>
    /// <param name="dataset">What is served.</param>
    /// <param name="part">Which part, from 0; the pages of the host's own are in the first.</param>
    /// <param name="size">Subjects of a part; those that have no page of their own (blank nodes, terms of the ontology) leave it
    /// shorter.</param>
    /// <param name="cancellation">Stops it.</param>
    public static IEnumerable<string> Of(ServedDataset dataset, int part, int size, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var own = part == 0 ? Own(dataset) : [];
        var snapshot = dataset.Engine.Snapshot;
        return own.Concat(Subjects(snapshot, (long)part * size, size, cancellation)
            .Select(id => snapshot.Terms.ToTerm(id)).OfType<Iri>().Where(HasPage)
            .Select(iri => Escaped(LocalAddress.Of(iri).TrimStart('/'))));
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
        string.Concat(address.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));

    private static IEnumerable<TermId> Subjects(Snapshot snapshot, long skip, int count, CancellationToken cancellation)
    {
        var scan = snapshot.Scan(IndexOrder.Spo, default);
        var subjects = new TermId[BatchRows];
        TermId last = default;
        long number = -1;
        int rows;
        while (number < skip + count && (rows = scan.Read(subjects, default, default, default)) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < rows; i++)
            {
                if (subjects[i] == last)
                {
                    continue;
                }

                last = subjects[i];
                number++;
                if (number >= skip && number < skip + count)
                {
                    yield return last;
                }
            }
        }
    }
}
