using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Syntax;

// Property paths (SPARQL 1.1 §9.1, §18.2.2.3).
internal sealed partial class QueryParser
{
    private bool AtPath =>
        AtIri || IsA(_token) || _token.Is("^") || _token.Is("!") || _token.Is("(");

    // The keyword `a` is the only one that is case-sensitive.
    private static bool IsA(in Token token) => token is { Kind: TokenKind.Word, Text: "a" };

    // PathAlternative ::= PathSequence ( '|' PathSequence )*
    private PropertyPath Path()
    {
        var path = PathSequence();
        while (TryTake("|"))
        {
            path = new PropertyPath.Alternative(path, PathSequence());
        }

        return path;
    }

    // PathSequence ::= PathEltOrInverse ( '/' PathEltOrInverse )*
    private PropertyPath PathSequence()
    {
        var path = PathStepOrInverse();
        while (TryTake("/"))
        {
            path = new PropertyPath.Sequence(path, PathStepOrInverse());
        }

        return path;
    }

    private PropertyPath PathStepOrInverse() => TryTake("^") ? new PropertyPath.Inverse(PathStep()) : PathStep();

    // PathElt ::= PathPrimary PathMod?
    private PropertyPath PathStep()
    {
        var path = PathPrimary();
        if (TryTake("?"))
        {
            return new PropertyPath.ZeroOrOne(path);
        }

        if (TryTake("*"))
        {
            return new PropertyPath.ZeroOrMore(path);
        }

        return TryTake("+") ? new PropertyPath.OneOrMore(path) : path;
    }

    // PathPrimary ::= iri | 'a' | '!' PathNegatedPropertySet | '(' Path ')'
    private PropertyPath PathPrimary()
    {
        if (AtIri || IsA(_token))
        {
            return new PropertyPath.Link(Predicate());
        }

        if (TryTake("!"))
        {
            return NegatedSet();
        }

        if (!_token.Is("("))
        {
            throw Unexpected(
                "a predicate or a property path",
                _token.Kind == TokenKind.Variable ? "A variable cannot be part of a property path." : null);
        }

        var open = Take();
        Enter(open);
        var path = Path();
        ExpectClosing(")", open);
        Leave();
        return path;
    }

    private Iri Predicate() => IsA(_token) ? TakeType() : Iri("a predicate");

    private Iri TakeType()
    {
        Take();
        return RdfVocabulary.Type;
    }

    // SPARQL 1.1 §18.2.2.3: !(:a|^:b) is alt(NPS({:a}), inv(NPS({:b}))).
    private PropertyPath NegatedSet()
    {
        var forward = new List<Iri>();
        var backward = new List<Iri>();
        if (_token.Is("("))
        {
            var open = Take();
            if (!_token.Is(")"))
            {
                do
                {
                    NegatedPredicate(forward, backward);
                }
                while (TryTake("|"));
            }

            ExpectClosing(")", open);
        }
        else
        {
            NegatedPredicate(forward, backward);
        }

        var inverse = new PropertyPath.Inverse(new PropertyPath.NegatedSet([.. backward]));
        if (backward.Count == 0)
        {
            return new PropertyPath.NegatedSet([.. forward]);
        }

        return forward.Count == 0 ? inverse : new PropertyPath.Alternative(new PropertyPath.NegatedSet([.. forward]), inverse);
    }

    // PathOneInPropertySet ::= iri | 'a' | '^' ( iri | 'a' )
    private void NegatedPredicate(List<Iri> forward, List<Iri> backward)
    {
        var target = TryTake("^") ? backward : forward;
        target.Add(Predicate());
    }
}
