using System.Globalization;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>Writes a report for people, a few lines a result, in the order of the results.</summary>
internal sealed class ReportText(TextWriter output, IReadOnlyDictionary<string, string>? prefixes)
{
    // The longest namespace first, so that it wins.
    private readonly KeyValuePair<string, string>[] _prefixes =
        [.. (prefixes ?? new Dictionary<string, string>()).Where(pair => pair.Value.Length > 0).OrderByDescending(pair => pair.Value.Length)];

    /// <summary>Writes a report.</summary>
    public void Write(ValidationReport report)
    {
        Term? focus = null;
        var severities = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var result in report.Results)
        {
            if (focus != result.FocusNode)
            {
                focus = result.FocusNode;
                output.WriteLine(Text(focus));
            }

            var severity = LocalName(result.Severity);
            severities[severity] = severities.GetValueOrDefault(severity) + 1;
            output.WriteLine($"  {severity}: {string.Join(" / ", result.Messages.Select(message => message.Lexical))}");
            WritePart("path", result.WritePath(Text));
            WritePart("value", result.Value is null ? null : Text(result.Value));
            WritePart("shape", result.SourceShape is BlankNode ? null : Text(result.SourceShape));
            WritePart("constraint", LocalName(result.SourceConstraintComponent).Replace("ConstraintComponent", "", StringComparison.Ordinal));
        }

        var count = report.Conforms ? "conforms" : string.Join(", ", severities.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}")));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.ResultCount} {(report.ResultCount == 1 ? "result" : "results")}, {report.FocusNodeCount} focus {(report.FocusNodeCount == 1 ? "node" : "nodes")}: {count}"));
    }

    private void WritePart(string name, string? text)
    {
        if (text is not null)
        {
            output.WriteLine($"      {name} {text}");
        }
    }

    private string Text(Term term)
    {
        switch (term)
        {
            case Iri iri:
                foreach (var (prefix, space) in _prefixes)
                {
                    if (iri.Value.Length > space.Length && iri.Value.StartsWith(space, StringComparison.Ordinal) && IsLocalName(iri.Value.AsSpan(space.Length)))
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
