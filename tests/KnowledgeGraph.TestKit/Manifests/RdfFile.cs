using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.TestKit.Manifests;

/// <summary>Reads a file of a test into memory, in the format that its name says.</summary>
public static class RdfFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="file">Turtle, TriG, N-Triples, N-Quads or RDF/XML.</param>
    /// <param name="baseIri">The base IRI.</param>
    public static Dataset Read(string file, string baseIri)
    {
        var format = RdfFormat.FromFileName(file) ?? throw new InvalidDataException($"{file}: no format has this extension.");
        var sink = new DatasetSink();
        using var stream = File.OpenRead(file);
        RdfReader.Read(stream, format, sink, new RdfReaderOptions { BaseIri = baseIri, SourceName = file });
        return sink.Dataset;
    }
}
