using System.Collections.Immutable;
using System.Globalization;
using KnowledgeGraph.Knowledge.Authoring;
using KnowledgeGraph.Knowledge.Build;
using KnowledgeGraph.Knowledge.Spans;
using KnowledgeGraph.Knowledge.Text;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Knowledge.Verification;

/// <summary>Proves a source's claims against its text: every span, every name, every value, every chain of anaphors.</summary>
public sealed class Verifier
{
    private const double MaximalImpliedShare = 0.05;

    private readonly Source _source;
    private readonly ArticleText _text;
    private readonly Register _register;
    private readonly List<Finding> _findings = [];
    private int _spans;

    private Verifier(Source source, ArticleText text, Register register)
    {
        _source = source;
        _text = text;
        _register = register;
    }

    /// <summary>Verifies a source.</summary>
    /// <param name="source">The source, resolved with the places that are kept.</param>
    /// <param name="text">The article's text.</param>
    /// <param name="register">The register.</param>
    public static VerificationReport Verify(Source source, ArticleText text, Register register)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(register);
        return new Verifier(source, text, register).Verify();
    }

    /// <summary>Reports a text file that is not the one the claims were written for.</summary>
    /// <param name="file">The source file.</param>
    /// <param name="text">The article's text.</param>
    /// <param name="findings">Takes the finding.</param>
    public static bool CheckDigest(SourceFile file, ArticleText text, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(findings);
        if (file.Sha256 == text.Sha256)
        {
            return true;
        }

        findings.Add(new Finding(
            FindingKind.Hash, file.Sha256Position, $"the text of {file.Id} has SHA-256 {text.Sha256}, not {file.Sha256}",
            "the claims were written for another text; positions count its code points"));
        return false;
    }

    private VerificationReport Verify()
    {
        (int covered, int alone) = (0, 0);
        if (CheckDigest(_source.File, _text, _findings))
        {
            CheckSpans();
            foreach (Claim claim in _source.Claims)
            {
                CheckEvidence(claim);
                CheckMentions(claim);
            }

            // Which names are covered cannot be told from places that are wrong.
            if (_findings.TrueForAll(finding => finding.Kind != FindingKind.Span))
            {
                (covered, alone) = NameCoverage.Check(_source, _text, _register, _findings);
            }
        }

        ImmutableSortedDictionary<MentionKind, int> kinds = _source.Claims.SelectMany(claim => claim.Mentions)
            .CountBy(mention => mention.Kind).ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value);
        var report = new VerificationReport(_source.File.Id, _source.Claims.Length, _spans, kinds, covered, alone, [.. _findings]);
        if (report.ImpliedShare > MaximalImpliedShare)
        {
            var tooMany = new Finding(
                FindingKind.Implied, new SourcePosition(_source.File.Path, 0, 0),
                string.Create(CultureInfo.InvariantCulture, $"{report.ImpliedShare:P1} of the mentions are implied; at most {MaximalImpliedShare:P0} may be"),
                "name the words that stand for the argument, as anaphor or description");
            report = report with { Findings = report.Findings.Add(tooMany) };
        }

        return report;
    }

    private void CheckSpans()
    {
        foreach (SpanRequest request in SpanRequest.Of(_source.File))
        {
            if (!_source.Spans.TryGet(request.Key, out LocatedSpan located))
            {
                Report(FindingKind.Span, request.Position, $"no place is kept for '{request.Key}'", "run kg build --articles DIR");
                continue;
            }

            _spans++;
            if (located.Span.End > _text.Length)
            {
                Report(FindingKind.Span, request.Position, $"the place {located.Span} of '{request.Key}' lies behind the end of the text");
                continue;
            }

            string printed = _text.Slice(located.Span);
            if (request.Surface is { } surface && (printed != located.Printed || !PrintedForm.AreSame(printed, surface.Text)))
            {
                Report(FindingKind.Span, request.Position, $"at {located.Span} stands '{printed}', not '{surface.Text}'", "run kg build --articles DIR");
            }
        }

        foreach (FootnoteEntry footnote in _source.File.Footnotes)
        {
            if (_text.TryGetParagraph(footnote.Paragraph, out Paragraph paragraph)
                && !_text.Slice(paragraph.Span).TrimStart().StartsWith(footnote.Id, StringComparison.Ordinal))
            {
                Report(FindingKind.Span, footnote.Position, $"paragraph {footnote.Paragraph} does not begin with the mark of footnote {footnote.Id}");
            }
        }
    }

    private void CheckEvidence(Claim claim)
    {
        foreach (LocatedSpan evidence in claim.Evidence)
        {
            if (!_text.TryGetParagraph(evidence.Paragraph, out Paragraph paragraph) || !paragraph.Span.Contains(evidence.Span))
            {
                Report(FindingKind.Span, claim.Entry.Position, $"evidence {evidence.Span} of claim '{claim.Entry.Id}' leaves paragraph {evidence.Paragraph}");
            }
        }
    }

    private void CheckMentions(Claim claim)
    {
        foreach (Mention mention in claim.Mentions)
        {
            switch (mention.Kind)
            {
                case MentionKind.Name or MentionKind.Split:
                    CheckName(mention);
                    break;
                case MentionKind.Demonym when !_register.HasForm(Register.DemonymForm, (Iri)mention.Argument, mention.Surface!):
                    ReportForm(mention, ":demonym");
                    break;
                case MentionKind.Metonym when !_register.HasForm(Register.MetonymForm, (Iri)mention.Argument, mention.Surface!):
                    ReportForm(mention, ":metonym");
                    break;
                case MentionKind.Anaphor:
                    CheckChain(mention);
                    break;
                case MentionKind.Value:
                    if (ValueCheck.Find(mention, claim, _register.PublishedYear(_source.Iri)) is { } finding)
                    {
                        _findings.Add(finding);
                    }

                    break;
            }
        }
    }

    private void CheckName(Mention mention)
    {
        if (mention.Argument is not Iri entity)
        {
            return;
        }

        bool isName = mention.Kind == MentionKind.Name
            ? _register.IsName(entity, mention.Surface!)
            : _register.NamesOf(entity).Any(name => mention.Spans.All(part => name.Contains(PrintedForm.Fold(part.Printed), StringComparison.Ordinal)));
        if (isName)
        {
            return;
        }

        string known = string.Join(", ", _register.NamesOf(entity).Order(StringComparer.Ordinal).Take(6).Select(name => $"'{name}'"));
        string hint = known.Length == 0
            ? "it has no name in data/register; if the words only describe it, write { description: … }"
            : $"its names are {known}; add a skos:altLabel, or write {{ description | demonym | metonym | anaphor: … }}";
        Report(FindingKind.Name, mention.Entry.Position, $"'{mention.Surface}' is no registered name of {mention.Entry.Argument}", hint);
    }

    private void ReportForm(Mention mention, string property) => Report(
        FindingKind.Name, mention.Entry.Position, $"'{mention.Surface}' is no registered {property} of {mention.Entry.Argument}",
        $"add it to the register as {property}");

    private void CheckChain(Mention mention)
    {
        Mention? end = mention.ChainEnd();
        if (end is null)
        {
            Report(FindingKind.Anaphor, mention.Entry.Position, $"the chain of '{mention.Surface}' for {mention.Entry.Argument} ends nowhere");
        }
        else if (end.Kind is MentionKind.Demonym or MentionKind.Metonym or MentionKind.Implied)
        {
            Report(
                FindingKind.Anaphor, mention.Entry.Position,
                $"the chain of '{mention.Surface}' for {mention.Entry.Argument} ends in the {end.Kind.ToString().ToLowerInvariant()} '{end.Surface}', "
                + "not in a name or description",
                "take up an earlier mention by name: of: …, ofPar: …");
        }
    }

    private void Report(FindingKind kind, SourcePosition position, string message, string? hint = null) =>
        _findings.Add(new Finding(kind, position, message, hint));
}
