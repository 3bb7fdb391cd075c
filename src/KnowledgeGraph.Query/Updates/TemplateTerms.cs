using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Updates;

/// <summary>
/// The ids that a template's terms get. Undefined means that there is no quad with this term: it is left out.
/// </summary>
internal abstract class TemplateTerms
{
    /// <summary>The id of a term of the template.</summary>
    public abstract TermId Constant(Term term);

    /// <summary>The id of a term of a solution.</summary>
    /// <param name="id">Its id in the run of the pattern; undefined if the variable is unbound.</param>
    public abstract TermId Bound(TermId id);

    /// <summary>A new blank node.</summary>
    public abstract TermId BlankNode();

    /// <summary>The id of a triple term.</summary>
    public abstract TermId TripleTerm(TermId subject, TermId predicate, TermId @object);
}
