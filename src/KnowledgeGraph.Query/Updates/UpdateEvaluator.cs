using System.Collections.Frozen;
using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Query.Rewrite;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Updates;

/// <summary>
/// Evaluates update requests within a transaction; each operation sees what its predecessor left. Nothing is published here, so a failure
/// needs no clean-up but that of the transaction. Used by one thread at a time.
/// </summary>
/// <seealso href="https://www.w3.org/TR/sparql12-update/"/>
public sealed class UpdateEvaluator
{
    private static readonly FrozenDictionary<Variable, int> s_noColumns = FrozenDictionary<Variable, int>.Empty;

    private readonly StoreTransaction _transaction;
    private readonly UpdateSettings _settings;
    private readonly TransactionChanges _changes;
    private readonly GraphManagement _graphs;

    /// <summary>An evaluator.</summary>
    /// <param name="transaction">Where the changes go.</param>
    /// <param name="settings">Limits and settings.</param>
    public UpdateEvaluator(StoreTransaction transaction, UpdateSettings settings)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(settings);
        _transaction = transaction;
        _settings = settings;
        _changes = new TransactionChanges(transaction, settings);
        _graphs = new GraphManagement(transaction, _changes, settings);
    }

    /// <summary>Evaluates a request.</summary>
    /// <param name="update">The request.</param>
    /// <exception cref="QueryException">
    /// An operation fails, such as CREATE of a graph that is there, or the request has USING or WITH beside a dataset of the protocol.
    /// </exception>
    public void Run(Update update)
    {
        ArgumentNullException.ThrowIfNull(update);
        if (_settings.Dataset is not null
            && update.Operations.Any(o => o is UpdateOperation.Modify { With: not null } or UpdateOperation.Modify { Using: not null }))
        {
            // SPARQL 1.1 Protocol §2.2.3.
            throw new QueryException(
                "The request names its dataset twice: by using-graph-uri or using-named-graph-uri, and by USING or WITH. Leave one of them out.");
        }

        foreach (var operation in update.Operations)
        {
            _settings.ThrowIfStopped();
            Run(operation);
            _changes.ReleaseAllButHeld();
        }
    }

    /// <summary>
    /// Loads one document in bulk: all of it or, if anything is thrown, nothing. Its blank nodes are new ones, one for each label.
    /// </summary>
    /// <param name="read">Reads the document into the sink, which throws if the update has to stop.</param>
    /// <param name="into">The graph that its triples go into, created if need be; null if quads keep their graphs.</param>
    /// <exception cref="QueryException">A document for one graph names a graph itself, or a limit is reached.</exception>
    public void Load(Action<QuadSink> read, Iri? into)
    {
        ArgumentNullException.ThrowIfNull(read);
        _settings.ThrowIfStopped();
        _changes.Load(read, into);
        _changes.ReleaseAllButHeld();
    }

    private void Run(UpdateOperation operation)
    {
        switch (operation)
        {
            case UpdateOperation.InsertData insert:
                Data(insert.Quads, new InsertedTerms(_transaction, _settings.Budget, null), _changes.Add);
                break;
            case UpdateOperation.DeleteData delete:
                Data(delete.Quads, new DeletedTerms(_transaction.Snapshot.Terms), _changes.Remove);
                break;
            case UpdateOperation.Modify modify:
                Modify(modify);
                break;
            default:
                _graphs.Run(operation);
                break;
        }
    }

    // The data are a template for one solution without variables.
    private static void Data(ImmutableArray<QuadTemplate> quads, TemplateTerms terms, QuadChange change) =>
        new QuadInstantiation(quads, null, terms, s_noColumns).ForEach(new SolutionBatch(0, 1) { Count = 1 }, 0, change);

    // SPARQL 1.1 Update §3.1.3: the pattern is evaluated over the state before the operation, then all quads of the DELETE template are
    // removed, then all of the INSERT template are added. The snapshot does not move while the pattern reads it; so removals need not wait
    // for the last solution, but additions have to wait for the last removal.
    private void Modify(UpdateOperation.Modify modify)
    {
        var snapshot = _transaction.Snapshot;
        var context = _settings.Run(snapshot, modify.BaseIri?.Value);
        var rewriter = new Rewriter(_settings.RewritesOff);
        using var plan = new Planner(context, Dataset(modify, context.Terms, snapshot), rewriter).Plan(rewriter.Rewrite(modify.Where));
        var batch = new SolutionBatch(plan.Columns.Length, _settings.BatchRows);
        var waiting = new QuadRows(_settings.Budget);
        QuadChange add = modify.Delete.IsEmpty ? _changes.Add : waiting.Add;
        QuadInstantiation? delete = null;
        QuadInstantiation? insert = null;
        while (plan.Next(batch))
        {
            delete ??= new QuadInstantiation(modify.Delete, modify.With, new DeletedTerms(snapshot.Terms), plan.Slots);
            insert ??= new QuadInstantiation(
                modify.Insert, modify.With, new InsertedTerms(_transaction, _settings.Budget, context.Terms), plan.Slots);
            foreach (var row in batch.Rows)
            {
                delete.ForEach(batch, row, _changes.Remove);
                insert.ForEach(batch, row, add);
            }
        }

        waiting.ForEach(_changes.Add);
    }

    // SPARQL 1.1 Update §3.1.3: USING and USING NAMED are the dataset; else WITH is its default graph, beside all named graphs.
    private QueryDataset Dataset(UpdateOperation.Modify modify, LocalDictionary terms, Snapshot snapshot)
    {
        var dataset = QueryDataset.Create(terms, snapshot, modify.Using ?? _settings.Dataset, _settings.UnionDefaultGraph);
        if (modify.With is null || modify.Using is not null)
        {
            return dataset;
        }

        return dataset with
        {
            DefaultGraph = snapshot.Terms.TryFind(modify.With, out var with) ? GraphScope.Named(with) : GraphScope.UnionOf(),
        };
    }
}
