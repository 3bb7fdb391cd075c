using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions;

/// <summary>The operators = and &lt; on terms (SPARQL 1.1 §17.3 and §17.4.1.7, SPARQL 1.2 for triple terms).</summary>
/// <seealso href="https://www.w3.org/TR/sparql11-query/#OperatorMapping"/>
internal static class TermEquality
{
    /// <summary>The operator =.</summary>
    public static Truth AreEqual(TermWorkspace workspace, TermId left, TermId right)
    {
        if (left.IsUndefined || right.IsUndefined)
        {
            return Truth.Error;
        }

        if (left == right)
        {
            // The same term has the same value, except NaN, which equals nothing.
            return TruthTables.Of(!(left.IsLiteral || left.IsTripleTerm) || !ContainsNaN(workspace, left));
        }

        if (left.Tag == TermTag.Integer && right.Tag == TermTag.Integer)
        {
            left.TryGetInteger(out var leftInteger);
            right.TryGetInteger(out var rightInteger);
            return TruthTables.Of(leftInteger == rightInteger);
        }

        if (left.IsLiteral && right.IsLiteral)
        {
            return AreEqualLiterals(workspace, left, right);
        }

        // Other terms are equal only if they are the same (SPARQL 1.1 §17.4.1.7), and equal terms have equal ids.
        return left.IsTripleTerm && right.IsTripleTerm ? AreEqualTriples(workspace, left, right) : Truth.False;
    }

    /// <summary>
    /// sameValue (SPARQL 1.2 §17.4.2.2): like =, but the same term always has the same value, NaN included.
    /// </summary>
    public static Truth SameValue(TermWorkspace workspace, TermId left, TermId right) =>
        !left.IsUndefined && left == right ? Truth.True : AreEqual(workspace, left, right);

    /// <summary>The operators &lt;, &lt;=, &gt; and &gt;=.</summary>
    public static Truth Compare(TermWorkspace workspace, ComparisonOperator comparison, TermId left, TermId right)
    {
        if (left.Tag == TermTag.Integer && right.Tag == TermTag.Integer)
        {
            left.TryGetInteger(out var leftInteger);
            right.TryGetInteger(out var rightInteger);
            return TruthTables.Of(Holds(comparison, leftInteger.CompareTo(rightInteger)));
        }

        if (!left.IsLiteral || !right.IsLiteral)
        {
            return Truth.Error;
        }

        if (left.TryCompareInstants(right, out var order))
        {
            return TruthTables.Of(Holds(comparison, order));
        }

        if (left.Tag == TermTag.String && right.Tag == TermTag.String)
        {
            // Code points of UTF-8 are in byte order, and texts of the dictionary are sorted by them.
            order = LocalDictionary.HasTextOrder(left) && LocalDictionary.HasTextOrder(right)
                ? workspace.Terms.Snapshot.CompareTexts(left, right)
                : workspace.View(left, workspace.First).Value.SequenceCompareTo(workspace.View(right, workspace.Second).Value);
            return TruthTables.Of(Holds(comparison, order));
        }

        var leftValue = LiteralValue.Read(workspace, left);
        var rightValue = LiteralValue.Read(workspace, right);
        return Compare(comparison, leftValue, rightValue);
    }

    /// <summary>The operators &lt;, &lt;=, &gt; and &gt;= on values that are no strings.</summary>
    public static Truth Compare(ComparisonOperator comparison, in LiteralValue left, in LiteralValue right)
    {
        if (left.Space != right.Space)
        {
            return Truth.Error;
        }

        switch (left.Space)
        {
            case ValueSpace.Number:
                // NaN is neither less, equal nor greater: false, not an error (XPath F&O §4.3).
                return TruthTables.Of(XsdNumber.TryCompare(left.Number, right.Number, out var order) && Holds(comparison, order));
            case ValueSpace.Boolean:
                return TruthTables.Of(Holds(comparison, left.Boolean.CompareTo(right.Boolean)));
            case ValueSpace.DateTime:
                return XsdDateTime.TryCompare(left.DateTime, right.DateTime, out order)
                    ? TruthTables.Of(Holds(comparison, order))
                    : Truth.Error;
            case ValueSpace.Duration:
                return XsdDuration.TryCompare(left.Duration, right.Duration, out order)
                    ? TruthTables.Of(Holds(comparison, order))
                    : Truth.Error;
            default:
                return Truth.Error;
        }
    }

    /// <summary>Whether a comparison holds for a three-way order.</summary>
    public static bool Holds(ComparisonOperator comparison, int order) => comparison switch
    {
        ComparisonOperator.Equal => order == 0,
        ComparisonOperator.NotEqual => order != 0,
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        ComparisonOperator.Greater => order > 0,
        _ => order >= 0,
    };

    private static Truth AreEqualLiterals(TermWorkspace workspace, TermId left, TermId right)
    {
        // Two strings with different ids are different terms. A language-tagged string is no value of any other datatype.
        if (left.Tag == TermTag.LanguageString || right.Tag == TermTag.LanguageString
            || (left.Tag == TermTag.String && right.Tag == TermTag.String))
        {
            return Truth.False;
        }

        var leftValue = LiteralValue.Read(workspace, left);
        var rightValue = LiteralValue.Read(workspace, right);
        return AreEqual(leftValue, rightValue);
    }

    // Different terms: RDFterm-equal makes an error of what is not known to differ (SPARQL 1.1 §17.4.1.7).
    private static Truth AreEqual(in LiteralValue left, in LiteralValue right)
    {
        if (left.Space == ValueSpace.Unknown || right.Space == ValueSpace.Unknown)
        {
            return Truth.Error;
        }

        if (left.Space != right.Space)
        {
            return Truth.False;
        }

        switch (left.Space)
        {
            case ValueSpace.Number:
                return TruthTables.Of(XsdNumber.TryCompare(left.Number, right.Number, out var order) && order == 0);
            case ValueSpace.Boolean:
                return TruthTables.Of(left.Boolean == right.Boolean);
            case ValueSpace.DateTime:
                return !XsdDateTime.AreComparable(left.DateTime, right.DateTime) ? Truth.False
                    : XsdDateTime.TryCompare(left.DateTime, right.DateTime, out order) ? TruthTables.Of(order == 0)
                    : Truth.Error;
            default:
                return TruthTables.Of(left.Duration == right.Duration);
        }
    }

    // SPARQL 1.2 §17.3: A.subject = B.subject && A.predicate = B.predicate && A.object = B.object.
    private static Truth AreEqualTriples(TermWorkspace workspace, TermId left, TermId right)
    {
        var (leftSubject, leftPredicate, leftObject) = workspace.Terms.GetTripleTerm(left);
        var (rightSubject, rightPredicate, rightObject) = workspace.Terms.GetTripleTerm(right);
        return TruthTables.And(
            AreEqual(workspace, leftSubject, rightSubject),
            TruthTables.And(AreEqual(workspace, leftPredicate, rightPredicate), AreEqual(workspace, leftObject, rightObject)));
    }

    private static bool ContainsNaN(TermWorkspace workspace, TermId id)
    {
        switch (id.Tag)
        {
            case TermTag.TripleTerm:
                return ContainsNaN(workspace, workspace.Terms.GetTripleTerm(id).Object);
            case TermTag.Float or TermTag.Double or TermTag.TypedLiteral:
                return workspace.TryGetNumber(id, out var number) && number.IsNaN;
            default:
                return false;
        }
    }
}
