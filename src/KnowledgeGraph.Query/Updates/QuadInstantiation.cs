using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Updates;

/// <summary>Makes quads of a template, solution by solution (SPARQL 1.1 Update §3.1.3).</summary>
internal sealed class QuadInstantiation
{
    private readonly TemplateTerms _terms;
    private readonly IReadOnlyDictionary<Variable, int> _slots;
    private readonly Dictionary<Variable, int> _blankNodeIndexes = [];
    private readonly (TemplateTerm Subject, TemplateTerm Predicate, TemplateTerm Object, TemplateTerm? Graph)[] _quads;
    private readonly TermId[] _blankNodes;

    /// <summary>An instantiation.</summary>
    /// <param name="template">The template.</param>
    /// <param name="with">The graph of quads outside GRAPH; null for the default graph.</param>
    /// <param name="terms">Gives the ids.</param>
    /// <param name="slots">The column of each variable of the solutions.</param>
    public QuadInstantiation(
        ImmutableArray<QuadTemplate> template, Iri? with, TemplateTerms terms, IReadOnlyDictionary<Variable, int> slots)
    {
        _terms = terms;
        _slots = slots;
        var graph = with is null ? null : new TemplateTerm.Constant(terms.Constant(with));
        _quads = new (TemplateTerm, TemplateTerm, TemplateTerm, TemplateTerm?)[template.Length];
        for (var i = 0; i < _quads.Length; i++)
        {
            var (subject, predicate, @object) = template[i].Triple;
            _quads[i] = (Term(subject), Term(predicate), Term(@object), template[i].Graph is { } name ? Term(name) : graph);
        }

        _blankNodes = new TermId[_blankNodeIndexes.Count];
    }

    /// <summary>
    /// Makes the quads of one solution. One with an unbound variable or a term where it cannot stand is left out (SPARQL 1.1 Update §3.1.3),
    /// and so is one of which the terms say that it does not exist. Blank nodes are new ones for each call.
    /// </summary>
    /// <param name="batch">The solutions.</param>
    /// <param name="row">The solution.</param>
    /// <param name="take">Takes the quads.</param>
    public void ForEach(SolutionBatch batch, int row, QuadChange take)
    {
        _blankNodes.AsSpan().Clear();
        foreach (var (subject, predicate, @object, graph) in _quads)
        {
            var quad = new QuadIds(
                subject.In(batch, row, _blankNodes), predicate.In(batch, row, _blankNodes), @object.In(batch, row, _blankNodes),
                graph?.In(batch, row, _blankNodes) ?? default);
            if (TemplateTerm.IsTriple(quad.Subject, quad.Predicate, quad.Object) && (graph is null || quad.Graph.IsIri || quad.Graph.IsBlankNode))
            {
                take(quad);
            }
        }
    }

    private TemplateTerm Term(TermPattern pattern)
    {
        switch (pattern)
        {
            case TermPattern.Ground(var term):
                return new TemplateTerm.Constant(_terms.Constant(term));
            case TermPattern.Triple(var inner):
                return new TemplateTerm.Triple(Term(inner.Subject), Term(inner.Predicate), Term(inner.Object), _terms);
            default:
                var name = ((TermPattern.Var)pattern).Name;
                return _slots.TryGetValue(name, out var slot) ? new TemplateTerm.Column(slot, _terms)
                    : name.IsInternal ? new TemplateTerm.BlankNode(BlankNodeIndex(name), _terms)
                    : new TemplateTerm.Constant(default);
        }
    }

    private int BlankNodeIndex(Variable name)
    {
        if (!_blankNodeIndexes.TryGetValue(name, out var index))
        {
            index = _blankNodeIndexes.Count;
            _blankNodeIndexes.Add(name, index);
        }

        return index;
    }
}
