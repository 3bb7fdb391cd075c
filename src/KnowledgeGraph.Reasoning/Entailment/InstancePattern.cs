using System.Runtime.CompilerServices;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>A graph of which an instance is looked for: its triples with blank nodes as variables.</summary>
internal sealed class InstancePattern
{
    private readonly Dictionary<BlankNode, int> _variables = [];
    private readonly InferenceRun _run;

    /// <param name="graph">The graph: the default graph of the dataset.</param>
    /// <param name="run">Where its terms get ids.</param>
    public InstancePattern(Dataset graph, InferenceRun run)
    {
        _run = run;
        Triples = [.. graph.DefaultGraph.Select(triple => (Term(triple.Subject), Id(triple.Predicate), Term(triple.Object)))];
    }

    /// <summary>The triples.</summary>
    public List<(GraphTerm Subject, TermId Predicate, GraphTerm Object)> Triples { get; }

    /// <summary>The terms without blank nodes.</summary>
    public HashSet<TermId> Vocabulary { get; } = [];

    /// <summary>Number of blank nodes.</summary>
    public int VariableCount => _variables.Count;

    private GraphTerm Term(Term term)
    {
        switch (term)
        {
            case BlankNode node:
                if (!_variables.TryGetValue(node, out var number))
                {
                    number = _variables.Count;
                    _variables.Add(node, number);
                }

                return new GraphTerm.Variable(number);
            case TripleTerm triple:
                RuntimeHelpers.EnsureSufficientExecutionStack();
                var (subject, predicate, @object) = (Term(triple.Subject), Id(triple.Predicate), Term(triple.Object));
                return subject is GraphTerm.Ground s && @object is GraphTerm.Ground o
                    ? Ground(_run.Terms.InternTripleTerm(s.Id, predicate, o.Id))
                    : new GraphTerm.Nested(subject, predicate, @object);
            default:
                return Ground(Id(term));
        }
    }

    private GraphTerm.Ground Ground(TermId id)
    {
        Vocabulary.Add(id);
        return new GraphTerm.Ground(id);
    }

    private TermId Id(Term term)
    {
        var id = _run.Canonical(_run.Terms.Intern(term));
        Vocabulary.Add(id);
        return id;
    }
}
