using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Sparql.Syntax;

// Terms of data, blank nodes included: the cells of a TSV result.
internal sealed partial class QueryParser
{
    /// <summary>Parses a text that is one term and nothing else.</summary>
    public Term ParseTerm()
    {
        var term = GroundTerm();
        return _token.Kind == TokenKind.End ? term : throw Unexpected("end of the term");
    }

    private Term GroundTerm()
    {
        if (_token.Kind == TokenKind.BlankNodeLabel)
        {
            return new BlankNode(Take().Text);
        }

        if (!_token.Is("<<("))
        {
            return DataTerm("an IRI, a blank node, a literal or a triple term");
        }

        var open = Take();
        Enter(open);
        var subject = GroundTerm();
        var predicate = Predicate();
        var @object = GroundTerm();
        ExpectClosing(")>>", open);
        Leave();
        return new TripleTerm(subject, predicate, @object);
    }
}
