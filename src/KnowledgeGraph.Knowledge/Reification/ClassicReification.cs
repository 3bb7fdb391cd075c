using System.Security.Cryptography;
using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Knowledge.Reification;

/// <summary>
/// Passes quads on without triple terms, for those who read RDF 1.1: each triple that a claim reifies becomes one <c>rdf:Statement</c> with
/// its subject, predicate and object, joined to the claim by <c>:partOfClaim</c>; a triple term that stands elsewhere becomes such a
/// statement, too. All else stays as it is, and nothing is lost: a statement is named after what it belongs to and a digest of its triple,
/// so the same triple of the same claim is always the same statement.
/// </summary>
/// <seealso href="https://www.w3.org/TR/rdf11-mt/#reification"/>
public sealed class ClassicReification : QuadSink
{
    // 64 bits tell the triples of one claim apart.
    private const int DigestDigits = 16;

    private static readonly Iri s_statement = new(Vocabulary.RdfSyntax + "Statement");
    private static readonly Iri s_subject = new(Vocabulary.RdfSyntax + "subject");
    private static readonly Iri s_predicate = new(Vocabulary.RdfSyntax + "predicate");
    private static readonly Iri s_object = new(Vocabulary.RdfSyntax + "object");
    private static readonly Iri s_partOfClaim = Vocabulary.Term("partOfClaim");

    private readonly QuadSink _next;
    private readonly bool _mergesGraphs;

    /// <summary>Passes quads on to another sink.</summary>
    /// <param name="next">Takes the quads of RDF 1.1.</param>
    /// <param name="mergesGraphs">True to leave the graph names out.</param>
    public ClassicReification(QuadSink next, bool mergesGraphs = false)
    {
        ArgumentNullException.ThrowIfNull(next);
        _next = next;
        _mergesGraphs = mergesGraphs;
    }

    /// <inheritdoc/>
    public override void Prefix(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri) => _next.Prefix(prefix, iri);

    /// <inheritdoc/>
    public override void Quad(in TermView subject, in TermView predicate, in TermView @object, in TermView graph)
    {
        TermView name = _mergesGraphs ? default : graph;
        if (@object.Kind != TermKind.TripleTerm)
        {
            _next.Quad(subject, predicate, @object, name);
            return;
        }

        Term? graphName = name.IsNone ? null : name.ToTerm();
        Term holder = subject.ToTerm();
        Term statement = Describe(holder, (TripleTerm)@object.ToTerm(), graphName);
        var property = (Iri)predicate.ToTerm();
        Quad quad = property == RdfVocabulary.Reifies
            ? new Quad(statement, s_partOfClaim, holder, graphName)
            : new Quad(holder, property, statement, graphName);
        Pass([quad]);
    }

    private Term Describe(Term holder, TripleTerm triple, Term? graph)
    {
        Term statement = NameOf(holder, triple);
        Term @object = triple.Object is TripleTerm inner ? Describe(statement, inner, graph) : triple.Object;
        Pass(
        [
            new Quad(statement, RdfVocabulary.Type, s_statement, graph), new Quad(statement, s_subject, triple.Subject, graph),
            new Quad(statement, s_predicate, triple.Predicate, graph), new Quad(statement, s_object, @object, graph),
        ]);
        return statement;
    }

    // What a blank node says has no name beyond its document either.
    private static Term NameOf(Term holder, TripleTerm triple)
    {
        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(triple.ToString())))[..DigestDigits];
        return holder switch
        {
            Iri iri => new Iri($"{iri.Value}/triple/{digest}"),
            BlankNode node => new BlankNode($"{node.Label}triple{digest}"),
            _ => throw new ArgumentException($"{holder} cannot be a subject.", nameof(holder)),
        };
    }

    private void Pass(Quad[] quads) => new Dataset(quads).WriteTo(_next);
}
