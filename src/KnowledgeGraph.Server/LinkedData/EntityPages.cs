using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Ontologies;
using KnowledgeGraph.Server.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>The page that describes an IRI: of an entity, of a part of what is known of it, or of the ontology.</summary>
internal static class EntityPages
{
    /// <summary>The page of an entity, of a part, or of a source.</summary>
    /// <param name="context">The request.</param>
    /// <param name="reader">Reads the data.</param>
    /// <param name="sources">Reads the claims, if the entity is a source.</param>
    /// <param name="entity">The entity.</param>
    /// <param name="alternates">Media type and address of the same as data.</param>
    public static IResult Of(
        HttpContext context, EntityReader reader, SourceReader sources, Iri entity, IReadOnlyList<(string Type, string Address)> alternates)
    {
        var request = context.Request;
        if (EntityPart.Of(request) is { } part)
        {
            return new RazorComponentResult<EntityPartPage>(new { View = reader.Read(entity, part), Request = request });
        }

        if (!sources.IsSource(entity))
        {
            return new RazorComponentResult<EntityPage>(new { View = reader.Read(entity), Request = request, Alternates = alternates });
        }

        var source = sources.Read(entity, EntityPart.PageOf(request), EntityPart.IriOf(request, "claim"));
        return new RazorComponentResult<SourcePage>(
            new { Source = source, View = reader.Read(entity), Request = request, Alternates = alternates });
    }

    /// <summary>The page of an ontology.</summary>
    /// <param name="reader">Reads the data.</param>
    /// <param name="iri">The ontology.</param>
    /// <param name="ontologies">Reads its terms.</param>
    /// <param name="alternates">Media type and address of the same as data.</param>
    public static IResult OfOntology(
        EntityReader reader, Iri iri, OntologyReader ontologies, IReadOnlyList<(string Type, string Address)> alternates) =>
        new RazorComponentResult<OntologyPage>(new { View = reader.Read(iri), Ontology = ontologies.Read(iri), Alternates = alternates });
}
