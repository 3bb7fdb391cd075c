using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace KnowledgeGraph.Server.CannedQueries;

/// <summary>
/// The header of a canned query: YAML in the lines that begin with <c>#+</c>, with the keys summary, description, tags, defaults and
/// enumerate, as grlc writes them.
/// </summary>
/// <param name="Summary">The question in one line, or null.</param>
/// <param name="Description">A longer text, or null.</param>
/// <param name="Tags">Tags.</param>
/// <param name="Defaults">Parameter name to default value.</param>
/// <param name="Enumerations">Parameter name to allowed values.</param>
/// <seealso href="https://github.com/CLARIAH/grlc"/>
public sealed record CannedQueryHeader(
    string? Summary,
    string? Description,
    IReadOnlyList<string> Tags,
    IReadOnlyDictionary<string, string> Defaults,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Enumerations)
{
    private static readonly string[] s_keys = ["summary", "description", "tags", "defaults", "enumerate", "method", "endpoint"];

    /// <summary>Splits a file into header and query, and reads the header.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="query">The lines that are not of the header; header lines stay as empty lines, so that positions keep.</param>
    /// <exception cref="FormatException">The header is no YAML mapping, or has a key that is not known.</exception>
    public static CannedQueryHeader Split(string text, out string query)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var header = string.Join('\n', lines.Where(IsHeader).Select(line => line.Length > 2 && line[2] == ' ' ? line[3..] : line[2..]));
        query = string.Join('\n', lines.Select(line => IsHeader(line) ? "" : line));
        return Read(header);
    }

    private static bool IsHeader(string line) => line.StartsWith("#+", StringComparison.Ordinal);

    private static CannedQueryHeader Read(string yaml)
    {
        var root = Parse(yaml);
        foreach (var key in root.Children.Keys)
        {
            if (!s_keys.Contains(key.ToString(), StringComparer.Ordinal))
            {
                throw new FormatException($"header line {key.Start.Line}: '{key}' is no key; known are {string.Join(", ", s_keys)}.");
            }
        }

        return new CannedQueryHeader(
            Text(root, "summary"),
            Text(root, "description"),
            [.. Items(root, "tags").Select(item => item.ToString())],
            Pairs(root, "defaults").ToDictionary(pair => pair.Name, pair => pair.Value.ToString(), StringComparer.Ordinal),
            Pairs(root, "enumerate").ToDictionary(pair => pair.Name, pair => Values(pair.Value), StringComparer.Ordinal));
    }

    private static YamlMappingNode Parse(string yaml)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return stream.Documents.Count == 0 ? [] : stream.Documents[0].RootNode as YamlMappingNode
                ?? throw new FormatException("the header is not a list of 'key: value' lines.");
        }
        catch (YamlException e)
        {
            throw new FormatException($"header line {e.Start.Line}, column {e.Start.Column}: {e.Message}", e);
        }
    }

    private static string? Text(YamlMappingNode root, string key) =>
        root.Children.TryGetValue(key, out var node) ? node.ToString().Trim() : null;

    private static IEnumerable<YamlNode> Items(YamlMappingNode root, string key) =>
        root.Children.TryGetValue(key, out var node)
            ? node is YamlSequenceNode sequence ? sequence.Children : [node]
            : [];

    // grlc: a sequence of one-entry mappings. A plain mapping says the same and is read too.
    private static IEnumerable<(string Name, YamlNode Value)> Pairs(YamlMappingNode root, string key) =>
        Items(root, key).OfType<YamlMappingNode>().SelectMany(map => map.Children)
            .Select(pair => (pair.Key.ToString(), pair.Value));

    private static IReadOnlyList<string> Values(YamlNode node) =>
        node is YamlSequenceNode sequence ? [.. sequence.Children.Select(child => child.ToString())] : [node.ToString()];
}
