namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>sh:minCount and sh:maxCount (SHACL §4.2).</summary>
internal static class CardinalityConstraints
{
    /// <summary>Reads them from a shape.</summary>
    public static IEnumerable<Constraint> Read(ShapeSource source)
    {
        source.RequireProperty("minCount");
        source.RequireProperty("maxCount");
        if (source.Count("minCount") is var (_, least))
        {
            yield return new Least(least);
        }

        if (source.Count("maxCount") is var (_, most))
        {
            yield return new Most(most);
        }
    }

    private sealed class Least(long count) : Constraint(Named("MinCount"))
    {
        public override string Message => FormattableString.Invariant($"There are fewer than {count} values.");

        public override ConstraintCheck Prepare(ValidationRun run, Shape shape) => new FocusCheck(run, (focus, nodes, findings) =>
        {
            if (nodes.Of(focus).Length < count)
            {
                findings.Add(focus);
            }
        });
    }

    private sealed class Most(long count) : Constraint(Named("MaxCount"))
    {
        public override string Message => FormattableString.Invariant($"There are more than {count} values.");

        public override ConstraintCheck Prepare(ValidationRun run, Shape shape) => new FocusCheck(run, (focus, nodes, findings) =>
        {
            if (nodes.Of(focus).Length > count)
            {
                findings.Add(focus);
            }
        });
    }
}
