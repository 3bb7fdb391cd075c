namespace KnowledgeGraph.Knowledge.Authoring;

/// <summary>Reads an entry of <c>names</c>.</summary>
internal static class NameEntryReader
{
    private static readonly string[] s_decisions = ["name", "metonym", "none"];

    /// <summary>The entry; null (and a finding) if it is malformed.</summary>
    /// <param name="fields">Its fields.</param>
    /// <param name="file">The file, for messages.</param>
    public static NameEntry? Read(YamlFields fields, string file)
    {
        string? text = fields.RequiredText("text");
        int? paragraph = fields.Number("par");
        int? nth = fields.Number("nth");
        string[] decisions = [.. s_decisions.Where(key => fields.Node(key) is not null)];
        NameEntry? entry = null;
        if (decisions.Length != 1)
        {
            fields.Report(
                fields.Position, "an entry of 'names' needs exactly one of name, metonym, none",
                "{ text: Astana, par: 3, metonym: i:kazakhstan }, or { text: …, none: <why it is no name here> }");
        }
        else if (nth is not null && paragraph is null)
        {
            fields.Report(fields.Position, "'nth' counts within a paragraph: it needs 'par'");
        }
        else if (text is not null && fields.Text(decisions[0]) is { } value)
        {
            entry = Decided(text, paragraph, nth, decisions[0], value, fields, file);
        }

        fields.RejectUnknown();
        return entry;
    }

    private static NameEntry? Decided(string text, int? paragraph, int? nth, string decision, string value, YamlFields fields, string file)
    {
        if (decision == "none")
        {
            return new NameEntry(text, paragraph, nth, MentionKind.Name, null, value, fields.Position);
        }

        if (!value.StartsWith("i:", StringComparison.Ordinal) || value.Length == 2)
        {
            fields.Report(YamlFields.PositionOf(file, fields.Node(decision)!), $"'{decision}' must be a thing as i:name, not '{value}'");
            return null;
        }

        MentionKind kind = decision == "metonym" ? MentionKind.Metonym : MentionKind.Name;
        return new NameEntry(text, paragraph, nth, kind, Vocabulary.Thing(value[2..]), null, fields.Position);
    }
}
