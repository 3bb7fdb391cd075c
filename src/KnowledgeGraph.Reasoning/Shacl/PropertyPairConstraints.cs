using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>
/// sh:equals, sh:disjoint, sh:lessThan and sh:lessThanOrEquals (SHACL §4.5): value nodes against the values of another property.
/// </summary>
internal static class PropertyPairConstraints
{
    /// <summary>Reads them from a shape.</summary>
    public static IEnumerable<Constraint> Read(ShapeSource source)
    {
        foreach (var other in source.Iris("equals"))
        {
            yield return new Equal(other);
        }

        foreach (var other in source.Iris("disjoint"))
        {
            yield return new Disjoint(other);
        }

        source.RequireProperty("lessThan");
        foreach (var other in source.Iris("lessThan"))
        {
            yield return new Less("LessThan", ComparisonOperator.Less, "less than", other);
        }

        source.RequireProperty("lessThanOrEquals");
        foreach (var other in source.Iris("lessThanOrEquals"))
        {
            yield return new Less("LessThanOrEquals", ComparisonOperator.LessOrEqual, "less than or equal to", other);
        }
    }

    // The values of the other property at each focus node, in the order of ids.
    private static FocusCheck Against(ValidationRun run, Iri other, Action<int, ValueNodes, List<TermId>, Findings> check)
    {
        var path = new PropertyPath.Link(other);
        var values = new List<TermId>();
        return new FocusCheck(run, (focus, nodes, findings) =>
        {
            values.Clear();
            run.Paths.Walk(path, nodes.Focus[focus], forward: true, values);
            check(focus, nodes, values, findings);
        });
    }

    private sealed class Equal(Iri other) : Constraint(Named("Equals"))
    {
        public override string Message => $"The values are not the same as those of {other}.";

        // Both sides are sorted: what is on one side only falls out of a merge.
        public override ConstraintCheck Prepare(ValidationRun run, Shape shape) => Against(run, other, (focus, nodes, others, findings) =>
        {
            var values = nodes.Of(focus);
            for (int i = 0, k = 0; i < values.Length || k < others.Count;)
            {
                var order = i == values.Length ? 1 : k == others.Count ? -1 : values[i].CompareTo(others[k]);
                if (order != 0)
                {
                    findings.Add(focus, order < 0 ? values[i] : others[k]);
                }

                i += order <= 0 ? 1 : 0;
                k += order >= 0 ? 1 : 0;
            }
        });
    }

    private sealed class Disjoint(Iri other) : Constraint(Named("Disjoint"))
    {
        public override string Message => $"The value is a value of {other} too.";

        public override ConstraintCheck Prepare(ValidationRun run, Shape shape) => Against(run, other, (focus, nodes, others, findings) =>
        {
            foreach (var value in nodes.Of(focus))
            {
                if (others.BinarySearch(value) >= 0)
                {
                    findings.Add(focus, value);
                }
            }
        });
    }

    private sealed class Less(string name, ComparisonOperator comparison, string words, Iri other) : Constraint(Named(name))
    {
        public override string Message => $"The value is not {words} each value of {other}.";

        // One result for each pair that does not compare as it should, or not at all.
        public override ConstraintCheck Prepare(ValidationRun run, Shape shape)
        {
            var (left, right) = (new Variable("value"), new Variable("other"));
            var expression = run.Compiler.Compile(
                new Expression.Comparison(comparison, new Expression.Var(left), new Expression.Var(right)),
                new Dictionary<Variable, int> { [left] = 0, [right] = 1 });
            var batch = new SolutionBatch(2, run.BatchRows);
            var results = new TermId[run.BatchRows];
            return Against(run, other, (focus, nodes, others, findings) =>
            {
                foreach (var value in nodes.Of(focus))
                {
                    for (var start = 0; start < others.Count; start += run.BatchRows)
                    {
                        run.Context.ThrowIfStopped();
                        batch.Count = Math.Min(run.BatchRows, others.Count - start);
                        batch.Column(0).AsSpan(0, batch.Count).Fill(value);
                        others.CopyTo(start, batch.Column(1), 0, batch.Count);
                        expression.Evaluate(batch, run.Context, results);
                        for (var i = 0; i < batch.Count; i++)
                        {
                            if (results[i] != TermId.True)
                            {
                                findings.Add(focus, value);
                            }
                        }
                    }
                }
            });
        }
    }
}
