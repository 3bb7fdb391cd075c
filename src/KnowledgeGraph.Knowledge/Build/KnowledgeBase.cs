using System.Collections.Immutable;
using System.Text;
using KnowledgeGraph.Knowledge.Authoring;
using KnowledgeGraph.Knowledge.Spans;
using KnowledgeGraph.Knowledge.Text;
using KnowledgeGraph.Knowledge.Verification;

namespace KnowledgeGraph.Knowledge.Build;

/// <summary>Everything written by hand, read and joined: ontology, register, sources with the places of their surfaces.</summary>
/// <param name="Ontology">The ontology.</param>
/// <param name="Register">The register.</param>
/// <param name="Sources">The sources, in order of id.</param>
/// <param name="Texts">The articles' texts by source id, as far as they were at hand.</param>
/// <param name="Findings">What is wrong.</param>
public sealed record KnowledgeBase(
    Ontology Ontology, Register Register, ImmutableArray<Source> Sources, ImmutableDictionary<string, ArticleText> Texts, ImmutableArray<Finding> Findings)
{
    /// <summary>
    /// True if ontology, register and the files of claims could all be read: rules over all of them together say nothing otherwise.
    /// </summary>
    public bool IsWellFormed => Findings.All(finding => finding.Kind != FindingKind.Form);

    /// <summary>Reads what is written by hand, with the places kept beside it.</summary>
    /// <param name="layout">Where it lies.</param>
    /// <param name="articlesFolder">The articles' texts (<c>&lt;id&gt;.txt</c>), if at hand.</param>
    /// <param name="locate">True to find all places anew in the texts; false to use those that are kept.</param>
    /// <param name="only">Read these sources only; all if empty.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static KnowledgeBase Read(
        KnowledgeLayout layout, string? articlesFolder, bool locate, IReadOnlyCollection<string> only, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(only);
        var findings = new List<Finding>();
        var ontology = new Ontology(TurtleFile.Read(layout.OntologyFile, findings));
        var register = new Register(layout.RegisterFiles.SelectMany(path => TurtleFile.Read(path, findings)));
        var forms = new NameForms(register.NameForms);
        var texts = ImmutableDictionary.CreateBuilder<string, ArticleText>(StringComparer.Ordinal);
        var sources = ImmutableArray.CreateBuilder<Source>();
        foreach (string path in layout.SourceFiles.Where(path => only.Count == 0 || only.Contains(Path.GetFileNameWithoutExtension(path))))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (SourceFileReader.Read(path, findings) is { } file && ReadSpans(file, articlesFolder, locate ? forms : null, texts, findings) is { } spans)
            {
                CheckId(file, findings);
                sources.Add(SourceResolver.Resolve(file, spans, findings));
            }
        }

        if (sources.Count == 0 && findings.Count == 0)
        {
            string wanted = only.Count == 0 ? "no source" : $"no source {string.Join(", ", only)}";
            findings.Add(new Finding(FindingKind.Form, null, $"there is {wanted} in {layout.SourcesFolder}"));
        }

        return new KnowledgeBase(ontology, register, sources.ToImmutable(), texts.ToImmutable(), [.. findings]);
    }

    private static void CheckId(SourceFile file, List<Finding> findings)
    {
        if (Path.GetFileNameWithoutExtension(file.Path) != file.Id)
        {
            findings.Add(new Finding(FindingKind.Form, new SourcePosition(file.Path, 0, 0), $"the file of source '{file.Id}' must be called {file.Id}.yaml"));
        }
    }

    // With forms, all places are found anew; without, those that are kept are used.
    private static SpanLock? ReadSpans(
        SourceFile file, string? articlesFolder, NameForms? forms, ImmutableDictionary<string, ArticleText>.Builder texts, List<Finding> findings)
    {
        if (articlesFolder is null)
        {
            return SpanLock.Read(file, findings);
        }

        string path = Path.Combine(articlesFolder, file.Id + ".txt");
        try
        {
            ArticleText text = ArticleText.Read(path, file.HeaderLines);
            texts[file.Id] = text;
            if (forms is null)
            {
                return SpanLock.Read(file, findings);
            }

            Verifier.CheckDigest(file, text, findings);
            SpanLock located = SpanLocator.Locate(file, text, findings);
            foreach (PrintedName name in NameLocator.Locate(file, text, forms, located, findings).Names)
            {
                located.Add(name);
            }

            return located;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            findings.Add(new Finding(
                FindingKind.Locating, new SourcePosition(file.Path, 0, 0), $"the article {path} cannot be read: {exception.Message}",
                "--articles names the folder that holds <source>.txt"));
            return null;
        }
    }
}
