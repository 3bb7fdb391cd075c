using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>Runs a query for one focus node after the other. The plan is made once.</summary>
internal abstract class QueryCheck : ConstraintCheck
{
    private readonly IReadOnlyDictionary<Variable, Term> _constants;
    private readonly ImmutableArray<Literal> _messages;

    /// <summary>Plans the query.</summary>
    /// <param name="run">The run.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="query">The query.</param>
    /// <param name="parameters">The parameters of its component and their values.</param>
    /// <param name="messages">The messages of constraint, validator or component; may be empty.</param>
    /// <param name="nodes">$this, and $value for ASK.</param>
    protected QueryCheck(
        ValidationRun run, Shape shape, ShapeQuery query, IReadOnlyDictionary<Variable, Term> parameters, ImmutableArray<Literal> messages,
        Parameters nodes)
    {
        Run = run;
        Nodes = nodes;
        _constants = parameters;
        _messages = messages;
        Plan = Prebinding.Plan(run, query, shape, parameters, nodes);
        Batch = new SolutionBatch(Plan.Columns.Length, run.BatchRows);
    }

    /// <summary>The run.</summary>
    protected ValidationRun Run { get; }

    /// <summary>The nodes that the plan asks about: set before it is reset.</summary>
    protected Parameters Nodes { get; }

    /// <summary>The plan.</summary>
    protected Operator Plan { get; }

    /// <summary>Where the plan puts its solutions.</summary>
    protected SolutionBatch Batch { get; }

    /// <summary>The messages with values in them (SHACL §5.3.2); null if there are no messages.</summary>
    /// <param name="valueOf">The value of a variable; undefined if it has none, so that a parameter may have it.</param>
    protected Literal[]? Messages(Func<string, TermId> valueOf) => _messages.IsEmpty
        ? null
        : MessageTemplate.Fill(_messages, name =>
        {
            var value = valueOf(name);
            return value.IsUndefined ? _constants.GetValueOrDefault(new Variable(name)) : Run.Context.Terms.ToTerm(value);
        });
}
