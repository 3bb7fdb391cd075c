using System.Net;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.Tests;

/// <summary>The catalogue: complete, and true of what the host serves.</summary>
/// <seealso href="https://www.w3.org/TR/vocab-dcat-3/"/>
public sealed class CatalogTests(ShippedHost shipped)
{
    private const string Dcat = "http://www.w3.org/ns/dcat#";
    private const string Terms = "http://purl.org/dc/terms/";
    private const string Base = "https://w3id.org/secoop";
    private const string MediaTypes = "https://www.iana.org/assignments/media-types/";

    private static readonly Iri s_type = new("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
    private static readonly Dataset s_catalog = new([.. Read("data", "catalog.ttl"), .. Read("data", "graph", "void.ttl")]);

    private RunningHost Host => shipped.Host;

    public static TheoryData<string, string> Downloads { get; } = [.. Of("Distribution")
        .Select(distribution => (ValueOf(distribution, Dcat + "downloadURL"),
            ValueOf(distribution, Dcat + "mediaType")[MediaTypes.Length..]))];

    public static TheoryData<string> Pages { get; } = [.. s_catalog
        .Where(quad => quad.Predicate.Value is Dcat + "accessURL" or Dcat + "landingPage" or Dcat + "endpointURL" or Dcat + "endpointDescription")
        .Select(quad => ((Iri)quad.Object).Value).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Downloads))]
    public async Task EveryDownloadAnswersInItsFormat(string address, string mediaType)
    {
        var response = await Host.GetAsync(address[Base.Length..], "Accept: " + mediaType);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(mediaType, response.MediaType());
        Assert.NotEmpty(await response.TextAsync());
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task EveryAddressAnswers(string address) =>
        Assert.Equal(HttpStatusCode.OK, (await Host.GetAsync(address[Base.Length..])).StatusCode);

    [Theory]
    [InlineData("Catalog", "title", "description", "license", "publisher", "language", "issued", "modified")]
    [InlineData("Dataset", "title", "description", "license", "publisher", "language", "issued", "conformsTo")]
    [InlineData("Distribution", "title", "license", "conformsTo")]
    [InlineData("DataService", "title", "license", "publisher", "conformsTo")]
    public void EverythingSaysWhatIsAskedOfIt(string type, params string[] properties)
    {
        Assert.NotEmpty(Of(type));
        Assert.All(Of(type), thing => Assert.All(properties, property =>
            Assert.NotEmpty(s_catalog.Match(thing, new Iri(Terms + property)))));
        Assert.All(Of(type), thing => Assert.Equal("https://creativecommons.org/licenses/by/4.0/", ValueOf(thing, Terms + "license")));
    }

    [Fact]
    public void DatasetSaysWhereWhenAboutWhatAndFromWhere()
    {
        var dataset = new Iri(Base + "/dataset");
        var sources = Read("data", "register", "sources.ttl");
        var documents = sources.Match(predicate: s_type, @object: new Iri(Base + "/ontology#Document")).Select(quad => quad.Subject)
            .ToHashSet();

        Assert.All((string[])[Terms + "spatial", Terms + "temporal", Dcat + "theme", Dcat + "keyword", Dcat + "version",
            Dcat + "distribution"],
            property => Assert.NotEmpty(s_catalog.Match(dataset, new Iri(property))));
        Assert.Equal(documents, s_catalog.Match(dataset, new Iri(Terms + "source")).Select(quad => quad.Object).ToHashSet());
        Assert.All(documents, document => Assert.NotEmpty(sources.Match(document, new Iri(Terms + "bibliographicCitation"))));
    }

    [Fact]
    public async Task PlacesAndThemesAreThingsOfTheGraph()
    {
        foreach (var thing in s_catalog.Where(quad => quad.Predicate.Value is Terms + "spatial" or Dcat + "theme")
            .Select(quad => ((Iri)quad.Object).Value))
        {
            Assert.Equal(HttpStatusCode.OK, (await Host.SendAsync(HttpMethod.Head, thing[Base.Length..])).StatusCode);
        }
    }

    [Fact]
    public void VersionIsThatOfTheOntology()
    {
        var current = ((Literal)Read("ontology", "secoop.ttl")
            .Match(new Iri(Base + "/ontology"), new Iri("http://www.w3.org/2002/07/owl#versionInfo")).Single().Object).Lexical;

        Assert.All(s_catalog.Match(predicate: new Iri(Dcat + "version")), quad => Assert.Equal(current, ((Literal)quad.Object).Lexical));
        Assert.Contains(s_catalog, quad => quad.Object == new Iri($"{Base}/ontology/{current}"));
    }

    [Theory]
    [InlineData("http://rdfs.org/ns/void#triples")]
    [InlineData(Dcat + "version")]
    [InlineData(Terms + "source")]
    public void WhatTheBuildKnowsOfTheDatasetIsNotWrittenByHand(string property)
    {
        var dataset = new Iri(Base + "/dataset");
        Assert.Empty(Read("data", "catalog.ttl").Match(dataset, new Iri(property)));
        Assert.NotEmpty(Read("data", "graph", "void.ttl").Match(dataset, new Iri(property)));
    }

    [Fact]
    public async Task HostGivesTheCatalogue()
    {
        var response = await Host.GetAsync("/catalog");

        Assert.Equal("text/turtle", response.MediaType());
        Assert.Equal(s_catalog.ToHashSet(), (await response.DatasetAsync()).ToHashSet());
    }

    private static IEnumerable<Term> Of(string type) => s_catalog.Match(predicate: s_type, @object: new Iri(Dcat + type))
        .Select(quad => quad.Subject);

    private static string ValueOf(Term subject, string property) =>
        ((Iri)s_catalog.Match(subject, new Iri(property)).Single().Object).Value;

    private static Dataset Read(params string[] path) =>
        RdfReader.ReadText(File.ReadAllText(Path.Combine([ProjectFolder.Root, .. path])), RdfFormat.Turtle);
}
