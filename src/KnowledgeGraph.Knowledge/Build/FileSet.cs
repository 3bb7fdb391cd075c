using System.Collections.Immutable;

namespace KnowledgeGraph.Knowledge.Build;

/// <summary>Replaces the built files together: all are written beside their places before the first is moved.</summary>
internal static class FileSet
{
    /// <summary>The files that differ from what is there, and built files that are there and should not be.</summary>
    /// <param name="layout">Where they lie.</param>
    /// <param name="files">The files, path relative to the root.</param>
    /// <param name="withGraph">True if the set holds the whole graph folder.</param>
    public static ImmutableArray<string> Differences(KnowledgeLayout layout, IReadOnlyDictionary<string, byte[]> files, bool withGraph)
    {
        var changed = files.Where(file => !IsSame(Path.Combine(layout.Root, file.Key), file.Value)).Select(file => file.Key).ToList();
        if (withGraph && Directory.Exists(layout.GraphFolder))
        {
            changed.AddRange(Directory.EnumerateFiles(layout.GraphFolder)
                .Where(path => Path.GetExtension(path) is ".ttl" or ".trig")
                .Select(path => layout.RelativeToRoot(path))
                .Where(path => !files.ContainsKey(path)));
        }

        return [.. changed.Order(StringComparer.Ordinal)];
    }

    /// <summary>Writes the changed files and deletes those that are no longer made.</summary>
    /// <param name="layout">Where they lie.</param>
    /// <param name="files">The files, path relative to the root.</param>
    /// <param name="changed">What to write or delete.</param>
    public static void Replace(KnowledgeLayout layout, IReadOnlyDictionary<string, byte[]> files, ImmutableArray<string> changed)
    {
        var written = new List<(string Temporary, string Path)>();
        try
        {
            foreach (string relative in changed.Where(files.ContainsKey))
            {
                string path = Path.Combine(layout.Root, relative);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                string temporary = path + ".new";
                written.Add((temporary, path));
                File.WriteAllBytes(temporary, files[relative]);
            }
        }
        catch
        {
            written.ForEach(file => File.Delete(file.Temporary));
            throw;
        }

        written.ForEach(file => File.Move(file.Temporary, file.Path, overwrite: true));
        foreach (string relative in changed.Where(path => !files.ContainsKey(path)))
        {
            File.Delete(Path.Combine(layout.Root, relative));
        }
    }

    private static bool IsSame(string path, byte[] content) => File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);
}
