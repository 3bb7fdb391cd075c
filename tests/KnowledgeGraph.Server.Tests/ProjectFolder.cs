namespace KnowledgeGraph.Server.Tests;

/// <summary>The folders of the repository that tests read.</summary>
public static class ProjectFolder
{
    public static string Root { get; } = Find();

    public static string Queries => Path.Combine(Root, "data", "queries");

    public static string Golden => Path.Combine(AppContext.BaseDirectory, "golden");

    /// <summary>Names of all canned queries.</summary>
    public static IReadOnlyList<string> QueryNames { get; } =
        [.. Directory.EnumerateFiles(Queries, "*.rq").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "KnowledgeGraph.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run from inside the repository.");
    }
}
