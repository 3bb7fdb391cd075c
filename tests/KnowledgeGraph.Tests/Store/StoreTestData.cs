using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Tests.Store;

/// <summary>Hands term objects to a sink, and makes stores of them.</summary>
internal static class StoreTestData
{
    internal static Iri Iri(string name) => new("http://example.org/" + name);

    internal static void Add(this QuadSink sink, Term subject, Term predicate, Term @object, Term? graph = null)
    {
        var arena = new TermArena();
        var (s, p, o) = (Add(arena, subject), Add(arena, predicate), Add(arena, @object));
        var g = graph is null ? -1 : Add(arena, graph);
        sink.Quad(arena[s], arena[p], arena[o], g < 0 ? default : arena[g]);
    }

    internal static int Add(TermArena arena, Term term) => term switch
    {
        Iri iri => arena.AddIri(Utf8(iri.Value)),
        BlankNode node => arena.AddBlankNode(Utf8(node.Label)),
        Literal literal => arena.AddLiteral(
            Utf8(literal.Lexical), Utf8(literal.Datatype.Value), Utf8(literal.Language ?? ""), literal.Direction),
        TripleTerm triple => arena.AddTripleTerm(Add(arena, triple.Subject), Add(arena, triple.Predicate), Add(arena, triple.Object)),
        _ => throw new ArgumentException("unknown term", nameof(term)),
    };

    internal static Snapshot Build(params IEnumerable<(Term S, Term P, Term O, Term? G)> quads)
    {
        var builder = new StoreBuilder();
        foreach (var (s, p, o, g) in quads)
        {
            builder.Add(s, p, o, g);
        }

        return builder.Build();
    }

    internal static TermId Id(this Snapshot snapshot, Term term) =>
        snapshot.Terms.TryFind(term, out var id) ? id : throw new InvalidOperationException($"{term} is not in the store");

    internal static List<TermId[]> Rows(this IndexScan scan, int batch = 100)
    {
        var rows = new List<TermId[]>();
        var columns = Enumerable.Range(0, 4).Select(_ => new TermId[batch]).ToArray();
        for (int count; (count = scan.Read(columns[0], columns[1], columns[2], columns[3])) > 0;)
        {
            for (var i = 0; i < count; i++)
            {
                rows.Add([.. columns.Take(scan.FreeColumns).Select(c => c[i])]);
            }
        }

        return rows;
    }

    /// <summary>Terms of every kind, in no order.</summary>
    internal static IReadOnlyList<Term> AllKinds { get; } =
    [
        Iri("a"), Iri("b/long/enough/to/need/several/keys/1"), Iri("b/long/enough/to/need/several/keys/2"), new Iri("urn:x"), Iri("é"),
        new Literal(""), new Literal("plain"), new Literal("plain and longer than eight bytes"), new Literal("a\0"), new Literal("a"),
        new Literal(new string('x', 5000)), new Literal(new string('x', 5001)), new Literal("\U0001F600"),
        new Literal("chat", "fr"), new Literal("chat", "en-GB"), new Literal("chat", "en"),
        new Literal("שלום", "he", BaseDirection.RightToLeft),
        new Literal("שלום", "he"), new Literal("שלום", "he", BaseDirection.LeftToRight),
        new Literal("1", Xsd.Integer), new Literal("01", Xsd.Integer), new Literal("123456789012345678901234567890", Xsd.Integer),
        new Literal("12.50", Xsd.Decimal), new Literal("12.5", Xsd.Decimal), new Literal("0.12345678901234567890", Xsd.Decimal),
        new Literal("1.0E0", Xsd.Double), new Literal("0.3333333333333333", Xsd.Double), new Literal("1", Xsd.Float),
        new Literal("true", Xsd.Boolean), new Literal("abc", Xsd.Integer),
        new Literal("12:00:00Z", Xsd.Time), new Literal("P1D", Xsd.Duration),
        new Literal("2005-10-04", Xsd.Date), new Literal("2005-10-04T24:00:00", Xsd.DateTime), new Literal("2007", Xsd.GYear),
        new Literal("v", Iri("datatype")), new Literal("v", Iri("another")),
    ];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
