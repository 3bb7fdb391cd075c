using System.CommandLine;

namespace KnowledgeGraph.Cli.Commands;

/// <summary><c>kg compact</c>: sorts a durable store anew.</summary>
internal static class CompactCommand
{
    private const string Help = """
        Sort a durable store together with its changes, and forget terms that nothing uses any more. The store is replaced in one step at
        the end; until then its folder holds both. Nobody else may have it open.

        Example:
          kg compact --folder store
        """;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<string?> folder = Dataset.FolderOption("The folder of the store.");
        folder.Required = true;
        Option<bool> progress = CommonOptions.Progress();
        var command = new Command("compact", Help) { folder, progress };
        command.SetAction(CommandRun.Guarded((result, cancellationToken) =>
            StoreSteps.Compact(result.GetValue(folder)!, new ProgressReport(result.GetValue(progress)), cancellationToken)));
        return command;
    }
}
