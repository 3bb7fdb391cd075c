using System.Globalization;
using System.Text;
using KnowledgeGraph.Knowledge.Authoring;
using KnowledgeGraph.Knowledge.Text;

namespace KnowledgeGraph.Knowledge.Spans;

/// <summary>
/// The places found in a source's text, kept in <c>data/sources/&lt;id&gt;.spans.tsv</c> so that the graph can be built by whoever
/// does not have the articles. Written by <c>kg build --articles</c>, never by hand.
/// </summary>
public sealed class SpanLock
{
    private const string Header = "key\twanted\tparagraph\tstart\tend\tprinted";

    private readonly Dictionary<string, (string Wanted, LocatedSpan Span)> _spans = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PrintedName> _names = new(StringComparer.Ordinal);

    /// <summary>Number of places.</summary>
    public int Count => _spans.Count + _names.Count;

    /// <summary>The names printed where no claim speaks of their entities, in the order of the text.</summary>
    public IEnumerable<PrintedName> Names =>
        _names.Values.OrderBy(name => name.Place.Span.Start).ThenBy(name => name.Key, StringComparer.Ordinal);

    /// <summary>The file of the places of a source file.</summary>
    /// <param name="sourceFilePath">The source file, <c>….yaml</c>.</param>
    public static string PathFor(string sourceFilePath) => Path.ChangeExtension(sourceFilePath, ".spans.tsv");

    /// <summary>Reads the places kept for a source file and checks that they are complete and not stale.</summary>
    /// <param name="file">The source file.</param>
    /// <param name="findings">Takes what is missing, stale or malformed.</param>
    /// <exception cref="IOException">The file of places exists and cannot be read.</exception>
    public static SpanLock Read(SourceFile file, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(findings);
        var kept = new SpanLock();
        string path = PathFor(file.Path);
        if (!File.Exists(path))
        {
            findings.Add(new Finding(
                FindingKind.Locating, new SourcePosition(file.Path, 0, 0), $"no places are kept for this source: {path} is missing", BuildHint));
            return kept;
        }

        kept.ReadLines(path, findings);
        int missing = 0;
        foreach (SpanRequest request in SpanRequest.Of(file))
        {
            if (kept.IsStale(request) && ++missing <= 10)
            {
                findings.Add(new Finding(FindingKind.Locating, request.Position, $"no place is kept for '{request.Key}' as it is written now", BuildHint));
            }
        }

        if (missing > 10)
        {
            findings.Add(new Finding(FindingKind.Locating, new SourcePosition(file.Path, 0, 0), $"{missing} places are missing or stale in all", BuildHint));
        }

        return kept;
    }

    /// <summary>Keeps a place.</summary>
    /// <param name="request">What was to be found.</param>
    /// <param name="span">Where it was found.</param>
    public void Add(SpanRequest request, LocatedSpan span)
    {
        ArgumentNullException.ThrowIfNull(request);
        _spans[request.Key] = (request.Wanted, span);
    }

    /// <summary>Keeps a printed name.</summary>
    /// <param name="name">The name.</param>
    public void Add(PrintedName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _names[name.Key] = name;
    }

    /// <summary>The place kept under a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="span">The place.</param>
    public bool TryGet(string key, out LocatedSpan span)
    {
        bool found = _spans.TryGetValue(key, out (string Wanted, LocatedSpan Span) entry);
        span = entry.Span;
        return found;
    }

    /// <summary>
    /// The file's content: a header line, one line per place in the order of the source file, then the printed names in that of the text.
    /// </summary>
    /// <param name="file">The source file.</param>
    public string ToText(SourceFile file)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (SpanRequest request in SpanRequest.Of(file))
        {
            if (_spans.TryGetValue(request.Key, out (string Wanted, LocatedSpan Span) entry))
            {
                Append(text, request.Key, entry.Wanted, entry.Span);
            }
        }

        foreach (PrintedName name in Names)
        {
            Append(text, name.Key, name.Place.Paragraph.ToString(CultureInfo.InvariantCulture), name.Place);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string key, string wanted, LocatedSpan at) => text.Append(
        CultureInfo.InvariantCulture, $"{key}\t{wanted}\t{at.Paragraph}\t{at.Span.Start}\t{at.Span.End}\t{at.Printed}\n");

    private const string BuildHint = "run kg build --articles DIR, with DIR the folder of the articles' texts";

    private bool IsStale(SpanRequest request) =>
        !_spans.TryGetValue(request.Key, out (string Wanted, LocatedSpan Span) entry) || entry.Wanted != request.Wanted
        || (request.Surface is { } surface && !PrintedForm.AreSame(surface.Text, entry.Span.Printed));

    private void ReadLines(string path, ICollection<Finding> findings)
    {
        string[] lines = File.ReadAllLines(path);
        for (int i = 1; i < lines.Length; i++)
        {
            string[] cells = lines[i].Split('\t');
            if (cells.Length == 6 && TryNumber(cells[2], out int paragraph) && TryNumber(cells[3], out int start) && TryNumber(cells[4], out int end)
                && start <= end)
            {
                var span = new LocatedSpan(new TextSpan(start, end), paragraph, cells[5]);
                if (PrintedName.TryRead(cells[0], span, out PrintedName? name))
                {
                    Add(name);
                }
                else
                {
                    _spans[cells[0]] = (cells[1], span);
                }
            }
            else
            {
                findings.Add(new Finding(
                    FindingKind.Form, new SourcePosition(path, i, 0), $"a line must be: {Header.Replace("\t", ", ", StringComparison.Ordinal)}", BuildHint));
            }
        }
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
