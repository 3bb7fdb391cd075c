using System.Numerics;

namespace KnowledgeGraph.Query.Plan;

/// <summary>A set of variables by number: one word for the first 64, more where a join has more. <c>default</c> is the empty set. Immutable.</summary>
internal readonly struct VariableBits
{
    private const int WordBits = 64;

    private readonly ulong _first;
    private readonly ulong[]? _rest;

    private VariableBits(ulong first, ulong[]? rest)
    {
        _first = first;
        _rest = rest;
    }

    /// <summary>True if it holds no variable.</summary>
    public bool IsEmpty => _first == 0 && (_rest is null || !_rest.AsSpan().ContainsAnyExcept(0UL));

    /// <summary>How many variables it holds.</summary>
    public int Count
    {
        get
        {
            var count = BitOperations.PopCount(_first);
            foreach (var word in _rest.AsSpan())
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    /// <summary>The set with one variable more.</summary>
    /// <param name="variable">Its number.</param>
    public VariableBits With(int variable)
    {
        if (variable < WordBits)
        {
            return new VariableBits(_first | (1UL << variable), _rest);
        }

        var word = (variable / WordBits) - 1;
        var rest = new ulong[Math.Max(word + 1, _rest?.Length ?? 0)];
        _rest.AsSpan().CopyTo(rest);
        rest[word] |= 1UL << (variable % WordBits);
        return new VariableBits(_first, rest);
    }

    /// <summary>Whether it holds a variable.</summary>
    /// <param name="variable">Its number.</param>
    public bool Contains(int variable) =>
        variable < WordBits
            ? (_first & (1UL << variable)) != 0
            : (variable / WordBits) - 1 is var word && word < (_rest?.Length ?? 0) && (_rest![word] & (1UL << (variable % WordBits))) != 0;

    /// <summary>What either holds.</summary>
    /// <param name="other">The other set.</param>
    public VariableBits Union(VariableBits other)
    {
        if (_rest is null || other._rest is null)
        {
            return new VariableBits(_first | other._first, _rest ?? other._rest);
        }

        var (longer, shorter) = _rest.Length >= other._rest.Length ? (_rest, other._rest) : (other._rest, _rest);
        var rest = (ulong[])longer.Clone();
        for (var i = 0; i < shorter.Length; i++)
        {
            rest[i] |= shorter[i];
        }

        return new VariableBits(_first | other._first, rest);
    }

    /// <summary>What both hold.</summary>
    /// <param name="other">The other set.</param>
    public VariableBits Intersect(VariableBits other)
    {
        if (_rest is null || other._rest is null)
        {
            return new VariableBits(_first & other._first, null);
        }

        var rest = new ulong[Math.Min(_rest.Length, other._rest.Length)];
        for (var i = 0; i < rest.Length; i++)
        {
            rest[i] = _rest[i] & other._rest[i];
        }

        return new VariableBits(_first & other._first, rest);
    }

    /// <summary>Whether both hold some variable.</summary>
    /// <param name="other">The other set.</param>
    public bool Overlaps(VariableBits other) => (_first & other._first) != 0 || !Intersect(other).IsEmpty;

    /// <summary>Whether the other holds all that this one does.</summary>
    /// <param name="other">The other set.</param>
    public bool IsSubsetOf(VariableBits other)
    {
        if ((_first & ~other._first) != 0)
        {
            return false;
        }

        for (var i = 0; i < (_rest?.Length ?? 0); i++)
        {
            var there = i < (other._rest?.Length ?? 0) ? other._rest![i] : 0;
            if ((_rest![i] & ~there) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The numbers of the variables, rising.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Runs over a set.</summary>
    public struct Enumerator
    {
        private readonly VariableBits _bits;
        private ulong _word;
        private int _index;

        internal Enumerator(VariableBits bits)
        {
            _bits = bits;
            _word = bits._first;
        }

        /// <summary>The variable at hand.</summary>
        public int Current { get; private set; }

        /// <summary>Goes on to the next.</summary>
        public bool MoveNext()
        {
            while (_word == 0)
            {
                if (_index >= (_bits._rest?.Length ?? 0))
                {
                    return false;
                }

                _word = _bits._rest![_index++];
            }

            Current = (_index * WordBits) + BitOperations.TrailingZeroCount(_word);
            _word &= _word - 1;
            return true;
        }
    }
}
