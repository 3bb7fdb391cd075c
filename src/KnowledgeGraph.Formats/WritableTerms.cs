using System.Runtime.CompilerServices;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats;

/// <summary>Refuses quads that no syntax can express, before anything of them is written.</summary>
internal static class WritableTerms
{
    public static void CheckQuad(in TermView subject, in TermView predicate, in TermView @object, in TermView graph)
    {
        CheckTriple(subject, predicate, @object);
        if (!graph.IsNone)
        {
            CheckResource(graph, "a graph name");
        }
    }

    private static void CheckTriple(in TermView subject, in TermView predicate, in TermView @object)
    {
        CheckResource(subject, "a subject");
        if (predicate.Kind != TermKind.Iri)
        {
            throw new ArgumentException($"A predicate must be an IRI, not {predicate.Kind}.", nameof(predicate));
        }

        CheckIri(predicate.Value);
        CheckObject(@object);
    }

    private static void CheckResource(in TermView term, string role)
    {
        switch (term.Kind)
        {
            case TermKind.Iri:
                CheckIri(term.Value);
                break;
            case TermKind.BlankNode:
                CheckBlankNode(term.Value);
                break;
            default:
                throw new ArgumentException($"{role} must be an IRI or a blank node, not {term.Kind}.", nameof(term));
        }
    }

    private static void CheckObject(in TermView term)
    {
        switch (term.Kind)
        {
            case TermKind.Literal:
                CheckLiteral(term);
                break;
            case TermKind.TripleTerm:
                RuntimeHelpers.EnsureSufficientExecutionStack();
                CheckTriple(term.Subject, term.Predicate, term.Object);
                break;
            default:
                CheckResource(term, "an object that is neither a literal nor a triple term");
                break;
        }
    }

    private static void CheckIri(ReadOnlySpan<byte> iri)
    {
        // A relative reference would read back as another IRI.
        if (iri.ContainsAny(Escapes.NotInIri) || !IriReference.HasScheme(iri))
        {
            throw new ArgumentException($"Not an IRI: {SourceText.Quote(iri)}.", nameof(iri));
        }
    }

    private static void CheckBlankNode(ReadOnlySpan<byte> label)
    {
        if (label.IsEmpty || NameCharacters.BlankNodeLabelLength(label) != label.Length)
        {
            throw new ArgumentException($"Not a blank node label: {SourceText.Quote(label)}.", nameof(label));
        }
    }

    private static void CheckLiteral(in TermView literal)
    {
        if (literal.Language.IsEmpty)
        {
            CheckIri(literal.Datatype);
            if (Datatypes.NeedsLanguage(literal.Datatype))
            {
                throw new ArgumentException("A literal of a language datatype needs a language tag.", nameof(literal));
            }
        }
        else if (!LanguageTag.IsWellFormed(literal.Language))
        {
            throw new ArgumentException($"Not a language tag: {SourceText.Quote(literal.Language)}.", nameof(literal));
        }
    }
}
