using System.Buffers;
using System.CommandLine;
using System.Text.Json;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Knowledge.Evidence;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Reasoning.Entailment;
using KnowledgeGraph.Sparql.Algebra;
using SparqlQuery = KnowledgeGraph.Sparql.Algebra.Query;

namespace KnowledgeGraph.Cli.Commands;

/// <summary><c>kg why</c>: what supports a row of an answer, and who says so.</summary>
internal static class WhyCommand
{
    private const string Help = """
        Say why a query has an answer: the facts that support a row, and the claims behind each fact.

        The row is the first of the answer, or the one that --row numbers; of CONSTRUCT it is a triple. An aggregate is supported by the
        members of its group, a property path by one shortest walk, what follows by --entailment by its rule and premises. Exit code 1 if
        the answer has no such row.

        Examples:
          kg why 'PREFIX : <https://w3id.org/secoop/ontology#> SELECT * { ?refusal :refused ?what ; :actor ?who }'
          kg why --row 3 --format jsonld data/queries/appointments.rq
          kg why --limit 5 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }'
        """;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var text = new Argument<string?>("query") { Description = "The query, or the path of a file that holds it; stdin if left out or '-'.", Arity = ArgumentArity.ZeroOrOne };
        Option<string[]> data = Dataset.DataOption();
        Option<string?> folder = Dataset.FolderOption("Explain over the durable store in this folder instead of files.");
        Option<string?> root = CommonOptions.Root();
        Option<bool> progress = CommonOptions.Progress();
        var row = new Option<int>("--row") { Description = "Which row of the answer, from 1.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var limit = new Option<int>("--limit") { Description = "The most supports shown, 1 to 1000.", HelpName = "N", DefaultValueFactory = _ => 100 };
        var offset = new Option<long>("--offset") { Description = "Supports passed over.", HelpName = "N" };
        var format = new Option<string>("--format", "-f") { Description = "text or jsonld.", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };
        var union = new Option<bool>("--union") { Description = "Let the default graph be the merge of all graphs." };
        Option<EntailmentRegime> entailment = CommonOptions.Entailment();
        var command = new Command("why", Help) { text, data, folder, root, row, limit, offset, format, union, entailment, progress };
        command.SetAction(CommandRun.Guarded((result, cancellationToken) =>
        {
            (string source, string name) = QueryText.Read(result.GetValue(text));
            if (!QueryText.TryParse(source, name, out SparqlQuery? query))
            {
                return ExitCode.Failure;
            }

            string wanted = result.GetRequiredValue(format);
            Check(query, result.GetValue(row), result.GetValue(limit), result.GetValue(offset), wanted);
            using Engine.Engine engine = Dataset.Open(
                result.GetValue(folder), result.GetValue(data), result.GetValue(root), null, new ProgressReport(result.GetValue(progress)),
                result.GetValue(entailment), cancellationToken);
            var options = new QueryOptions { UnionDefaultGraph = result.GetValue(union), Timeout = TimeSpan.Zero };
            if (Find(engine, query, options, result.GetValue(row), cancellationToken) is not { } answer)
            {
                Console.Error.WriteLine($"kg: the answer has no row {result.GetValue(row)}");
                return ExitCode.Failure;
            }

            var evidence = new AnswerEvidence(engine, options);
            Supports supports = answer.Triple is { } triple
                ? evidence.Of((SparqlQuery.Construct)query, triple, result.GetValue(offset), result.GetValue(limit), cancellationToken)
                : evidence.Of(query, answer.Row, result.GetValue(offset), result.GetValue(limit), cancellationToken);
            Write(EvidenceFinder.Of(engine), query, answer, supports, wanted, cancellationToken);
            return ExitCode.Success;
        }));
        return command;
    }

    private static void Check(SparqlQuery query, int row, int limit, long offset, string format)
    {
        if (query is SparqlQuery.Describe)
        {
            throw new UsageException("DESCRIBE chooses its triples itself, so that nothing in the query supports one; use SELECT, ASK or CONSTRUCT");
        }

        if (row < 1 || offset < 0 || limit is < 1 or > AnswerEvidence.MostSupports)
        {
            throw new UsageException($"--row is from 1, --offset from 0, --limit from 1 to {AnswerEvidence.MostSupports}");
        }

        if (format is not ("text" or "jsonld"))
        {
            throw new UsageException($"--format: '{format}' is neither text nor jsonld");
        }
    }

    private static (IReadOnlyDictionary<Variable, Term> Row, Triple? Triple)? Find(
        Engine.Engine engine, SparqlQuery query, QueryOptions options, int number, CancellationToken cancellationToken)
    {
        using QueryRun run = engine.Run(query, options, cancellationToken);
        var none = new Dictionary<Variable, Term>();
        switch (run.Kind)
        {
            case QueryKind.Boolean:
                return run.Boolean && number == 1 ? (none, null) : null;
            case QueryKind.Graph:
                return run.Graph().Skip(number - 1).Select(quad => quad.Triple).FirstOrDefault() is { } triple ? (none, triple) : null;
            default:
                return run.Solutions().Skip(number - 1).FirstOrDefault() is { } solution
                    ? (solution.Variables.Zip(solution.Terms).Where(cell => cell.Second is not null).ToDictionary(cell => cell.First, cell => cell.Second!), null)
                    : null;
        }
    }

    private static void Write(
        EvidenceFinder finder, SparqlQuery query, (IReadOnlyDictionary<Variable, Term> Row, Triple? Triple) answer, Supports supports, string format,
        CancellationToken cancellationToken)
    {
        if (format == "text")
        {
            new SupportText(Console.Out, finder, query.Prefixes).Write(answer.Row, answer.Triple, supports, cancellationToken);
            return;
        }

        using var output = new StandardOutput();
        using (var writer = new Utf8JsonWriter(output.Buffer, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            new EvidenceDocument(writer, finder, query.Prefixes).Write(supports, cancellationToken);
        }

        output.Buffer.Write("\n"u8);
        output.Flush();
    }
}
