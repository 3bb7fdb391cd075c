using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace KnowledgeGraph.Knowledge.Authoring;

/// <summary>The fields of one YAML mapping, read by name; reports what is missing, of the wrong form, or unknown.</summary>
internal sealed class YamlFields
{
    private readonly YamlMappingNode _mapping;
    private readonly string _what;
    private readonly string _file;
    private readonly List<Finding> _findings;
    private readonly List<string> _asked = [];

    /// <summary>The fields of a mapping.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="what">What it describes, with its article ("a claim"), for messages.</param>
    /// <param name="file">The file as the user named it.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public YamlFields(YamlMappingNode mapping, string what, string file, List<Finding> findings)
    {
        _mapping = mapping;
        _what = what;
        _file = file;
        _findings = findings;
        Position = PositionOf(file, mapping);
    }

    /// <summary>Where the mapping begins.</summary>
    public SourcePosition Position { get; }

    /// <summary>Where a node begins.</summary>
    public static SourcePosition PositionOf(string file, YamlNode node) => PositionOf(file, node.Start);

    /// <summary>A YAML mark as a position.</summary>
    public static SourcePosition PositionOf(string file, Mark mark) =>
        new(file, Math.Max(0, (int)mark.Line - 1), Math.Max(0, (int)mark.Column - 1));

    /// <summary>The node of a field, or null.</summary>
    public YamlNode? Node(string name)
    {
        _asked.Add(name);
        foreach ((YamlNode key, YamlNode value) in _mapping.Children)
        {
            if (key is YamlScalarNode scalar && scalar.Value == name)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>A text field; null (and a finding) if it is missing or no text.</summary>
    public string? RequiredText(string name)
    {
        if (Node(name) is not { } node)
        {
            Report(Position, $"{_what} needs the key '{name}'");
            return null;
        }

        return TextOf(node, name);
    }

    /// <summary>A text field that may be absent.</summary>
    public string? Text(string name) => Node(name) is { } node ? TextOf(node, name) : null;

    /// <summary>A text field with its position.</summary>
    public Reference? Reference(string name) =>
        Node(name) is { } node && TextOf(node, name) is { } text ? new Reference(text, PositionOf(_file, node)) : null;

    /// <summary>A text field, or a list of texts.</summary>
    public IEnumerable<Reference> References(string name)
    {
        foreach (YamlNode node in Items(name))
        {
            if (TextOf(node, name) is { } text)
            {
                yield return new Reference(text, PositionOf(_file, node));
            }
        }
    }

    /// <summary>The items of a field that holds one node or a list of them; none if it is absent.</summary>
    public IEnumerable<YamlNode> Items(string name) => Node(name) switch
    {
        null => [],
        YamlSequenceNode sequence => sequence.Children,
        { } single => [single],
    };

    /// <summary>A whole number that may be absent.</summary>
    public int? Number(string name)
    {
        if (Node(name) is not { } node)
        {
            return null;
        }

        if (node is YamlScalarNode { Value: { } text }
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return number;
        }

        Report(PositionOf(_file, node), $"'{name}' must be a whole number");
        return null;
    }

    /// <summary>A whole number that must be there; 0 (and a finding) otherwise.</summary>
    public int RequiredNumber(string name)
    {
        if (Node(name) is null)
        {
            Report(Position, $"{_what} needs the key '{name}'");
            return 0;
        }

        return Number(name) ?? 0;
    }

    /// <summary>True or false; false if absent.</summary>
    public bool Flag(string name)
    {
        switch (Text(name))
        {
            case null or "false":
                return false;
            case "true":
                return true;
            default:
                Report(PositionOf(_file, Node(name)!), $"'{name}' must be true or false");
                return false;
        }
    }

    /// <summary>One of the named values, in lower case; the default value if absent.</summary>
    public TEnum Choice<TEnum>(string name)
        where TEnum : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return default;
        }

        foreach (TEnum value in Enum.GetValues<TEnum>())
        {
            if (NameOf(value) == text)
            {
                return value;
            }
        }

        string all = string.Join(", ", Enum.GetValues<TEnum>().Select(NameOf));
        Report(PositionOf(_file, Node(name)!), $"'{name}' must be one of {all}, not '{text}'");
        return default;
    }

    private static string NameOf<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        value.ToString().ToLowerInvariant();

    /// <summary>Reports every key that nobody asked for.</summary>
    public void RejectUnknown()
    {
        foreach (YamlNode key in _mapping.Children.Keys)
        {
            if (key is YamlScalarNode { Value: { } name } && !_asked.Contains(name))
            {
                string known = string.Join(", ", _asked.Distinct(StringComparer.Ordinal));
                Report(PositionOf(_file, key), $"{_what} has no key '{name}'", $"the keys are {known}");
            }
        }
    }

    /// <summary>Reports something wrong with the form.</summary>
    public void Report(SourcePosition position, string message, string? hint = null) =>
        _findings.Add(new Finding(FindingKind.Form, position, message, hint));

    private string? TextOf(YamlNode node, string name)
    {
        if (node is YamlScalarNode { Value: { Length: > 0 } text })
        {
            return text;
        }

        Report(PositionOf(_file, node), $"'{name}' must be a text");
        return null;
    }
}
