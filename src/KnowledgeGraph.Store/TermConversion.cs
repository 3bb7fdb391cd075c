using System.Runtime.CompilerServices;
using System.Text;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Store;

/// <summary>Term objects to views and back, for the edge of the API.</summary>
internal static class TermConversion
{
    internal static int AddTerm(this TermArena arena, Term term)
    {
        switch (term)
        {
            case Iri iri:
                return arena.AddIri(Encoding.UTF8.GetBytes(iri.Value));
            case BlankNode node:
                return arena.AddBlankNode(Encoding.UTF8.GetBytes(node.Label));
            case Literal literal:
                return arena.AddLiteral(
                    Encoding.UTF8.GetBytes(literal.Lexical), Encoding.UTF8.GetBytes(literal.Datatype.Value),
                    literal.Language is null ? default : Encoding.UTF8.GetBytes(literal.Language), literal.Direction);
            case TripleTerm triple:
                RuntimeHelpers.EnsureSufficientExecutionStack();
                return arena.AddTripleTerm(arena.AddTerm(triple.Subject), arena.AddTerm(triple.Predicate), arena.AddTerm(triple.Object));
            default:
                throw new ArgumentNullException(nameof(term));
        }
    }

    internal static Term ToTerm(this TermView view)
    {
        switch (view.Kind)
        {
            case TermKind.Iri:
                return new Iri(Encoding.UTF8.GetString(view.Value));
            case TermKind.BlankNode:
                return new BlankNode(Encoding.UTF8.GetString(view.Value));
            case TermKind.Literal:
                var lexical = Encoding.UTF8.GetString(view.Value);
                return view.Language.IsEmpty
                    ? new Literal(lexical, new Iri(Encoding.UTF8.GetString(view.Datatype)))
                    : new Literal(lexical, Encoding.UTF8.GetString(view.Language), view.Direction);
            case TermKind.TripleTerm:
                RuntimeHelpers.EnsureSufficientExecutionStack();
                return new TripleTerm(view.Subject.ToTerm(), (Iri)view.Predicate.ToTerm(), view.Object.ToTerm());
            default:
                throw new ArgumentException("An undefined id is no term.", nameof(view));
        }
    }
}
