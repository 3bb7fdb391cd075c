using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Query.Rewrite;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.TestKit.Comparison;
using KnowledgeGraph.TestKit.Generation;
using KnowledgeGraph.Tests.Engine.Federation;

namespace KnowledgeGraph.Tests.Differential;

/// <summary>
/// Parts of generated queries put into SERVICE at an endpoint with the same data: the answer is the same. Blank nodes of the data are made
/// IRIs first, since those of an answer are new ones.
/// </summary>
public sealed class FederatedTests(ITestOutputHelper output)
{
    private const int Cases = 800;
    private const int Seed = 77_000;

    // No clock decides: a process that is suspended is not wrong. What runs away meets this bound, which is beyond any case that is judged.
    private const int MostRows = 4 * GeneratedCase.SolutionLimit;

    private static readonly TimeSpan s_noLimit = TimeSpan.FromDays(1);

    [Fact]
    public void AServiceWithTheSameData_AnswersAsThePatternItself()
    {
        var (judged, withRows) = (0, 0);
        for (var i = 0; i < Cases; i++)
        {
            var one = GeneratedCase.Create(Seed + i);
            var query = SparqlParser.ParseQuery(one.Query.ToString());
            if (query is not KnowledgeGraph.Sparql.Algebra.Query.Select || query.Dataset is not null || !IsFixed(query.Pattern))
            {
                continue;
            }

            // Without the updates of the case, which are not done here.
            var putting = new IntoServices(new Random(Seed + i), query);
            var federated = putting.Rewrite(query);
            if (putting.Count == 0 || Judgement.Of(one.Quads, null, one.Query.ToString()) is null)
            {
                continue;
            }

            var data = TriG(one.Quads.Select(quad => new Quad(Named(quad.Subject), quad.Predicate, Named(quad.Object), quad.Graph)));
            using var services = new MappedServices(("one", data));
            using var engine = KnowledgeGraph.Engine.Engine.Open(new EngineOptions { Federation = services.Options with { MaxCalls = 1_000_000, Timeout = s_noLimit } });
            engine.LoadText(data);
            var setting = EngineSetting.All[i % EngineSetting.All.Length];
            var expected = Rows(engine, query, setting);
            var actual = Rows(engine, federated, setting);
            Assert.True(
                SolutionTables.AreEqual(expected, actual),
                $"{setting.Name}, {one}\n--- federated\n{SparqlPrinter.Print(federated)}\n{SolutionTables.Difference(expected, actual)}");
            judged++;
            withRows += expected.Count > 0 ? 1 : 0;
        }

        output.WriteLine($"{judged} judged, {withRows} with rows");
        Assert.True(judged >= Cases / 4, $"only {judged} cases could be judged");
        Assert.True(withRows >= judged / 2, $"only {withRows} of {judged} have rows");
    }

    private static List<IReadOnlyList<Term?>> Rows(
        KnowledgeGraph.Engine.Engine engine, KnowledgeGraph.Sparql.Algebra.Query query, EngineSetting setting)
    {
        var options = new QueryOptions { Timeout = TimeSpan.Zero, RewritesOff = setting.IsRewritten ? [] : ["*"] };
        using var run = engine.Run(
            query, setting.BatchSize is { } rows ? options with { BatchRows = rows } : options, TestContext.Current.CancellationToken);
        return [.. run.Solutions().Take(MostRows).Select(solution => (IReadOnlyList<Term?>)solution.Terms)];
    }

    // Nothing that differs from one evaluation to the next.
    private static bool IsFixed(GraphPattern pattern) => QueryTraits.IsDeterministic(pattern) && !PatternTree.Any(
        pattern,
        node => node is GraphPattern.Slice or GraphPattern.Reduced
            || (node is GraphPattern.Group group && group.Aggregates.Any(
                aggregate => aggregate.Aggregate.Function is AggregateFunction.Sample or AggregateFunction.GroupConcat)));

    private static Term Named(Term term) => term switch
    {
        BlankNode node => new Iri("urn:node:" + node.Label),
        TripleTerm triple => new TripleTerm(Named(triple.Subject), triple.Predicate, Named(triple.Object)),
        _ => term,
    };

    private static string TriG(IEnumerable<Quad> quads)
    {
        var text = new ArrayBufferWriter<byte>();
        using var writer = RdfWriter.Create(text, RdfFormat.TriG);
        new Dataset(quads).WriteTo(writer);
        writer.Finish();
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    // Puts some patterns of the default graph into SERVICE, none within another.
    private sealed class IntoServices(Random random, KnowledgeGraph.Sparql.Algebra.Query query) : AlgebraRewriter
    {
        private static readonly Iri s_endpoint = new("http://one.example/");

        public int Count { get; private set; }

        public override GraphPattern Rewrite(GraphPattern pattern)
        {
            if (pattern is GraphPattern.Graph)
            {
                return pattern;
            }

            if (pattern is not (GraphPattern.Project or GraphPattern.Distinct or GraphPattern.OrderBy) && random.Next(3) == 0 && IsClosed(pattern))
            {
                Count++;
                return new GraphPattern.Service(new TermPattern.Ground(s_endpoint), pattern, false);
            }

            return base.Rewrite(pattern);
        }

        // Blank nodes of the query, and names that the translation made, do not reach out of it.
        private bool IsClosed(GraphPattern pattern)
        {
            var hidden = InScopeVariables.Mentioned(pattern).Where(variable => variable.IsInternal).ToImmutableHashSet();
            var without = new Without(pattern).Rewrite(query.Pattern);
            return !InScopeVariables.Mentioned(without).Any(hidden.Contains);
        }
    }

    private sealed class Without(GraphPattern removed) : AlgebraRewriter
    {
        public override GraphPattern Rewrite(GraphPattern pattern) =>
            ReferenceEquals(pattern, removed) ? new GraphPattern.BasicGraphPattern([]) : base.Rewrite(pattern);
    }
}
