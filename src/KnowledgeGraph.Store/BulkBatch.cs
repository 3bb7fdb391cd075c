using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;

namespace KnowledgeGraph.Store;

/// <summary>
/// A few hundred quads, whose terms are then numbered together: what many quads have in common is looked up once, and the processor waits
/// for many look-ups at a time. Numbers within a batch have the form of those of <see cref="BulkTerms"/>. Not thread-safe, but the terms
/// are shared with the batches of other threads. The blank node of a label has the index of the label behind that of the first one.
/// </summary>
internal sealed class BulkBatch(BulkTerms terms, BulkTable labels, uint firstLabelled)
{
    private const int MaxRows = 512;
    private const int MaxTextBytes = 1 << 18;
    private const uint None = uint.MaxValue;

    private readonly BulkTermList _texts = new();
    private readonly BulkTermList _inline = new();
    private readonly BulkTermList _labels = new();
    private readonly List<BulkRow> _tripleTerms = [];
    private readonly BulkRow[] _rows = new BulkRow[MaxRows];
    private readonly uint[][] _numbers = [[], [], [], []];

    // What datatypes and language tags are called in the terms.
    private readonly TermTable _knownDatatypes = new();
    private readonly List<(int Number, XsdDatatype Type)> _datatypes = [];
    private readonly TermTable _knownLanguages = new();
    private readonly List<(int Spelling, int Canonical)> _languages = [];
    private int _count;

    /// <summary>Whether nothing more should be added before the batch is numbered.</summary>
    internal bool IsFull => _count == MaxRows || _texts.TextBytes + _labels.TextBytes > MaxTextBytes || _tripleTerms.Count > MaxRows;

    internal void Add(in TermView subject, in TermView predicate, in TermView @object, in TermView graph)
    {
        // Most often the subject is that of the quad before.
        var last = _count > 0 ? _rows[_count - 1].Subject : None;
        var number = subject.Kind == TermKind.Iri && last >> BulkTerms.IndexBits == BulkTerms.TextKind
            && _texts.Is((int)last, subject.Value) ? last : Number(subject);
        _rows[_count] = new(number, Number(predicate), Number(@object), graph.IsNone ? None : Number(graph));
        _count++;
    }

    /// <summary>Numbers the terms and empties the batch.</summary>
    /// <param name="place">A place in the document; those behind it, as many as the batch has terms of a kind, are the batch's.</param>
    /// <param name="defaultGraph">Takes the quads of the default graph.</param>
    /// <param name="named">Takes the others.</param>
    /// <returns>The place after it.</returns>
    internal long Flush(long place, BulkRows<BulkTriple> defaultGraph, BulkRows<BulkRow> named)
    {
        terms.Texts(_texts, place, Room(BulkTerms.TextKind, _texts.Count));
        terms.Inlines(_inline, place, Room(BulkTerms.InlineKind, _inline.Count));
        var nodes = Room(BulkTerms.BlankNodeKind, _labels.Count);
        BulkTerms.Intern(labels, 0, _labels, place, nodes, null);
        foreach (ref var node in nodes)
        {
            node = BulkTerms.Join(BulkTerms.BlankNodeKind, firstLabelled + node);
        }

        var next = place + Math.Max(_texts.Count, Math.Max(_inline.Count, _labels.Count));
        NumberTripleTerms();
        foreach (var row in _rows.AsSpan(0, _count))
        {
            if (row.Graph == None)
            {
                defaultGraph.Add(new(Shared(row.Subject), Shared(row.Predicate), Shared(row.Object)));
            }
            else
            {
                named.Add(new(Shared(row.Subject), Shared(row.Predicate), Shared(row.Object), Shared(row.Graph)));
            }
        }

        _count = 0;
        _texts.Clear();
        _inline.Clear();
        _labels.Clear();
        _tripleTerms.Clear();
        return next;
    }

    // The components of a triple term stand before it.
    private void NumberTripleTerms()
    {
        if (_tripleTerms.Count == 0)
        {
            return;
        }

        var numbers = Room(BulkTerms.TripleTermKind, _tripleTerms.Count);
        lock (terms.Gate)
        {
            for (var i = 0; i < numbers.Length; i++)
            {
                var triple = _tripleTerms[i];
                numbers[i] = terms.TripleTerm(Shared(triple.Subject), Shared(triple.Predicate), Shared(triple.Object));
            }
        }
    }

    private Span<uint> Room(int kind, int count)
    {
        if (_numbers[kind].Length < count)
        {
            _numbers[kind] = new uint[Math.Max(count, _numbers[kind].Length * 2)];
        }

        return _numbers[kind].AsSpan(0, count);
    }

    private uint Shared(uint number) => _numbers[number >> BulkTerms.IndexBits][number & BulkTerms.IndexMask];

    private uint Number(in TermView term)
    {
        switch (term.Kind)
        {
            case TermKind.Iri:
                return (uint)_texts.Add(BulkTable.Kind(TermTag.Iri, 0), term.Value);
            case TermKind.Literal:
                return Literal(term);
            case TermKind.BlankNode:
                return BulkTerms.Join(BulkTerms.BlankNodeKind, (uint)_labels.Add(0, term.Value));
            case TermKind.TripleTerm:
                RuntimeHelpers.EnsureSufficientExecutionStack();
                _tripleTerms.Add(new(Number(term.Subject), Number(term.Predicate), Number(term.Object), 0));
                return BulkTerms.Join(BulkTerms.TripleTermKind, (uint)_tripleTerms.Count - 1);
            default:
                throw new ArgumentException("A quad has a subject, a predicate and an object.", nameof(term));
        }
    }

    private uint Literal(in TermView term)
    {
        if (!term.Language.IsEmpty)
        {
            var (spelling, canonical) = Language(term);
            return (uint)_texts.Add(BulkTable.Kind(TermTag.LanguageString, canonical), term.Value, spelling);
        }

        if (term.Datatype.SequenceEqual(XsdDatatypes.Utf8IriOf(XsdDatatype.String)))
        {
            return (uint)_texts.Add(BulkTable.Kind(TermTag.String, 0), term.Value);
        }

        var (datatype, type) = Datatype(term.Datatype);
        return TermId.TryInline(term.Value, type, out var id)
            ? BulkTerms.Join(BulkTerms.InlineKind, (uint)_inline.Add(0, MemoryMarshal.AsBytes(new ReadOnlySpan<TermId>(in id))))
            : (uint)_texts.Add(BulkTable.Kind(TermTag.TypedLiteral, datatype), term.Value);
    }

    private (int Spelling, int Canonical) Language(in TermView term)
    {
        var known = _knownLanguages.Intern(TermTag.String, term.Language, (int)term.Direction, out var added);
        if (added)
        {
            lock (terms.Gate)
            {
                _languages.Add(terms.Language(term.Language, term.Direction));
            }
        }

        return _languages[known];
    }

    private (int Number, XsdDatatype Type) Datatype(ReadOnlySpan<byte> iri)
    {
        var known = _knownDatatypes.Intern(TermTag.Iri, iri, 0, out var added);
        if (added)
        {
            lock (terms.Gate)
            {
                _datatypes.Add(terms.Datatype(iri));
            }
        }

        return _datatypes[known];
    }
}
