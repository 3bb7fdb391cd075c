using System.CommandLine;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Reasoning.Entailment;
using KnowledgeGraph.Sparql.Results;
using SparqlQuery = KnowledgeGraph.Sparql.Algebra.Query;

namespace KnowledgeGraph.Cli.Commands;

/// <summary><c>kg query</c>: a SPARQL query over files.</summary>
internal static class QueryCommand
{
    private const string Help = """
        Answer a SPARQL query over files, by default over the shipped graph.

        The query is the argument, the path of a file that holds it, or stdin. Solutions come as a table on a terminal and as TSV
        otherwise; graphs (CONSTRUCT, DESCRIBE) as Turtle.

        Examples:
          kg query 'SELECT * { ?s ?p ?o } LIMIT 10'
          kg query --data people.ttl 'SELECT ?name { ?x <http://xmlns.com/foaf/0.1/name> ?name }'
          kg query --folder store 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }'
          kg query --format json data/queries/appointments.rq
          kg query --allow dbpedia.org 'SELECT * { SERVICE <https://dbpedia.org/sparql> { ?s ?p ?o } } LIMIT 3'
          echo 'ASK { ?s ?p ?o }' | kg query --data dump.nq.gz --union
        """;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var text = new Argument<string?>("query") { Description = "The query, or the path of a file that holds it; stdin if left out or '-'.", Arity = ArgumentArity.ZeroOrOne };
        Option<string[]> data = Dataset.DataOption();
        Option<string?> folder = Dataset.FolderOption("Query the durable store in this folder instead of files.");
        Option<string?> root = CommonOptions.Root();
        Option<EntailmentRegime> entailment = CommonOptions.Entailment();
        Option<bool> progress = CommonOptions.Progress();
        Option<string[]> allow = Dataset.AllowOption();
        var format = new Option<string?>("--format", "-f") { Description = "table, json, xml, csv, tsv; for graphs turtle, trig, ntriples, nquads, jsonld, rdfxml.", HelpName = "FORMAT" };
        var union = new Option<bool>("--union") { Description = "Let the default graph be the merge of all graphs." };
        var timeout = new Option<double>("--timeout") { Description = "Stop after this many seconds; 0 for never.", HelpName = "SECONDS" };
        var command = new Command("query", Help) { text, data, folder, root, format, union, timeout, allow, entailment, progress };
        command.SetAction(CommandRun.Guarded((result, cancellationToken) =>
        {
            (string source, string name) = QueryText.Read(result.GetValue(text));
            if (!QueryText.TryParse(source, name, out SparqlQuery? query))
            {
                return ExitCode.Failure;
            }

            string? wanted = result.GetValue(format);
            CheckFormat(wanted, query);
            var options = new QueryOptions
            {
                UnionDefaultGraph = result.GetValue(union),
                Timeout = SecondsOf(result.GetValue(timeout)),
            };
            using (Engine.Engine engine = Dataset.Open(
                result.GetValue(folder), result.GetValue(data), result.GetValue(root), result.GetValue(allow),
                new ProgressReport(result.GetValue(progress)), result.GetValue(entailment), cancellationToken))
            using (QueryRun run = engine.Run(query, options, cancellationToken))
            {
                Write(run, query, wanted);
            }

            return ExitCode.Success;
        }));
        return command;
    }

    /// <summary>The value of <c>--timeout</c>.</summary>
    /// <param name="seconds">Seconds; 0 for no limit.</param>
    /// <exception cref="UsageException">The number is negative or far too large.</exception>
    public static TimeSpan SecondsOf(double seconds) =>
        seconds is >= 0 and <= 1e6 ? TimeSpan.FromSeconds(seconds) : throw new UsageException("--timeout must be between 0 and 1000000 seconds");

    private static void CheckFormat(string? wanted, SparqlQuery query)
    {
        bool isGraph = query is SparqlQuery.Construct or SparqlQuery.Describe;
        bool known = wanted is null || (isGraph ? ExportCommand.FormatOf(wanted) is not null : wanted == "table" || ResultFormat.FromName(wanted) is not null);
        if (!known)
        {
            throw new UsageException($"--format: '{wanted}' is no format of {(isGraph ? "graphs: turtle, trig, ntriples, nquads, jsonld, rdfxml" : "solutions: table, json, xml, csv, tsv")}");
        }
    }

    private static void Write(QueryRun run, SparqlQuery query, string? wanted)
    {
        bool asTable = wanted == "table" || (wanted is null && !Console.IsOutputRedirected);
        if (run.Kind == QueryKind.Solutions && asTable)
        {
            TextTable.Write(run, query.Prefixes, Console.Out);
            return;
        }

        if (run.Kind == QueryKind.Boolean && (wanted is null or "table" or "tsv" or "csv"))
        {
            Console.Out.WriteLine(run.Boolean ? "true" : "false");
            return;
        }

        using var output = new StandardOutput();
        if (run.Kind == QueryKind.Graph)
        {
            using RdfWriter writer = RdfWriter.Create(
                output.Buffer, ExportCommand.FormatOf(wanted ?? "turtle")!, new RdfWriterOptions { Layout = RdfLayout.Pretty, Prefixes = query.Prefixes });
            run.WriteGraph(writer, output.Flush);
            writer.Finish();
        }
        else
        {
            run.WriteSolutions(output.Buffer, ResultFormat.FromName(wanted ?? "tsv")!, output.Flush);
        }
    }
}
