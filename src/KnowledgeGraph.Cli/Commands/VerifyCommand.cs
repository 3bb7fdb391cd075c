using System.Collections.Immutable;
using System.CommandLine;
using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Knowledge.Build;
using KnowledgeGraph.Knowledge.Verification;

namespace KnowledgeGraph.Cli.Commands;

/// <summary><c>kg verify</c>: every span, name, value and anaphor against the articles.</summary>
internal static class VerifyCommand
{
    private const string Help = """
        Prove every claim's evidence against the articles' texts.

        Compares the text at every span with its surface, checks that names are registered for their entities, that values normalise to
        their literals, that chains of anaphors end in a name or description, that no registered name in the text lacks its mention, that at
        most 5 % of the mentions of each source are implied, and the texts' SHA-256. Prints the mentions by kind. Exit code 1 if anything fails.

        Examples:
          kg verify --articles ../shared/articles
          kg verify --articles ../shared/articles --only edm-6-93
        """;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<string?> root = CommonOptions.Root();
        var articles = new Option<string>("--articles") { Description = "The folder of the articles' texts, <source>.txt.", HelpName = "DIR", Required = true };
        var only = new Option<string[]>("--only") { Description = "Verify these sources only.", HelpName = "ID", AllowMultipleArgumentsPerToken = true };
        var command = new Command("verify", Help) { root, articles, only };
        command.SetAction(CommandRun.Guarded((result, cancellationToken) =>
        {
            string folder = result.GetRequiredValue(articles);
            return Directory.Exists(folder)
                ? Run(CommandRun.LayoutAt(result.GetValue(root)), folder, result.GetValue(only) ?? [], cancellationToken)
                : throw new UsageException($"--articles: there is no folder '{folder}'");
        }));
        return command;
    }

    private static int Run(KnowledgeLayout layout, string articles, string[] only, CancellationToken cancellationToken)
    {
        KnowledgeBase known = KnowledgeBase.Read(layout, articles, locate: false, only, cancellationToken);
        var findings = new List<Finding>(known.Findings);
        foreach (Source source in known.Sources.Where(source => known.Texts.ContainsKey(source.File.Id)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            VerificationReport report = Verifier.Verify(source, known.Texts[source.File.Id], known.Register);
            Console.Out.WriteLine(report);
            findings.AddRange(report.Findings);
        }

        ImmutableArray<Finding> all = [.. findings];
        if (all.IsEmpty)
        {
            return ExitCode.Success;
        }

        FindingReport.Write(all);
        return ExitCode.Failure;
    }
}
