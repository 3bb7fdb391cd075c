using System.CommandLine;
using System.Globalization;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Reasoning.Entailment;

namespace KnowledgeGraph.Cli.Commands;

/// <summary><c>kg load</c>: loads files into a store, or sees whether they can be loaded, and how fast.</summary>
internal static class LoadCommand
{
    private const string Help = """
        Load files and report quads, time and memory; the first error stops it, with file, line and column. With --folder they are added to
        the durable store there, all of them or none; without, they are forgotten again.

        Examples:
          kg load dump.nq.gz
          kg load --lenient a.nt b.nt      skip wrong statements, count them, show the first 20
          kg load --folder store dump.nt   make a store, or add to it; 'kg query --folder store' asks it
        """;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "Files or folders.", Arity = ArgumentArity.OneOrMore };
        var lenient = new Option<bool>("--lenient") { Description = "Skip statements that are wrong; count them and show the first 20." };
        Option<EntailmentRegime> entailment = CommonOptions.Entailment();
        Option<bool> progress = CommonOptions.Progress();
        Option<string[]> allow = Dataset.AllowOption();
        Option<string?> folder = Dataset.FolderOption("The folder of a durable store, made where it is empty or absent.");
        var command = new Command("load", Help) { files, folder, lenient, allow, entailment, progress };
        command.SetAction(CommandRun.Guarded((result, cancellationToken) =>
        {
            string[] named = result.GetValue(files) ?? [];
            Array.ForEach(named, CommandRun.RefuseUnknownOption);
            (Engine.Engine engine, LoadReport report) = Dataset.Load(
                named, null, result.GetValue(allow), new LoadOptions { Lenient = result.GetValue(lenient) },
                new ProgressReport(result.GetValue(progress)), result.GetValue(entailment), cancellationToken,
                result.GetValue(folder));
            using (engine)
            {
                Write(report);
                Write(engine.Inference);
            }

            return ExitCode.Success;
        }));
        return command;
    }

    private static void Write(LoadReport report)
    {
        double seconds = Math.Max(report.Elapsed.TotalSeconds, 0.001);
        double megabytes = GC.GetTotalMemory(forceFullCollection: true) / 1048576.0;
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"files\t{report.Files}\nquads read\t{report.QuadsRead}\nquads added\t{report.QuadsAdded}\nskipped\t{report.Skipped}\n"
            + $"seconds\t{seconds:F2}\nquads per second\t{report.QuadsRead / seconds:F0}\nmemory MB\t{megabytes:F1}"));
        foreach (RdfSyntaxException error in report.FirstErrors)
        {
            Console.Error.WriteLine($"{error.SourceName}:{error.Line + 1}:{error.Column + 1}: {error.Problem}");
        }
    }

    private static void Write(Inference? inference)
    {
        if (inference is null)
        {
            return;
        }

        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"triples inferred\t{inference.Count}"));
        foreach (Inconsistency inconsistency in inference.Inconsistencies.Take(20))
        {
            Console.Error.WriteLine($"kg: the data contradict themselves: {inconsistency}");
        }
    }
}
