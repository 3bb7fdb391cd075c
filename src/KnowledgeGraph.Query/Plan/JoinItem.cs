using System.Collections.Immutable;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Plan;

/// <summary>One of the patterns that a join brings together, with what the planner knows about its size.</summary>
internal abstract class JoinItem
{
    /// <summary>Variables bound in every solution.</summary>
    public required ImmutableHashSet<Variable> Certain { get; init; }

    /// <summary>Variables bound in some solution.</summary>
    public required ImmutableHashSet<Variable> Possible { get; init; }

    /// <summary>Estimated number of solutions.</summary>
    public required double Rows { get; init; }

    /// <summary>Estimated number of different values of a variable.</summary>
    public required IReadOnlyDictionary<Variable, double> Distinct { get; init; }

    /// <summary>A triple pattern, or the pattern inside a triple term.</summary>
    public sealed class Scan : JoinItem
    {
        /// <summary>The pattern.</summary>
        public required ScanPattern Pattern { get; init; }

        /// <summary>The pattern as explain prints it.</summary>
        public required string Text { get; init; }

        /// <summary>The variable that filters confine to <see cref="Range"/>; null if they confine none.</summary>
        public Variable? Ranged { get; init; }

        /// <summary>The ids of its datatype among which the filters let it be.</summary>
        public IdRange Range { get; init; }

        /// <summary>Rows without the range; <see cref="JoinItem.Rows"/> are those within.</summary>
        public double AllRows { get; init; }

        /// <summary>The one variable that is read, of each value of which the rows are one; null if all rows are asked for.</summary>
        public Variable? Key { get; init; }

        /// <summary>The column for the number of rows of a <see cref="Key"/>; null if nobody asks for it.</summary>
        public Variable? CountName { get; init; }

        /// <summary>The same item, its rows counted.</summary>
        /// <param name="key">The variable that is read.</param>
        /// <param name="countName">The column for the number of rows; null if nobody asks for it.</param>
        /// <param name="keys">How many different values the key has.</param>
        public Scan CountedBy(Variable key, Variable? countName, double keys) => new()
        {
            Pattern = Pattern,
            Text = Text,
            Certain = [key],
            Possible = [key],
            Rows = keys,
            AllRows = AllRows,

            // Of the values sampled, so many have rows: at most all.
            Distinct = new Dictionary<Variable, double> { [key] = keys * Math.Max(1, Distinct[key] / Math.Max(1, AllRows)) },
            Key = key,
            CountName = countName,
        };

        /// <summary>The same item with another estimate of a variable's distinct values.</summary>
        /// <param name="variable">The variable.</param>
        /// <param name="values">How many it has.</param>
        public Scan WithDistinct(Variable variable, double values) => new()
        {
            Pattern = Pattern,
            Text = Text,
            Certain = Certain,
            Possible = Possible,
            Rows = Rows,
            AllRows = AllRows,
            Distinct = new Dictionary<Variable, double>(Distinct) { [variable] = values },
            Ranged = Ranged,
            Range = Range,
        };

        /// <summary>The range, if an order reads its rows together.</summary>
        /// <param name="order">The order.</param>
        public IdRange? RangeOf(IndexOrder order)
        {
            foreach (var position in order.Positions())
            {
                if (!Pattern[position].IsBound)
                {
                    return Ranged is not null && Pattern[position].Variable == Ranged ? Range : null;
                }
            }

            return null;
        }
    }

    /// <summary>A path closure.</summary>
    public sealed class Path : JoinItem
    {
        /// <summary>The start.</summary>
        public required PatternTerm Start { get; init; }

        /// <summary>The path.</summary>
        public required PropertyPath Closure { get; init; }

        /// <summary>The end.</summary>
        public required PatternTerm End { get; init; }

        /// <summary>Where it is walked.</summary>
        public required PlanScope Scope { get; init; }
    }

    /// <summary>A call of a service, which is best joined with what restricts it.</summary>
    public sealed class Service : JoinItem
    {
        /// <summary>The pattern.</summary>
        public required ServicePattern Pattern { get; init; }

        /// <summary>Where it is called.</summary>
        public required PlanScope Scope { get; init; }

        /// <summary>True if the endpoint is a variable that only other items can bind.</summary>
        public bool NeedsName => Pattern.NameVariable is { } name && !Scope.Term(name).IsBound;
    }

    /// <summary>Anything else, planned on its own.</summary>
    public sealed class Planned : JoinItem
    {
        /// <summary>The plan.</summary>
        public required Operator Plan { get; init; }
    }
}
