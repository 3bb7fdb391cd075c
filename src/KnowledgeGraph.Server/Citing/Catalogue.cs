using System.Globalization;
using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.LinkedData;
using KnowledgeGraph.Server.Ontologies;

namespace KnowledgeGraph.Server.Citing;

/// <summary>What the catalogue of the shipped graph says that a citation needs. Read once.</summary>
public static class Catalogue
{
    private const string Terms = "http://purl.org/dc/terms/";

    private static readonly Iri s_dataset = new(LocalAddress.Namespace + "dataset");

    private static readonly Dataset s_catalogue =
        RdfReader.ReadText(Encoding.UTF8.GetString(ShippedOntology.CatalogFile.Span), RdfFormat.Turtle);

    /// <summary>The citation of the dataset.</summary>
    /// <param name="digest">The digest of the content served, or null.</param>
    public static Citation Dataset(string? digest)
    {
        var version = Text(s_dataset, "http://www.w3.org/ns/dcat#version");
        var author = (Iri)s_catalogue.Match(s_dataset, new Iri(Terms + "creator")).First().Object;
        return new Citation(
            "secoop-" + version.Replace('.', '-'), null, Text(s_dataset, Terms + "title"), Text(author, "http://xmlns.com/foaf/0.1/name"),
                version,
            DateOnly.Parse(Text(s_dataset, Terms + "modified"), CultureInfo.InvariantCulture),
            ((Iri)s_catalogue.Match(s_dataset, new Iri(Terms + "license")).First().Object).Value, s_dataset.Value, null, digest);
    }

    // The English one of several.
    private static string Text(Iri subject, string property) =>
        s_catalogue.Match(subject, new Iri(property)).Select(quad => quad.Object).OfType<Literal>()
            .OrderBy(literal => literal.Language is null or "en" ? 0 : 1).First().Lexical;
}
