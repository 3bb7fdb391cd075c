using System.Runtime.CompilerServices;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Updates;

/// <summary>
/// Takes the quads of one document as ids of a transaction. The document's blank nodes are new ones, one for each label; if it goes into one
/// graph, it may not name graphs itself.
/// </summary>
internal sealed class DocumentSink(StoreTransaction transaction, UpdateSettings settings, Iri? into, QuadChange take) : QuadSink
{
    private const int EntryBytes = 64;

    private readonly Dictionary<byte[], TermId>.AlternateLookup<ReadOnlySpan<byte>> _nodes =
        new Dictionary<byte[], TermId>(LabelComparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();

    private readonly TermId _into = into is null ? default : transaction.Intern(into);

    public override void Quad(in TermView subject, in TermView predicate, in TermView @object, in TermView graph)
    {
        if (into is not null && !graph.IsNone)
        {
            throw new QueryException($"The document names a graph, {graph.ToTerm()}, but is to go into the graph {into} alone.");
        }

        take(new QuadIds(Id(subject), Id(predicate), Id(@object), graph.IsNone ? _into : Id(graph)));
    }

    private TermId Id(in TermView term)
    {
        switch (term.Kind)
        {
            case TermKind.BlankNode:
                return Node(term.Value);
            case TermKind.TripleTerm:
                RuntimeHelpers.EnsureSufficientExecutionStack();
                return transaction.InternTripleTerm(Id(term.Subject), Id(term.Predicate), Id(term.Object));
            default:
                return transaction.Intern(term);
        }
    }

    private TermId Node(ReadOnlySpan<byte> label)
    {
        if (!_nodes.TryGetValue(label, out var node))
        {
            settings.Budget.Charge(label.Length + EntryBytes);
            node = transaction.NewBlankNode();
            _nodes[label] = node;
        }

        return node;
    }
}
