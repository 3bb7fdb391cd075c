using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Server.Descriptions;

/// <summary>
/// Exact numbers about a state of the dataset, for its descriptions. Counted once a state, at the first question: a few passes over the sorted
/// indexes, O(quads), memory O(graphs, properties and classes). Immutable and thread-safe.
/// </summary>
public sealed class DatasetStatistics
{
    private const int BatchRows = 1024;

    // The numbers of a state live as long as the state.
    private static readonly ConditionalWeakTable<Snapshot, Lazy<DatasetStatistics>> s_known = [];

    private DatasetStatistics(Snapshot snapshot)
    {
        Properties = CountProperties(snapshot);
        Classes = CountClasses(snapshot);
        Default = new GraphNumbers(
            snapshot.DefaultGraphCount, CountFirsts(snapshot.Scan(IndexOrder.Spo, default)), CountFirsts(snapshot.Scan(IndexOrder.Osp, default)),
            Properties.Length);
        Named = CountNamed(snapshot);
    }

    /// <summary>The default graph.</summary>
    public GraphNumbers Default { get; }

    /// <summary>The properties of the default graph, the most used first.</summary>
    public ImmutableArray<PropertyNumbers> Properties { get; }

    /// <summary>The classes of the default graph, the largest first.</summary>
    public ImmutableArray<ClassNumbers> Classes { get; }

    /// <summary>The named graphs by name.</summary>
    public IReadOnlyDictionary<TermId, GraphNumbers> Named { get; }

    /// <summary>The numbers of a state.</summary>
    /// <param name="snapshot">The state.</param>
    public static DatasetStatistics Of(Snapshot snapshot) =>
        s_known.GetValue(snapshot, state => new Lazy<DatasetStatistics>(() => new DatasetStatistics(state))).Value;

    private static long CountFirsts(IndexScan scan)
    {
        var firsts = new TermId[BatchRows];
        long distinct = 0;
        TermId last = default;
        int rows;
        while ((rows = scan.Read(firsts, default, default, default)) > 0)
        {
            foreach (var first in firsts.AsSpan(0, rows))
            {
                distinct += first == last ? 0 : 1;
                last = first;
            }
        }

        return distinct;
    }

    private static ImmutableArray<PropertyNumbers> CountProperties(Snapshot snapshot)
    {
        var subjects = CountSeconds(snapshot.Scan(IndexOrder.Pso, default));
        var objects = CountSeconds(snapshot.Scan(IndexOrder.Pos, default));
        return
        [
            .. subjects.Select(entry => new PropertyNumbers(entry.Key, entry.Value.Rows, entry.Value.Distinct, objects[entry.Key].Distinct))
                .OrderByDescending(property => property.Triples).ThenBy(property => property.Property),
        ];
    }

    // By first column: its rows, and how often the second column changes within them.
    private static Dictionary<TermId, (long Rows, long Distinct)> CountSeconds(IndexScan scan)
    {
        var counts = new Dictionary<TermId, (long Rows, long Distinct)>();
        var (firsts, seconds) = (new TermId[BatchRows], new TermId[BatchRows]);
        TermId first = default, second = default;
        int rows;
        while ((rows = scan.Read(firsts, seconds, default, default)) > 0)
        {
            for (var i = 0; i < rows; i++)
            {
                ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, firsts[i], out _);
                count.Rows++;
                count.Distinct += firsts[i] == first && seconds[i] == second ? 0 : 1;
                (first, second) = (firsts[i], seconds[i]);
            }
        }

        return counts;
    }

    private static ImmutableArray<ClassNumbers> CountClasses(Snapshot snapshot)
    {
        if (!snapshot.Terms.TryFind(RdfVocabulary.Type, out var type))
        {
            return [];
        }

        // A triple is there once, so that the rows of a class are its instances.
        var classes = CountSeconds(snapshot.Scan(IndexOrder.Pos, new QuadPattern(default, type, default)));
        return
        [
            .. classes.Select(entry => new ClassNumbers(entry.Key, entry.Value.Rows))
                .OrderByDescending(item => item.Entities).ThenBy(item => item.Class),
        ];
    }

    private static Dictionary<TermId, GraphNumbers> CountNamed(Snapshot snapshot)
    {
        var subjects = CountSeconds(snapshot.Scan(IndexOrder.Gspo, default));
        var properties = CountSeconds(snapshot.Scan(IndexOrder.Gpos, default));
        var objects = CountObjectsByGraph(snapshot);
        return snapshot.NamedGraphs.ToDictionary(
            graph => graph.Name,
            graph => new GraphNumbers(
                graph.Count, subjects.GetValueOrDefault(graph.Name).Distinct, objects.GetValueOrDefault(graph.Name).Distinct,
                properties.GetValueOrDefault(graph.Name).Distinct));
    }

    // No order begins with graph and object: all graphs are walked by object at once, each remembering the object it saw last.
    private static Dictionary<TermId, (TermId Last, long Distinct)> CountObjectsByGraph(Snapshot snapshot)
    {
        var counts = new Dictionary<TermId, (TermId Last, long Distinct)>();
        var scan = snapshot.Scan(IndexOrder.Ospg, default);
        var (objects, graphs) = (new TermId[BatchRows], new TermId[BatchRows]);
        int rows;
        while ((rows = scan.Read(objects, default, default, graphs)) > 0)
        {
            for (var i = 0; i < rows; i++)
            {
                ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, graphs[i], out _);
                count = count.Last == objects[i] ? count : (objects[i], count.Distinct + 1);
            }
        }

        return counts;
    }
}
