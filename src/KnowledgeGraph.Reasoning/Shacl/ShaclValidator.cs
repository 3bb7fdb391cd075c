using KnowledgeGraph.Query.Plan;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>Validates a data graph against a shapes graph (SHACL §3.4).</summary>
/// <seealso href="https://www.w3.org/TR/shacl/#validation"/>
public static class ShaclValidator
{
    /// <summary>
    /// Validates. Costs scans for targets and paths and, for SPARQL-based constraints, a run of the query for each focus node or value
    /// node. What is held is charged to the budget of the run.
    /// </summary>
    /// <param name="context">The run: data, limits of time and memory.</param>
    /// <param name="dataset">The dataset, whose default graph is the data graph.</param>
    /// <param name="shapes">The shapes.</param>
    /// <param name="progress">Told after every batch of focus nodes.</param>
    /// <returns>The report, good as long as the run's budget is not released.</returns>
    /// <exception cref="ShaclException">A query cannot be run or reports a failure.</exception>
    /// <exception cref="Query.Execution.QueryException">A limit of time or memory is exceeded.</exception>
    public static ValidationReport Validate(
        ExecutionContext context, QueryDataset dataset, ShapesGraph shapes, IProgress<ValidationProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(shapes);
        using var run = new ValidationRun(context, dataset, shapes.Name);
        var results = new ResultList(context.Budget);
        var targets = new TargetNodes(run);
        var violated = new bool[run.BatchRows];
        var number = 0;
        long focusNodes = 0;
        foreach (var shape in shapes.Shapes.Where(static shape => !shape.Targets.IsEmpty))
        {
            number++;
            var check = run.CheckOf(shape);
            var nodes = shape.IsDeactivated ? [] : targets.Of(shape);
            for (var start = 0; start < nodes.Length; start += violated.Length)
            {
                var batch = nodes.Slice(start, Math.Min(violated.Length, nodes.Length - start));
                check.Validate(batch, results, violated);
                focusNodes += batch.Length;
                progress?.Report(new ValidationProgress(number, shapes.TargetedCount, focusNodes, results.Count));
            }
        }

        return new ValidationReport(context.Terms, results.ByFocus(), focusNodes);
    }
}
