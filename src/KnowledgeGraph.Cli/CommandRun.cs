using System.CommandLine;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Cli;

/// <summary>Runs a command: usage errors are exit code 2, failures are a message and exit code 1, never a stack trace.</summary>
internal static class CommandRun
{
    /// <summary>Parses the arguments and runs the command they name.</summary>
    /// <param name="root">All commands.</param>
    /// <param name="args">The arguments.</param>
    public static async Task<int> InvokeAsync(RootCommand root, string[] args)
    {
        ParseResult result = root.Parse(args);
        if (result.Errors.Count > 0)
        {
            foreach (var error in result.Errors)
            {
                await Console.Error.WriteLineAsync($"kg: {error.Message}");
            }

            string command = result.CommandResult.Command is RootCommand ? "" : $" {result.CommandResult.Command.Name}";
            await Console.Error.WriteLineAsync($"Try 'kg{command} --help'.");
            return ExitCode.Usage;
        }

        // Failures are answered by Guarded; a defect of ours may show its trace.
        return await result.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    /// <summary>Makes an action of work that may fail; the work runs off the thread that waits for Ctrl-C.</summary>
    /// <param name="work">The work.</param>
    public static Func<ParseResult, CancellationToken, Task<int>> Guarded(Func<ParseResult, CancellationToken, int> work) =>
        async (result, cancellationToken) =>
        {
            try
            {
                return await Task.Run(() => work(result, cancellationToken), CancellationToken.None);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                await Console.Error.WriteLineAsync("kg: cancelled");
                return ExitCode.Cancelled;
            }
            catch (UsageException exception)
            {
                await Console.Error.WriteLineAsync($"kg: {exception.Message}");
                return ExitCode.Usage;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or LoadException or QueryException or UnwritableQuadException)
            {
                await Console.Error.WriteLineAsync($"kg: {exception.Message}");
                return ExitCode.Failure;
            }
            catch (RdfSyntaxException exception)
            {
                string hint = exception.Hint is null ? "" : $"\n    hint: {exception.Hint}";
                await Console.Error.WriteLineAsync($"{exception.SourceName}:{exception.Line + 1}:{exception.Column + 1}: {exception.Problem}{hint}");
                return ExitCode.Failure;
            }
        };

    /// <summary>The project's root: the folder given, or the nearest at or above the current one.</summary>
    /// <param name="root">The folder given, or null.</param>
    /// <exception cref="UsageException">There is none.</exception>
    public static KnowledgeLayout LayoutAt(string? root)
    {
        if (root is not null)
        {
            return Directory.Exists(root) ? new KnowledgeLayout(root) : throw new UsageException($"--root: there is no folder '{root}'");
        }

        return KnowledgeLayout.Find(Directory.GetCurrentDirectory()) is { } found
            ? new KnowledgeLayout(RelativeToHere(found.Root))
            : throw new UsageException("no data/sources or data/graph at or above this folder; name the project's folder with --root");
    }

    /// <summary>Refuses an argument that is meant as an option: the parser takes what it does not know for an argument.</summary>
    /// <param name="argument">The argument.</param>
    /// <exception cref="UsageException">It begins as an option.</exception>
    public static void RefuseUnknownOption(string argument)
    {
        if (argument.StartsWith("--", StringComparison.Ordinal))
        {
            throw new UsageException($"there is no option '{argument}'; see --help");
        }
    }

    // Messages name files as the user would: relative, and without "./".
    private static string RelativeToHere(string folder)
    {
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), folder);
        return relative == "." ? "" : relative;
    }
}
