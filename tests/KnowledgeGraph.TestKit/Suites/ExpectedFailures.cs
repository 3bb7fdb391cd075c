using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.TestKit.Suites;

/// <summary>The tests known to fail, with reason, specification link and date: <c>expected-failures.ttl</c> beside this project.</summary>
public static class ExpectedFailures
{
    private static readonly Iri s_reason = new("http://www.w3.org/2000/01/rdf-schema#comment");
    private static readonly Iri s_link = new("http://www.w3.org/2000/01/rdf-schema#seeAlso");
    private static readonly Iri s_date = new("http://purl.org/dc/terms/date");

    private static readonly Lazy<Dataset> s_file = new(Load);

    /// <summary>The file.</summary>
    public static string FileName { get; } =
        Path.Combine(W3cFolder.RepositoryRoot, "tests", "KnowledgeGraph.Conformance", "expected-failures.ttl");

    /// <summary>The tests listed.</summary>
    public static IReadOnlyList<string> Tests => [.. s_file.Value.Select(quad => quad.Subject).OfType<Iri>().Select(test => test.Value).Distinct()];

    /// <summary>Why a test is expected to fail; null if it is not listed.</summary>
    /// <param name="test">The test's IRI.</param>
    public static string? ReasonOf(string test) =>
        s_file.Value.Match(new Iri(test), s_reason).Select(quad => quad.Object).OfType<Literal>().FirstOrDefault()?.Lexical;

    /// <summary>What an entry lacks; null if it is complete.</summary>
    /// <param name="test">The test's IRI.</param>
    public static string? DefectOf(string test)
    {
        var node = new Iri(test);
        return !s_file.Value.Match(node, s_reason).Any() ? "no rdfs:comment with the reason"
            : !s_file.Value.Match(node, s_link).Any(quad => quad.Object is Iri) ? "no rdfs:seeAlso with the specification"
            : !s_file.Value.Match(node, s_date).Any() ? "no dct:date"
            : null;
    }

    private static Dataset Load()
    {
        var sink = new DatasetSink();
        using var stream = File.OpenRead(FileName);
        RdfReader.Read(stream, RdfFormat.Turtle, sink, new RdfReaderOptions { SourceName = FileName });
        return sink.Dataset;
    }
}
