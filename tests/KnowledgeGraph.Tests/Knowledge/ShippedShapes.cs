using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Reasoning.Shacl;
using QueryEngine = KnowledgeGraph.Engine.Engine;

namespace KnowledgeGraph.Tests.Knowledge;

/// <summary>The ontology that ships, its shapes, and what they find in data.</summary>
internal static class ShippedShapes
{
    private const string Sh = "http://www.w3.org/ns/shacl#";

    private static readonly Dataset s_document = RdfReader.ReadText(File.ReadAllText(FileOf("shapes.ttl")), RdfFormat.Turtle);

    /// <summary>The project's root.</summary>
    public static string Root { get; } = KnowledgeLayout.Find(AppContext.BaseDirectory)?.Root
        ?? throw new DirectoryNotFoundException("no data folder above the tests");

    /// <summary>The shapes as a graph.</summary>
    public static Dataset Document => s_document;

    /// <summary>A file of the ontology's folder.</summary>
    public static string FileOf(params string[] path) =>
        Path.Combine([KnowledgeLayout.Find(AppContext.BaseDirectory)!.Root, "ontology", .. path]);

    /// <summary>An engine that holds the ontology.</summary>
    public static QueryEngine WithOntology()
    {
        QueryEngine engine = QueryEngine.Open();
        engine.Load([FileOf("secoop.ttl")], ct: TestContext.Current.CancellationToken);
        return engine;
    }

    /// <summary>What the shapes find: node shape, path and constraint component of each result, with the node.</summary>
    public static List<(string Violation, Term Node)> Violations(QueryEngine engine, bool isUnion)
    {
        var options = new QueryOptions { UnionDefaultGraph = isUnion };
        using var validation = engine.Validate(ShapesGraph.Read(s_document), options, null, TestContext.Current.CancellationToken);
        return [.. validation.Report.Results.Select(result => (NameOf(result), result.FocusNode))];
    }

    private static string NameOf(ValidationResult result)
    {
        const string Suffix = "ConstraintComponent";
        string component = result.SourceConstraintComponent.Value[Sh.Length..];
        return $"{Short(OwnerOf(result.SourceShape))} {ShortPath(result.Path)} {component[..^Suffix.Length]}";
    }

    // A property shape is a blank node within its node shape; the report names it by its label in the document, after a prefix.
    private static Term OwnerOf(Term shape) => shape is BlankNode
        && s_document.Match(predicate: new Iri(Sh + "property"))
            .FirstOrDefault(quad => IsSame(quad.Object, shape)) is { Subject: { } owner }
            ? OwnerOf(owner)
            : shape;

    private static bool IsSame(Term written, Term reported) =>
        written is BlankNode && reported.ToString() == "_:shapes0-" + written.ToString()[2..];

    private static string ShortPath(string? path) => path is null ? "-" : Short(new Iri(path.Trim('<', '>')));

    private static string Short(Term term) => term is Iri iri
        ? iri.Value.Replace(Vocabulary.Ontology, ":", StringComparison.Ordinal).Replace(Vocabulary.Rdfs, "rdfs:", StringComparison.Ordinal)
            .Replace(Vocabulary.Skos, "skos:", StringComparison.Ordinal).Replace(Vocabulary.Annotation, "oa:", StringComparison.Ordinal)
        : term.ToString();
}
