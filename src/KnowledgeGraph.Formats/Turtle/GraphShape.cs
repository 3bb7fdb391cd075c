using System.Diagnostics.CodeAnalysis;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Formats.Turtle;

/// <summary>
/// The subjects of a graph and how they are written into each other: collections, blank nodes in brackets, reifiers as annotations. Each
/// has one owner at most; what would own itself, or nest too deep, is a statement of its own with a label.
/// </summary>
internal sealed class GraphShape
{
    // Far below what readers allow, which count triple terms too.
    private const int MaxDepth = 50;
    private const int MaxTripleTermDepth = 100;

    private readonly OrderedDictionary<Term, SubjectBlock> _blocks = [];
    private readonly Dictionary<TripleTerm, List<SubjectBlock>> _annotations = [];
    private readonly BlankNodeUses _uses;

    public GraphShape(IEnumerable<Quad> graph, BlankNodeUses uses)
    {
        _uses = uses;
        foreach (var quad in graph)
        {
            if (!_blocks.TryGetValue(quad.Subject, out var block))
            {
                block = new SubjectBlock(quad.Subject);
                _blocks.Add(quad.Subject, block);
            }

            block.Add(quad.Predicate, quad.Object);
        }

        FindCollections();
        FindBrackets();
        FindAnnotations();
        BreakCycles();
        BoundDepth();
        foreach (var block in _blocks.Values.Where(block => block.Place == SubjectPlace.Annotation))
        {
            _annotations.TryAdd(block.Reified!, []);
            _annotations[block.Reified!].Add(block);
        }
    }

    /// <summary>The blocks that are statements of their own, in the order of their first triples.</summary>
    public IEnumerable<SubjectBlock> Statements => _blocks.Values.Where(block => block.Place == SubjectPlace.Statement);

    /// <summary>The block of a node that is written where it is the object.</summary>
    public bool TryGetNested(Term node, [NotNullWhen(true)] out SubjectBlock? block) =>
        _blocks.TryGetValue(node, out block) && block.Place is SubjectPlace.Bracketed or SubjectPlace.Cell;

    /// <summary>Whether a blank node is written as <c>[]</c>: nothing is said of it, or it is a subject that nothing refers to.</summary>
    public bool IsEmptyBracket(Term node) =>
        _uses.CanBeAnonymous(node) && (_blocks.ContainsKey(node) ? _uses.Reference(node) is null : _uses.Reference(node) is not null);

    /// <summary>The reifiers written behind a triple: nameless ones with properties first, since a block belongs to the name before it.</summary>
    public IEnumerable<SubjectBlock> Annotations(Term subject, Iri predicate, Term value) =>
        _annotations.Count > 0 && _annotations.TryGetValue(new TripleTerm(subject, predicate, value), out var found)
            ? found.OrderBy(block => block.Subject is not BlankNode ? 2 : block.Count > 1 ? 0 : 1)
            : [];

    private void FindCollections()
    {
        foreach (var last in _blocks.Values)
        {
            if (last.Single(RdfVocabulary.Rest) == RdfVocabulary.Nil && (IsCell(last) || IsHead(last)))
            {
                Collect(last);
            }
        }
    }

    // From the last cell to the first.
    private void Collect(SubjectBlock last)
    {
        var cells = new List<SubjectBlock> { last };
        while (!IsHead(cells[^1]) && _uses.Reference(cells[^1].Subject) is { } link && link.Predicate == RdfVocabulary.Rest
            && _blocks[link.Subject] is var before && (IsCell(before) || IsHead(before)))
        {
            cells.Add(before);
        }

        cells.Reverse();
        var collection = new Collection(cells);
        var owner = IsHead(cells[0]) ? cells[0] : _blocks[_uses.Reference(cells[0].Subject)!.Subject];
        foreach (var cell in cells)
        {
            cell.Collection = collection;
            if (!IsHead(cell))
            {
                cell.Place = SubjectPlace.Cell;
                cell.Owner = owner;
            }
        }
    }

    private bool IsCell(SubjectBlock block) =>
        block.Count == 2 && HasFirstAndRest(block) && _uses.CanBeAnonymous(block.Subject) && _uses.Reference(block.Subject) is not null;

    // A collection as the subject of further triples; Turtle has none without such.
    private bool IsHead(SubjectBlock block) =>
        block.Count > 2 && HasFirstAndRest(block) && _uses.CanBeAnonymous(block.Subject) && _uses.Reference(block.Subject) is null;

    private static bool HasFirstAndRest(SubjectBlock block) =>
        block.Single(RdfVocabulary.First) is not null && block.Single(RdfVocabulary.Rest) is not null;

    private void FindBrackets()
    {
        foreach (var block in _blocks.Values)
        {
            if (block.Place == SubjectPlace.Statement && _uses.CanBeAnonymous(block.Subject)
                && _uses.Reference(block.Subject) is { } reference)
            {
                block.Place = SubjectPlace.Bracketed;
                block.Owner = _blocks[reference.Subject];
            }
        }
    }

    // RDF 1.2 Turtle §2.10: an annotation asserts its triple, names a reifier of it, and says something of the reifier.
    private void FindAnnotations()
    {
        var candidates = _blocks.Values.Where(block => block.Properties.ContainsKey(RdfVocabulary.Reifies)).ToList();
        var asserted = candidates.Count == 0 ? [] : Triples();
        foreach (var block in candidates)
        {
            var reified = block.Properties[RdfVocabulary.Reifies];
            if (block.Place != SubjectPlace.Statement || block.Collection is not null
                || !(block.Subject is Iri ? reified.Count == 1 : _uses.CanBeAnonymous(block.Subject)))
            {
                continue;
            }

            foreach (var triple in reified.OfType<TripleTerm>())
            {
                if (asserted.Contains(triple) && _blocks[triple.Subject] is var owner && MayAnnotate(owner, triple.Predicate))
                {
                    block.Place = SubjectPlace.Annotation;
                    block.Owner = owner;
                    block.Reified = triple;
                    break;
                }
            }
        }
    }

    private HashSet<TripleTerm> Triples() =>
    [
        .. from block in _blocks.Values
           from property in block.Properties
           from value in property.Value
           select new TripleTerm(block.Subject, property.Key, value),
    ];

    // Not the triples of cells, nor one that an annotation may stand for: they are not written as such.
    private static bool MayAnnotate(SubjectBlock owner, Iri predicate) =>
        predicate != RdfVocabulary.Reifies
        && (owner.Collection is null || (owner.IsCollection && predicate != RdfVocabulary.First && predicate != RdfVocabulary.Rest));

    // Each block has one owner at most, so that there is one cycle at most on the way up from it.
    private void BreakCycles()
    {
        var passed = new Dictionary<SubjectBlock, SubjectBlock>();
        foreach (var start in _blocks.Values)
        {
            var block = start;
            while (block is not null && passed.TryAdd(block, start))
            {
                block = block.Owner;
            }

            if (block is not null && passed[block] == start)
            {
                // Rather a node than a cell, which gives up its collection.
                var released = block;
                for (var next = block.Owner!; released.Place == SubjectPlace.Cell && next != block; next = next.Owner!)
                {
                    released = next;
                }

                released.Release();
            }
        }
    }

    private void BoundDepth()
    {
        var way = new Stack<SubjectBlock>();
        foreach (var start in _blocks.Values)
        {
            for (var block = start; block is not null && block.Depth < 0; block = block.Owner)
            {
                way.Push(block);
            }

            while (way.TryPop(out var block))
            {
                if (block.Depth >= 0)
                {
                    continue;
                }

                block.Depth = block.Owner is { } owner ? owner.Depth + 1 : 0;
                if (block.Depth > MaxDepth || (block.Depth > 0 && block.Properties.Values.Any(values => values.Exists(IsDeep))))
                {
                    block.Release();
                }
            }
        }
    }

    private static bool IsDeep(Term term)
    {
        var depth = 0;
        for (; term is TripleTerm triple; term = triple.Object)
        {
            depth++;
        }

        return depth > MaxTripleTermDepth;
    }
}
