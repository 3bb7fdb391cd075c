using System.Collections.Immutable;
using System.Text;
using KnowledgeGraph.Knowledge.Authoring;
using KnowledgeGraph.Knowledge.Spans;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Knowledge.Build;

/// <summary>
/// Builds the graph from what is written by hand. The same input always gives the same bytes; if anything is wrong, nothing is written.
/// </summary>
public static class GraphBuilder
{
    /// <summary>Builds the graph.</summary>
    /// <param name="options">What to build.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellationToken">Stops the build before anything is written.</param>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static BuildResult Build(BuildOptions options, IProgress<string>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        KnowledgeLayout layout = options.Layout;
        progress?.Report("reading ontology, register and sources");
        KnowledgeBase known = KnowledgeBase.Read(layout, options.ArticlesFolder, locate: true, options.Only, cancellationToken);
        var findings = new List<Finding>(known.Findings);
        if (known.IsWellFormed)
        {
            progress?.Report("checking claims");
            new ClaimRules(known.Ontology, known.Register, findings).Check(known.Sources);
        }

        findings.AddRange(known.Sources.SelectMany(source => source.Mentions).Select(CircleOf).OfType<Finding>());
        ImmutableArray<Claim> claims = [.. known.Sources.SelectMany(source => source.Claims)];
        var files = ImmutableSortedDictionary.CreateBuilder<string, byte[]>(StringComparer.Ordinal);
        int facts = 0;
        if (findings.Count == 0)
        {
            if (options.ArticlesFolder is not null)
            {
                AddSpans(known, layout, files);
            }

            if (options.Only.Count == 0)
            {
                progress?.Report("deriving facts");
                facts = AddGraphs(known, layout, files, findings, cancellationToken);
            }
        }

        ImmutableArray<string> changed = [];
        if (findings.Count == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            changed = FileSet.Differences(layout, files, withGraph: options.Only.Count == 0);
            if (!options.Check)
            {
                progress?.Report("writing");
                FileSet.Replace(layout, files, changed);
            }
        }

        return new BuildResult([.. findings], files.ToImmutable(), changed, claims.Length, claims.Count(claim => claim.Holds), facts);
    }

    private static void AddSpans(KnowledgeBase known, KnowledgeLayout layout, ImmutableSortedDictionary<string, byte[]>.Builder files)
    {
        foreach (Source source in known.Sources)
        {
            string path = layout.RelativeToRoot(SpanLock.PathFor(source.File.Path));
            files.Add(path, Encoding.UTF8.GetBytes(source.Spans.ToText(source.File)));
        }
    }

    private static int AddGraphs(
        KnowledgeBase known, KnowledgeLayout layout, ImmutableSortedDictionary<string, byte[]>.Builder files, List<Finding> findings,
        CancellationToken cancellationToken)
    {
        IReadOnlyCollection<Triple> facts = DerivedGraph.Facts(known.Sources);
        var registered = layout.RegisterFiles.SelectMany(path => TurtleFile.Read(path, findings)).ToList();
        var derived = new List<Triple>(DerivedGraph.Unrealised(known.Sources, facts, known.Register));
        derived.AddRange(DerivedGraph.DayNumbers(facts));
        IReadOnlyCollection<Shortcut> shortcuts = Shortcuts.Of(facts);
        derived.AddRange(shortcuts.Select(shortcut => shortcut.Triple));
        var named = new SortedDictionary<Iri, IReadOnlyCollection<Triple>>(Comparer<Iri>.Create((left, right) => string.CompareOrdinal(left.Value, right.Value)));
        foreach (Source source in known.Sources)
        {
            cancellationToken.ThrowIfCancellationRequested();
            IReadOnlyCollection<Triple> graph = SourceGraph.Of(source);
            named.Add(source.Iri, graph);
            files.Add(InGraphFolder(layout, $"{source.File.Id}.trig"), GraphText.Write(graph, source.Iri));
        }

        if (File.Exists(layout.LinksFile))
        {
            IReadOnlyCollection<Triple> links = TurtleFile.Read(layout.LinksFile, findings);
            named.Add(new Iri(Vocabulary.LinksGraph), links);
            files.Add(InGraphFolder(layout, "links.trig"), GraphText.Write(links, new Iri(Vocabulary.LinksGraph)));
        }

        var shortcutsGraph = new Iri(Vocabulary.ShortcutsGraph);
        named.Add(shortcutsGraph, [.. shortcuts.SelectMany(shortcut => shortcut.Trace)]);
        files.Add(InGraphFolder(layout, "shortcuts.trig"), GraphText.Write(named[shortcutsGraph], shortcutsGraph));
        files.Add(InGraphFolder(layout, "facts.ttl"), GraphText.Write(facts, null));
        files.Add(InGraphFolder(layout, "derived.ttl"), GraphText.Write(derived, null));
        List<Triple> whole = [.. registered.Concat(facts).Concat(derived).Distinct()];
        IEnumerable<Triple> description = DatasetDescription.Of(whole, named, known.Sources.Select(source => source.Iri), known.Ontology.Version);
        files.Add(InGraphFolder(layout, "void.ttl"), GraphText.Write(description, null));
        return facts.Count;
    }

    private static string InGraphFolder(KnowledgeLayout layout, string name) => layout.RelativeToRoot(Path.Combine(layout.GraphFolder, name));

    private static Finding? CircleOf(Mention mention) =>
        mention is { Kind: MentionKind.Anaphor, Antecedent: not null } && mention.ChainEnd() is null && HasAntecedents(mention)
            ? new Finding(FindingKind.Anaphor, mention.Entry.Position, $"the chain of '{mention.Surface}' for {mention.Entry.Argument} runs in a circle")
            : null;

    // A chain that breaks was reported where it breaks.
    private static bool HasAntecedents(Mention mention)
    {
        var seen = new HashSet<Mention>();
        for (Mention? next = mention; next is not null; next = next.Antecedent)
        {
            if (!seen.Add(next))
            {
                return true;
            }
        }

        return false;
    }
}
