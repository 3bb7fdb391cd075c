using System.CommandLine;
using KnowledgeGraph.Reasoning.Entailment;

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

    /// <summary>The entailment regime of queries.</summary>
    public static Option<EntailmentRegime> Entailment() => new("--entailment")
    {
        Description = "Infer from the default graph: none (by default), rdf, rdfs, d or owlrl.",
        HelpName = "REGIME",
    };

    /// <summary>Progress on stderr even where stderr is no terminal.</summary>
    public static Option<bool> Progress() => new("--progress")
    {
        Description = "Report progress on stderr even if it is no terminal.",
    };
}
