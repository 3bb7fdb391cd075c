using System.Buffers;
using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Results;
using KnowledgeGraph.TestKit.Generation;
using KnowledgeGraph.TestKit.Reference;

namespace KnowledgeGraph.Tests.Differential;

/// <summary>Oxigraph in a Node process, fed with one case after the other.</summary>
internal sealed class Oxigraph : IDisposable
{
    private const string Version = "0.5.11";

    private static readonly TimeSpan s_installTimeout = TimeSpan.FromMinutes(2);

    private readonly Process _node;

    private Oxigraph(Process node) => _node = node;

    /// <summary>Starts it; null if that cannot be, with the reason.</summary>
    /// <param name="source">The folder with package.json and answer.mjs.</param>
    /// <param name="reason">Why not.</param>
    public static Oxigraph? Start(string source, out string reason)
    {
        // Outside the repository, where the next run finds it.
        var folder = Path.Combine(Path.GetTempPath(), "knowledge-graph-oxigraph-" + Version);
        Directory.CreateDirectory(folder);
        foreach (var file in (string[])["package.json", "package-lock.json", "answer.mjs"])
        {
            File.Copy(Path.Combine(source, file), Path.Combine(folder, file), overwrite: true);
        }

        try
        {
            if (!Directory.Exists(Path.Combine(folder, "node_modules", "oxigraph")) && Install(folder) is { } failure)
            {
                reason = $"npm cannot install oxigraph {Version} (no network?): {failure}";
                return null;
            }

            reason = "";
            return new Oxigraph(Run("node", "answer.mjs", folder));
        }
        catch (Win32Exception e)
        {
            reason = "Node.js 20 or later with npm is not on the path: " + e.Message;
            return null;
        }
    }

    /// <summary>Its answer; null if it refuses the query, with the message.</summary>
    /// <param name="judged">The query and the data.</param>
    /// <param name="query">The query as text.</param>
    /// <param name="error">What it says.</param>
    public ReferenceResult? Answer(Judgement judged, string query, out string? error)
    {
        var isGraph = judged.Answer is ReferenceResult.Graph;
        if (Ask(NQuads(judged.After.Quads), query, isGraph, out error) is not { } text)
        {
            return null;
        }

        return isGraph
            ? new ReferenceResult.Graph(Triples(text))
            : Read(SolutionReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), ResultFormat.Json));
    }

    /// <summary>The graph that a CONSTRUCT query makes of a dataset.</summary>
    /// <param name="data">The dataset, N-Quads.</param>
    /// <param name="query">The query as text.</param>
    /// <exception cref="InvalidOperationException">It refuses the data or the query.</exception>
    public ImmutableArray<Triple> Construct(string data, string query) =>
        Ask(data, query, isGraph: true, out var error) is { } text ? Triples(text) : throw new InvalidOperationException(error);

    /// <inheritdoc/>
    public void Dispose()
    {
        _node.StandardInput.Close();
        if (!_node.WaitForExit(TimeSpan.FromSeconds(5)))
        {
            _node.Kill();
        }

        _node.Dispose();
    }

    private string? Ask(string data, string query, bool isGraph, out string? error)
    {
        _node.StandardInput.WriteLine(JsonSerializer.Serialize(new { data, query, isGraph }));
        _node.StandardInput.Flush();
        using var reply = JsonDocument.Parse(_node.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Node ended: " + _node.StandardError.ReadToEnd()));
        error = reply.RootElement.TryGetProperty("error", out var message) ? message.GetString() : null;
        return error is null ? reply.RootElement.GetProperty("answer").GetString()! : null;
    }

    private static ImmutableArray<Triple> Triples(string nquads) => [.. RdfReader.ReadText(nquads, RdfFormat.NQuads).Select(quad => quad.Triple)];

    private static ReferenceResult Read(SolutionTable table) => table.Boolean is { } value
        ? new ReferenceResult.Boolean(value)
        : new ReferenceResult.Solutions(table.Variables, [.. table.Rows.Select(row => table.Variables.Zip(row).Aggregate(
            Solution.Empty, (solution, cell) => cell.Second is null ? solution : solution.With(cell.First, cell.Second)))]);

    /// <summary>Quads as N-Quads.</summary>
    public static string NQuads(IEnumerable<Quad> quads)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = RdfWriter.Create(output, RdfFormat.NQuads);
        new Dataset(quads).WriteTo(writer);
        writer.Finish();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string? Install(string folder)
    {
        using var npm = Run("npm", "ci --no-audit --no-fund --loglevel=error", folder);
        npm.StandardInput.Close();
        var message = npm.StandardError.ReadToEndAsync();
        if (!npm.WaitForExit(s_installTimeout))
        {
            npm.Kill(entireProcessTree: true);
            return "it takes too long";
        }

        return npm.ExitCode == 0 ? null : message.GetAwaiter().GetResult().Trim();
    }

    private static Process Run(string program, string arguments, string folder) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardInputEncoding = new UTF8Encoding(false),
        StandardOutputEncoding = Encoding.UTF8,
    })!;
}
