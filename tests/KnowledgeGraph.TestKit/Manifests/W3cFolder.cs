using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.TestKit.Manifests;

/// <summary>The W3C tests on this machine: not part of the repository, found beside it or through <c>KG_W3C</c>.</summary>
public static class W3cFolder
{
    /// <summary>The environment variable that names the folder: a clone of w3c/rdf-tests, or the folder that holds it.</summary>
    public const string Variable = "KG_W3C";

    /// <summary>How to get the tests, for the reason of a skipped test.</summary>
    public const string HowToGet = "The W3C tests are not here: git clone https://github.com/w3c/rdf-tests and set KG_W3C to that folder.";

    // The repositories of tests: the folder that each is looked for in, and where its files are published.
    private static readonly (string Folder, string PublishedAt)[] s_others =
    [
        ("rdf-canon", "https://w3c.github.io/rdf-canon/tests/"),
        ("data-shapes-test-suite", "https://w3c.github.io/data-shapes/data-shapes-test-suite/tests/"),
        ("questions", QuestionsPublishedAt),
    ];

    // Not the W3C's but written in its vocabulary: the competency questions of this repository, ontology/questions.
    private const string QuestionsPublishedAt = "https://w3id.org/secoop/questions/";

    private const string PublishedAt = "https://w3c.github.io/rdf-tests/";

    /// <summary>The root of the repository: the nearest folder upwards that holds KnowledgeGraph.sln.</summary>
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    /// <summary>The folder of w3c/rdf-tests (with <c>rdf</c> and <c>sparql</c> in it), or null if there is none.</summary>
    public static string? Find()
    {
        string?[] candidates = [Environment.GetEnvironmentVariable(Variable), Path.Combine(RepositoryRoot, "..", "shared", "w3c")];
        return (
            from candidate in candidates
            where !string.IsNullOrEmpty(candidate)
            from folder in new[] { candidate, Path.Combine(candidate, "rdf-tests") }
            where Directory.Exists(Path.Combine(folder, "sparql")) && Directory.Exists(Path.Combine(folder, "rdf"))
            select Path.GetFullPath(folder)).FirstOrDefault();
    }

    /// <summary>
    /// The folder of another repository of tests, beside that of w3c/rdf-tests: the one with <c>manifest.ttl</c> in it. Null if it is not here.
    /// </summary>
    /// <param name="repository">Its name: <c>rdf-canon</c>.</param>
    public static string? FindBeside(string repository)
    {
        if (Find() is not { } root)
        {
            return null;
        }

        var folder = Path.GetFullPath(Path.Combine(root, "..", repository));
        return new[] { folder, Path.Combine(folder, "tests") }.FirstOrDefault(at => File.Exists(Path.Combine(at, "manifest.ttl")));
    }

    /// <summary>The IRI under which a file of the folder is published: the base IRI of what it holds.</summary>
    /// <param name="root">The folder of w3c/rdf-tests.</param>
    /// <param name="file">A file in it.</param>
    public static string IriOf(string root, string file) => AddressOf(root) + Path.GetRelativePath(root, file).Replace('\\', '/');

    /// <summary>The file that an IRI of the published tests stands for.</summary>
    /// <param name="root">The folder of w3c/rdf-tests.</param>
    /// <param name="iri">The IRI, as resolved in a manifest.</param>
    public static string FileOf(string root, Term iri) =>
        iri is Iri { Value: var text } && text.StartsWith(AddressOf(root), StringComparison.Ordinal)
            ? Path.GetFullPath(Path.Combine(root, text[AddressOf(root).Length..]))
            : throw new InvalidDataException($"{iri} is not the address of a published test file.");

    private static string AddressOf(string root)
    {
        var parts = Path.GetFullPath(root).Split(Path.DirectorySeparatorChar);
        var other = Array.FindIndex(s_others, entry => parts.TakeLast(2).Contains(entry.Folder));
        return other < 0 ? PublishedAt : s_others[other].PublishedAt;
    }

    private static string FindRepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "KnowledgeGraph.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("KnowledgeGraph.sln is in no folder above " + AppContext.BaseDirectory);
    }
}
