using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Updates;

/// <summary>One position of a template, ready for many solutions.</summary>
internal abstract class TemplateTerm
{
    /// <summary>The id in a solution; undefined if there is none.</summary>
    /// <param name="batch">The solutions.</param>
    /// <param name="row">The solution.</param>
    /// <param name="blankNodes">The blank nodes made for it so far.</param>
    public abstract TermId In(SolutionBatch batch, int row, TermId[] blankNodes);

    /// <summary>A term of the template.</summary>
    public sealed class Constant(TermId id) : TemplateTerm
    {
        public override TermId In(SolutionBatch batch, int row, TermId[] blankNodes) => id;
    }

    /// <summary>A variable of the pattern.</summary>
    public sealed class Column(int slot, TemplateTerms terms) : TemplateTerm
    {
        public override TermId In(SolutionBatch batch, int row, TermId[] blankNodes) => terms.Bound(batch.Column(slot)[row]);
    }

    /// <summary>A blank node, a new one for each solution (SPARQL 1.1 Update §3.1.3.2).</summary>
    public sealed class BlankNode(int index, TemplateTerms terms) : TemplateTerm
    {
        public override TermId In(SolutionBatch batch, int row, TermId[] blankNodes)
        {
            if (blankNodes[index].IsUndefined)
            {
                blankNodes[index] = terms.BlankNode();
            }

            return blankNodes[index];
        }
    }

    /// <summary>A triple term with variables or blank nodes inside; as deep as the parser allows.</summary>
    public sealed class Triple(TemplateTerm subject, TemplateTerm predicate, TemplateTerm @object, TemplateTerms terms) : TemplateTerm
    {
        public override TermId In(SolutionBatch batch, int row, TermId[] blankNodes)
        {
            var s = subject.In(batch, row, blankNodes);
            var p = predicate.In(batch, row, blankNodes);
            var o = @object.In(batch, row, blankNodes);
            return IsTriple(s, p, o) ? terms.TripleTerm(s, p, o) : default;
        }
    }

    /// <summary>True if three terms make a triple.</summary>
    public static bool IsTriple(TermId subject, TermId predicate, TermId @object) =>
        (subject.IsIri || subject.IsBlankNode) && predicate.IsIri && !@object.IsUndefined;
}
