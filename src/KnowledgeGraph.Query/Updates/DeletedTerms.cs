using System.Diagnostics;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Updates;

/// <summary>Terms of quads that are removed: one that the store does not know is in no quad, and none is added for it.</summary>
internal sealed class DeletedTerms(TermDictionary terms) : TemplateTerms
{
    public override TermId Constant(Term term) => terms.TryFind(term, out var id) ? id : default;

    public override TermId Bound(TermId id) => id.IsLocal ? default : id;

    // The grammar has no blank nodes where quads are removed (SPARQL 1.1 §19.8, note 7).
    public override TermId BlankNode() => throw new UnreachableException();

    public override TermId TripleTerm(TermId subject, TermId predicate, TermId @object) =>
        terms.TripleTerms.TryFind(subject, predicate, @object, out var id) ? id : default;
}
