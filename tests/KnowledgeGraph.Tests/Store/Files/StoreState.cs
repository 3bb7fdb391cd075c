using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Tests.Store.Files;

/// <summary>Everything that a store says, as text: quads, named graphs, version.</summary>
internal static class StoreState
{
    internal static string Of(QuadStore store) => Of(store.Current) + "version " + store.Version;

    internal static string Of(Snapshot snapshot)
    {
        var quads = snapshot.Quads(IndexOrder.Spo).Concat(snapshot.Quads(IndexOrder.Spog))
            .Select(quad => string.Join(' ', Text(quad.Subject), Text(quad.Predicate), Text(quad.Object), Text(quad.Graph)));
        var graphs = snapshot.NamedGraphs.Select(graph => $"graph {Text(graph.Name)} {graph.Count}");
        return string.Concat(quads.Concat(graphs).Order(StringComparer.Ordinal).Select(line => line + "\n"));

        string Text(TermId id) => id.IsUndefined ? "" : snapshot.Terms.ToTerm(id).ToString()!;
    }

    /// <summary>A transaction of a few changes of all kinds, which depend on the number.</summary>
    internal static void Change(StoreTransaction transaction, int number, Random random)
    {
        var predicate = transaction.Intern(new Iri("http://example.org/p"));
        var changes = random.Next(1, 6);
        for (var i = 0; i < changes; i++)
        {
            var subject = random.Next(5) == 0 ? transaction.NewBlankNode() : transaction.Intern(new Iri("http://example.org/s" + random.Next(4)));
            var @object = Object(transaction, random, number);
            var graph = random.Next(2) == 0 ? default : transaction.Intern(new Iri("http://example.org/g" + random.Next(3)));
            switch (random.Next(8))
            {
                case 0:
                    transaction.Remove(subject, predicate, @object, graph);
                    break;
                case 1:
                    transaction.ClearGraph(graph);
                    break;
                case 2 when !graph.IsUndefined:
                    transaction.DropGraph(graph);
                    break;
                case 3 when !graph.IsUndefined:
                    transaction.CreateGraph(graph);
                    break;
                case 4:
                    transaction.Add(subject, predicate, @object, graph);
                    Assert.True(transaction.Snapshot.TotalBytes > 0);
                    break;
                default:
                    transaction.Add(subject, predicate, @object, graph);
                    break;
            }
        }
    }

    private static TermId Object(StoreTransaction transaction, Random random, int number)
    {
        var subject = transaction.Intern(new Iri("http://example.org/s" + random.Next(4)));
        return random.Next(7) switch
        {
            0 => transaction.Intern(new Literal("chat " + random.Next(3), random.Next(2) == 0 ? "en-GB" : "EN-gb")),
            1 => transaction.Intern(new Literal("P" + random.Next(5) + "D", Xsd.Duration)),
            2 => transaction.Intern(new Literal(random.Next(5).ToString(System.Globalization.CultureInfo.InvariantCulture), Xsd.Integer)),
            3 => transaction.InternTripleTerm(subject, subject, transaction.Intern(new Literal("in " + random.Next(3)))),
            4 => subject,
            _ => transaction.Intern(new Literal($"text {number}-{random.Next(3)}")),
        };
    }
}
