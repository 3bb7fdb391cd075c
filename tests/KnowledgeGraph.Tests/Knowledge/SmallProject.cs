using System.Security.Cryptography;
using System.Text;
using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Knowledge.Build;
using KnowledgeGraph.Knowledge.Verification;

namespace KnowledgeGraph.Tests.Knowledge;

/// <summary>A project of one invented article in a folder of its own, deleted at the end.</summary>
internal sealed class SmallProject : IDisposable
{
    public const string Ontology = """
        @prefix : <https://w3id.org/secoop/ontology#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        :Context a owl:Class . :Event a owl:Class . :Person a owl:Class . :Place a owl:Class . :Outlet a owl:Class . :Quantity a owl:Class .
        :Statement a owl:Class ; rdfs:subClassOf :Event , :Context .
        :Plan a owl:Class ; rdfs:subClassOf :Intention . :Intention a owl:Class ; rdfs:subClassOf :Context .
        :Meeting a owl:Class ; rdfs:subClassOf :Event . :Tenure a owl:Class .
        :participant a owl:ObjectProperty . :place a owl:ObjectProperty . :speaker a owl:ObjectProperty . :bearer a owl:ObjectProperty .
        :admires a owl:ObjectProperty . :holder a owl:ObjectProperty . :title a owl:DatatypeProperty . :metWith a owl:ObjectProperty , :ShortcutProperty .
        :earliest a owl:DatatypeProperty . :latest a owl:DatatypeProperty . :value a owl:DatatypeProperty . :bound a owl:ObjectProperty .
        :demonym a owl:DatatypeProperty , :RegisterProperty .
        :moreThan a skos:Concept . :fromVolume a skos:Concept . :relative a skos:Concept . :stated a skos:Concept . :Lost a skos:Concept .
        """;

    public const string Register = """
        @prefix : <https://w3id.org/secoop/ontology#> .
        @prefix i: <https://w3id.org/secoop/id/> .
        @prefix s: <https://w3id.org/secoop/source/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        i:ada a :Person ; rdfs:label "Ada Alm"@en ; skos:altLabel "Alm"@en .
        i:bo a :Person ; rdfs:label "Bo Berg"@en ; skos:altLabel "Berg"@en .
        i:oz a :Place ; rdfs:label "Oz"@en ; :demonym "Ozzie"@en .
        i:oz-post a :Outlet ; rdfs:label "Oz Post"@en .
        s:tale :publishedYear 2020 .
        """;

    public const string Article = """
        Tales, volume 1

        On May 4 Ada Alm met Bo Berg in Oz (Oz Post, May 5). She praised the Ozzie ‘tea’ and said that Berg would not sing.

        The host planned a second meeting. Alm’s guests drank more than 1,200 cups; Berg drank two. Alm left early in June 2021.
        """;

    public const string Header = "source: tale\nsha256: {sha}\nheader: 1\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("kg-small-").FullName;

    public SmallProject(string yamlAfterHeader, string article = Article, string ontology = Ontology, string register = Register)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "ontology"));
        Directory.CreateDirectory(Path.Combine(_folder, "data", "register"));
        Directory.CreateDirectory(Path.Combine(_folder, "data", "sources"));
        Directory.CreateDirectory(Articles);
        File.WriteAllText(Layout.OntologyFile, ontology);
        File.WriteAllText(Path.Combine(Layout.RegisterFolder, "all.ttl"), register);
        File.WriteAllText(ArticleFile, article);
        WriteSource(yamlAfterHeader);
    }

    public KnowledgeLayout Layout => new(_folder);

    public string Articles => Path.Combine(_folder, "articles");

    public string ArticleFile => Path.Combine(Articles, "tale.txt");

    public string SourceFile => Path.Combine(Layout.SourcesFolder, "tale.yaml");

    public string Folder => _folder;

    public void WriteSource(string yamlAfterHeader)
    {
        string sha = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(ArticleFile)));
        File.WriteAllText(SourceFile, Header.Replace("{sha}", sha, StringComparison.Ordinal) + yamlAfterHeader, new UTF8Encoding(false));
    }

    public BuildResult Build(bool withArticles = true, bool check = false) =>
        GraphBuilder.Build(new BuildOptions { Layout = Layout, ArticlesFolder = withArticles ? Articles : null, Check = check }, null, TestContext.Current.CancellationToken);

    /// <summary>Builds with the article, then verifies.</summary>
    public VerificationReport Verify()
    {
        BuildResult result = Build();
        Assert.Empty(result.Findings);
        return VerifyOnly();
    }

    /// <summary>Verifies with the places kept by an earlier build.</summary>
    public VerificationReport VerifyOnly()
    {
        KnowledgeBase known = KnowledgeBase.Read(Layout, Articles, locate: false, [], TestContext.Current.CancellationToken);
        Assert.Empty(known.Findings);
        return Verifier.Verify(Assert.Single(known.Sources), known.Texts["tale"], known.Register);
    }

    public string GraphFile(string name) => File.ReadAllText(Path.Combine(Layout.GraphFolder, name));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
