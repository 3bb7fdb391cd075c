using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Server.LinkedData;

namespace KnowledgeGraph.Server.Ontologies;

/// <summary>
/// What belongs to the ontology that ships with the host and is no part of the data: its alignments, its shapes, the terms of its earlier
/// versions. Read once, immutable.
/// </summary>
public static class ShippedOntology
{
    private static readonly Assembly s_assembly = typeof(ShippedOntology).Assembly;
    private static readonly byte[] s_alignmentsFile = Bytes("alignments.ttl");
    private static readonly Dataset s_alignments = RdfReader.ReadText(Encoding.UTF8.GetString(s_alignmentsFile), RdfFormat.Turtle);

    /// <summary>The file of alignments to outside vocabularies, in Turtle.</summary>
    public static ReadOnlyMemory<byte> AlignmentsFile => s_alignmentsFile;

    /// <summary>The catalogue of ontology and data, in Turtle: what is written by hand, and what the build counted.</summary>
    public static ReadOnlyMemory<byte> CatalogFile { get; } = (byte[])[.. Bytes("catalog.ttl"), (byte)'\n', .. Bytes("void.ttl")];

    /// <summary>The file of shapes for SHACL, in Turtle.</summary>
    public static ReadOnlyMemory<byte> ShapesFile { get; } = Bytes("shapes.ttl");

    /// <summary>The alignments by our term.</summary>
    public static ILookup<Iri, Alignment> Alignments { get; } = AlignmentsOf(s_alignments);

    /// <summary>Why a class of ours has no alignment.</summary>
    public static ImmutableDictionary<Iri, string> NotAligned { get; } = s_alignments.Match(predicate: OntologyVocabulary.EditorialNote)
        .ToImmutableDictionary(quad => (Iri)quad.Subject, quad => ((Literal)quad.Object).Lexical);

    private static ImmutableArray<(Version Version, ImmutableHashSet<string> Terms)> Versions { get; } = ReadVersions();

    /// <summary>The first version that has a term; the current one if no earlier one has it.</summary>
    /// <param name="term">The term.</param>
    /// <param name="current">The current version.</param>
    public static string Since(Iri term, string current)
    {
        ArgumentNullException.ThrowIfNull(term);
        const string Namespace = LocalAddress.Namespace + "ontology#";
        return term.Value.StartsWith(Namespace, StringComparison.Ordinal)
            && Versions.FirstOrDefault(version => version.Terms.Contains(term.Value[Namespace.Length..])).Version is { } first
            ? first.ToString()
            : current;
    }

    private static ILookup<Iri, Alignment> AlignmentsOf(Dataset graph)
    {
        return graph.Match(predicate: RdfVocabulary.Type, @object: OntologyVocabulary.Axiom).Select(quad => quad.Subject)
            .Select(axiom => (
                Term: (Iri)Of(axiom, OntologyVocabulary.AnnotatedSource),
                Alignment: new Alignment(
                    (Iri)Of(axiom, OntologyVocabulary.AnnotatedProperty), (Iri)Of(axiom, OntologyVocabulary.AnnotatedTarget),
                    ((Literal)Of(axiom, OntologyVocabulary.Comment)).Lexical)))
            .ToLookup(pair => pair.Term, pair => pair.Alignment);

        Term Of(Term axiom, Iri property) => graph.Match(axiom, property).Single().Object;
    }

    private static ImmutableArray<(Version Version, ImmutableHashSet<string> Terms)> ReadVersions()
    {
        const string Folder = "versions/";
        const string Extension = ".txt";
        return
        [
            .. s_assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
                .Select(name => (Version.Parse(name[Folder.Length..^Extension.Length]), Encoding.UTF8.GetString(Bytes(name)).Split('\n')
                    .ToImmutableHashSet(StringComparer.Ordinal)))
                .OrderBy(pair => pair.Item1),
        ];
    }

    private static byte[] Bytes(string name)
    {
        using var resource = s_assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }
}
