using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Store;

/// <summary>
/// Copies quads and hands them over, some hundred at a time and in order, to a sink on another thread, so that reading a document that
/// cannot be cut goes on while its terms are numbered. A document of a few hundred quads stays on one thread.
/// </summary>
/// <param name="target">Takes the quads; told of a block whenever many have come.</param>
internal sealed class HandoverSink(BlockSink target) : QuadSink, IDisposable
{
    private const int Parcels = 4;
    private const int ParcelsPerBlock = 64;

    private readonly BlockingCollection<Parcel> _full = new(Parcels);
    private readonly BlockingCollection<Parcel> _free = new(Parcels);
    private Parcel _current = new();
    private Thread? _taking;
    private volatile ExceptionDispatchInfo? _failure;

    /// <inheritdoc/>
    public override void Quad(in TermView subject, in TermView predicate, in TermView @object, in TermView graph)
    {
        if (_current.IsFull)
        {
            HandOver();
        }

        _current.Add(subject, predicate, @object, graph);
    }

    /// <summary>Waits until everything has been taken.</summary>
    internal void Finish()
    {
        if (_taking is null)
        {
            target.BeginBlock(0);
            _current.GiveTo(target);
            target.EndBlock();
            return;
        }

        _full.Add(_current);
        _full.CompleteAdding();
        _taking.Join();
        _failure?.Throw();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // After a failure of the reader, what was handed over is still being taken.
        if (!_full.IsAddingCompleted)
        {
            _full.CompleteAdding();
            _taking?.Join();
        }

        _full.Dispose();
        _free.Dispose();
    }

    private void HandOver()
    {
        _failure?.Throw();
        if (_taking is null)
        {
            for (var parcel = 1; parcel < Parcels; parcel++)
            {
                _free.Add(new Parcel());
            }

            _taking = new Thread(Take) { IsBackground = true };
            _taking.Start();
        }

        _full.Add(_current);
        _current = _free.Take();
    }

    private void Take()
    {
        var parcels = 0;
        foreach (var parcel in _full.GetConsumingEnumerable())
        {
            try
            {
                if (_failure is null)
                {
                    Take(parcel, parcels++);
                }
            }
            catch (Exception e)
            {
                // Thrown where the quads come from; until then they are taken and forgotten.
                _failure = ExceptionDispatchInfo.Capture(e);
            }

            parcel.Clear();
            _free.Add(parcel);
        }

        if (_failure is null && parcels % ParcelsPerBlock != 0)
        {
            target.EndBlock();
        }
    }

    private void Take(Parcel parcel, int number)
    {
        if (number % ParcelsPerBlock == 0)
        {
            target.BeginBlock(number / ParcelsPerBlock);
        }

        parcel.GiveTo(target);
        if (number % ParcelsPerBlock == ParcelsPerBlock - 1)
        {
            target.EndBlock();
        }
    }

    /// <summary>Copies of some quads.</summary>
    private sealed class Parcel
    {
        private const int MaxQuads = 512;
        private const int MaxTerms = 8 * MaxQuads;
        private const int MaxBytes = 1 << 20;

        private readonly TermArena _terms = new();
        private readonly List<(int Subject, int Predicate, int Object, int Graph)> _quads = new(MaxQuads);

        internal bool IsFull => _quads.Count == MaxQuads || _terms.Count > MaxTerms || _terms.Save().Bytes > MaxBytes;

        internal void Add(in TermView subject, in TermView predicate, in TermView @object, in TermView graph)
        {
            // Turtle repeats the subject, and with it often the predicate.
            var last = _quads.Count > 0 ? _quads[^1] : (-1, -1, -1, -1);
            _quads.Add((
                IsAt(last.Item1, subject) ? last.Item1 : _terms.Add(subject),
                IsAt(last.Item2, predicate) ? last.Item2 : _terms.Add(predicate),
                _terms.Add(@object),
                graph.IsNone ? -1 : IsAt(last.Item4, graph) ? last.Item4 : _terms.Add(graph)));
        }

        internal void GiveTo(QuadSink target)
        {
            foreach (var (subject, predicate, @object, graph) in _quads)
            {
                target.Quad(_terms[subject], _terms[predicate], _terms[@object], graph < 0 ? default : _terms[graph]);
            }
        }

        internal void Clear()
        {
            _quads.Clear();
            _terms.Clear();
        }

        private bool IsAt(int place, in TermView term)
        {
            if (place < 0)
            {
                return false;
            }

            var view = _terms[place];
            return view.Kind == term.Kind && (term.Kind is TermKind.Iri or TermKind.BlankNode) && view.Value.SequenceEqual(term.Value);
        }
    }
}
