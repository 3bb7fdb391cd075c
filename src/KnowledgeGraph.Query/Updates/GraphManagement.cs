using System.Diagnostics;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Updates;

/// <summary>
/// The operations on whole graphs (SPARQL 1.1 Update §3.1.4, §3.1.5, §3.2). The store knows empty graphs, so a graph that is not there is
/// an error without SILENT; the default graph is always there.
/// </summary>
internal sealed class GraphManagement(StoreTransaction transaction, TransactionChanges changes, UpdateSettings settings)
{
    private const int ReadRows = 1024;

    public void Run(UpdateOperation operation)
    {
        switch (operation)
        {
            case UpdateOperation.Load load:
                Load(load);
                break;
            case UpdateOperation.Clear(var target, var silent):
                Clear(target, silent);
                break;
            case UpdateOperation.Drop(var target, var silent):
                Drop(target, silent);
                break;
            case UpdateOperation.Create(var graph, var silent):
                if (!transaction.CreateGraph(transaction.Intern(graph)) && !silent)
                {
                    throw new GraphStateException(
                        $"CREATE GRAPH {graph} failed: there is such a graph already. CREATE SILENT takes no offence.");
                }

                break;
            case UpdateOperation.Copy(var from, var to, var silent):
                Transfer("COPY", from, to, silent, replaces: true, moves: false);
                break;
            case UpdateOperation.Move(var from, var to, var silent):
                Transfer("MOVE", from, to, silent, replaces: true, moves: true);
                break;
            case UpdateOperation.Add(var from, var to, var silent):
                Transfer("ADD", from, to, silent, replaces: false, moves: false);
                break;
            default:
                throw new UnreachableException();
        }
    }

    // SPARQL 1.1 Update §3.1.5.
    private void Clear(GraphTarget target, bool silent)
    {
        if (target is GraphTarget.One(var name))
        {
            if (TryFind(name, "CLEAR", silent, out var graph))
            {
                transaction.ClearGraph(graph);
            }
        }
        else
        {
            Several(target).ForEach(transaction.ClearGraph);
        }
    }

    // SPARQL 1.1 Update §3.2.2. There is always a default graph: to drop it is to empty it.
    private void Drop(GraphTarget target, bool silent)
    {
        if (target is GraphTarget.One(var name))
        {
            if (TryFind(name, "DROP", silent, out var graph))
            {
                Drop(graph);
            }
        }
        else
        {
            Several(target).ForEach(Drop);
        }
    }

    private void Drop(TermId graph)
    {
        if (graph.IsUndefined)
        {
            transaction.ClearGraph(graph);
        }
        else
        {
            transaction.DropGraph(graph);
        }
    }

    private List<TermId> Several(GraphTarget target)
    {
        var graphs = new List<TermId>();
        if (target is GraphTarget.Default or GraphTarget.All)
        {
            graphs.Add(default);
        }

        if (target is GraphTarget.Named or GraphTarget.All)
        {
            graphs.AddRange(transaction.Snapshot.NamedGraphs.Select(graph => graph.Name));
        }

        return graphs;
    }

    // SPARQL 1.1 Update §3.2.3, §3.2.4, §3.2.5. A graph copied, moved or added to itself stays as it is.
    private void Transfer(string name, Iri? from, Iri? to, bool silent, bool replaces, bool moves)
    {
        TermId source = default;
        if ((from is not null && !TryFind(from, name, silent, out source)) || from == to)
        {
            return;
        }

        var snapshot = transaction.Snapshot;
        TermId target = default;
        if (to is not null)
        {
            target = transaction.Intern(to);
            transaction.CreateGraph(target);
        }

        if (replaces)
        {
            transaction.ClearGraph(target);
        }

        // The snapshot still has what is dropped here; to drop before anything is added spares sorting the additions in twice.
        if (moves)
        {
            Drop(source);
        }

        AddAll(snapshot, source, target);
    }

    // SPARQL 1.1 Update §3.1.4.
    private void Load(UpdateOperation.Load load)
    {
        try
        {
            if (settings.LoadDocument is null)
            {
                throw new RemoteException(
                    $"LOAD {load.Source} failed: no remote host is allowed here; Federation:Allow lists none.", isRefused: true);
            }

            using var stop = CancellationTokenSource.CreateLinkedTokenSource(settings.Timeout, settings.Cancellation);
            changes.Load(sink => settings.LoadDocument(load.Source, sink, stop.Token), load.Into);
        }
        catch (OperationCanceledException)
        {
            settings.ThrowIfStopped();
            throw;
        }
        catch (QueryException e) when (load.Silent && e is not (QueryMemoryException or QueryTimeoutException))
        {
            // Of a document that is wrong nothing stays.
        }
    }

    private bool TryFind(Iri name, string operation, bool silent, out TermId graph)
    {
        var snapshot = transaction.Snapshot;
        if (snapshot.Terms.TryFind(name, out graph) && snapshot.HasGraph(graph))
        {
            return true;
        }

        return silent
            ? false
            : throw new GraphStateException($"{operation} failed: there is no graph {name}. {operation} SILENT takes no offence.");
    }

    private void AddAll(Snapshot snapshot, TermId source, TermId target)
    {
        var scan = snapshot.Scan(source.IsUndefined ? GraphScope.Default : GraphScope.Named(source), IndexOrder.Spo, default);
        TermId[] subjects = new TermId[ReadRows], predicates = new TermId[ReadRows], objects = new TermId[ReadRows];
        for (int count; (count = scan.Read(subjects, predicates, objects, default)) > 0;)
        {
            for (var i = 0; i < count; i++)
            {
                changes.Add(new QuadIds(subjects[i], predicates[i], objects[i], target));
            }
        }
    }
}
