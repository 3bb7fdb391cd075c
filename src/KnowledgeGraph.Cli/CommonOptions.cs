using System.CommandLine;

namespace KnowledgeGraph.Cli;

/// <summary>Options that several commands share, made anew for each.</summary>
internal static class CommonOptions
{
    /// <summary>The project's folder.</summary>
    public static Option<string?> Root() => new("--root")
    {
        Description = "The project's folder, which holds data/ and ontology/; by default the nearest at or above this one.",
        HelpName = "DIR",
    };

    /// <summary>Progress on stderr even where stderr is no terminal.</summary>
    public static Option<bool> Progress() => new("--progress")
    {
        Description = "Report progress on stderr even if it is no terminal.",
    };
}
