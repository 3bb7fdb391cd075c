using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.TestKit.Reification;

/// <summary>The way back from classic reification, as anybody would write it who knows the rule: statements become triple terms again.</summary>
public sealed class StatementReading
{
    private const string Rdf = RdfVocabulary.Namespace;

    private static readonly Iri s_partOfClaim = new("https://w3id.org/secoop/ontology#partOfClaim");

    private readonly Dictionary<(Term Graph, Term Node), Dictionary<string, Term>> _parts = [];

    /// <summary>The quads as they were in RDF 1.2.</summary>
    /// <param name="quads">Quads without triple terms.</param>
    public static HashSet<Quad> Restore(IReadOnlyCollection<Quad> quads)
    {
        var reading = new StatementReading();
        foreach (Quad quad in quads.Where(quad => IsPart(quad.Predicate)))
        {
            reading.PartsOf(quad)[quad.Predicate.Value[Rdf.Length..]] = quad.Object;
        }

        var restored = new HashSet<Quad>();
        foreach (Quad quad in quads)
        {
            bool isStatement = reading._parts.ContainsKey(Key(quad.Graph, quad.Subject));
            if (quad.Predicate == s_partOfClaim)
            {
                restored.Add(new Quad(quad.Object, RdfVocabulary.Reifies, reading.Read(quad.Graph, quad.Subject), quad.Graph));
            }
            else if (!isStatement || !(IsPart(quad.Predicate) || IsType(quad)))
            {
                restored.Add(new Quad(quad.Subject, quad.Predicate, reading.Read(quad.Graph, quad.Object), quad.Graph));
            }
        }

        return restored;
    }

    private Term Read(Term? graph, Term node) => _parts.TryGetValue(Key(graph, node), out Dictionary<string, Term>? parts)
        ? new TripleTerm(parts["subject"], (Iri)parts["predicate"], Read(graph, parts["object"]))
        : node;

    private Dictionary<string, Term> PartsOf(Quad quad)
    {
        if (!_parts.TryGetValue(Key(quad.Graph, quad.Subject), out Dictionary<string, Term>? parts))
        {
            _parts.Add(Key(quad.Graph, quad.Subject), parts = new Dictionary<string, Term>(StringComparer.Ordinal));
        }

        return parts;
    }

    private static (Term, Term) Key(Term? graph, Term node) => (graph ?? new Iri("urn:default"), node);

    private static bool IsPart(Iri predicate) => predicate.Value is Rdf + "subject" or Rdf + "predicate" or Rdf + "object";

    private static bool IsType(Quad quad) => quad.Predicate == RdfVocabulary.Type && quad.Object is Iri { Value: Rdf + "Statement" };
}
