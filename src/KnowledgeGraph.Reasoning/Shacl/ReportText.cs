using System.Globalization;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>Writes a report for people, some results after the others: by focus node, then how many there are. For one thread.</summary>
public sealed class ReportText
{
    private const int BatchResults = 256;

    private readonly ValidationReport _report;
    private readonly IEnumerator<ValidationResult> _results;
    private readonly SortedDictionary<string, int> _severities = new(StringComparer.Ordinal);
    private readonly KeyValuePair<string, string>[] _prefixes;
    private Term? _focus;
    private bool _ended;

    /// <summary>A text of which nothing is written yet.</summary>
    /// <param name="report">The report.</param>
    /// <param name="prefixes">Prefixes, without colon, and the namespaces that they shorten; null for none.</param>
    public ReportText(ValidationReport report, IReadOnlyDictionary<string, string>? prefixes = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        _report = report;
        _results = report.Results.GetEnumerator();

        // The longest namespace first, so that it wins.
        _prefixes =
        [
            .. (prefixes ?? new Dictionary<string, string>()).Where(pair => pair.Value.Length > 0)
                .OrderByDescending(pair => pair.Value.Length),
        ];
    }

    /// <summary>Writes the next results and, at the end, how many there are.</summary>
    /// <param name="output">Where to; lines end as it ends them.</param>
    /// <returns>False if there was nothing more.</returns>
    public bool WriteBatch(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (_ended)
        {
            return false;
        }

        for (var i = 0; i < BatchResults; i++)
        {
            if (!_results.MoveNext())
            {
                _ended = true;
                WriteCounts(output);
                break;
            }

            Write(output, _results.Current);
        }

        return true;
    }

    private static void WritePart(TextWriter output, string name, string? text)
    {
        if (text is not null)
        {
            output.WriteLine($"      {name} {text}");
        }
    }

    private void Write(TextWriter output, ValidationResult result)
    {
        if (_focus != result.FocusNode)
        {
            _focus = result.FocusNode;
            output.WriteLine(Text(_focus));
        }

        var severity = LocalName(result.Severity);
        _severities[severity] = _severities.GetValueOrDefault(severity) + 1;
        output.WriteLine($"  {severity}: {string.Join(" / ", result.Messages.Select(message => message.Lexical))}");
        WritePart(output, "path", result.WritePath(Text));
        WritePart(output, "value", result.Value is null ? null : Text(result.Value));
        WritePart(output, "shape", result.SourceShape is BlankNode ? null : Text(result.SourceShape));
        var component = LocalName(result.SourceConstraintComponent);
        WritePart(output, "constraint", component.Replace("ConstraintComponent", "", StringComparison.Ordinal));
    }

    private void WriteCounts(TextWriter output)
    {
        var (results, nodes) = (_report.ResultCount, _report.FocusNodeCount);
        var severities = _severities.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{results} {(results == 1 ? "result" : "results")}, {nodes} focus {(nodes == 1 ? "node" : "nodes")}: "
            + $"{(_report.Conforms ? "conforms" : string.Join(", ", severities))}"));
    }

    private string Text(Term term)
    {
        switch (term)
        {
            case Iri iri:
                foreach (var (prefix, space) in _prefixes)
                {
                    if (iri.Value.Length > space.Length && iri.Value.StartsWith(space, StringComparison.Ordinal)
                        && IsLocalName(iri.Value.AsSpan(space.Length)))
                    {
                        return $"{prefix}:{iri.Value.AsSpan(space.Length)}";
                    }
                }

                return iri.ToString();
            case Literal literal:
                var text = new System.Text.StringBuilder();
                NTriplesText.AppendLiteral(text, literal, (builder, datatype) => builder.Append(Text(new Iri(datatype))));
                return text.ToString();
            default:
                return term.ToString();
        }
    }

    private static bool IsLocalName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    private static string LocalName(Iri iri) => iri.Value[(iri.Value.LastIndexOfAny(['#', '/']) + 1)..];
}
