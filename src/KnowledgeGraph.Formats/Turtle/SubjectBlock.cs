using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.Turtle;

/// <summary>What one graph says of a subject, and where in the document that is written.</summary>
internal sealed class SubjectBlock(Term subject)
{
    public Term Subject { get; } = subject;

    /// <summary>The objects by predicate, in the order they came.</summary>
    public OrderedDictionary<Iri, List<Term>> Properties { get; } = [];

    /// <summary>How many triples there are.</summary>
    public int Count { get; private set; }

    public SubjectPlace Place { get; set; }

    /// <summary>The block in which this one is written; null for a statement of its own.</summary>
    public SubjectBlock? Owner { get; set; }

    /// <summary>The collection that this node is a cell of.</summary>
    public Collection? Collection { get; set; }

    /// <summary>The triple at which an annotation is written.</summary>
    public TripleTerm? Reified { get; set; }

    /// <summary>How deep the block is nested; -1 until that is known.</summary>
    public int Depth { get; set; } = -1;

    /// <summary>Whether the subject is written as a collection that has further properties.</summary>
    public bool IsCollection => Collection is not null && Place == SubjectPlace.Statement;

    public void Add(Iri predicate, Term value)
    {
        if (!Properties.TryGetValue(predicate, out var values))
        {
            values = [];
            Properties.Add(predicate, values);
        }

        values.Add(value);
        Count++;
    }

    /// <summary>The only value of a property; null if there is none or more than one.</summary>
    public Term? Single(Iri predicate) => Properties.TryGetValue(predicate, out var values) && values.Count == 1 ? values[0] : null;

    /// <summary>Writes the node as a statement of its own after all.</summary>
    public void Release()
    {
        if (Collection is { } collection)
        {
            foreach (var cell in collection.Cells)
            {
                cell.Collection = null;
                cell.ToStatement();
            }
        }

        ToStatement();
    }

    private void ToStatement()
    {
        Place = SubjectPlace.Statement;
        Owner = null;
        Reified = null;
        Depth = 0;
    }
}
