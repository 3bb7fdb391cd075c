using System.Runtime.CompilerServices;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Store;

/// <summary>The numbers that the ids of a dictionary get in a bulk load. Not thread-safe.</summary>
internal sealed class TermNumbers(TermDictionary from, BulkTerms to)
{
    private readonly Dictionary<TermId, uint> _numbers = [];
    private readonly TermArena _scratch = new();

    internal uint Of(TermId id)
    {
        if (id.IsBlankNode)
        {
            return to.BlankNode(id.Index);
        }

        if (id.IsInline)
        {
            return to.Inline(id);
        }

        if (!_numbers.TryGetValue(id, out var number))
        {
            if (id.IsTripleTerm)
            {
                RuntimeHelpers.EnsureSufficientExecutionStack();
                var (subject, predicate, @object) = from.TripleTerms.Get(id);
                number = to.TripleTerm(Of(subject), Of(predicate), Of(@object));
            }
            else
            {
                _scratch.Clear();
                number = to.Number(from.View(id, _scratch));
            }

            _numbers.Add(id, number);
        }

        return number;
    }
}
