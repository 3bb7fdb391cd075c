using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>A query of a shapes graph, sh:select or sh:ask, parsed and held to the rules of pre-binding (SHACL Appendix A).</summary>
/// <param name="Owner">The constraint or validator that it belongs to.</param>
/// <param name="Query">The query, its variables still to be bound.</param>
internal sealed record ShapeQuery(Term Owner, SparqlQuery Query)
{
    /// <summary>The focus node.</summary>
    public static Variable This { get; } = new("this");

    /// <summary>The value node, in ASK queries.</summary>
    public static Variable Value { get; } = new("value");

    /// <summary>The placeholder of the path.</summary>
    public static Variable Path { get; } = new("PATH");

    /// <summary>The shapes graph.</summary>
    public static Variable ShapesGraph { get; } = new("shapesGraph");

    /// <summary>The shape.</summary>
    public static Variable CurrentShape { get; } = new("currentShape");

    /// <summary>Reads the query of a constraint or validator.</summary>
    /// <param name="source">The shape that it is used by, for messages.</param>
    /// <param name="owner">The constraint or validator.</param>
    /// <param name="name">select or ask.</param>
    /// <param name="parameters">The parameters of the component, which are pre-bound too.</param>
    /// <exception cref="ShaclException">There is not exactly one, it does not parse, or it breaks a rule.</exception>
    public static ShapeQuery Read(ShapeSource source, Term owner, string name, IEnumerable<Variable> parameters)
    {
        if (source.Triples.Values(owner, name).ToList() is not [var text])
        {
            throw new ShaclException($"{owner} does not have exactly one value of sh:{name}.", source.Node);
        }

        if (text is not Literal { Language: null } literal || literal.Datatype != Xsd.String)
        {
            throw source.Wrong(owner, name, text, "an xsd:string");
        }

        var options = new SparqlParserOptions { SourceName = $"sh:{name} of {owner}", Prefixes = Prefixes(source, owner) };
        try
        {
            var query = SparqlParser.ParseQuery(literal.Lexical, options: options);
            var isRight = name == "ask" ? query is SparqlQuery.Ask : query is SparqlQuery.Select select && select.Variables.Contains(This);
            if (!isRight)
            {
                var expected = name == "ask" ? "an ASK query" : "a SELECT query that projects $this";
                throw new ShaclException($"sh:{name} of {owner} is not {expected}.", source.Node);
            }

            ImmutableHashSet<Variable> required = name == "ask" ? [This, Value, .. parameters] : [This, .. parameters];
            new PrebindingRules(source.Node, owner, required).Check(query);
            return new ShapeQuery(owner, query);
        }
        catch (SparqlSyntaxException e)
        {
            throw new ShaclException(e.Message, source.Node, null, e);
        }
    }

    // SHACL §5.2.1: sh:prefixes/owl:imports*/sh:declare.
    private static Dictionary<string, string> Prefixes(ShapeSource source, Term owner)
    {
        var prefixes = new Dictionary<string, string>(StringComparer.Ordinal);
        var seen = new HashSet<Term>();
        var pending = new Stack<Term>(source.Triples.Values(owner, "prefixes"));
        while (pending.TryPop(out var ontology))
        {
            if (!seen.Add(ontology))
            {
                continue;
            }

            foreach (var import in source.Triples.Values(ontology, ShaclVocabulary.Imports))
            {
                pending.Push(import);
            }

            foreach (var declaration in source.Triples.Values(ontology, "declare"))
            {
                if (source.Triples.Values(declaration, "prefix").ToList() is not [Literal prefix]
                    || source.Triples.Values(declaration, "namespace").ToList() is not [Literal { Lexical: var iri }])
                {
                    throw source.Wrong(ontology, "declare", declaration, "a node with one sh:prefix and one sh:namespace, both literals");
                }

                if (!prefixes.TryAdd(prefix.Lexical, iri) && prefixes[prefix.Lexical] != iri)
                {
                    throw source.Wrong(
                        declaration, "prefix", prefix,
                        $"one namespace for a prefix, where <{prefixes[prefix.Lexical]}> and <{iri}> are declared");
                }
            }
        }

        return prefixes;
    }
}
