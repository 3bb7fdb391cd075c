using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using KnowledgeGraph.Knowledge.Build;

namespace KnowledgeGraph.Cli.Commands;

/// <summary><c>kg build</c>: the graph from what is written by hand.</summary>
internal static class BuildCommand
{
    private const string Help = """
        Build data/graph from ontology, register and claims.

        With --articles, all places are found anew in the articles' texts and kept in data/sources/<id>.spans.tsv; without, the places
        kept there are used. Every error is reported with file, line and column; if there is any, nothing is written.

        Examples:
          kg build
          kg build --articles ../shared/articles
          kg build --articles ../shared/articles --only edm-6-93    check and locate one source, leave the graph alone
          kg build --check                                          compare with data/graph, write nothing
        """;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<string?> root = CommonOptions.Root();
        Option<bool> progress = CommonOptions.Progress();
        var articles = new Option<string?>("--articles") { Description = "The folder of the articles' texts, <source>.txt.", HelpName = "DIR" };
        var only = new Option<string[]>("--only")
        {
            Description = "Check and locate these sources only.", HelpName = "ID", AllowMultipleArgumentsPerToken = true,
        };
        var check = new Option<bool>("--check") { Description = "Write nothing; fail if what is there differs from what would be written." };
        var command = new Command("build", Help) { root, articles, only, check, progress };
        command.SetAction(CommandRun.Guarded((result, cancellationToken) =>
        {
            string? folder = result.GetValue(articles);
            if (folder is not null && !Directory.Exists(folder))
            {
                throw new UsageException($"--articles: there is no folder '{folder}'");
            }

            var options = new BuildOptions
            {
                Layout = CommandRun.LayoutAt(result.GetValue(root)),
                ArticlesFolder = folder,
                Only = result.GetValue(only) ?? [],
                Check = result.GetValue(check),
            };
            return Run(options, new ProgressReport(result.GetValue(progress)), cancellationToken);
        }));
        return command;
    }

    private static int Run(BuildOptions options, ProgressReport progress, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        BuildResult result = GraphBuilder.Build(options, progress, cancellationToken);
        if (!result.Succeeded)
        {
            FindingReport.Write(result.Findings);
            Console.Error.WriteLine("nothing was written");
            return ExitCode.Failure;
        }

        foreach (string path in result.Changed)
        {
            string what = !result.Files.ContainsKey(path) ? "no longer made" : options.Check ? "differs" : "written";
            Console.Out.WriteLine($"{path}: {what}");
        }

        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Claims} claims, {result.HoldingClaims} hold; {result.Facts} facts; {result.Changed.Length} of {result.Files.Count} files changed; "
            + $"{watch.ElapsedMilliseconds} ms"));
        return options.Check && !result.Changed.IsEmpty ? ExitCode.Failure : ExitCode.Success;
    }
}
