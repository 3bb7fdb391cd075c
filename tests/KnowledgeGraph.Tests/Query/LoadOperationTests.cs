using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Updates;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Tests.Query;

/// <summary>LOAD with documents that a test hands over.</summary>
public sealed class LoadOperationTests
{
    private const string Two = "_:x <p:p> 1 . <s:s> <p:p> _:x .";

    [Theory]
    [InlineData("LOAD <d:two>", 2, "")]
    [InlineData("LOAD <d:two> INTO GRAPH <g:g>", 0, "g:g=2")]
    [InlineData("LOAD <d:two> INTO GRAPH <g:g> ; LOAD <d:two> INTO GRAPH <g:g>", 0, "g:g=4")]
    [InlineData("LOAD <d:empty> INTO GRAPH <g:g>", 0, "g:g=0")]
    [InlineData("LOAD <d:quads>", 1, "q:q=1")]
    [InlineData("LOAD SILENT <d:cut>", 0, "")]
    [InlineData("LOAD SILENT <d:cut> INTO GRAPH <g:g>", 0, "")]
    [InlineData("LOAD SILENT <d:quads> INTO GRAPH <g:g>", 0, "")]
    [InlineData("LOAD SILENT <d:none> ; LOAD <d:two>", 2, "")]
    public void TriplesGoWhereTheOperationSays(string update, int inDefault, string graphs)
    {
        using var store = new QuadStore();

        var snapshot = Run(store, update, 64);

        Assert.Equal(inDefault, snapshot.DefaultGraphCount);
        Assert.Equal(graphs, string.Join(' ', snapshot.NamedGraphs.Select(graph => $"{((Iri)snapshot.Terms.ToTerm(graph.Name)).Value}={graph.Count}")));
    }

    [Theory]
    [InlineData("LOAD <d:none>", "There is no d:none.")]
    [InlineData("LOAD <d:cut>", "cut:")]
    [InlineData("LOAD <d:quads> INTO GRAPH <g:g>", "The document names a graph, <q:q>")]
    public void WithoutSilent_AFailureIsTold(string update, string message)
    {
        using var store = new QuadStore();

        Assert.StartsWith(message, Assert.Throws<QueryException>(() => Run(store, update, 64)).Message, StringComparison.Ordinal);

        Assert.Equal(0, store.Current.DefaultGraphCount);
    }

    [Fact]
    public void TheMemoryLimit_IsNotSilenced()
    {
        using var store = new QuadStore();

        Assert.Throws<QueryMemoryException>(() => Run(store, "LOAD SILENT <d:large>", 1));
    }

    private static Snapshot Run(QuadStore store, string update, int memoryMB)
    {
        using var transaction = store.Begin(TestContext.Current.CancellationToken);
        var settings = new UpdateSettings { Budget = new MemoryBudget(memoryMB * 1024L * 1024L), LoadDocument = Load };
        new UpdateEvaluator(transaction, settings).Run(SparqlParser.ParseUpdate(update));
        return transaction.Commit();
    }

    private static void Load(Iri source, QuadSink sink, CancellationToken ct)
    {
        var text = source.Value switch
        {
            "d:two" => Two,
            "d:empty" => "",
            "d:quads" => "<s:s> <p:p> 1 . <q:q> { <s:s> <p:p> 2 }",
            "d:cut" => Two + " <s:s> <p:p>",
            "d:large" => string.Concat(Enumerable.Range(0, 100_000).Select(i => $"<s:s{i}> <p:p> _:b{i} .\n")),
            _ => throw new QueryException($"There is no {source.Value}."),
        };
        try
        {
            using var input = new MemoryStream(Encoding.UTF8.GetBytes(text));
            RdfReader.Read(input, RdfFormat.TriG, sink, new RdfReaderOptions { SourceName = "cut" }, ct);
        }
        catch (RdfSyntaxException e)
        {
            throw new QueryException(e.Message, e);
        }
    }
}
