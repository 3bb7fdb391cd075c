using System.Globalization;
using System.Text;
using KnowledgeGraph.Query.Operators;

namespace KnowledgeGraph.Query.Plan;

/// <summary>Physical plans as explain prints them.</summary>
public static class PlanText
{
    /// <summary>Writes a plan, an operator a line, inputs indented below.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="actuals">True to print rows and, where measured, time of the run.</param>
    public static string Of(Operator plan, bool actuals)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var text = new StringBuilder();
        Write(text, plan, 0, actuals);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Operator plan, int depth, bool actuals)
    {
        text.Append(' ', depth * 2).Append(plan.Name);
        if (plan.Detail.Length > 0)
        {
            text.Append(" [").Append(plan.Detail.ReplaceLineEndings(" ")).Append(']');
        }

        text.Append(CultureInfo.InvariantCulture, $" estimated {Math.Max(0, plan.EstimatedRows):0}");
        if (actuals)
        {
            text.Append(CultureInfo.InvariantCulture, $" actual {plan.ActualRows} batches {plan.Batches}");
            if (plan.Elapsed > TimeSpan.Zero)
            {
                text.Append(CultureInfo.InvariantCulture, $" {plan.Elapsed.TotalMilliseconds:0.00} ms");
            }
        }

        text.Append('\n');
        foreach (var input in plan.Inputs)
        {
            Write(text, input, depth + 1, actuals);
        }
    }
}
