using System.Text.Json;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using QueryEngine = KnowledgeGraph.Engine.Engine;

namespace KnowledgeGraph.Tests.Knowledge;

/// <summary>The terms of the ontology: named, explained, shown by an example, aligned or said why not, and never taken away.</summary>
public sealed class OntologyTermsTests
{
    private const string OntologyIri = "https://w3id.org/secoop/ontology";

    // The prefixes that examples use without declaring them, as the ontology's file says.
    private const string Prefixes = """
        PREFIX : <https://w3id.org/secoop/ontology#>
        PREFIX i: <https://w3id.org/secoop/id/>
        PREFIX s: <https://w3id.org/secoop/source/>
        PREFIX c: <https://w3id.org/secoop/source/tale/claim/>
        PREFIX m: <https://w3id.org/secoop/source/tale/mention/>
        PREFIX x: <https://w3id.org/secoop/source/tale/span/>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

        """;

    private static readonly Iri s_class = new(Vocabulary.Owl + "Class");
    private static readonly Iri s_example = new(Vocabulary.Skos + "example");
    private static readonly Iri s_versionIri = new(Vocabulary.Owl + "versionIRI");
    private static readonly Iri s_priorVersion = new(Vocabulary.Owl + "priorVersion");
    private static readonly Iri s_changeNote = new(Vocabulary.Skos + "changeNote");

    private static readonly Dataset s_ontology = RdfReader.ReadText(File.ReadAllText(ShippedShapes.FileOf("secoop.ttl")), RdfFormat.Turtle);
    private static readonly Dataset s_alignments = RdfReader.ReadText(File.ReadAllText(ShippedShapes.FileOf("alignments.ttl")),
        RdfFormat.Turtle);

    private static IEnumerable<Iri> Classes => s_ontology.Match(predicate: RdfVocabulary.Type, @object: s_class)
        .Select(quad => (Iri)quad.Subject);

    private static IEnumerable<Iri> Properties => s_ontology.Match(predicate: RdfVocabulary.Type)
        .Where(quad => quad.Object is Iri { Value: var type } && type.EndsWith("Property", StringComparison.Ordinal))
            .Select(quad => (Iri)quad.Subject).Distinct();

    [Fact]
    public void ClassesHaveLabelsInThreeLanguages_KazakhInBothScripts() =>
        Assert.All(Classes, @class => Assert.Superset(new HashSet<string> { "en", "ru", "kk", "kk-latn" }, Languages(@class)));

    [Fact]
    public void PropertiesHaveLabelsInEnglishAndRussian() =>
        Assert.All(Properties, property => Assert.Superset(new HashSet<string> { "en", "ru" }, Languages(property)));

    [Fact]
    public void LatinLabelsFollowFromTheCyrillicOnesLetterByLetter() => Assert.All(Classes.Concat(Properties), term =>
    {
        var labels = s_ontology.Match(term, Vocabulary.Label).Select(quad => (Literal)quad.Object)
            .ToLookup(label => label.Language!.ToLowerInvariant());
        Assert.Equal(labels["kk"].Select(label => Latin(label.Lexical)), labels["kk-latn"].Select(label => label.Lexical));
    });

    [Fact]
    public void NoTermHasTwoLabelsInALanguage() => Assert.All(Classes.Concat(Properties), term =>
    {
        var languages = s_ontology.Match(term, Vocabulary.Label).Select(quad => ((Literal)quad.Object).Language).ToList();
        Assert.Equal(languages.Distinct(), languages);
    });

    [Fact]
    public void EveryClassHasAnExample_ThatSpeaksOfIt()
    {
        Assert.All(Classes, @class => Assert.NotEmpty(Examples(@class)));
        Assert.All(Classes.Concat(Properties), term => Assert.All(Examples(term), example => Assert.Contains(
            Dataset(example), quad => Uses(quad.Subject, term) || Uses(quad.Predicate, term) || Uses(quad.Object, term)
                || IsOfSubclass(quad, term))));
        Assert.True(Properties.Count(property => Examples(property).Any()) >= 15, "too few properties have an example");
    }

    [Fact]
    public void ExamplesHaveTheDocumentedDomainsValuesAndDates()
    {
        using QueryEngine engine = ShippedShapes.WithOntology();
        engine.LoadText(Prefixes + string.Join('\n', Classes.Concat(Properties).SelectMany(Examples)));

        // A snippet shows the heart of the matter: it need not be complete, and names what others introduce.
        Assert.DoesNotContain(ShippedShapes.Violations(engine, isUnion: false), fault =>
            !fault.Violation.EndsWith(" MinCount", StringComparison.Ordinal)
                && !fault.Violation.EndsWith(" Class", StringComparison.Ordinal));
    }

    [Fact]
    public void EveryClassIsAlignedOrSaysWhyNot() => Assert.All(Classes, @class => Assert.True(
        s_alignments.Match(@class).Any(), $"{@class}: align it in ontology/alignments.ttl, or say there why not (skos:editorialNote)"));

    [Fact]
    public void EveryAlignmentHasItsReasonAndNoOther()
    {
        var aligned = s_alignments.Where(quad => quad.Subject is Iri { Value: var term }
            && term.StartsWith(Vocabulary.Ontology, StringComparison.Ordinal)
            && quad.Object is Iri).Select(quad => quad.Triple).ToHashSet();
        var axioms = s_alignments.Match(predicate: RdfVocabulary.Type, @object: new Iri(Vocabulary.Owl + "Axiom"))
            .Select(quad => quad.Subject).ToList();
        var reasoned = axioms.Where(axiom => s_alignments.Match(axiom, Vocabulary.Comment).Any())
            .Select(axiom => new Triple(Of(axiom, "annotatedSource"), (Iri)Of(axiom, "annotatedProperty"), Of(axiom, "annotatedTarget")))
                .ToList();

        Assert.True(aligned.Count >= 60, $"{aligned.Count} alignments");
        Assert.Equal(aligned, reasoned.ToHashSet());
        Assert.Equal(aligned.Count, reasoned.Count);
        Assert.All(aligned, alignment => Assert.NotEmpty(s_ontology.Match(alignment.Subject)));

        Term Of(Term axiom, string property) => s_alignments.Match(axiom, new Iri(Vocabulary.Owl + property)).Single().Object;
    }

    [Fact]
    public void NoTermOfAnEarlierVersionIsGone()
    {
        var terms = s_ontology.Match(predicate: new Iri(Vocabulary.Rdfs + "isDefinedBy"))
            .Select(quad => ((Iri)quad.Subject).Value[Vocabulary.Ontology.Length..]).ToHashSet();
        var lists = Directory.GetFiles(ShippedShapes.FileOf("versions"), "*.txt");

        Assert.NotEmpty(lists);
        Assert.All(lists, list => Assert.All(File.ReadLines(list), term => Assert.Contains(term, terms)));
    }

    [Fact]
    public void VersionIsNewerThanTheLast_AndSaysWhatChanged()
    {
        var ontology = new Iri(OntologyIri);
        var current = (Iri)s_ontology.Match(ontology, s_versionIri).Single().Object;
        var prior = (Iri)s_ontology.Match(ontology, s_priorVersion).Single().Object;

        Assert.True(NumberOf(current) > NumberOf(prior));
        Assert.Equal(NumberOf(current).ToString(), ((Literal)s_ontology.Match(ontology, new Iri(Vocabulary.Owl + "versionInfo"))
            .Single().Object).Lexical);
        Assert.All((Iri[])[current, prior], version => Assert.NotEmpty(s_ontology.Match(version, s_changeNote)));
        Assert.True(File.Exists(ShippedShapes.FileOf("versions", NumberOf(prior) + ".txt")),
            "the list of terms of the prior version is missing");

        static Version NumberOf(Iri version) => Version.Parse(version.Value[(OntologyIri.Length + 1)..]);
    }

    [Fact]
    public void ContextNamesEveryTerm()
    {
        var terms = Classes.Concat(Properties).ToList();
        var context = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(ShippedShapes.FileOf("context.jsonld")));
        Assert.All(terms, term =>
        {
            string name = term.Value[Vocabulary.Ontology.Length..];
            string json = JsonSerializer.Serialize(new Dictionary<string, object>
            {
                ["@context"] = context.GetProperty("@context"),
                ["id"] = "i:a",
                ["type"] = Classes.Contains(term) ? name : "Event",
                [name] = "https://example.org/x",
            });

            var read = RdfReader.ReadText(json, RdfFormat.JsonLd);

            Assert.Contains(read, quad => quad.Predicate == term || quad.Object == term);
        });
    }

    private static IEnumerable<string> Examples(Iri term) => s_ontology.Match(term, s_example)
        .Select(quad => ((Literal)quad.Object).Lexical);

    private static Dataset Dataset(string example) => RdfReader.ReadText(Prefixes + example, RdfFormat.Turtle);

    private static HashSet<string> Languages(Iri term) =>
        [.. s_ontology.Match(term, Vocabulary.Label).Select(quad => ((Literal)quad.Object).Language!.ToLowerInvariant())];

    // The alphabet of 2021 (data/README.md), as far as labels of terms need it.
    private static string Latin(string cyrillic)
    {
        const string From = "аәбвгғдеэжзийкқлмнңоөпрсцтуұүфхһшщчыі";
        const string To = "aäbvgğdeejziikqlmnñoöprsstuūüfhhşşşyı";
        var text = cyrillic.Replace("ия", "ia", StringComparison.Ordinal).Replace("ию", "iu", StringComparison.Ordinal)
            .Replace("я", "ia", StringComparison.Ordinal).Replace("ю", "iu", StringComparison.Ordinal)
                .Replace("ь", "", StringComparison.Ordinal);
        return string.Concat(text.Select(letter => From.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var i ? To[i] : letter));
    }

    private static bool Uses(Term where, Iri term) =>
        where == term || (where is TripleTerm triple && (Uses(triple.Subject, term) || Uses(triple.Predicate, term)
            || Uses(triple.Object, term)));

    private static bool IsOfSubclass(Quad quad, Iri @class) => quad.Predicate == RdfVocabulary.Type && IsBelow(quad.Object, @class)
        || quad.Object is TripleTerm triple && triple.Predicate == RdfVocabulary.Type && IsBelow(triple.Object, @class);

    private static bool IsBelow(Term lower, Iri upper) =>
        s_ontology.Match(lower, Vocabulary.SubClassOf).Any(quad => quad.Object == upper || IsBelow(quad.Object, upper));
}
