using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;
using KnowledgeGraph.Tests.Engine;

namespace KnowledgeGraph.Tests.Query;

/// <summary>A query gives the same over terms and triples that came by updates as over the same data loaded in bulk.</summary>
public sealed class DeltaQueryTests : IDisposable
{
    private const int Seed = 12;
    private readonly KnowledgeGraph.Engine.Engine _bulk;
    private readonly KnowledgeGraph.Engine.Engine _delta;

    public DeltaQueryTests()
    {
        var random = new Random(Seed);
        var triples = Enumerable.Range(0, 300).Select(i => Triple(i, random)).ToArray();
        _bulk = TestEngine.From(string.Join('\n', triples));

        // Something of each stays in the bulk-loaded part; what is removed again leaves terms behind.
        _delta = TestEngine.From(string.Join('\n', triples.Where((_, i) => i % 3 == 0)) + "\n:gone :p 'a gone' , 'm gone'@en , 17 .");
        foreach (var chunk in triples.Where((_, i) => i % 3 != 0).Chunk(17))
        {
            _delta.Do("INSERT DATA { " + string.Join('\n', chunk) + " }");
        }

        _delta.Do("INSERT DATA { :gone :p 'b gone' , :also-gone }");
        _delta.Do("DELETE WHERE { :gone ?p ?o }");
        Assert.Equal(_bulk.Snapshot.DefaultGraphCount, _delta.Snapshot.DefaultGraphCount);
        Assert.True(_bulk.Snapshot.Terms.IsTextOrdered);
        Assert.False(_delta.Snapshot.Terms.IsTextOrdered);
    }

    public void Dispose()
    {
        _bulk.Dispose();
        _delta.Dispose();
    }

    [Theory]
    [InlineData("SELECT ?o { ?s :text ?o } ORDER BY ?o ?s")]
    [InlineData("SELECT ?o { ?s :text ?o } ORDER BY DESC(?o) ?s LIMIT 20 OFFSET 5")]
    [InlineData("SELECT DISTINCT ?s { ?s ?p ?o } ORDER BY DESC(?s)")]
    [InlineData("SELECT ?o ?s { ?s :tagged ?o } ORDER BY ?o ?s LIMIT 50")]
    [InlineData("SELECT ?o { { ?s :text ?o } UNION { ?s :tagged ?o } UNION { ?s :number ?o } } ORDER BY ?o ?s")]
    [InlineData("SELECT ?x { ?s :text ?o BIND(CONCAT(?o, 'x') AS ?x) } ORDER BY ?x ?s")]
    [InlineData("SELECT ?t ?s { ?s :says ?t } ORDER BY ?t ?s")]
    public void OrdersAlike(string query) => Assert.Equal(NotEmpty(_bulk.Ordered(query)), _delta.Ordered(query));

    [Theory]
    [InlineData("SELECT (MIN(?o) AS ?least) (MAX(?o) AS ?most) { ?s :text ?o }")]
    [InlineData("SELECT (MIN(?s) AS ?least) (MAX(?s) AS ?most) { ?s ?p ?o }")]
    [InlineData("SELECT ?p (MIN(?s) AS ?least) (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o } GROUP BY ?p")]
    [InlineData("SELECT ?s ?o { ?s :text ?o FILTER(STRSTARTS(?o, 'm')) }")]
    [InlineData("SELECT ?s { ?s ?p ?o FILTER(STRSTARTS(STR(?s), 'http://example/n1')) }")]
    [InlineData("SELECT ?s ?o { ?s :text ?o FILTER(?o >= 'd' && ?o < 'q') }")]
    [InlineData("SELECT ?s ?o { ?s :number ?o FILTER(?o > 20 && ?o <= 70.5) }")]
    [InlineData("SELECT ?s ?o { ?s :tagged ?o FILTER(LCASE(LANG(?o)) = 'en-gb') }")]
    [InlineData("SELECT ?a ?b { ?a :number ?n . ?b :big ?n2 FILTER(?n = ?n2) }")]
    [InlineData("SELECT ?a ?o { ?a :knows ?b . ?b :text ?o }")]
    [InlineData("SELECT ?a ?c { ?a :knows ?b . ?b :knows ?c . ?a :knows ?c }")]
    [InlineData("SELECT ?a { :n5 :knows+ ?a }")]
    [InlineData("SELECT ?who ?o { ?who :says <<( ?s :text ?o )>> . ?s :text ?o }")]
    [InlineData("SELECT ?who { ?who :says <<( :n3 ?p ?o )>> }")]
    [InlineData("SELECT ?s { ?s :text ?o MINUS { ?s :knows ?b } }")]
    [InlineData("SELECT ?s { ?s :text ?o FILTER NOT EXISTS { ?b :knows ?s } }")]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")]
    public void AnswersAlike(string query) => Assert.Equal(NotEmpty(_bulk.Rows(query)), _delta.Rows(query));

    [Fact]
    public void ComparesTermsLikeTheirTexts()
    {
        var terms = _delta.Snapshot.Terms;
        var ids = _delta.Snapshot.Scan(IndexOrder.Spo, default).Ids().Where(id => id.Tag is TermTag.Iri or TermTag.String).ToArray();
        var random = new Random(Seed);
        for (var i = 0; i < 5000; i++)
        {
            var (left, right) = (ids[random.Next(ids.Length)], ids[random.Next(ids.Length)]);
            if (left.Tag == right.Tag)
            {
                Assert.Equal(Math.Sign(Text(left).SequenceCompareTo(Text(right))), Math.Sign(terms.CompareTexts(left, right)));
            }
        }

        ReadOnlySpan<byte> Text(TermId id) => Encoding.UTF8.GetBytes(terms.ToTerm(id) is Iri iri ? iri.Value : ((Literal)terms.ToTerm(id)).Lexical);
    }

    private static string[] NotEmpty(string[] rows)
    {
        Assert.NotEmpty(rows);
        return rows;
    }

    // Numbers have different values, so that there is one order of them.
    private static string Triple(int i, Random random)
    {
        var node = ":n" + random.Next(40);
        var text = (char)('a' + random.Next(26)) + (random.Next(2) == 0 ? "é" : "\\U0001F600") + random.Next(10);
        return (i % 7) switch
        {
            0 => $"{node} :text '{text}' .",
            1 => $"{node} :tagged '{text}'@{(random.Next(3) switch { 0 => "en", 1 => "en-GB", _ => "fr--ltr" })} .",
            2 => $"{node} :number {i} .",
            3 => $"{node} :big '{i - 1}.00000000000000000000'^^xsd:decimal .",
            4 => $"{node} :says <<( :n{random.Next(6)} :text '{text}' )>> .",
            5 => $":n{random.Next(6)} :text '{text}' . :n7 :says <<( :n{random.Next(6)} :text '{text}' )>> .",
            _ => $"{node} :knows :n{random.Next(40)} .",
        };
    }
}

internal static class ScanExtensions
{
    internal static IEnumerable<TermId> Ids(this IndexScan scan) =>
        KnowledgeGraph.Tests.Store.StoreTestData.Rows(scan).SelectMany(row => row).Distinct();
}
