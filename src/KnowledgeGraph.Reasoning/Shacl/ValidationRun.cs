using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>What all checks of one validation share. For one thread.</summary>
internal sealed class ValidationRun : IDisposable
{
    private readonly Dictionary<Shape, ShapeCheck> _checks = [];
    private readonly Dictionary<TermId, HashSet<TermId>> _classes = [];
    private readonly List<TermId> _types = [];
    private readonly List<Operator> _plans = [];
    private readonly PropertyPath _type = new PropertyPath.Link(RdfVocabulary.Type);
    private readonly PropertyPath _subclasses = new PropertyPath.ZeroOrMore(new PropertyPath.Link(ShaclVocabulary.SubClassOf));

    /// <summary>A run.</summary>
    /// <param name="context">The engine's part of it.</param>
    /// <param name="dataset">The dataset, whose default graph is the data graph.</param>
    /// <param name="shapesGraph">The shapes graph's name in the dataset; null if it is not in it.</param>
    public ValidationRun(ExecutionContext context, QueryDataset dataset, Iri? shapesGraph)
    {
        Context = context;
        Dataset = dataset;
        ShapesGraph = shapesGraph;
        Paths = new PathSteps(context, dataset.DefaultGraph);
        Compiler = new ExpressionCompiler(context);
        TypeId = context.Terms.Intern(RdfVocabulary.Type);
    }

    /// <summary>The engine's part of the run.</summary>
    public ExecutionContext Context { get; }

    /// <summary>The dataset, whose default graph is the data graph.</summary>
    public QueryDataset Dataset { get; }

    /// <summary>The data graph.</summary>
    public GraphScope Graph => Dataset.DefaultGraph;

    /// <summary>The shapes graph's name in the dataset; null if it is not in it.</summary>
    public Iri? ShapesGraph { get; }

    /// <summary>Walks paths in the data graph.</summary>
    public PathSteps Paths { get; }

    /// <summary>Compiles expressions.</summary>
    public ExpressionCompiler Compiler { get; }

    /// <summary>Nodes of a batch.</summary>
    public int BatchRows => Context.BatchRows;

    /// <summary>The id of rdf:type.</summary>
    public TermId TypeId { get; }

    /// <summary>The id of a term.</summary>
    public TermId Id(Term term) => Context.Terms.Intern(term);

    /// <summary>A shape, made ready once.</summary>
    public ShapeCheck CheckOf(Shape shape)
    {
        if (!_checks.TryGetValue(shape, out var check))
        {
            check = new ShapeCheck(this, shape);
            _checks.Add(shape, check);
        }

        return check;
    }

    /// <summary>A class with all its subclasses in the data graph (SHACL §1.1, SHACL subclass).</summary>
    public HashSet<TermId> Subclasses(TermId @class)
    {
        if (!_classes.TryGetValue(@class, out var all))
        {
            var found = new HashSet<TermId>();
            Paths.Close(_subclasses, @class, forward: false, default, (subclass, _) => found.Add(subclass));
            _classes.Add(@class, found);
            all = found;
        }

        return all;
    }

    /// <summary>Whether a node is a SHACL instance of a class (SHACL §1.1).</summary>
    public bool IsInstance(TermId node, TermId @class)
    {
        if (!(node.IsIri || node.IsBlankNode))
        {
            return false;
        }

        var classes = Subclasses(@class);
        if (classes.Count == 1)
        {
            return Context.Snapshot.Contains(Graph, node, TypeId, @class);
        }

        _types.Clear();
        Paths.Walk(_type, node, forward: true, _types);
        return _types.Exists(classes.Contains);
    }

    /// <summary>Keeps a plan until the end of the run.</summary>
    public Operator Own(Operator plan)
    {
        _plans.Add(plan);
        return plan;
    }

    /// <inheritdoc/>
    public void Dispose() => _plans.ForEach(static plan => plan.Dispose());
}
