using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Reasoning.Shacl;

namespace KnowledgeGraph.Cli.Commands;

/// <summary><c>kg validate</c>: data against SHACL shapes.</summary>
internal static class ValidateCommand
{
    private const string Help = """
        Validate files against SHACL shapes (Core and SPARQL), by default the shipped graph.

        The data graph is the default graph; with --union the merge of all graphs. The report goes to stdout, as text or as a graph.
        Exit code 0: the data conform; 1: they do not; 2: the command line, a file or the shapes are wrong, or a limit is met.

        Examples:
          kg validate --shapes ontology/shapes.ttl
          kg validate --shapes person.ttl --shapes address.ttl --data people.ttl
          kg validate --shapes person.ttl --data dump.nq.gz --union --format turtle
          kg validate --shapes person.ttl --data people.ttl --severity violation
        """;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var shapes = new Option<string[]>("--shapes", "-s")
        {
            Description = "Files of the shapes graph, in any RDF format; all of them together are the shapes.", HelpName = "FILE",
            Arity = ArgumentArity.OneOrMore, Required = true, AllowMultipleArgumentsPerToken = false,
        };
        Option<string[]> data = Dataset.DataOption();
        Option<string?> root = CommonOptions.Root();
        Option<bool> progress = CommonOptions.Progress();
        var format = new Option<string>("--format", "-f") { Description = "text, or for a graph turtle, trig, ntriples, nquads.", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };
        var severity = new Option<string>("--severity") { Description = "The least severity that counts: info, warning or violation.", HelpName = "LEVEL", DefaultValueFactory = _ => "info" };
        var union = new Option<bool>("--union") { Description = "Validate the merge of all graphs." };
        var timeout = new Option<double>("--timeout") { Description = "Stop after this many seconds; 0 for never.", HelpName = "SECONDS" };
        var command = new Command("validate", Help) { shapes, data, root, format, severity, union, timeout, progress };
        command.SetAction(CommandRun.Guarded((result, cancellationToken) => Failing(() =>
        {
            string wanted = result.GetRequiredValue(format);
            if (wanted != "text" && ExportCommand.FormatOf(wanted) is null)
            {
                throw new UsageException($"--format: '{wanted}' is none of text, turtle, trig, ntriples, nquads");
            }

            Iri least = SeverityOf(result.GetRequiredValue(severity));
            var options = new QueryOptions { UnionDefaultGraph = result.GetValue(union), Timeout = QueryCommand.SecondsOf(result.GetValue(timeout)) };
            var steps = new ProgressReport(result.GetValue(progress));
            DatasetSink[] documents = [.. result.GetRequiredValue(shapes).Select(file => ReadShapes(file, cancellationToken))];
            ShapesGraph graph = ShapesGraph.Read(documents.Select(document => document.Dataset));
            (Engine.Engine engine, _) = Dataset.Load(
                result.GetValue(data), result.GetValue(root), null, new LoadOptions(), steps, cancellationToken);
            using (engine)
            using (Validation validation = engine.Validate(graph, options, new ValidationSteps(steps), cancellationToken))
            {
                ValidationReport report = validation.Report.AtLeast(least);
                Write(report, wanted, Prefixes(documents));
                return report.Conforms ? ExitCode.Success : ExitCode.Failure;
            }
        })));
        return command;
    }

    // What conforms not and what cannot be validated are told apart by the exit code.
    private static int Failing(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or LoadException
            or QueryException or RdfSyntaxException)
        {
            throw new UsageException(exception.Message);
        }
    }

    private static Iri SeverityOf(string name) => name.ToLowerInvariant() switch
    {
        "info" => ShaclVocabulary.Info,
        "warning" => ShaclVocabulary.Warning,
        "violation" => ShaclVocabulary.Violation,
        _ => throw new UsageException($"--severity: '{name}' is none of info, warning, violation"),
    };

    private static DatasetSink ReadShapes(string path, CancellationToken cancellationToken)
    {
        RdfFormat format = RdfFormat.FromFileName(path)
            ?? throw new UsageException($"--shapes: the name '{path}' does not tell the format; expected .ttl, .trig, .nt, .nq, .rdf, .owl or .jsonld");
        var sink = new DatasetSink();
        using FileStream file = File.OpenRead(path);
        using Stream unpacked = RdfFormat.IsGzip(path) ? new GZipStream(file, CompressionMode.Decompress) : file;
        RdfReader.Read(unpacked, format, sink, new RdfReaderOptions { SourceName = path, BaseIri = new Uri(Path.GetFullPath(path)).AbsoluteUri }, cancellationToken);
        return sink;
    }

    private static Dictionary<string, string> Prefixes(IEnumerable<DatasetSink> documents)
    {
        var prefixes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string prefix, string iri) in documents.SelectMany(document => document.Prefixes))
        {
            prefixes.TryAdd(prefix, iri);
        }

        prefixes.TryAdd("sh", ShaclVocabulary.Namespace);
        return prefixes;
    }

    private static void Write(ValidationReport report, string format, Dictionary<string, string> prefixes)
    {
        if (format == "text")
        {
            report.WriteText(Console.Out, prefixes);
            return;
        }

        using var output = new StandardOutput();
        using RdfWriter writer = RdfWriter.Create(output.Buffer, ExportCommand.FormatOf(format)!, prefixes);
        report.WriteGraph(writer, output.Flush);
        writer.Finish();
    }

    /// <summary>Passes on the progress of a validation, at most twice a second.</summary>
    private sealed class ValidationSteps(ProgressReport progress) : IProgress<ValidationProgress>
    {
        private long _last = Environment.TickCount64;

        public void Report(ValidationProgress value)
        {
            if (Environment.TickCount64 - _last >= 500)
            {
                _last = Environment.TickCount64;
                progress.Report(string.Create(
                    CultureInfo.InvariantCulture, $"shape {value.Shape} of {value.Shapes}: {value.FocusNodes:N0} focus nodes, {value.Results:N0} results"));
            }
        }
    }
}
