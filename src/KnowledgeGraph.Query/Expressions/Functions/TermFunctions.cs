using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions.Functions;

/// <summary>Functions on RDF terms (SPARQL 1.1 §17.4.2, SPARQL 1.2 §17.4.2 and §17.4.6).</summary>
/// <seealso href="https://www.w3.org/TR/sparql12-query/#func-rdfTerms"/>
internal static class TermFunctions
{
    public static TermId IsIri(TermWorkspace workspace, TermId term) => Boolean(term.IsIri);

    public static TermId IsBlank(TermWorkspace workspace, TermId term) => Boolean(term.IsBlankNode);

    public static TermId IsLiteral(TermWorkspace workspace, TermId term) => Boolean(term.IsLiteral);

    public static TermId IsTriple(TermWorkspace workspace, TermId term) => Boolean(term.IsTripleTerm);

    public static TermId IsNumeric(TermWorkspace workspace, TermId term) => Boolean(workspace.TryGetNumber(term, out _));

    public static TermId SameTerm(TermWorkspace workspace, TermId left, TermId right) => Boolean(left == right);

    public static TermId SameValue(TermWorkspace workspace, TermId left, TermId right) =>
        TruthTables.ToId(TermEquality.SameValue(workspace, left, right));

    public static TermId Lang(TermWorkspace workspace, TermId term) =>
        term.Tag == TermTag.LanguageString ? workspace.Text(workspace.View(term, workspace.First).Language)
        : term.IsLiteral ? workspace.EmptyString
        : default;

    public static TermId LangDir(TermWorkspace workspace, TermId term)
    {
        if (!term.IsLiteral)
        {
            return default;
        }

        return DirectionOf(workspace, term) switch
        {
            BaseDirection.LeftToRight => workspace.Text("ltr"u8),
            BaseDirection.RightToLeft => workspace.Text("rtl"u8),
            _ => workspace.EmptyString,
        };
    }

    public static TermId HasLang(TermWorkspace workspace, TermId term) => Boolean(term.Tag == TermTag.LanguageString);

    public static TermId HasLangDir(TermWorkspace workspace, TermId term) => Boolean(DirectionOf(workspace, term) != BaseDirection.None);

    public static TermId Datatype(TermWorkspace workspace, TermId term) =>
        term.IsLiteral ? workspace.Iri(workspace.View(term, workspace.First).Datatype) : default;

    /// <summary>IRI and URI: resolves a string against the base IRI.</summary>
    public static TermId Iri(TermWorkspace workspace, TermId term)
    {
        if (term.IsIri)
        {
            return term;
        }

        if (!workspace.TryViewSimple(term, workspace.First, out var text))
        {
            return default;
        }

        if (!IriReference.IsWellFormedReference(Encoding.UTF8.GetString(text)))
        {
            return default;
        }

        if (workspace.Context.BaseIri is not { } baseIri)
        {
            return IriReference.HasScheme(text) ? workspace.Iri(text) : default;
        }

        var buffer = workspace.StartText(text.Length + baseIri.Length);
        IriReference.Resolve(Encoding.UTF8.GetBytes(baseIri), text, buffer);
        return workspace.Iri(buffer.WrittenSpan);
    }

    /// <summary>BNODE without a label.</summary>
    public static TermId BlankNode(TermWorkspace workspace) => workspace.Terms.NewBlankNode();

    public static TermId StrDt(TermWorkspace workspace, TermId lexical, TermId datatype)
    {
        if (!datatype.IsIri || !workspace.TryViewSimple(lexical, workspace.First, out var text))
        {
            return default;
        }

        var iri = workspace.View(datatype, workspace.Second).Value;

        // A language-tagged string without a language tag is no literal (RDF 1.2 Concepts §3.3).
        return XsdDatatypes.Find(iri) is XsdDatatype.LangString or XsdDatatype.DirLangString ? default : workspace.Typed(text, iri);
    }

    public static TermId StrLang(TermWorkspace workspace, TermId lexical, TermId language) =>
        workspace.TryViewSimple(lexical, workspace.First, out var text)
        && workspace.TryViewSimple(language, workspace.Second, out var tag) && IsLanguageTag(tag)
            ? workspace.LanguageText(text, tag, BaseDirection.None)
            : default;

    public static TermId StrLangDir(TermWorkspace workspace, TermId lexical, TermId language, TermId direction)
    {
        if (!workspace.TryViewSimple(lexical, workspace.First, out var text)
            || !workspace.TryViewSimple(language, workspace.Second, out var tag) || !IsLanguageTag(tag)
            || !workspace.TryViewSimple(direction, workspace.Third, out var name))
        {
            return default;
        }

        var value = name.SequenceEqual("ltr"u8) ? BaseDirection.LeftToRight
            : name.SequenceEqual("rtl"u8) ? BaseDirection.RightToLeft
            : BaseDirection.None;
        return value == BaseDirection.None ? default : workspace.LanguageText(text, tag, value);
    }

    /// <summary>UUID: a fresh IRI (RFC 9562, version 4).</summary>
    public static TermId Uuid(TermWorkspace workspace) => workspace.Iri(Encoding.ASCII.GetBytes("urn:uuid:" + NewUuid(workspace)));

    /// <summary>STRUUID: the same as a string, without the scheme.</summary>
    public static TermId StrUuid(TermWorkspace workspace) => workspace.Text(NewUuid(workspace));

    /// <summary>TRIPLE: an error unless the terms may stand in a triple (RDF 1.2 Concepts §3.1).</summary>
    public static TermId Triple(TermWorkspace workspace, TermId subject, TermId predicate, TermId @object) =>
        (subject.IsIri || subject.IsBlankNode) && predicate.IsIri
            ? workspace.Terms.InternTripleTerm(subject, predicate, @object)
            : default;

    public static TermId Subject(TermWorkspace workspace, TermId term) =>
        term.IsTripleTerm ? workspace.Terms.GetTripleTerm(term).Subject : default;

    public static TermId Predicate(TermWorkspace workspace, TermId term) =>
        term.IsTripleTerm ? workspace.Terms.GetTripleTerm(term).Predicate : default;

    public static TermId Object(TermWorkspace workspace, TermId term) =>
        term.IsTripleTerm ? workspace.Terms.GetTripleTerm(term).Object : default;

    private static TermId Boolean(bool value) => value ? TermId.True : TermId.False;

    private static BaseDirection DirectionOf(TermWorkspace workspace, TermId term) =>
        term.Tag == TermTag.LanguageString ? workspace.View(term, workspace.First).Direction : BaseDirection.None;

    // LANGTAG of the SPARQL grammar: [a-zA-Z]+ ('-' [a-zA-Z0-9]+)*
    private static bool IsLanguageTag(ReadOnlySpan<byte> tag)
    {
        var isFirst = true;
        foreach (var range in tag.Split((byte)'-'))
        {
            var part = tag[range];
            if (part.IsEmpty)
            {
                return false;
            }

            foreach (var letter in part)
            {
                if (!(isFirst ? char.IsAsciiLetter((char)letter) : char.IsAsciiLetterOrDigit((char)letter)))
                {
                    return false;
                }
            }

            isFirst = false;
        }

        return true;
    }

    private static string NewUuid(TermWorkspace workspace)
    {
        Span<byte> bytes = stackalloc byte[16];
        workspace.Context.Random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }
}
