using System.Numerics;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>Set functions of SPARQL 1.1 §18.5.1. Null is an error: the aggregate binds nothing.</summary>
internal static class ReferenceAggregates
{
    public static Term? Apply(Aggregate aggregate, List<Solution> group, Func<Expression, Solution, Term?> evaluate)
    {
        if (aggregate.Operand is not { } operand)
        {
            // §18.5.1.2: COUNT(*) counts solutions, COUNT(DISTINCT *) distinct ones; blank nodes of the query are no part of them (§18.3.1).
            return Count(aggregate.Distinct ? group.Select(row => row.Restrict(row.Domain.Where(v => !v.IsInternal))).Distinct().Count() : group.Count);
        }

        // §18.5.1: the multiset keeps the errors; Distinct works on the whole of it.
        IEnumerable<Term?> values = group.Select(row => evaluate(operand, row));
        List<Term?> multiset = aggregate.Distinct ? [.. values.Distinct()] : [.. values];
        var known = multiset.OfType<Term>().ToList();
        switch (aggregate.Function)
        {
            // §18.5.1.2: N is the multiset without error elements.
            case AggregateFunction.Count:
                return Count(known.Count);
            case AggregateFunction.Sample:
                return known.FirstOrDefault();
        }

        // Every other function is an error over a multiset that holds one.
        if (known.Count < multiset.Count)
        {
            return null;
        }

        return aggregate.Function switch
        {
            AggregateFunction.Sum => Sum(known)?.ToLiteral(),

            // §18.5.1.4: Avg(M) = 0 for the empty multiset, else Sum(M) / Count(M).
            AggregateFunction.Avg => known.Count == 0
                ? Count(0)
                : Sum(known) is { } sum
                    ? ReferenceNumber.Calculate(ArithmeticOperator.Divide, sum, ReferenceNumber.Of(new BigInteger(known.Count)))?.ToLiteral()
                    : null,

            // §18.5.1.5 and §18.5.1.6: the first or last by ORDER BY; an error for the empty multiset.
            AggregateFunction.Min => known.Order(Comparer<Term>.Create(ReferenceOrder.Compare)).FirstOrDefault(),
            AggregateFunction.Max => known.Order(Comparer<Term>.Create(ReferenceOrder.Compare)).LastOrDefault(),
            AggregateFunction.GroupConcat => Concatenate(known, aggregate.Separator),
            _ => throw new NotSupportedException($"{aggregate.Function} is not part of the reference evaluator."),
        };
    }

    // §18.5.1.3: op:numeric-add from the xsd:integer 0, in no particular order. A float among numbers that no float holds makes the sum
    // depend on it.
    private static ReferenceNumber? Sum(List<Term> terms)
    {
        var numbers = terms.Select(term => ReferenceNumber.Of(term)).ToList();
        if (numbers.Contains(null))
        {
            return null;
        }

        var (first, last) = (Sum(numbers.OrderBy(number => number!.Type)), Sum(numbers.OrderByDescending(number => number!.Type)));
        return first.IsNear(last) ? Sum(numbers) : throw new ReferenceLimitException("The sum depends on the order of its numbers.");
    }

    private static ReferenceNumber Sum(IEnumerable<ReferenceNumber?> numbers) => numbers.Aggregate(
        ReferenceNumber.Of(BigInteger.Zero), (sum, number) => ReferenceNumber.Calculate(ArithmeticOperator.Add, sum, number!)!);

    // §18.5.1.7: the strings in no particular order; "" for the empty multiset.
    private static Literal? Concatenate(List<Term> terms, string separator)
    {
        var strings = terms.Select(ReferenceExpressions.Str).ToList();
        return strings.Contains(null) ? null : ReferenceValues.Of(string.Join(separator, strings));
    }

    private static Literal Count(int count) => new(count.ToString(System.Globalization.CultureInfo.InvariantCulture), Xsd.Integer);
}
