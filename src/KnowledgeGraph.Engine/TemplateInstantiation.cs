using System.Collections.Immutable;
using System.Diagnostics;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;
using ExecutionContext = KnowledgeGraph.Query.Execution.ExecutionContext;

namespace KnowledgeGraph.Engine;

/// <summary>Makes triples of the template of CONSTRUCT (SPARQL 1.1 §16.2): blank nodes of the template are new for each solution.</summary>
internal sealed class TemplateInstantiation
{
    private readonly ExecutionContext _context;
    private readonly ImmutableArray<TriplePattern> _template;
    private readonly IReadOnlyDictionary<Variable, int> _slots;
    private readonly Dictionary<Variable, TermId> _blankNodes = [];
    private readonly Dictionary<Term, TermId> _constants = [];

    /// <summary>An instantiation.</summary>
    /// <param name="context">The run.</param>
    /// <param name="template">The template.</param>
    /// <param name="slots">The column of each variable of the solutions.</param>
    public TemplateInstantiation(ExecutionContext context, ImmutableArray<TriplePattern> template, IReadOnlyDictionary<Variable, int> slots)
    {
        _context = context;
        _template = template;
        _slots = slots;
    }

    /// <summary>Writes the triples of one solution.</summary>
    public void Write(SolutionBatch batch, int row, GraphAnswer answer, QuadSink sink)
    {
        _blankNodes.Clear();
        foreach (var (subject, predicate, @object) in _template)
        {
            answer.Write(Term(subject, batch, row), Term(predicate, batch, row), Term(@object, batch, row), sink);
        }
    }

    private TermId Term(TermPattern pattern, SolutionBatch batch, int row)
    {
        switch (pattern)
        {
            case TermPattern.Ground(var term):
                if (!_constants.TryGetValue(term, out var constant))
                {
                    constant = _context.Terms.Intern(term);
                    _constants.Add(term, constant);
                }

                return constant;
            case TermPattern.Var(var name):
                return _slots.TryGetValue(name, out var slot) ? batch.Column(slot)[row] : name.IsInternal ? BlankNode(name) : default;
            case TermPattern.Triple(var inner):
                var subject = Term(inner.Subject, batch, row);
                var predicate = Term(inner.Predicate, batch, row);
                var @object = Term(inner.Object, batch, row);
                return GraphAnswer.IsTriple(subject, predicate, @object)
                    ? _context.Terms.InternTripleTerm(subject, predicate, @object)
                    : default;
            default:
                throw new UnreachableException();
        }
    }

    private TermId BlankNode(Variable name)
    {
        if (!_blankNodes.TryGetValue(name, out var id))
        {
            id = _context.Terms.NewBlankNode();
            _blankNodes.Add(name, id);
        }

        return id;
    }
}
