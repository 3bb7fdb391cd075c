using System.CommandLine;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Knowledge.Reification;
using KnowledgeGraph.Reasoning.Entailment;

namespace KnowledgeGraph.Cli.Commands;

/// <summary><c>kg export</c>: the data in another format.</summary>
internal static class ExportCommand
{
    private const string Help = """
        Write the data to stdout or a file: the default graph (facts) or the whole dataset.

        Examples:
          kg export --format nt > facts.nt
          kg export --format trig --dataset --output all.trig
          kg export --data a.ttl --data b.ttl --format nt
          kg export --data big.nq.gz --layout streaming > big.ttl
          kg export --data a.ttl --format nt --layout canonical
          kg export --folder store --dataset --format nq --output all.nq
          kg export --reification --format nq     all graphs in RDF 1.1: who says what, for tools without triple terms
          kg export --reification --format rdf    the same, merged into one graph
        """;

    private const string DefaultGraph = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }";
    private const string GraphNames = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g";

    private static readonly Dictionary<string, string> s_prefixes = new(StringComparer.Ordinal)
    {
        [""] = Vocabulary.Ontology, ["i"] = Vocabulary.Things, ["s"] = Vocabulary.Sources, ["rdf"] = Vocabulary.RdfSyntax,
        ["rdfs"] = Vocabulary.Rdfs, ["skos"] = Vocabulary.Skos, ["owl"] = Vocabulary.Owl, ["xsd"] = Vocabulary.XmlSchema, ["oa"] = Vocabulary.Annotation,
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<string[]> data = Dataset.DataOption();
        Option<string?> folder = Dataset.FolderOption("Export the durable store in this folder instead of files.");
        Option<string?> root = CommonOptions.Root();
        Option<bool> progress = CommonOptions.Progress();
        var format = new Option<string>("--format", "-f") { Description = "nt, nq, ttl, trig, jsonld or rdf.", HelpName = "FORMAT", DefaultValueFactory = _ => "ttl" };
        var whole = new Option<bool>("--dataset") { Description = "All graphs, not the default graph alone; needs nq, trig or jsonld." };
        var reification = new Option<bool>("--reification")
        {
            Description = "RDF 1.1: each triple of a claim as an rdf:Statement that is :partOfClaim of it. All graphs; merged by nt, ttl and rdf.",
        };
        var layout = new Option<RdfLayout>("--layout", "-l")
        {
            Description = "pretty: Turtle and TriG for people, up to 100,000 quads, streaming beyond; streaming; canonical (nt, nq).",
            DefaultValueFactory = _ => RdfLayout.Pretty,
        };
        var output = new Option<string?>("--output", "-o") { Description = "The file to write; stdout if left out.", HelpName = "FILE" };
        var command = new Command("export", Help) { data, folder, root, format, whole, reification, layout, output, progress };
        command.SetAction(CommandRun.Guarded((result, cancellationToken) =>
        {
            string name = result.GetRequiredValue(format);
            RdfFormat wanted = FormatOf(name) ?? throw new UsageException($"--format: '{name}' is none of nt, nq, ttl, trig, jsonld, rdf");
            bool isWhole = result.GetValue(whole);
            if (isWhole && !wanted.HasGraphNames)
            {
                throw new UsageException($"--dataset: {wanted.Name} has no named graphs; use --format nq, trig or jsonld");
            }

            RdfLayout how = result.GetValue(layout);
            if (how == RdfLayout.Canonical && wanted != RdfFormat.NTriples && wanted != RdfFormat.NQuads)
            {
                throw new UsageException($"--layout: {wanted.Name} has no canonical form; use --format nt or nq");
            }

            using (Engine.Engine engine = Dataset.Open(
                result.GetValue(folder), result.GetValue(data), result.GetValue(root), null, new ProgressReport(result.GetValue(progress)),
                EntailmentRegime.None, cancellationToken))
            using (var stream = new StandardOutput(result.GetValue(output)))
            using (RdfWriter writer = RdfWriter.Create(stream.Buffer, wanted, new RdfWriterOptions { Layout = how, Prefixes = s_prefixes }))
            {
                if (result.GetValue(reification))
                {
                    WriteReified(engine, writer, wanted, stream, cancellationToken);
                }
                else
                {
                    Write(engine, writer, isWhole, stream, cancellationToken);
                }

                writer.Finish();
            }

            return ExitCode.Success;
        }));
        return command;
    }

    /// <summary>The format of that name; null if there is none.</summary>
    /// <param name="name">A short or long name.</param>
    public static RdfFormat? FormatOf(string name) => name.ToLowerInvariant() switch
    {
        "nt" or "ntriples" or "n-triples" => RdfFormat.NTriples,
        "nq" or "nquads" or "n-quads" => RdfFormat.NQuads,
        "ttl" or "turtle" => RdfFormat.Turtle,
        "trig" => RdfFormat.TriG,
        "rdf" or "rdfxml" or "rdf/xml" => RdfFormat.RdfXml,
        "jsonld" or "json-ld" => RdfFormat.JsonLd,
        _ => null,
    };

    private static void WriteReified(
        Engine.Engine engine, RdfWriter writer, RdfFormat format, StandardOutput output, CancellationToken cancellationToken)
    {
        var export = new QuadExport(engine.Snapshot, namedGraphs: true);
        var sink = new ClassicReification(writer, mergesGraphs: !format.HasGraphNames);
        while (export.WriteBatch(sink))
        {
            cancellationToken.ThrowIfCancellationRequested();
            output.Flush();
        }
    }

    private static void Write(Engine.Engine engine, RdfWriter writer, bool isWhole, StandardOutput output, CancellationToken cancellationToken)
    {
        var unlimited = new QueryOptions { Timeout = TimeSpan.Zero };
        using (QueryRun run = engine.Run(DefaultGraph, unlimited, cancellationToken))
        {
            run.WriteGraph(writer, output.Flush);
        }

        if (isWhole)
        {
            WriteNamedGraphs(engine, writer, output, unlimited, cancellationToken);
        }
    }

    private static void WriteNamedGraphs(Engine.Engine engine, RdfWriter writer, StandardOutput output, QueryOptions options, CancellationToken cancellationToken)
    {
        List<Rdf.Term> names;
        using (QueryRun run = engine.Run(GraphNames, options, cancellationToken))
        {
            names = [.. run.Solutions().Select(solution => solution["g"]!)];
        }

        foreach (Rdf.Term name in names)
        {
            using QueryRun run = engine.Run($"SELECT ?s ?p ?o WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }} ORDER BY ?s ?p ?o", options, cancellationToken);
            foreach (Solution solution in run.Solutions())
            {
                writer.Write(new Rdf.Quad(solution["s"]!, (Rdf.Iri)solution["p"]!, solution["o"]!, name));
            }

            output.Flush();
        }
    }
}
