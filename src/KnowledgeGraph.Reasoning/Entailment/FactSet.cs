using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>
/// Triples as columns of ids, numbered as they come, each with the rule and the premises that gave it. Indexes by predicate and subject or
/// object are built when a join first asks for them, and kept from then on. A chain of an index may be walked while triples are added: it
/// is that of the moment when the walk began. Not thread-safe.
/// </summary>
internal sealed class FactSet
{
    // Columns 3 × 8, rule 1, start of premises 4, two chains 2 × 4, row of the predicate 4, slots of the set 2 × 4 to 4 × 4.
    private const int BytesPerFact = 24 + 1 + 4 + 8 + 4 + 12;
    private const int BytesPerIndexKey = 24;

    private readonly Dictionary<TermId, PredicateFacts> _predicates = [];
    private readonly Queue<PredicateFacts> _pending = new();
    private readonly long _memoryLimit;
    private TermId[] _subjects = new TermId[1024];
    private TermId[] _predicateIds = new TermId[1024];
    private TermId[] _objects = new TermId[1024];
    private byte[] _rules = new byte[1024];
    private int[] _premiseStarts = new int[1024];
    private int[] _nextOfSubject = new int[1024];
    private int[] _nextOfObject = new int[1024];
    private int[] _premises = new int[1024];
    private int _premiseCount;
    private int[] _slots = new int[4096];
    private AcrossPredicates? _bySubject;
    private AcrossPredicates? _byObject;

    /// <param name="memoryLimit">The most bytes to hold.</param>
    public FactSet(long memoryLimit) => _memoryLimit = memoryLimit;

    /// <summary>Number of triples.</summary>
    public int Count { get; private set; }

    /// <summary>Number of triples that no rule has been applied to.</summary>
    public int Pending { get; private set; }

    public TermId Subject(int fact) => _subjects[fact];

    public TermId Predicate(int fact) => _predicateIds[fact];

    public TermId Object(int fact) => _objects[fact];

    public byte Rule(int fact) => _rules[fact];

    public ReadOnlySpan<int> Premises(int fact) =>
        _premises.AsSpan(_premiseStarts[fact], (fact + 1 < Count ? _premiseStarts[fact + 1] : _premiseCount) - _premiseStarts[fact]);

    /// <summary>The triples of a predicate; null if there are none.</summary>
    public PredicateFacts? Of(TermId predicate) => _predicates.GetValueOrDefault(predicate);

    /// <summary>The number of a triple, −1 if it is not there.</summary>
    public int Find(TermId subject, TermId predicate, TermId @object)
    {
        var slots = _slots;
        for (var slot = Hash(subject, predicate, @object) & (uint)(slots.Length - 1); ; slot = (slot + 1) & (uint)(slots.Length - 1))
        {
            var fact = slots[slot] - 1;
            if (fact < 0 || (_subjects[fact] == subject && _objects[fact] == @object && _predicateIds[fact] == predicate))
            {
                return fact;
            }
        }
    }

    /// <summary>Adds a triple; false if it is there already, whose derivation then stays.</summary>
    /// <exception cref="EntailmentLimitException">There is no room for it.</exception>
    public bool Add(TermId subject, TermId predicate, TermId @object, byte rule, ReadOnlySpan<int> premises)
    {
        var mask = (uint)(_slots.Length - 1);
        var slot = Hash(subject, predicate, @object) & mask;
        for (int known; (known = _slots[slot] - 1) >= 0; slot = (slot + 1) & mask)
        {
            if (_subjects[known] == subject && _objects[known] == @object && _predicateIds[known] == predicate)
            {
                return false;
            }
        }

        if (Count == _subjects.Length)
        {
            Grow();
        }

        var fact = Count++;
        _slots[slot] = fact + 1;
        _subjects[fact] = subject;
        _predicateIds[fact] = predicate;
        _objects[fact] = @object;
        _rules[fact] = rule;
        KeepPremises(fact, premises);
        Enter(fact, predicate);
        _bySubject?.Add(subject, fact);
        _byObject?.Add(@object, fact);
        if (Count * 2 > _slots.Length)
        {
            Rehash();
        }

        return true;
    }

    /// <summary>Takes the triples of one predicate that no rule has been applied to; false if there are none left.</summary>
    public bool TryTakePending(out PredicateFacts facts, out int from, out int to)
    {
        if (!_pending.TryDequeue(out facts!))
        {
            (from, to) = (0, 0);
            return false;
        }

        (from, to) = (facts.Taken, facts.Count);
        facts.Taken = to;
        Pending -= to - from;
        return true;
    }

    /// <summary>The first triple of a predicate with a subject, −1 if none; others by <see cref="NextOfSubject"/>.</summary>
    public int FirstOfSubject(PredicateFacts facts, TermId subject)
    {
        var index = facts.BySubject ??= BuildIndex(facts, _subjects, _nextOfSubject);
        return index.TryGetValue(subject, out var fact) ? fact : -1;
    }

    public int NextOfSubject(int fact) => _nextOfSubject[fact];

    /// <summary>The first triple of a predicate with an object, −1 if none; others by <see cref="NextOfObject"/>.</summary>
    public int FirstOfObject(PredicateFacts facts, TermId @object)
    {
        var index = facts.ByObject ??= BuildIndex(facts, _objects, _nextOfObject);
        return index.TryGetValue(@object, out var fact) ? fact : -1;
    }

    public int NextOfObject(int fact) => _nextOfObject[fact];

    /// <summary>The triples with a subject, of whatever predicate.</summary>
    public AcrossPredicates BySubject => _bySubject ??= new(_subjects.AsSpan(0, Count));

    /// <summary>The triples with an object, of whatever predicate.</summary>
    public AcrossPredicates ByObject => _byObject ??= new(_objects.AsSpan(0, Count));

    private static uint Hash(TermId subject, TermId predicate, TermId @object)
    {
        unchecked
        {
            var bits = subject.Bits * 0x9E37_79B9_7F4A_7C15UL;
            bits = (bits ^ (bits >> 29) ^ @object.Bits) * 0xBF58_476D_1CE4_E5B9UL;
            bits = (bits ^ (bits >> 32) ^ predicate.Bits) * 0x94D0_49BB_1331_11EBUL;
            return (uint)(bits >> 32);
        }
    }

    private Dictionary<TermId, int> BuildIndex(PredicateFacts facts, TermId[] keys, int[] next)
    {
        var index = new Dictionary<TermId, int>();
        foreach (var fact in facts.Rows)
        {
            Link(index, keys[fact], fact, next);
        }

        CheckMemory();
        return index;
    }

    private static void Link(Dictionary<TermId, int> index, TermId key, int fact, int[] next)
    {
        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(index, key, out var exists);
        next[fact] = exists ? first : -1;
        first = fact;
    }

    private void Enter(int fact, TermId predicate)
    {
        if (!_predicates.TryGetValue(predicate, out var facts))
        {
            facts = new(predicate);
            _predicates.Add(predicate, facts);
        }

        if (facts.Taken == facts.Count)
        {
            _pending.Enqueue(facts);
        }

        facts.Add(fact);
        Pending++;
        if (facts.BySubject is { } bySubject)
        {
            Link(bySubject, _subjects[fact], fact, _nextOfSubject);
        }

        if (facts.ByObject is { } byObject)
        {
            Link(byObject, _objects[fact], fact, _nextOfObject);
        }
    }

    private void KeepPremises(int fact, ReadOnlySpan<int> premises)
    {
        if (_premiseCount + premises.Length > _premises.Length)
        {
            Array.Resize(ref _premises, checked((int)Math.Min(Array.MaxLength, (long)_premises.Length * 2)));
        }

        _premiseStarts[fact] = _premiseCount;
        premises.CopyTo(_premises.AsSpan(_premiseCount));
        _premiseCount += premises.Length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow()
    {
        CheckMemory();
        var size = checked((int)Math.Min(Array.MaxLength, (long)_subjects.Length * 2));
        Array.Resize(ref _subjects, size);
        Array.Resize(ref _predicateIds, size);
        Array.Resize(ref _objects, size);
        Array.Resize(ref _rules, size);
        Array.Resize(ref _premiseStarts, size);
        Array.Resize(ref _nextOfSubject, size);
        Array.Resize(ref _nextOfObject, size);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Rehash()
    {
        var slots = new int[checked(_slots.Length * 2)];
        var mask = (uint)(slots.Length - 1);
        for (var fact = 0; fact < Count; fact++)
        {
            var slot = Hash(_subjects[fact], _predicateIds[fact], _objects[fact]) & mask;
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            slots[slot] = fact + 1;
        }

        _slots = slots;
    }

    // What the next doubling would hold: at most twice what is there.
    private void CheckMemory()
    {
        var keys = _predicates.Values.Sum(facts => (long)(facts.BySubject?.Count ?? 0) + (facts.ByObject?.Count ?? 0));
        var across = (_bySubject is null ? 0 : Count) + (long)(_byObject is null ? 0 : Count);
        var bytes = ((long)_subjects.Length * 2 * BytesPerFact) + ((long)_premises.Length * sizeof(int)) + ((keys + across) * BytesPerIndexKey);
        if (bytes > _memoryLimit)
        {
            throw new EntailmentLimitException(
                $"The inferences need more than {_memoryLimit >> 20} MB: {Count} triples so far. Choose a weaker regime or a higher limit.");
        }
    }
}
