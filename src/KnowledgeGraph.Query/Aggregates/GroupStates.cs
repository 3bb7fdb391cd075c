using System.Runtime.CompilerServices;
using KnowledgeGraph.Query.Execution;

namespace KnowledgeGraph.Query.Aggregates;

/// <summary>One state per group in an array that grows by doubling, charged to the budget.</summary>
/// <typeparam name="T">The state; <c>default</c> is that of an empty group.</typeparam>
internal sealed class GroupStates<T>(MemoryBudget budget)
    where T : struct
{
    private T[] _states = [];

    public ref T this[int group] => ref _states[group];

    public void SetCount(int count)
    {
        if (count <= _states.Length)
        {
            return;
        }

        var capacity = Math.Max(count, Math.Max(4, _states.Length * 2));
        budget.Charge((long)(capacity - _states.Length) * Unsafe.SizeOf<T>());
        Array.Resize(ref _states, capacity);
    }

    public void Free()
    {
        budget.Release((long)_states.Length * Unsafe.SizeOf<T>());
        _states = [];
    }
}
