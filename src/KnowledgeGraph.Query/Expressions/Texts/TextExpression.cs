using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Expressions.Nodes;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions.Texts;

/// <summary>
/// An expression whose value is a string: xsd:string, or language-tagged. Asked by another string function it shows its text row by row,
/// without making a term of it; only as the outermost function it interns its values.
/// </summary>
internal abstract class TextExpression(TermWorkspace workspace) : CompiledExpression(workspace)
{
    /// <summary>Gets ready for some rows: evaluates what is no text column by column.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="rows">The indexes of the rows wanted.</param>
    internal abstract void Prepare(SolutionBatch batch, ReadOnlySpan<int> rows);

    /// <summary>Shows the text of a row.</summary>
    /// <param name="position">The row's position among those of <see cref="Prepare"/>.</param>
    /// <param name="text">A string literal, good until the next call; other expressions do not touch it.</param>
    /// <returns>False for an error.</returns>
    internal abstract bool TryView(int position, out TermView text);

    /// <summary>
    /// A term of the snapshot whose text is that of the row and has its place in the dictionary's order, an IRI or an xsd:string;
    /// undefined if there is none, or the text is to be seen itself.
    /// </summary>
    /// <param name="position">The row's position among those of <see cref="Prepare"/>.</param>
    internal virtual TermId Known(int position) => default;

    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        Prepare(batch, rows);
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = TryView(i, out var text) ? Workspace.Intern(text) : default;
        }
    }

    /// <summary>The texts of any expression; what is no string is an error.</summary>
    internal static TextExpression Of(TermWorkspace workspace, CompiledExpression expression) => expression switch
    {
        TextExpression text => text,
        ConstantExpression { Value: { Tag: TermTag.String or TermTag.LanguageString } value } => new ConstantText(workspace, value),
        _ => new TermText(workspace, expression),
    };

    /// <summary>An xsd:string of these bytes.</summary>
    private protected static TermView Simple(ReadOnlySpan<byte> text) =>
        TermView.Literal(text, XsdDatatypes.Utf8IriOf(XsdDatatype.String));

    /// <summary>Another text with the language tag and direction of a string (SPARQL 1.1 §17.4.3: "the same kind of literal").</summary>
    private protected static TermView Like(ReadOnlySpan<byte> text, TermView kind) =>
        TermView.Literal(text, kind.Datatype, kind.Language, kind.Direction);

    /// <summary>Whether two strings agree in language tag and direction.</summary>
    internal static bool IsSameKind(in TermView left, in TermView right) =>
        left.Direction == right.Direction && System.Text.Ascii.EqualsIgnoreCase(left.Language, right.Language);

    /// <summary>
    /// SPARQL 1.1 §17.4.3.1.2, argument compatibility: the second is an xsd:string, or both have the same tag (and direction, in 1.2).
    /// </summary>
    internal static bool AreCompatible(in TermView text, in TermView part) => part.Language.IsEmpty || IsSameKind(text, part);
}
