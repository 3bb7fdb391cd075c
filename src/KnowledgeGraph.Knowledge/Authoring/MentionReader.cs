using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace KnowledgeGraph.Knowledge.Authoring;

/// <summary>Reads the <c>mentions</c> of a claim.</summary>
internal sealed class MentionReader
{
    private static readonly (string Key, MentionKind Kind)[] s_kinds =
    [
        ("name", MentionKind.Name), ("demonym", MentionKind.Demonym), ("metonym", MentionKind.Metonym), ("anaphor", MentionKind.Anaphor),
        ("description", MentionKind.Description), ("heading", MentionKind.Heading), ("value", MentionKind.Value), ("gloss", MentionKind.Gloss),
    ];

    private readonly string _file;
    private readonly int _paragraph;
    private readonly List<Finding> _findings;

    public MentionReader(string file, int paragraph, List<Finding> findings)
    {
        _file = file;
        _paragraph = paragraph;
        _findings = findings;
    }

    /// <summary>The mentions under a node; none if it is absent.</summary>
    public ImmutableArray<MentionEntry> Read(YamlNode? node)
    {
        if (node is null)
        {
            return [];
        }

        if (node is not YamlMappingNode mapping)
        {
            Report(YamlFields.PositionOf(_file, node), "'mentions' must be a mapping from argument to mention, as  i:nato: NATO");
            return [];
        }

        var mentions = ImmutableArray.CreateBuilder<MentionEntry>();
        foreach ((YamlNode key, YamlNode value) in mapping.Children)
        {
            SourcePosition position = YamlFields.PositionOf(_file, key);
            if (key is not YamlScalarNode { Value: { Length: > 0 } argument })
            {
                Report(position, "an argument must be a text, as i:nato or \"2007-10-31\"");
                continue;
            }

            foreach (YamlNode each in value is YamlSequenceNode sequence ? sequence.Children : [value])
            {
                if (ReadMention(argument, each, position) is { } mention)
                {
                    mentions.Add(mention);
                }
            }
        }

        return mentions.ToImmutable();
    }

    private MentionEntry? ReadMention(string argument, YamlNode node, SourcePosition position)
    {
        SourcePosition at = YamlFields.PositionOf(_file, node);
        if (node is YamlScalarNode { Value: { Length: > 0 } name })
        {
            return new MentionEntry(argument, MentionKind.Name, [new Surface(name, _paragraph, null, at)], null, null, position);
        }

        if (node is not YamlMappingNode mapping)
        {
            Report(at, $"the mention of {argument} must be a text (a name) or a mapping as {{ anaphor: he, of: Simmons }}");
            return null;
        }

        var fields = new YamlFields(mapping, $"the mention of {argument}", _file, _findings);
        MentionEntry? mention = ReadFields(argument, fields, position, at);
        fields.RejectUnknown();
        return mention;
    }

    private MentionEntry? ReadFields(string argument, YamlFields fields, SourcePosition position, SourcePosition at)
    {
        var kinds = s_kinds.Where(each => fields.Node(each.Key) is not null).ToList();
        bool split = fields.Node("split") is not null;
        bool document = fields.Node("document") is not null;
        bool implied = fields.Node("implied") is not null;
        int? nth = fields.Number("nth");
        int paragraph = fields.Number("par") ?? _paragraph;
        if (kinds.Count + (split ? 1 : 0) + (document ? 1 : 0) + (implied ? 1 : 0) != 1)
        {
            Report(at, $"the mention of {argument} needs exactly one kind: name, demonym, metonym, anaphor, description, heading, value, gloss, "
                + "split, document or implied");
            return null;
        }

        if (document)
        {
            return fields.Flag("document") ? new MentionEntry(argument, MentionKind.Document, [], null, null, position) : null;
        }

        if (implied)
        {
            return new MentionEntry(argument, MentionKind.Implied, [], null, fields.Text("implied"), position);
        }

        if (split)
        {
            ImmutableArray<Surface> parts = [.. fields.Items("split").Select(part => ReadPart(part, paragraph)).OfType<Surface>()];
            if (parts.Length < 2)
            {
                Report(at, $"the split mention of {argument} needs two parts or more, as {{ split: [2005, Steppe Eagle] }}");
            }

            return new MentionEntry(argument, MentionKind.Split, parts, null, null, position);
        }

        (string key, MentionKind kind) = kinds[0];
        if (fields.Text(key) is not { } text)
        {
            return null;
        }

        Surface? antecedent = kind == MentionKind.Anaphor ? ReadAntecedent(argument, fields, paragraph, at) : null;
        return new MentionEntry(argument, kind, [new Surface(text, paragraph, nth, at)], antecedent, null, position);
    }

    private Surface? ReadAntecedent(string argument, YamlFields fields, int paragraph, SourcePosition at)
    {
        int antecedentParagraph = fields.Number("ofPar") ?? paragraph;
        int? nth = fields.Number("ofNth");
        if (fields.Reference("of") is { } of)
        {
            return new Surface(of.Value, antecedentParagraph, nth, of.Position);
        }

        Report(at, $"the anaphor of {argument} needs 'of': the surface of the mention it refers back to");
        return null;
    }

    private Surface? ReadPart(YamlNode node, int paragraph)
    {
        SourcePosition at = YamlFields.PositionOf(_file, node);
        if (node is YamlScalarNode { Value: { Length: > 0 } text })
        {
            return new Surface(text, paragraph, null, at);
        }

        if (node is not YamlMappingNode mapping)
        {
            Report(at, "a part of a split mention must be a text, or { text: …, nth: 2, par: 3 }");
            return null;
        }

        var fields = new YamlFields(mapping, "a part of a split mention", _file, _findings);
        string? surface = fields.RequiredText("text");
        int? nth = fields.Number("nth");
        int inParagraph = fields.Number("par") ?? paragraph;
        fields.RejectUnknown();
        return surface is null ? null : new Surface(surface, inParagraph, nth, at);
    }

    private void Report(SourcePosition position, string message) => _findings.Add(new Finding(FindingKind.Form, position, message));
}
