using System.Collections.Immutable;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Plan;

/// <summary>Where a pattern is evaluated: the active graph, and the variables that have a value from outside.</summary>
/// <param name="Graphs">The active graph or graphs.</param>
/// <param name="GraphName">The graph position of its triple patterns: a variable or a parameter within GRAPH; else <c>default</c>.</param>
/// <param name="Outer">The variables with a value from outside.</param>
/// <param name="ApplyDepth">How many joins that run a plan per row this pattern is inside of.</param>
/// <param name="Needed">The variables that somebody reads above; null for all. Others need no column, but their rows still count.</param>
/// <param name="Wanted">So many rows are read, no more; null for all.</param>
internal sealed record PlanScope(
    GraphScope Graphs, PatternTerm GraphName, ImmutableDictionary<Variable, OuterVariable> Outer, int ApplyDepth = 0,
    ImmutableHashSet<Variable>? Needed = null, double? Wanted = null)
{
    // Estimates err. A plan for the first rows that turns out to need all of them takes no more than this many times as long as the best.
    private const double MostRegret = 5;

    /// <summary>The share of the rows of a part that is read, as ways to make them are compared by it.</summary>
    /// <param name="rows">Its estimated rows.</param>
    public double ShareRead(double rows) => Wanted is { } some ? Math.Clamp(some / Math.Max(1, rows), 1 / MostRegret, 1) : 1;

    /// <summary>The scope where some more variables are read.</summary>
    /// <param name="variables">The variables.</param>
    public PlanScope AlsoNeeding(IEnumerable<Variable> variables) => Needed is null ? this : this with { Needed = Needed.Union(variables) };

    /// <summary>The active graph for operators that look at one graph at a time.</summary>
    public ActiveGraph ActiveGraph => new(Graphs, GraphName);

    /// <summary>The position of a variable: a parameter if it has a value from outside.</summary>
    public PatternTerm Term(Variable variable) => Outer.TryGetValue(variable, out var outer)
        ? new PatternTerm(default, variable, outer.Parameters, outer.Slot, outer.IsSubstituted)
        : new PatternTerm(default, variable);

    /// <summary>
    /// The scope for a part where a value that only narrows scans may be used for some variables alone; values substituted for EXISTS
    /// reach everywhere.
    /// </summary>
    public PlanScope NarrowOnly(Func<Variable, bool> allowed)
    {
        var dropped = Outer.Where(pair => !pair.Value.IsSubstituted && !allowed(pair.Key)).Select(pair => pair.Key);
        return this with { Outer = Outer.RemoveRange(dropped) };
    }

    /// <summary>The scope inside a projection: only what it shows is the same variable outside.</summary>
    public PlanScope Showing(IEnumerable<Variable> variables)
    {
        var shown = variables.ToHashSet();
        return this with { Outer = Outer.RemoveRange(Outer.Keys.Where(variable => !shown.Contains(variable))) };
    }

    /// <summary>The scope with values from outside for some more variables.</summary>
    public PlanScope With(Parameters parameters, bool isSubstituted) => this with
    {
        Outer = Outer.SetItems(parameters.Variables.Select(
            (variable, slot) => KeyValuePair.Create(variable, new OuterVariable(parameters, slot, isSubstituted)))),
    };
}
