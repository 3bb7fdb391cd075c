using System.Text.RegularExpressions;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.TestKit.Manifests;
using YamlDotNet.RepresentationModel;

namespace KnowledgeGraph.Tests.House;

/// <summary>CITATION.cff against the rules of its format, as far as they matter here.</summary>
/// <seealso href="https://github.com/citation-file-format/citation-file-format/blob/1.2.0/schema-guide.md"/>
public sealed partial class CitationFileTests
{
    private static readonly string[] s_keys =
    [
        "abstract", "authors", "cff-version", "commit", "contact", "date-released", "doi", "identifiers", "keywords", "license",
            "license-url", "message",
        "preferred-citation", "references", "repository", "repository-artifact", "repository-code", "title", "type", "url", "version",
    ];

    private static readonly string[] s_referenceKeys =
    [
        "authors", "issue", "journal", "notes", "title", "type", "url", "volume", "year",
    ];

    private static readonly YamlMappingNode s_file = Read();

    [Fact]
    public void HasWhatTheFormatRequiresAndNothingUnknown()
    {
        Assert.Equal("1.2.0", Text(s_file, "cff-version"));
        Assert.All((string[])["message", "title"], key => Assert.NotEmpty(Text(s_file, key)!));
        Assert.Contains(Text(s_file, "type"), (string[])["software", "dataset"]);
        Assert.Empty(Keys(s_file).Except(s_keys));
        Assert.Equal(Keys(s_file).Distinct(), Keys(s_file));
        Assert.Matches(Date(), Text(s_file, "date-released")!);
        Assert.Equal("CC-BY-4.0", Text(s_file, "license"));
        Authors(s_file);
    }

    [Fact]
    public void KeywordsAndIdentifiersAreWellFormed()
    {
        var keywords = Items(s_file, "keywords").Select(node => ((YamlScalarNode)node).Value).ToList();
        Assert.NotEmpty(keywords);
        Assert.Equal(keywords.Distinct(), keywords);
        Assert.All(Items(s_file, "identifiers").Cast<YamlMappingNode>(), identifier =>
        {
            Assert.Empty(Keys(identifier).Except(["type", "value", "description"]));
            Assert.Contains(Text(identifier, "type"), (string[])["doi", "url", "swh", "other"]);
            Assert.True(Text(identifier, "type") != "url" || Uri.IsWellFormedUriString(Text(identifier, "value"), UriKind.Absolute));
        });
    }

    [Fact]
    public void CitesEverySource()
    {
        var references = Items(s_file, "references").Cast<YamlMappingNode>().ToList();
        Assert.All(references, reference =>
        {
            Assert.Empty(Keys(reference).Except(s_referenceKeys));
            Assert.Equal("article", Text(reference, "type"));
            Assert.NotEmpty(Text(reference, "title")!);
            Assert.True(Text(reference, "year") is not { } year || int.TryParse(year, out _));
            Authors(reference);
        });

        var register = RdfReader.ReadText(File.ReadAllText(Path.Combine(W3cFolder.RepositoryRoot, "data", "register", "sources.ttl")),
            RdfFormat.Turtle);
        var sources = register.Match(@object: new Iri("https://w3id.org/secoop/ontology#Document"))
            .Select(quad => ((Iri)quad.Subject).Value);
        Assert.Equal(sources.Order(StringComparer.Ordinal), references.Select(reference => Text(reference, "url")!)
            .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void VersionIsThatOfTheOntology() => Assert.Contains(
        $"owl:versionInfo \"{Text(s_file, "version")}\"",
            File.ReadAllText(Path.Combine(W3cFolder.RepositoryRoot, "ontology", "secoop.ttl")), StringComparison.Ordinal);

    [Fact]
    public void LicenceOfTheDataIsThere_AndNamed()
    {
        string licence = File.ReadAllText(Path.Combine(W3cFolder.RepositoryRoot, "LICENSE-data"));
        Assert.Contains("Attribution 4.0 International", licence, StringComparison.Ordinal);
        Assert.Contains("Section 8 -- Interpretation.", licence, StringComparison.Ordinal);
        Assert.Contains("(LICENSE-data)", File.ReadAllText(Path.Combine(W3cFolder.RepositoryRoot, "README.md")), StringComparison.Ordinal);
    }

    private static void Authors(YamlMappingNode node)
    {
        var authors = Items(node, "authors").Cast<YamlMappingNode>().ToList();
        Assert.NotEmpty(authors);
        Assert.All(authors, author =>
        {
            Assert.Empty(Keys(author).Except(["name", "family-names", "given-names"]));
            Assert.True(Text(author, "name") is not null ^ Text(author, "family-names") is not null, "an author is an entity or a person");
        });
    }

    private static YamlMappingNode Read()
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(Path.Combine(W3cFolder.RepositoryRoot, "CITATION.cff"));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    private static List<string> Keys(YamlMappingNode node) => [.. node.Children.Keys.Select(key => ((YamlScalarNode)key).Value!)];

    private static string? Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value : null;

    private static IEnumerable<YamlNode> Items(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) ? ((YamlSequenceNode)value).Children : [];

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    private static partial Regex Date();
}
