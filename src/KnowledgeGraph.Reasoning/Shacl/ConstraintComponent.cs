using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>A SPARQL-based constraint component (SHACL §6): parameters, and queries that validate them.</summary>
/// <param name="Name">Its IRI.</param>
/// <param name="Parameters">Its parameters: predicate, variable, and whether a shape may lack it.</param>
internal sealed record ConstraintComponent(Iri Name, ImmutableArray<(Iri Path, Variable Variable, bool IsOptional)> Parameters)
{
    /// <summary>The constraints of this kind that a shape declares (SHACL §2.1.2).</summary>
    public IEnumerable<Constraint> Read(ShapeSource source)
    {
        var values = Parameters.ToDictionary(
            parameter => parameter.Variable, parameter => source.Triples.Values(source.Node, parameter.Path).ToList());
        if (Parameters.Any(parameter => !parameter.IsOptional && values[parameter.Variable].Count == 0)
            || Validator(source) is not { } validator)
        {
            yield break;
        }

        var queryName = source.Triples.Values(validator, "ask").Any() ? "ask" : "select";
        var query = ShapeQuery.Read(source, validator, queryName, Parameters.Select(parameter => parameter.Variable));
        var messages = source.Messages(validator);
        messages = messages.IsEmpty ? source.Messages(Name) : messages;
        var label = source.Messages(Name, "labelTemplate");
        foreach (var binding in Bindings(source, values))
        {
            yield return new ComponentConstraint(Name, query, binding, messages, label);
        }
    }

    // Each value of a single parameter is a constraint of its own; of several parameters each may have one value.
    private IEnumerable<Dictionary<Variable, Term>> Bindings(ShapeSource source, Dictionary<Variable, List<Term>> values)
    {
        if (Parameters is [var only])
        {
            return values[only.Variable].Select(value => new Dictionary<Variable, Term> { [only.Variable] = value });
        }

        foreach (var (path, variable, _) in Parameters)
        {
            if (values[variable] is [_, var second, ..])
            {
                throw new ShaclException(
                    $"{path} has several values; expected one, because {Name} has several parameters.", source.Node,
                    new Triple(source.Node, path, second));
            }
        }

        return [values.Where(pair => pair.Value.Count == 1).ToDictionary(pair => pair.Key, pair => pair.Value[0])];
    }

    // SHACL §6.2.3: the validator for this type of shape, else one that fits both; without one the constraint is ignored.
    private Term? Validator(ShapeSource source) =>
        source.Triples.Values(Name, source.IsProperty ? "propertyValidator" : "nodeValidator")
            .Concat(source.Triples.Values(Name, "validator"))
            .FirstOrDefault(validator => source.Triples.Values(validator, "ask").Any() || source.Triples.Values(validator, "select").Any());

    private sealed class ComponentConstraint(
        Iri component, ShapeQuery query, Dictionary<Variable, Term> parameters, ImmutableArray<Literal> messages,
        ImmutableArray<Literal> label) : Constraint(component)
    {
        public override string Message => label.IsEmpty
            ? $"The constraint {Component} does not hold."
            : MessageTemplate.Fill(label, name => parameters.GetValueOrDefault(new Variable(name)))[0].Lexical;

        public override ConstraintCheck Prepare(ValidationRun run, Shape shape) => query.Query is SparqlQuery.Ask
            ? new AskCheck(run, shape, query, parameters, messages)
            : new SelectCheck(run, shape, query, parameters, messages);
    }
}
