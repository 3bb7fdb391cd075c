using System.Collections.Immutable;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Knowledge.Authoring;

/// <summary>Reads what a claim says: Turtle with the project's prefixes preset. Errors point into the YAML file.</summary>
internal static class SaysReader
{
    /// <summary>The triples of a claim; empty (and a finding) if they cannot be read.</summary>
    /// <param name="turtle">The Turtle text.</param>
    /// <param name="sourceId">The source, for the prefix <c>c:</c>.</param>
    /// <param name="place">Where the text stands in the YAML file.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static ImmutableArray<Triple> Read(string turtle, string sourceId, SaysPlace place, List<Finding> findings)
    {
        // One line of prefixes, so that a line of the text is one less than the line the Turtle reader counts.
        string prefixes = $"@prefix : <{Vocabulary.Ontology}> . @prefix i: <{Vocabulary.Things}> . @prefix s: <{Vocabulary.Sources}> . "
            + $"@prefix c: <{Vocabulary.Sources}{sourceId}/claim/> . @prefix xsd: <{Vocabulary.XmlSchema}> . "
            + $"@prefix rdf: <{Vocabulary.RdfSyntax}> . @prefix rdfs: <{Vocabulary.Rdfs}> . @prefix skos: <{Vocabulary.Skos}> .\n";
        try
        {
            return [.. RdfReader.ReadText(prefixes + turtle, RdfFormat.Turtle).DefaultGraph];
        }
        catch (RdfSyntaxException exception)
        {
            int line = Math.Max(0, (int)exception.Line - 1);
            findings.Add(new Finding(
                FindingKind.Form, place.At(line, (int)exception.Column), $"'says' is no Turtle: {exception.Problem}",
                exception.Hint ?? "prefixes are : for the ontology, i: for things; end the triples with '.'"));
            return [];
        }
    }
}
