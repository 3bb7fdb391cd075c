using System.Runtime.CompilerServices;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Updates;

/// <summary>Terms of quads that are added. What the run of the pattern made is given to the store, each term and blank node once.</summary>
/// <param name="transaction">What adds them.</param>
/// <param name="budget">Charged for what is remembered here.</param>
/// <param name="made">The terms of the run; null for data, which have no pattern.</param>
internal sealed class InsertedTerms(StoreTransaction transaction, MemoryBudget budget, LocalDictionary? made) : TemplateTerms
{
    private const int EntryBytes = 48;

    private readonly Dictionary<TermId, TermId> _given = [];
    private readonly TermArena _scratch = new();

    public override TermId Constant(Term term) => transaction.Intern(term);

    public override TermId Bound(TermId id)
    {
        if (!id.IsLocal || made is null)
        {
            return id;
        }

        if (!_given.TryGetValue(id, out var given))
        {
            budget.Charge(EntryBytes);
            given = Give(id, made);
            _given.Add(id, given);
        }

        return given;
    }

    public override TermId BlankNode() => transaction.NewBlankNode();

    public override TermId TripleTerm(TermId subject, TermId predicate, TermId @object) =>
        transaction.InternTripleTerm(subject, predicate, @object);

    private TermId Give(TermId id, LocalDictionary terms)
    {
        if (id.IsBlankNode)
        {
            return transaction.NewBlankNode();
        }

        if (id.IsTripleTerm)
        {
            // As deep as an expression of the request, which the parser bounds, or a triple term of the store.
            RuntimeHelpers.EnsureSufficientExecutionStack();
            var (subject, predicate, @object) = terms.GetTripleTerm(id);
            return transaction.InternTripleTerm(Bound(subject), Bound(predicate), Bound(@object));
        }

        _scratch.Clear();
        return transaction.Intern(terms.View(id, _scratch));
    }
}
