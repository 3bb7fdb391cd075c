using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;
using ExecutionContext = KnowledgeGraph.Query.Execution.ExecutionContext;

namespace KnowledgeGraph.Tests.Query;

/// <summary>A run over no data, in which expressions written in SPARQL are evaluated on terms written in SPARQL.</summary>
internal sealed class ExpressionHarness
{
    private const string Prologue = """
        BASE <http://example.org/base/>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX : <http://example.org/>

        """;

    public ExpressionHarness(
        long limitBytes = 64 << 20, int batchRows = SolutionBatch.DefaultCapacityRows, Snapshot? snapshot = null)
    {
        var budget = new MemoryBudget(limitBytes);
        snapshot ??= Snapshot.Empty;
        Context = new ExecutionContext(snapshot, new LocalDictionary(snapshot.Terms, budget.Charge), budget)
        {
            BaseIri = "http://example.org/base/",
            Now = new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero),
            Random = new Random(1),
            BatchRows = batchRows,
        };
        Compiler = new ExpressionCompiler(Context);
    }

    public static IReadOnlyDictionary<Variable, int> Slots { get; } =
        new Dictionary<Variable, int> { [new Variable("a")] = 0, [new Variable("b")] = 1 }.ToImmutableDictionary();

    public ExecutionContext Context { get; }

    public ExpressionCompiler Compiler { get; }

    /// <summary>The expression of <c>SELECT (… AS ?r) {}</c>.</summary>
    public static Expression Parse(string expression)
    {
        var query = SparqlParser.ParseQuery(Prologue + "SELECT (" + expression + " AS ?r) {}");
        return ((GraphPattern.Extend)((GraphPattern.Project)query.Pattern).Inner).Value;
    }

    /// <summary>The id of a term written in SPARQL; undefined for UNDEF.</summary>
    public TermId Id(string term) =>
        term == "UNDEF" ? default
        : term.StartsWith("_:", StringComparison.Ordinal) ? Context.Terms.Intern(new BlankNode(term[2..]))
        : EvaluateToId(term);

    /// <summary>The value of an expression without variables; "error" for an error.</summary>
    public string Evaluate(string expression) => Show(EvaluateToId(expression));

    /// <summary>The value of an expression over ?a and ?b as columns, which is another path than that of constants.</summary>
    public string Evaluate(string expression, string a, string b = "UNDEF") => Show(Column(expression, [a], [b])[0]);

    public TermId[] Column(string expression, string[] a, string[] b)
    {
        var batch = Batch(a, b);
        var results = new TermId[a.Length];
        Compiler.Compile(Parse(expression), Slots).Evaluate(batch, Context, results);
        return results;
    }

    public SolutionBatch Batch(string[] a, string[] b)
    {
        var batch = new SolutionBatch(2, Math.Max(1, a.Length)) { Count = a.Length };
        for (var i = 0; i < a.Length; i++)
        {
            batch.Column(0)[i] = Id(a[i]);
            batch.Column(1)[i] = Id(b[i]);
        }

        return batch;
    }

    /// <summary>A term in N-Triples syntax, with xsd: short and booleans bare.</summary>
    public string Show(TermId id)
    {
        if (id.IsUndefined)
        {
            return "error";
        }

        var text = Context.Terms.ToTerm(id).ToString();
        const string Xsd = "^^<http://www.w3.org/2001/XMLSchema#";
        var cut = text.IndexOf(Xsd, StringComparison.Ordinal);
        if (cut < 0 || text.StartsWith('<'))
        {
            return text;
        }

        text = text[..cut] + "^^xsd:" + text[(cut + Xsd.Length)..^1];
        return text switch { "\"true\"^^xsd:boolean" => "true", "\"false\"^^xsd:boolean" => "false", _ => text };
    }

    private TermId EvaluateToId(string expression)
    {
        var results = new TermId[1];
        Compiler.Compile(Parse(expression), Slots).Evaluate(new SolutionBatch(2, 1) { Count = 1 }, Context, results);
        return results[0];
    }
}
