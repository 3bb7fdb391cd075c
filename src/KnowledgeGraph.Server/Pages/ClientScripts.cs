using System.Collections.Frozen;

namespace KnowledgeGraph.Server.Pages;

/// <summary>The scripts that were built with the host, in <c>wwwroot/app</c>.</summary>
public static class ClientScripts
{
    private static readonly FrozenSet<string> s_names = Find();

    /// <summary>True if a script was built.</summary>
    /// <param name="name">Its name, without the ending.</param>
    public static bool Exists(string name) => s_names.Contains(name);

    private static FrozenSet<string> Find()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "wwwroot", "app");
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.js").Select(file => Path.GetFileNameWithoutExtension(file)).ToFrozenSet(StringComparer.Ordinal)
            : [];
    }
}
