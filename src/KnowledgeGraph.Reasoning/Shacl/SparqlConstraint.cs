using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>A SPARQL-based constraint: a value of sh:sparql (SHACL §5).</summary>
internal sealed class SparqlConstraint : Constraint
{
    private readonly ShapeQuery _query;
    private readonly ImmutableArray<Literal> _messages;

    private SparqlConstraint(ShapeQuery query, ImmutableArray<Literal> messages)
        : base(Named("SPARQL")) => (_query, _messages) = (query, messages);

    /// <inheritdoc/>
    public override string Message => $"The query of {_query.Owner} has a solution.";

    /// <inheritdoc/>
    public override Term? Source => _query.Owner;

    /// <summary>Reads them from a shape; those that are deactivated are left out.</summary>
    public static IEnumerable<Constraint> Read(ShapeSource source)
    {
        foreach (var node in source.Values("sparql"))
        {
            if (node is not (Iri or BlankNode))
            {
                throw source.Wrong("sparql", node, "an IRI or a blank node");
            }

            var constraint = new SparqlConstraint(ShapeQuery.Read(source, node, "select", []), source.Messages(node));
            if (!source.About(node).IsTrue("deactivated"))
            {
                yield return constraint;
            }
        }
    }

    /// <inheritdoc/>
    public override ConstraintCheck Prepare(ValidationRun run, Shape shape) =>
        new SelectCheck(run, shape, _query, ImmutableDictionary<Variable, Term>.Empty, _messages);
}
