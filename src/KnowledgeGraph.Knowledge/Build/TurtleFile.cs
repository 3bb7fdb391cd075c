using System.Collections.Immutable;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Knowledge.Build;

/// <summary>Reads a small Turtle file whole.</summary>
internal static class TurtleFile
{
    /// <summary>The triples of a file; empty (and a finding) if it cannot be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static ImmutableArray<Triple> Read(string path, ICollection<Finding> findings)
    {
        var sink = new DatasetSink();
        try
        {
            using FileStream stream = File.OpenRead(path);
            RdfReader.Read(stream, RdfFormat.Turtle, sink);
        }
        catch (RdfSyntaxException exception)
        {
            var position = new SourcePosition(path, (int)exception.Line, (int)exception.Column);
            findings.Add(new Finding(FindingKind.Form, position, exception.Problem, exception.Hint));
            return [];
        }
        catch (IOException exception)
        {
            findings.Add(new Finding(FindingKind.Form, null, $"{path} cannot be read: {exception.Message}"));
            return [];
        }

        return [.. sink.Dataset.DefaultGraph];
    }
}
