using System.CommandLine;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Reasoning.Entailment;
using SparqlQuery = KnowledgeGraph.Sparql.Algebra.Query;

namespace KnowledgeGraph.Cli.Commands;

/// <summary><c>kg explain</c>: how a query is evaluated.</summary>
internal static class ExplainCommand
{
    private const string Help = """
        Show a query's algebra, each rewrite that changed it, and its plan with estimated rows.

        With --run the query is run, and the plan shows actual rows and times beside the estimates.

        Examples:
          kg explain 'SELECT * { ?s a ?class }'
          kg explain --run --data dump.nt.gz query.rq
          kg explain --run --folder store query.rq
          kg explain --without '*' query.rq      the plan with all rewrites off
        """;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var text = new Argument<string?>("query") { Description = "The query, or the path of a file that holds it; stdin if left out or '-'.", Arity = ArgumentArity.ZeroOrOne };
        Option<string[]> data = Dataset.DataOption();
        Option<string?> folder = Dataset.FolderOption("Explain over the durable store in this folder instead of files.");
        Option<string?> root = CommonOptions.Root();
        Option<EntailmentRegime> entailment = CommonOptions.Entailment();
        Option<bool> progress = CommonOptions.Progress();
        Option<string[]> allow = Dataset.AllowOption();
        var isRun = new Option<bool>("--run") { Description = "Run the query and show actual rows and times." };
        var union = new Option<bool>("--union") { Description = "Let the default graph be the merge of all graphs." };
        var without = new Option<string[]>("--without") { Description = "Switch off a rewrite by name; '*' for all.", HelpName = "REWRITE" };
        var command = new Command("explain", Help) { text, data, folder, root, isRun, union, without, allow, entailment, progress };
        command.SetAction(CommandRun.Guarded((result, cancellationToken) =>
        {
            (string source, string name) = QueryText.Read(result.GetValue(text));
            if (!QueryText.TryParse(source, name, out SparqlQuery? query))
            {
                return ExitCode.Failure;
            }

            var options = new QueryOptions
            {
                UnionDefaultGraph = result.GetValue(union),
                RewritesOff = [.. result.GetValue(without) ?? []],
                Measure = true,
                Timeout = TimeSpan.Zero,
            };
            using (Engine.Engine engine = Dataset.Open(
                result.GetValue(folder), result.GetValue(data), result.GetValue(root), result.GetValue(allow),
                new ProgressReport(result.GetValue(progress)), result.GetValue(entailment), cancellationToken))
            using (QueryRun run = engine.Run(query, options, cancellationToken))
            {
                if (result.GetValue(isRun))
                {
                    Exhaust(run);
                }

                Console.Out.Write(run.Explain());
            }

            return ExitCode.Success;
        }));
        return command;
    }

    private static void Exhaust(QueryRun run)
    {
        switch (run.Kind)
        {
            case QueryKind.Solutions:
                foreach (Solution _ in run.Solutions())
                {
                }

                break;
            case QueryKind.Graph:
                run.Graph();
                break;
            default:
                _ = run.Boolean;
                break;
        }
    }
}
