using System.Globalization;
using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Tests.Knowledge;

/// <summary>One entry of ontology/questions/manifest.ttl: a question, its query and the answer written from the articles.</summary>
internal sealed record CompetencyQuestion
{
    private const string Label = "http://www.w3.org/2000/01/rdf-schema#label";
    private const string Keyword = "http://www.w3.org/ns/dcat#keyword";
    private const string Source = "http://purl.org/dc/terms/source";
    private const string SourceNamespace = "https://w3id.org/secoop/source/";

    /// <summary>The folder of the questions.</summary>
    public static string Folder { get; } = Path.Combine(W3cFolder.RepositoryRoot, "ontology", "questions");

    /// <summary>The manifest.</summary>
    public static string ManifestFile { get; } = Path.Combine(Folder, "manifest.ttl");

    /// <summary>All questions in the order of the manifest.</summary>
    public static IReadOnlyList<CompetencyQuestion> All { get; } = Read();

    /// <summary>The name of its files, without extension.</summary>
    public required string Name { get; init; }

    /// <summary>The question in English.</summary>
    public required string Text { get; init; }

    /// <summary>The local name of the entry's type.</summary>
    public required string Type { get; init; }

    /// <summary>What must be told to answer it: dates, negation, who says so.</summary>
    public required IReadOnlyList<string> Needs { get; init; }

    /// <summary>The articles that it is answered from.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The file of the query.</summary>
    public required string QueryFile { get; init; }

    /// <summary>The file of the expected answer.</summary>
    public required string ResultFile { get; init; }

    /// <summary>The two tables of the README: what is needed how often, and the questions.</summary>
    public static string Tables()
    {
        var text = new StringBuilder("| it needs | questions |\n| --- | ---: |\n");
        var counts = All.SelectMany(question => question.Needs).CountBy(need => need, StringComparer.Ordinal);
        foreach (var (need, count) in counts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {need} | {count} |\n");
        }

        text.Append("\n| question | needs | from | query |\n| --- | --- | --- | --- |\n");
        foreach (CompetencyQuestion question in All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {question.Text} | {string.Join(", ", question.Needs)} ");
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(", ", question.Sources)} ");
            text.Append(CultureInfo.InvariantCulture, $"| [{question.Name}]({question.Name}.rq) |\n");
        }

        return text.ToString();
    }

    private static List<CompetencyQuestion> Read()
    {
        Dataset graph = RdfFile.Read(ManifestFile, W3cFolder.IriOf(Folder, ManifestFile));
        return [.. W3cManifest.Read(Folder, "manifest.ttl").Select(test => Of(test, graph))];
    }

    private static CompetencyQuestion Of(W3cTest test, Dataset graph)
    {
        var entry = new Iri(test.Iri);
        IEnumerable<Term> Values(string predicate) => graph.Match(entry, new Iri(predicate)).Select(quad => quad.Object);
        return new CompetencyQuestion
        {
            Name = test.Name,
            Type = test.Type,
            Text = Values(Label).OfType<Literal>().Single(label => label.Language == "en").Lexical,
            Needs = [.. Values(Keyword).OfType<Literal>().Select(keyword => keyword.Lexical).Order(StringComparer.Ordinal)],
            Sources =
            [
                .. Values(Source).OfType<Iri>().Select(source => source.Value[SourceNamespace.Length..]).Order(StringComparer.Ordinal),
            ],
            QueryFile = test.Action ?? throw new InvalidDataException($"{test} names no query."),
            ResultFile = test.Result ?? throw new InvalidDataException($"{test} names no answer."),
        };
    }
}
