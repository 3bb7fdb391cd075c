using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KnowledgeGraph.Server.Citing;

/// <summary>A way to write a citation.</summary>
/// <param name="Name">The value of the parameter <c>format</c>.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="MediaType">The media type.</param>
/// <param name="Write">Writes a citation.</param>
public sealed record CitationFormat(string Name, string Title, string MediaType, Func<Citation, string> Write)
{
    private static readonly JsonSerializerOptions s_layout =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All of them; the first is the default.</summary>
    public static IReadOnlyList<CitationFormat> All { get; } =
    [
        new("text", "Text", "text/plain", Text),
        new("bibtex", "BibTeX", "application/x-bibtex", BibTex),
        new("csl", "CSL-JSON", "application/vnd.citationstyles.csl+json", Csl),
        new("ris", "RIS", "application/x-research-info-systems", Ris),
    ];

    private static string Text(Citation citation)
    {
        var part = citation.Part is null ? "" : $"“{citation.Part}”, in: ";
        var digest = citation.Digest is null ? "" : $" Content: RDFC-1.0 SHA-256 {citation.Digest}.";
        var source = citation.Source is null ? "" : $" Drawn from: {citation.Source}.";
        return $"{citation.Author}: {part}{citation.Title}. Version {citation.Version}, {Day(citation)}. {citation.Address}.{source}{digest}\n";
    }

    // https://www.bibtex.com/e/misc-entry/
    private static string BibTex(Citation citation) => string.Create(CultureInfo.InvariantCulture, $$"""
        @misc{{{citation.Key}},
          author = {{"{{" + Tex(citation.Author) + "}}"}},
          title = {{{Tex(citation.Part is null ? citation.Title : $"{citation.Part}, in: {citation.Title}")}}},
          year = {{{citation.Issued.Year}}},
          month = {{{citation.Issued.Month}}},
          version = {{{Tex(citation.Version)}}},
          url = {{{citation.Address}}},
          note = {{{Tex(citation.Note)}}}
        }

        """).ReplaceLineEndings("\n");

    // https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types
    private static string Csl(Citation citation)
    {
        var item = new JsonObject
        {
            ["id"] = citation.Key,
            ["type"] = citation.Part is null ? "dataset" : "entry",
            ["title"] = citation.Part ?? citation.Title,
            ["author"] = new JsonArray(new JsonObject { ["literal"] = citation.Author }),
            ["issued"] = new JsonObject
            {
                ["date-parts"] = new JsonArray(new JsonArray(citation.Issued.Year, citation.Issued.Month, citation.Issued.Day)),
            },
            ["version"] = citation.Version,
            ["URL"] = citation.Address,
            ["note"] = citation.Note,
        };
        if (citation.Part is not null)
        {
            item["container-title"] = citation.Title;
        }

        return new JsonArray(item).ToJsonString(s_layout) + "\n";
    }

    // https://en.wikipedia.org/wiki/RIS_(file_format): lines end with CR LF, the first is TY, the last ER.
    private static string Ris(Citation citation)
    {
        List<string> lines = ["TY  - DATA", "AU  - " + citation.Author, "TI  - " + (citation.Part ?? citation.Title)];
        if (citation.Part is not null)
        {
            lines.Add("T2  - " + citation.Title);
        }

        lines.AddRange(
        [
            "PY  - " + citation.Issued.Year.ToString(CultureInfo.InvariantCulture),
            "DA  - " + citation.Issued.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture),
            "ET  - " + citation.Version, "UR  - " + citation.Address, "N1  - " + citation.Note, "ER  - ", "",
        ]);
        return string.Join("\r\n", lines.Select(line => line.ReplaceLineEndings(" ")));
    }

    private static string Day(Citation citation) => citation.Issued.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Tex(string text) => string.Concat(text.Select(character => character switch
    {
        '\\' => "\\textbackslash{}",
        '{' or '}' or '&' or '%' or '$' or '#' or '_' => "\\" + character,
        '~' => "\\textasciitilde{}",
        '^' => "\\textasciicircum{}",
        _ => character.ToString(),
    }));
}
