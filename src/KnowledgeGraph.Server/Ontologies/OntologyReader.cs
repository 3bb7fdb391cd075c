using System.Collections.Immutable;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Sparql;

namespace KnowledgeGraph.Server.Ontologies;

/// <summary>Reads an ontology from the data.</summary>
/// <param name="dataset">Where it is.</param>
/// <param name="cancellation">Stops the reading.</param>
public sealed class OntologyReader(ServedDataset dataset, CancellationToken cancellation)
{
    private static readonly SparqlQuery s_all = SparqlParser.ParseQuery(
        """
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?term ?property ?value WHERE {
          { ?term rdfs:isDefinedBy ?entity } UNION { ?term dcterms:isVersionOf ?entity } UNION { BIND(?entity AS ?term) }
          ?term ?property ?value
        }
        """);

    private static readonly SparqlQuery s_ofVersion = SparqlParser.ParseQuery(
        "PREFIX owl: <http://www.w3.org/2002/07/owl#> SELECT ?ontology WHERE { ?ontology owl:versionIRI ?entity }");

    /// <summary>The ontology of which an IRI names the current version, or null.</summary>
    /// <param name="version">The IRI.</param>
    public Iri? OfVersion(Iri version) => Select(s_ofVersion, version).Select(row => row["ontology"] as Iri).FirstOrDefault();

    /// <summary>Reads it.</summary>
    /// <param name="iri">Its IRI.</param>
    public Ontology Read(Iri iri)
    {
        var said = Select(s_all, iri).GroupBy(row => (Iri)row["term"]!)
            .ToDictionary(group => group.Key, group => group.ToLookup(row => (Iri)row["property"]!, row => row["value"]!));
        var own = said.GetValueOrDefault(iri);
        var version = (own?[OntologyVocabulary.VersionInfo].FirstOrDefault() as Literal)?.Lexical;
        return new Ontology(
            iri,
            version,
            own?[OntologyVocabulary.License].OfType<Iri>().FirstOrDefault(),
            [.. said.Where(pair => pair.Value.Contains(OntologyVocabulary.IsVersionOf)).Select(pair => VersionOf(pair.Key, pair.Value))
                .OrderByDescending(Ordinal)],
            said.Where(pair => pair.Key != iri && !pair.Value.Contains(OntologyVocabulary.IsVersionOf))
                .ToImmutableDictionary(pair => pair.Key, pair =>
                    new OntologyTerm(pair.Key, pair.Value, ShippedOntology.Since(pair.Key, version ?? ""))));
    }

    private static OntologyVersion VersionOf(Iri iri, ILookup<Iri, Term> said) => new(
        iri.Value[(iri.Value.LastIndexOf('/') + 1)..],
        (said[OntologyVocabulary.Issued].FirstOrDefault() as Literal)?.Lexical,
        [.. said[OntologyVocabulary.ChangeNote].OfType<Literal>().Select(note => note.Lexical).Order(StringComparer.Ordinal)]);

    private static Version Ordinal(OntologyVersion version) => Version.TryParse(version.Number, out var number) ? number : new Version();

    private List<Solution> Select(SparqlQuery query, Iri entity)
    {
        var bound = QueryParameters.Bind(query, new Dictionary<string, Term>(StringComparer.Ordinal) { ["entity"] = entity });
        using var run = dataset.Engine.Run(bound, dataset.QueryOptions(), cancellation);
        return [.. run.Solutions()];
    }
}
