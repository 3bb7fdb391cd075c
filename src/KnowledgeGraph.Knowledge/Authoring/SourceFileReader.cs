using System.Collections.Immutable;
using System.Globalization;
using KnowledgeGraph.Rdf;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace KnowledgeGraph.Knowledge.Authoring;

/// <summary>Reads a file of claims (<c>data/sources/&lt;id&gt;.yaml</c>); everything wrong with it is reported at once.</summary>
public sealed class SourceFileReader
{
    private readonly string _path;
    private readonly string[] _lines;
    private readonly List<Finding> _findings;

    private SourceFileReader(string path, string yaml, List<Finding> findings)
    {
        _path = path;
        _lines = yaml.Split('\n');
        _findings = findings;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="findings">Takes what is wrong with it.</param>
    /// <returns>The file, or null if it is too broken to go on; findings tell.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SourceFile? Read(string path, ICollection<Finding> findings) => Parse(File.ReadAllText(path), path, findings);

    /// <summary>Reads the text of a file.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="path">What to call it in messages.</param>
    /// <param name="findings">Takes what is wrong with it.</param>
    /// <returns>The file, or null if it is too broken to go on; findings tell.</returns>
    public static SourceFile? Parse(string yaml, string path, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        ArgumentNullException.ThrowIfNull(findings);
        var own = new List<Finding>();
        SourceFile? file = new SourceFileReader(path, yaml, own).ReadDocument(yaml);
        own.ForEach(findings.Add);
        return file;
    }

    private SourceFile? ReadDocument(string yaml)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (YamlException exception)
        {
            _findings.Add(new Finding(
                FindingKind.Form, YamlFields.PositionOf(_path, exception.Start), $"this is no YAML: {exception.InnerException?.Message ?? exception.Message}",
                "a text with ': ', ' #', or a leading quote, bracket or '*' needs quotes around it"));
            return null;
        }

        if (stream.Documents.Count != 1 || stream.Documents[0].RootNode is not YamlMappingNode root)
        {
            _findings.Add(new Finding(
                FindingKind.Form, new SourcePosition(_path, 0, 0), "a source file is one YAML mapping with the keys source, sha256, header, claims"));
            return null;
        }

        YamlFields fields = Fields(root, "a source file");
        string? id = fields.RequiredText("source");
        string? digest = fields.RequiredText("sha256");
        int header = fields.RequiredNumber("header");
        CheckDigest(fields, digest);
        if (id is null)
        {
            return null;
        }

        var file = new SourceFile(
            id, _path, digest?.ToLowerInvariant() ?? "", header,
            [.. Mappings(fields, "citations").Select(ReadCitation).OfType<CitationEntry>()],
            [.. Mappings(fields, "footnotes").Select(ReadFootnote).OfType<FootnoteEntry>()],
            [.. Mappings(fields, "regions").Select(ReadRegion).OfType<RegionEntry>()],
            [.. Mappings(fields, "names").Select(node => NameEntryReader.Read(Fields(node, "an entry of 'names'"), _path)).OfType<NameEntry>()],
            [.. Mappings(fields, "claims").Select(node => ReadClaim(node, id)).OfType<ClaimEntry>()],
            fields.Node("sha256") is { } digestNode ? YamlFields.PositionOf(_path, digestNode) : fields.Position);
        fields.RejectUnknown();
        return file;
    }

    private void CheckDigest(YamlFields fields, string? digest)
    {
        if (digest is not null && (digest.Length != 64 || !digest.All(char.IsAsciiHexDigit)))
        {
            fields.Report(YamlFields.PositionOf(_path, fields.Node("sha256")!), "'sha256' must be 64 hexadecimal digits", "run sha256sum on the text file");
        }
    }

    private CitationEntry? ReadCitation(YamlMappingNode node)
    {
        YamlFields fields = Fields(node, "a citation");
        string? id = Slug(fields, "id");
        Iri? outlet = RequiredThing(fields, "outlet");
        string? date = fields.Text("date");
        string scope = fields.Text("scope") ?? "sentence";
        if (scope is not ("sentence" or "paragraph"))
        {
            fields.Report(YamlFields.PositionOf(_path, fields.Node("scope")!), $"'scope' must be sentence or paragraph, not '{scope}'");
        }

        if (date is not null && !IsPartialDate(date))
        {
            fields.Report(YamlFields.PositionOf(_path, fields.Node("date")!), $"'date' must be a date as 2005-10-04, 2005-10 or 2005, not '{date}'");
        }

        int paragraph = fields.RequiredNumber("par");
        string? text = fields.RequiredText("text");
        int? nth = fields.Number("nth");
        fields.RejectUnknown();
        return id is null || outlet is null || text is null
            ? null
            : new CitationEntry(id, outlet, date, scope, new Surface(text, paragraph, nth, PositionOfField(fields, "text")), fields.Position);
    }

    private FootnoteEntry? ReadFootnote(YamlMappingNode node)
    {
        YamlFields fields = Fields(node, "a footnote");
        string? id = fields.RequiredText("id");
        int paragraph = fields.RequiredNumber("par");
        Iri? cites = fields.Node("cites") is null ? null : RequiredThing(fields, "cites");
        Reference? ibidem = fields.Reference("ibidem");
        fields.RejectUnknown();
        return id is null ? null : new FootnoteEntry(id, paragraph, cites, ibidem, fields.Position);
    }

    private RegionEntry? ReadRegion(YamlMappingNode node)
    {
        YamlFields fields = Fields(node, "a region");
        string? kind = fields.RequiredText("kind");
        string? range = fields.RequiredText("pars");
        fields.RejectUnknown();
        string[] ends = range?.Split('-') ?? [];
        if (kind is null || ends.Length is 0 or > 2
            || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
            || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int last))
        {
            fields.Report(fields.Position, "'pars' of a region must be a paragraph or a range of them, as 1-3");
            return null;
        }

        return new RegionEntry(kind, first, last, fields.Position);
    }

    private ClaimEntry? ReadClaim(YamlMappingNode node, string sourceId)
    {
        YamlFields fields = Fields(node, "a claim");
        string? id = Slug(fields, "id");
        int paragraph = fields.RequiredNumber("par");
        ImmutableArray<Surface> triggers = [.. fields.Items("trigger").Select(each => ReadSurface(each, "trigger", paragraph)).OfType<Surface>()];
        if (fields.Node("trigger") is null)
        {
            fields.Report(fields.Position, "a claim needs the key 'trigger': the words that carry the relation");
        }

        ImmutableArray<Triple> says = ReadSays(fields, sourceId, out SourcePosition saysPosition);
        var mentions = new MentionReader(_path, paragraph, _findings).Read(fields.Node("mentions"));
        var claim = new ClaimEntry
        {
            Id = id ?? "",
            Paragraph = paragraph,
            Triggers = triggers,
            Says = says,
            Mentions = mentions,
            Within = fields.Reference("within"),
            Polarity = fields.Choice<Polarity>("polarity"),
            Phase = fields.Choice<Phase>("phase"),
            Certainty = fields.Choice<Certainty>("certainty"),
            Endorsed = fields.Flag("endorsed"),
            Cites = [.. fields.References("cites")],
            RestsOn = [.. fields.References("restsOn")],
            ConflictsWith = [.. fields.References("conflictsWith")],
            DateBasis = fields.Reference("dateBasis"),
            Note = fields.Text("note"),
            Position = fields.Position,
            SaysPosition = saysPosition,
        };
        fields.RejectUnknown();
        return id is null ? null : claim;
    }

    private ImmutableArray<Triple> ReadSays(YamlFields fields, string sourceId, out SourcePosition position)
    {
        position = fields.Position;
        if (fields.RequiredText("says") is not { } turtle || fields.Node("says") is not YamlScalarNode scalar)
        {
            return [];
        }

        position = YamlFields.PositionOf(_path, scalar);
        var place = SaysPlace.Of(scalar, position, _lines);
        position = place.At(0, 0);
        return SaysReader.Read(turtle, sourceId, place, _findings);
    }

    private Surface? ReadSurface(YamlNode node, string what, int paragraph)
    {
        SourcePosition position = YamlFields.PositionOf(_path, node);
        if (node is YamlScalarNode { Value: { Length: > 0 } text })
        {
            return new Surface(text, paragraph, null, position);
        }

        if (node is not YamlMappingNode mapping)
        {
            _findings.Add(new Finding(FindingKind.Form, position, $"'{what}' must be a text, or {{ text: …, nth: 2, par: 3 }}"));
            return null;
        }

        YamlFields fields = Fields(mapping, $"a {what}");
        string? surface = fields.RequiredText("text");
        int? nth = fields.Number("nth");
        int inParagraph = fields.Number("par") ?? paragraph;
        fields.RejectUnknown();
        return surface is null ? null : new Surface(surface, inParagraph, nth, position);
    }

    private string? Slug(YamlFields fields, string name)
    {
        string? slug = fields.RequiredText(name);
        if (slug is not null && !slug.All(each => char.IsAsciiLetterLower(each) || char.IsAsciiDigit(each) || each == '-'))
        {
            fields.Report(PositionOfField(fields, name), $"'{name}' must be made of lower-case letters, digits and '-', not '{slug}'");
        }

        return slug;
    }

    private Iri? RequiredThing(YamlFields fields, string name)
    {
        if (fields.RequiredText(name) is not { } text)
        {
            return null;
        }

        if (text.StartsWith("i:", StringComparison.Ordinal) && text.Length > 2)
        {
            return Vocabulary.Thing(text[2..]);
        }

        fields.Report(PositionOfField(fields, name), $"'{name}' must be a thing as i:name, not '{text}'");
        return null;
    }

    private SourcePosition PositionOfField(YamlFields fields, string name) =>
        fields.Node(name) is { } node ? YamlFields.PositionOf(_path, node) : fields.Position;

    private YamlFields Fields(YamlMappingNode node, string what) => new(node, what, _path, _findings);

    private List<YamlMappingNode> Mappings(YamlFields fields, string name)
    {
        var mappings = new List<YamlMappingNode>();
        foreach (YamlNode node in fields.Node(name) is YamlScalarNode { Value: "" } ? [] : fields.Items(name))
        {
            if (node is YamlMappingNode mapping)
            {
                mappings.Add(mapping);
            }
            else
            {
                fields.Report(YamlFields.PositionOf(_path, node), $"'{name}' must be a list of mappings");
            }
        }

        return mappings;
    }

    private static bool IsPartialDate(string date) =>
        DateOnly.TryParseExact(date, ["yyyy-MM-dd", "yyyy-MM", "yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
