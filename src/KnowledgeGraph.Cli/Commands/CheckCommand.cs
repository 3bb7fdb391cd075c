using System.CommandLine;
using System.Globalization;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Knowledge;
using SparqlQuery = KnowledgeGraph.Sparql.Algebra.Query;

namespace KnowledgeGraph.Cli.Commands;

/// <summary><c>kg check</c>: the checks of the ontology on the built graph.</summary>
internal static class CheckCommand
{
    private const string Help = """
        Run ontology/checks/*-violation.rq over the built graph. Each row is a violation; exit code 1 if there is any. With --folder, check
        the files of a durable store instead: manifest, checksum of every block, log; exit code 1 if anything is damaged.

        Examples:
          kg check
          kg check --data extra.ttl --checks my-checks/      other data, other checks
          kg check --folder store                             the store's files; nobody else may have it open
        """;

    private const int ShownRows = 20;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<string[]> data = Dataset.DataOption();
        Option<string?> root = CommonOptions.Root();
        Option<bool> progress = CommonOptions.Progress();
        var checks = new Option<string?>("--checks") { Description = "The folder of the checks; by default ontology/checks.", HelpName = "DIR" };
        Option<string?> store = Dataset.FolderOption("Check the files of the durable store in this folder.");
        var command = new Command("check", Help) { data, root, checks, store, progress };
        command.SetAction(CommandRun.Guarded((result, cancellationToken) =>
        {
            if (result.GetValue(store) is { } checkedFolder)
            {
                return StoreSteps.Check(checkedFolder, new ProgressReport(result.GetValue(progress)), cancellationToken);
            }

            string folder = result.GetValue(checks) ?? CommandRun.LayoutAt(result.GetValue(root)).ChecksFolder;
            string[] files = Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*-violation.rq").Order(StringComparer.Ordinal)] : [];
            if (files.Length == 0)
            {
                throw new UsageException($"there is no *-violation.rq in '{folder}'");
            }

            var steps = new ProgressReport(result.GetValue(progress));
            (Engine.Engine engine, _) = Dataset.Load(
                result.GetValue(data), result.GetValue(root), null, new LoadOptions(), steps, cancellationToken);
            using (engine)
            {
                return Run(engine, files, steps, cancellationToken);
            }
        }));
        return command;
    }

    private static int Run(Engine.Engine engine, string[] files, ProgressReport progress, CancellationToken cancellationToken)
    {
        int failed = 0;
        foreach (string file in files)
        {
            progress.Report($"checking {file}");
            if (!QueryText.TryParse(File.ReadAllText(file), file, out SparqlQuery? query))
            {
                failed++;
                continue;
            }

            using QueryRun run = engine.Run(query, new QueryOptions { Timeout = TimeSpan.Zero }, cancellationToken);
            List<Solution> rows = [.. run.Solutions()];
            failed += rows.Count > 0 ? 1 : 0;
            foreach (Solution row in rows.Take(ShownRows))
            {
                string cells = string.Join(", ", row.Variables.Select((variable, i) => $"{variable.Name} = {CellOf(row.Terms[i])}"));
                Console.Out.WriteLine($"{Path.GetFileName(file)}: {cells}");
            }

            if (rows.Count > ShownRows)
            {
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}: {rows.Count} rows in all"));
            }
        }

        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files.Length} checks, {failed} with violations"));
        return failed == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private static string CellOf(Rdf.Term? term) => term is Rdf.Iri iri ? Vocabulary.Compact(iri) : term?.ToString() ?? "";
}
