using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions;

/// <summary>
/// The order of ORDER BY, MIN and MAX (SPARQL 1.1 §15.1, SPARQL 1.2 for triple terms): no value, blank nodes, IRIs, literals, triple
/// terms. Literals are compared by value where &lt; compares them; values of different kinds, language-tagged strings and literals of
/// unknown types have a fixed place of their own, so that the order is total.
/// </summary>
/// <seealso href="https://www.w3.org/TR/sparql12-query/#modOrderBy"/>
public sealed class TermOrder
{
    private readonly TermWorkspace _workspace;

    /// <summary>The order for one run.</summary>
    /// <param name="context">The run.</param>
    public TermOrder(ExecutionContext context) => _workspace = new TermWorkspace(context);

    /// <summary>Compares two terms once; to sort many, make their <see cref="SortKey"/>s first.</summary>
    /// <param name="context">The run.</param>
    /// <param name="left">One term, undefined for no value.</param>
    /// <param name="right">The other.</param>
    /// <returns>Zero only for the same term.</returns>
    public static int Compare(ExecutionContext context, TermId left, TermId right) => new TermOrder(context).Compare(left, right);

    /// <summary>Compares two terms.</summary>
    /// <param name="left">One term, undefined for no value.</param>
    /// <param name="right">The other.</param>
    /// <returns>Zero only for the same term.</returns>
    public int Compare(TermId left, TermId right)
    {
        if (left == right)
        {
            return 0;
        }

        // Of two values of one kind in ids the value comes first; what follows orders equal values.
        if (left.Tag == right.Tag && HasValueOrder(left.Tag))
        {
            return left.CompareTo(right);
        }

        if (left.Tag == right.Tag && LocalDictionary.HasTextOrder(left) && LocalDictionary.HasTextOrder(right))
        {
            return _workspace.Terms.Snapshot.CompareTexts(left, right);
        }

        var order = SortKey.Compare(KeyOf(left), KeyOf(right));

        // Equal values: any fixed order will do.
        return order != 0 ? order : left.CompareTo(right);
    }

    /// <summary>Whether ids of a tag rise with their values, as <see cref="TermId.ValueKey"/> has them.</summary>
    internal static bool HasValueOrder(TermTag tag) => tag is TermTag.Boolean or TermTag.Integer or TermTag.Decimal
        or TermTag.DateTime or TermTag.Date or TermTag.GYearMonth or TermTag.GYear;

    /// <summary>
    /// Compares terms that need no decoding: no value, blank nodes, those with a text order, and literals of one tag with a value order,
    /// of which equal values are told apart by nothing.
    /// </summary>
    internal int CompareUndecoded(TermId left, TermId right) =>
        left.Tag == right.Tag && left.Tag is TermTag.Iri or TermTag.String or TermTag.LanguageString
            ? _workspace.Terms.Snapshot.CompareTexts(left, right)
            : left.ValueKey.CompareTo(right.ValueKey);

    /// <summary>Decodes what is compared of a term. The bytes of its text are charged to the budget of the run by the caller.</summary>
    /// <param name="id">The term, undefined for no value.</param>
    public SortKey KeyOf(TermId id) => SortKey.Read(_workspace, id);
}
