using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Syntax;

// Triple terms, reified triples and annotations of SPARQL 1.2.
internal sealed partial class QueryParser
{
    // TripleTerm ::= '<<(' TripleTermSubject Verb TripleTermObject ')>>'
    private TermPattern TripleTerm(TripleBlock block)
    {
        var open = Take();
        Enter(open);
        var subject = TripleTermPart(block, "the subject of a triple term");
        var predicate = Verb(block);
        var @object = TripleTermPart(block, "the object of a triple term");
        ExpectClosing(")>>", open);
        Leave();
        return TripleTerm(subject, predicate, @object);
    }

    private static TermPattern TripleTerm(TermPattern subject, TermPattern predicate, TermPattern @object) =>
        (subject, predicate, @object) is (TermPattern.Ground s, TermPattern.Ground { Value: Iri p }, TermPattern.Ground o)
            ? new TermPattern.Ground(new TripleTerm(s.Value, p, o.Value))
            : new TermPattern.Triple(new TriplePattern(subject, predicate, @object));

    private TermPattern TripleTermPart(TripleBlock block, string expected) =>
        _token.Is("[") ? AnonymousNode(block) : Term(block, expected);

    // ANON only: no property list within a triple term or reified triple.
    private TermPattern.Var AnonymousNode(TripleBlock block)
    {
        var open = Take();
        ExpectClosing("]", open);
        return BlankNode(block, open);
    }

    private TermPattern Verb(TripleBlock block)
    {
        if (_token.Kind == TokenKind.Variable)
        {
            return new TermPattern.Var(PatternVariable(block));
        }

        return new TermPattern.Ground(Predicate());
    }

    // ReifiedTriple ::= '<<' ReifiedTripleSubject Verb ReifiedTripleObject Reifier? '>>'
    private TermPattern ReifiedTriple(TripleBlock block)
    {
        var open = Take();
        Enter(open);
        var subject = ReifiedTriplePart(block, "the subject of a reified triple");
        var predicate = Verb(block);
        var @object = ReifiedTriplePart(block, "the object of a reified triple");
        var reifier = _token.Is("~") ? Reifier(block) : BlankNode(block, open);
        ExpectClosing(">>", open);
        Leave();
        block.Add(reifier, new TermPattern.Ground(RdfVocabulary.Reifies), TripleTerm(subject, predicate, @object));
        return reifier;
    }

    private TermPattern ReifiedTriplePart(TripleBlock block, string expected) =>
        _token.Is("<<") ? ReifiedTriple(block) : TripleTermPart(block, expected);

    // Reifier ::= '~' VarOrReifierId?
    private TermPattern Reifier(TripleBlock block)
    {
        var mark = Take();
        if (_token.Is("[") && Peek().Is("]"))
        {
            return AnonymousNode(block);
        }

        return _token.Kind is TokenKind.Variable or TokenKind.BlankNodeLabel || AtIri
            ? Term(block, "a reifier")
            : BlankNode(block, mark);
    }

    // Annotation ::= ( Reifier | AnnotationBlock )*; a block describes the reifier directly before it, else a fresh one.
    private void Annotations(TripleBlock block, TermPattern subject, TermPattern predicate, TermPattern @object)
    {
        TermPattern? reifier = null;
        while (_token.Is("~") || _token.Is("{|"))
        {
            var isBlock = _token.Is("{|");
            if (!isBlock || reifier is null)
            {
                reifier = isBlock ? BlankNode(block, _token) : Reifier(block);
                block.Add(reifier, new TermPattern.Ground(RdfVocabulary.Reifies), TripleTerm(subject, predicate, @object));
            }

            if (isBlock)
            {
                AnnotationBlock(block, reifier);
                reifier = null;
            }
        }
    }

    private void AnnotationBlock(TripleBlock block, TermPattern reifier)
    {
        var open = Take();
        Enter(open);
        if (!AtVerb(block))
        {
            throw Unexpected("a predicate");
        }

        PropertyList(block, reifier);
        ExpectClosing("|}", open, "`;`");
        Leave();
    }

    // TripleTermData ::= '<<(' iri ( iri | 'a' ) TripleTermDataObject ')>>'
    private TripleTerm TripleTermData()
    {
        var open = Take();
        Enter(open);
        var subject = Iri("the subject of a triple term, an IRI");
        var predicate = Predicate();
        var @object = DataTerm("the object of a triple term");
        ExpectClosing(")>>", open);
        Leave();
        return new TripleTerm(subject, predicate, @object);
    }

    private Term DataTerm(string expected)
    {
        if (AtIri)
        {
            return Iri();
        }

        if (AtLiteral)
        {
            return Literal();
        }

        return _token.Is("<<(") ? TripleTermData() : throw Unexpected(expected);
    }
}
