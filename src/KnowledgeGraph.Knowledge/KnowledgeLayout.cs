namespace KnowledgeGraph.Knowledge;

/// <summary>Where the parts of the shipped graph lie below the project's root.</summary>
/// <param name="Root">The folder that holds <c>data</c> and <c>ontology</c>; empty for the current one.</param>
public sealed record KnowledgeLayout(string Root)
{
    /// <summary>The ontology's one edit file.</summary>
    public string OntologyFile => Path.Combine(Root, "ontology", "secoop.ttl");

    /// <summary>The checks on the built dataset, one query a file.</summary>
    public string ChecksFolder => Path.Combine(Root, "ontology", "checks");

    /// <summary>The register, written by hand.</summary>
    public string RegisterFolder => Path.Combine(Root, "data", "register");

    /// <summary>The claims, written by hand.</summary>
    public string SourcesFolder => Path.Combine(Root, "data", "sources");

    /// <summary>The links to the outside.</summary>
    public string LinksFile => Path.Combine(Root, "data", "links.ttl");

    /// <summary>What the build writes.</summary>
    public string GraphFolder => Path.Combine(Root, "data", "graph");

    /// <summary>The register's files, in order of name.</summary>
    public IReadOnlyList<string> RegisterFiles => FilesIn(RegisterFolder, "*.ttl");

    /// <summary>The files of claims, in order of name.</summary>
    public IReadOnlyList<string> SourceFiles => FilesIn(SourcesFolder, "*.yaml");

    /// <summary>
    /// The files of the shipped dataset: ontology, register and derived facts for the default graph, one named graph a source, and the
    /// graphs of links and shortcuts. The description of the dataset (<c>void.ttl</c>) is no part of it.
    /// </summary>
    public IReadOnlyList<string> DatasetFiles =>
    [
        .. new[] { OntologyFile }.Where(File.Exists),
        .. RegisterFiles,
        .. FilesIn(GraphFolder, "*.ttl").Where(path => Path.GetFileName(path) != "void.ttl"),
        .. FilesIn(GraphFolder, "*.trig"),
    ];

    /// <summary>A path below the root, relative to it.</summary>
    /// <param name="path">A path made by this layout.</param>
    public string RelativeToRoot(string path) => Root.Length == 0 ? path : Path.GetRelativePath(Root, path);

    /// <summary>The nearest folder at or above one that holds <c>data/graph</c> or <c>data/sources</c>; null if there is none.</summary>
    /// <param name="start">Where to begin.</param>
    public static KnowledgeLayout? Find(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            var layout = new KnowledgeLayout(folder.FullName);
            if (Directory.Exists(layout.GraphFolder) || Directory.Exists(layout.SourcesFolder))
            {
                return layout;
            }
        }

        return null;
    }

    private static List<string> FilesIn(string folder, string pattern) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal)] : [];
}
