using System.Globalization;
using KnowledgeGraph.Knowledge.Evidence;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Cli;

/// <summary>What supports an answer, as text for people.</summary>
/// <param name="output">Takes the text.</param>
/// <param name="finder">Finds the claims.</param>
/// <param name="prefixes">Prefix to namespace.</param>
internal sealed class SupportText(TextWriter output, EvidenceFinder finder, IReadOnlyDictionary<string, string> prefixes)
{
    /// <summary>Writes a row and what supports it.</summary>
    /// <param name="row">The row; empty for ASK and CONSTRUCT.</param>
    /// <param name="triple">The triple of CONSTRUCT, or null.</param>
    /// <param name="supports">What supports it.</param>
    /// <param name="cancellationToken">Stops the search for claims.</param>
    public void Write(IReadOnlyDictionary<Variable, Term> row, Triple? triple, Supports supports, CancellationToken cancellationToken)
    {
        foreach ((Variable column, Term term) in row)
        {
            output.WriteLine($"{column} = {TextTable.TextOf(term, prefixes)}");
        }

        if (triple is not null)
        {
            output.WriteLine(Text(triple));
        }

        if (supports.Items.IsEmpty)
        {
            output.WriteLine("supported by nothing: no solution matches the pattern");
        }

        Write(supports, "", cancellationToken);
    }

    private void Write(Supports supports, string indent, CancellationToken cancellationToken)
    {
        for (int i = 0; i < supports.Items.Length; i++)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{indent}{i + 1}."));
            foreach (SupportPart part in supports.Items[i].Parts)
            {
                Write(part, indent + "   ", cancellationToken);
            }
        }

        if (supports.HasMore)
        {
            output.WriteLine(indent + "there are more (--offset)");
        }
    }

    private void Write(SupportPart part, string indent, CancellationToken cancellationToken)
    {
        switch (part)
        {
            case SupportPart.Statement statement:
                Write(statement, indent, cancellationToken);
                break;
            case SupportPart.Walk walk:
                output.WriteLine($"{indent}{Text(walk.Start)} {SparqlPrinter.Print(walk.Path, prefixes)} {Text(walk.End)}: {(
                    walk.Steps is not { } found ? "too many nodes for the search of a walk" : found.IsEmpty ? "no step, both are the same" : "one shortest walk")}");
                foreach (SupportPart.Statement step in walk.Steps ?? [])
                {
                    Write(step, indent + "   ", cancellationToken);
                }

                break;
            case SupportPart.SubAnswer answer:
                output.WriteLine(indent + "a row of a sub-query");
                Write(answer.Supports, indent + "   ", cancellationToken);
                break;
            case SupportPart.Absent(var pattern):
                output.WriteLine($"{indent}nothing for the optional part {OneLine(pattern)}");
                break;
            case SupportPart.Condition(var text):
                output.WriteLine($"{indent}the condition {OneLine(text)}");
                break;
            case SupportPart.Remote(var service):
                output.WriteLine($"{indent}an answer of {Text(service)}, whose evidence is there");
                break;
        }
    }

    private void Write(SupportPart.Statement statement, string indent, CancellationToken cancellationToken)
    {
        output.WriteLine($"{indent}{Text(statement.Triple)}{(statement.Graph is null ? "" : " in " + Text(statement.Graph))}");
        Write(finder.Behind(statement, cancellationToken), indent);
    }

    private void Write(StatementEvidence behind, string indent)
    {
        foreach (ClaimEvidence claim in behind.Claims)
        {
            output.WriteLine($"{indent}   {Said(claim)}");
        }

        foreach (Iri origin in behind.Origins)
        {
            output.WriteLine($"{indent}   derived from {Text(origin)}");
        }

        if (behind.Inferred is { } conclusion)
        {
            string end = conclusion.IsCut ? " (not followed further)" : conclusion.Premises.IsEmpty ? ", always" : " from";
            output.WriteLine($"{indent}   follows by {conclusion.Rule}{end}");
            foreach (StatementEvidence premise in conclusion.Premises)
            {
                output.WriteLine($"{indent}      {Text(premise.Statement.Triple)}");
                Write(premise, indent + "      ");
            }
        }
    }

    private string Said(ClaimEvidence claim)
    {
        string[] manner = [.. new[] { claim.Polarity, claim.Phase, claim.Certainty }.OfType<Iri>().Select(LocalName)];
        string[] contexts = [.. claim.Contexts.Select(context =>
            $"{string.Join(' ', context.Types.Select(LocalName))}{(context.Voices.IsEmpty ? "" : " of " + string.Join(", ", context.Voices.Select(Text)))}")];
        string[] places = [.. claim.Places.Select(place =>
            string.Create(CultureInfo.InvariantCulture, $"paragraph {place.Paragraph}, characters {place.Start}-{place.End}"))];
        return $"{(claim.Holds ? "" : "(no fact) ")}{string.Join(", ", manner)}{string.Concat(contexts.Select(context => ", in a " + context))}: "
            + $"{Text(claim.Claim)}{string.Concat(places.Select(place => "; " + place))}";
    }

    private string Text(Triple triple) => $"{Text(triple.Subject)} {Text(triple.Predicate)} {Text(triple.Object)}";

    private string Text(Term term) => TextTable.TextOf(term, prefixes);

    private static string LocalName(Iri iri) => iri.Value[(iri.Value.LastIndexOfAny(['#', '/']) + 1)..];

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
