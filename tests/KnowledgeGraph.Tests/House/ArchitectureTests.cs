using System.Text.RegularExpressions;
using System.Xml.Linq;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Tests.House;

/// <summary>The arrows of ARCHITECTURE.md and the rules of the house that the compiler does not hold.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[] s_engine = ["Rdf", "Formats", "Sparql", "Store", "Query", "Reasoning", "Engine", "Knowledge"];

    private static readonly string[] s_roots = ["src", "tests"];

    // Project (without "KnowledgeGraph.") → what it may reference. Everything absent is forbidden.
    private static readonly Dictionary<string, string[]> s_arrows = new(StringComparer.Ordinal)
    {
        ["Rdf"] = [],
        ["Formats"] = ["Rdf"],
        ["Sparql"] = ["Rdf"],
        ["Store"] = ["Rdf"],
        ["Query"] = ["Rdf", "Formats", "Sparql", "Store"],
        ["Reasoning"] = ["Rdf", "Formats", "Sparql", "Store", "Query"],
        ["Engine"] = ["Rdf", "Formats", "Sparql", "Store", "Query", "Reasoning"],
        ["Knowledge"] = ["Rdf", "Formats", "Sparql", "Store", "Query", "Reasoning", "Engine"],
        ["Server"] = s_engine,
        ["Cli"] = s_engine,
        ["TestKit"] = ["Rdf", "Formats", "Sparql"],
        ["Tests"] = [.. s_engine, "TestKit"],
        ["Conformance"] = [.. s_engine, "TestKit"],
        ["Benchmarks"] = [.. s_engine, "TestKit"],
        ["Server.Tests"] = ["Server", "TestKit"],
        ["Browser.Tests"] = ["Server", "TestKit"],
    };

    private static string Root => W3cFolder.RepositoryRoot;

    [Fact]
    public void ProjectReferences_FollowTheArrows()
    {
        var forbidden =
            from project in Projects()
            from reference in XDocument.Load(project).Descendants("ProjectReference")
            let source = NameOf(project)
            let target = NameOf(reference.Attribute("Include")!.Value)
            where !s_arrows.GetValueOrDefault(source, []).Contains(target)
            select $"{source} → {target}";

        Assert.Empty(forbidden);
    }

    [Fact]
    public void EveryProject_IsInTheTableAndInTheSolution()
    {
        var projects = Projects().Select(NameOf).ToList();
        var solution = File.ReadAllText(Path.Combine(Root, "KnowledgeGraph.sln"));

        Assert.True(projects.Count >= 14, "found only " + string.Join(", ", projects));
        Assert.All(projects, project => Assert.Contains(project, s_arrows));
        Assert.All(projects, project => Assert.Contains($"KnowledgeGraph.{project}.csproj", solution, StringComparison.Ordinal));
    }

    // System.Uri normalises what RDF compares code point by code point.
    [Fact]
    public void TermCode_DoesNotUseSystemUri()
    {
        string[] folders = ["Rdf", "Formats", "Sparql", "Store", "Query", "Reasoning"];
        var uses = folders.SelectMany(folder => Sources(Path.Combine("src", "KnowledgeGraph." + folder)))
            .SelectMany(file => LinesOf(file).Where(line => SystemUri().IsMatch(line.Text)).Select(line => $"{file}:{line.Number}: {line.Text.Trim()}"));

        Assert.Empty(uses);
    }

    [Fact]
    public void SpecificationLinks_HaveAPlausibleForm()
    {
        var links = (
            from file in Sources("src")
            from line in LinesOf(file)
            from Match match in Link().Matches(line.Text)
            select (Where: $"{file}:{line.Number}", Address: match.Groups[1].Value)).ToList();

        Assert.NotEmpty(links);
        Assert.Empty(links.Where(link => !PlausibleLink().IsMatch(link.Address)).Select(link => $"{link.Where}: {link.Address}"));
    }

    [Fact]
    public void OnlyTheCommandLineAndTheServer_WriteToTheConsole()
    {
        string[] folders = ["Rdf", "Formats", "Sparql", "Store", "Query", "Engine", "Knowledge"];
        var uses = folders.SelectMany(folder => Sources(Path.Combine("src", "KnowledgeGraph." + folder)))
            .SelectMany(file => LinesOf(file).Where(line => ConsoleUse().IsMatch(line.Text)).Select(line => $"{file}:{line.Number}"));

        Assert.Empty(uses);
    }

    private static IEnumerable<string> Projects() => s_roots
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories))
        .Where(IsOurs);

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories).Where(IsOurs);

    private static bool IsOurs(string file) =>
        !file.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Any(part => part is "obj" or "bin" or "artifacts" or "node_modules");

    private static IEnumerable<(int Number, string Text)> LinesOf(string file) =>
        File.ReadLines(file).Select((text, i) => (i + 1, text));

    private static string NameOf(string path)
    {
        var file = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        return file.Replace(".csproj", "", StringComparison.Ordinal).Replace("KnowledgeGraph.", "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\bSystem\.Uri\b|\bnew Uri\(|\bUri\.(TryCreate|IsWellFormed|Escape|Unescape)|\bUriBuilder\b")]
    private static partial Regex SystemUri();

    [GeneratedRegex("<see(?:also)? href=\"([^\"]*)\"")]
    private static partial Regex Link();

    // A recommendation by its short name with a fragment, an RFC, or another absolute https address without spaces.
    [GeneratedRegex(@"^https://(www\.w3\.org/(TR/[A-Za-z0-9.-]+/([A-Za-z0-9_.-]+)?(#[A-Za-z0-9_.:-]+)?|(?!TR/)[^\s]+)|www\.rfc-editor\.org/(rfc/rfc[0-9]+(\.html)?|info/rfc[0-9]+)(#[A-Za-z0-9.-]+)?|(?!www\.w3\.org|www\.rfc-editor\.org)[a-z0-9.-]+/[^\s]*)$")]
    private static partial Regex PlausibleLink();

    [GeneratedRegex(@"(?<![\w.])Console\.")]
    private static partial Regex ConsoleUse();
}
