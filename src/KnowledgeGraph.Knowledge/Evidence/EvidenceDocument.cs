using System.Text.Json;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>
/// Writes what supports an answer as JSON-LD 1.1: each triple in the shape of an <c>rdf:Statement</c>, with the claims behind it. What is
/// about the answer and not about the data (<c>absent</c>, <c>condition</c>, <c>more</c>) has no meaning in RDF and is for readers of JSON.
/// </summary>
/// <param name="writer">Takes the document; finishing it is up to the caller.</param>
/// <param name="evidence">Finds the claims, over the state of the data that the supports come from.</param>
/// <param name="prefixes">For the texts of paths.</param>
public sealed class EvidenceDocument(Utf8JsonWriter writer, EvidenceFinder evidence, IReadOnlyDictionary<string, string> prefixes)
{
    /// <summary>Writes the document.</summary>
    /// <param name="supports">The supports.</param>
    /// <param name="cancellationToken">Stops the search for claims.</param>
    public void Write(Supports supports, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(supports);
        writer.WriteStartObject();
        WriteContext();
        WriteSupports(supports, cancellationToken);
        writer.WriteEndObject();
    }

    private void WriteContext()
    {
        writer.WriteStartObject("@context");
        writer.WriteNumber("@version", 1.1);
        writer.WriteString("@vocab", Vocabulary.Ontology);
        writer.WriteString("rdf", RdfVocabulary.Namespace);
        writer.WriteString("prov", "http://www.w3.org/ns/prov#");
        writer.WriteString("id", "@id");
        writer.WriteString("type", "@type");
        foreach (string name in (ReadOnlySpan<string>)["subject", "predicate", "object"])
        {
            writer.WriteString(name, "rdf:" + name);
        }

        WriteTerm("supports", "prov:wasDerivedFrom", "@set", null);
        WriteTerm("parts", "prov:hadMember", "@list", null);
        WriteTerm("steps", "prov:hadMember", "@list", null);
        WriteTerm("claims", "prov:wasQuotedFrom", "@set", null);
        WriteTerm("rule", "prov:wasGeneratedBy", null, null);
        WriteTerm("premises", "prov:wasDerivedFrom", "@set", null);
        WriteTerm("name", "http://www.w3.org/2000/01/rdf-schema#label", null, null);
        WriteTerm("origins", "prov:wasDerivedFrom", "@set", "@id");
        WriteTerm("source", "prov:hadPrimarySource", null, "@id");
        WriteTerm("voices", "prov:wasAttributedTo", "@set", "@id");
        foreach (string name in (ReadOnlySpan<string>)["polarity", "phase", "certainty"])
        {
            WriteTerm(name, Vocabulary.Ontology + name, null, "@id");
        }

        foreach (string name in (ReadOnlySpan<string>)["graph", "holds", "contexts", "citations", "places", "triggers", "path", "start", "end", "row", "absent", "condition", "service", "more", "if", "then", "cut"])
        {
            writer.WriteNull(name);
        }

        writer.WriteEndObject();
    }

    private void WriteTerm(string name, string iri, string? container, string? type)
    {
        writer.WriteStartObject(name);
        writer.WriteString("@id", iri);
        if (container is not null)
        {
            writer.WriteString("@container", container);
        }

        if (type is not null)
        {
            writer.WriteString("@type", type);
        }

        writer.WriteEndObject();
    }

    private void WriteSupports(Supports supports, CancellationToken cancellationToken)
    {
        writer.WriteStartArray("supports");
        foreach (Support support in supports.Items)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "prov:Collection");
            writer.WriteStartArray("parts");
            foreach (SupportPart part in support.Parts)
            {
                WritePart(part, cancellationToken);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteBoolean("more", supports.HasMore);
    }

    private void WritePart(SupportPart part, CancellationToken cancellationToken)
    {
        writer.WriteStartObject();
        switch (part)
        {
            case SupportPart.Statement statement:
                WriteStatement(statement, cancellationToken);
                break;
            case SupportPart.Walk walk:
                WriteWalk(walk, cancellationToken);
                break;
            case SupportPart.SubAnswer answer:
                WriteRow(answer);
                WriteSupports(answer.Supports, cancellationToken);
                break;
            case SupportPart.Absent(var pattern):
                writer.WriteString("absent", pattern);
                break;
            case SupportPart.Condition(var text):
                writer.WriteString("condition", text);
                break;
            case SupportPart.Remote(var service):
                WriteTermValue("service", service);
                break;
        }

        writer.WriteEndObject();
    }

    private void WriteStatement(SupportPart.Statement statement, CancellationToken cancellationToken)
    {
        WriteTriple(statement.Triple.Subject, statement.Triple.Predicate, statement.Triple.Object);
        if (statement.Graph is not null)
        {
            WriteTermValue("graph", statement.Graph);
        }

        WriteBehind(evidence.Behind(statement, cancellationToken));
    }

    private void WriteBehind(StatementEvidence behind)
    {
        if (!behind.Origins.IsEmpty)
        {
            WriteIris("origins", behind.Origins);
        }

        writer.WriteStartArray("claims");
        foreach (ClaimEvidence claim in behind.Claims)
        {
            WriteClaim(claim);
        }

        writer.WriteEndArray();
        if (behind.Inferred is { } conclusion)
        {
            WriteConclusion(conclusion);
        }
    }

    private void WriteConclusion(Conclusion conclusion)
    {
        writer.WriteStartObject("rule");
        writer.WriteString("type", "prov:Activity");
        writer.WriteString("name", conclusion.Rule.Name);
        writer.WriteString("if", conclusion.Rule.Body);
        writer.WriteString("then", conclusion.Rule.Head);
        writer.WriteEndObject();
        writer.WriteStartArray("premises");
        foreach (StatementEvidence premise in conclusion.Premises)
        {
            writer.WriteStartObject();
            WriteTriple(premise.Statement.Triple.Subject, premise.Statement.Triple.Predicate, premise.Statement.Triple.Object);
            WriteBehind(premise);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (conclusion.IsCut)
        {
            writer.WriteBoolean("cut", true);
        }
    }

    private void WriteWalk(SupportPart.Walk walk, CancellationToken cancellationToken)
    {
        writer.WriteString("path", SparqlPrinter.Print(walk.Path, prefixes));
        WriteTermValue("start", walk.Start);
        WriteTermValue("end", walk.End);
        if (walk.Steps is not { } steps)
        {
            writer.WriteNull("steps");
            return;
        }

        writer.WriteStartArray("steps");
        foreach (SupportPart.Statement step in steps)
        {
            WritePart(step, cancellationToken);
        }

        writer.WriteEndArray();
    }

    private void WriteRow(SupportPart.SubAnswer answer)
    {
        writer.WriteStartObject("row");
        foreach ((Variable column, Term value) in answer.Row)
        {
            WriteTermValue(column.Name, value);
        }

        writer.WriteEndObject();
    }

    private void WriteClaim(ClaimEvidence claim)
    {
        writer.WriteStartObject();
        writer.WriteString("id", claim.Claim.Value);
        writer.WriteString("type", "Claim");
        writer.WriteString("source", claim.Source.Value);
        WriteIri("polarity", claim.Polarity);
        WriteIri("phase", claim.Phase);
        WriteIri("certainty", claim.Certainty);
        writer.WriteBoolean("holds", claim.Holds);
        writer.WriteStartArray("contexts");
        foreach (ClaimContext context in claim.Contexts)
        {
            writer.WriteStartObject();
            WriteIri("id", context.Node ?? context.Claim);
            writer.WriteString("claim", context.Claim.Value);
            WriteIris("types", context.Types);
            WriteIris("voices", context.Voices);
            writer.WriteBoolean("endorsed", context.Endorsed);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteIris("voices", claim.Contexts.SelectMany(context => context.Voices).Distinct());
        writer.WriteStartArray("citations");
        foreach (CitedOutlet cited in claim.Citations)
        {
            writer.WriteStartObject();
            writer.WriteString("id", cited.Citation.Value);
            WriteIri("outlet", cited.Outlet);
            if (cited.Date is not null)
            {
                writer.WriteString("date", cited.Date.Lexical);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WritePlaces("places", claim.Places);
        WritePlaces("triggers", claim.Triggers);
        writer.WriteEndObject();
    }

    private void WritePlaces(string name, IEnumerable<EvidencePlace> places)
    {
        writer.WriteStartArray(name);
        foreach (EvidencePlace place in places)
        {
            writer.WriteStartObject();
            writer.WriteNumber("paragraph", place.Paragraph);
            writer.WriteNumber("start", place.Start);
            writer.WriteNumber("end", place.End);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteTriple(Term subject, Iri predicate, Term @object)
    {
        writer.WriteString("type", "rdf:Statement");
        WriteTermValue("subject", subject);
        WriteTermValue("predicate", predicate);
        WriteTermValue("object", @object);
    }

    // JSON-LD 1.1 has no triple terms: the shape of a statement says the same of the triple, and asserts it no more than they do.
    private void WriteTermValue(string name, Term term)
    {
        writer.WriteStartObject(name);
        switch (term)
        {
            case Iri iri:
                writer.WriteString("id", iri.Value);
                break;
            case BlankNode blank:
                writer.WriteString("id", "_:" + blank.Label);
                break;
            case TripleTerm triple:
                WriteTriple(triple.Subject, triple.Predicate, triple.Object);
                break;
            case Literal literal:
                WriteLiteral(literal);
                break;
        }

        writer.WriteEndObject();
    }

    private void WriteLiteral(Literal literal)
    {
        writer.WriteString("@value", literal.Lexical);
        if (literal.Language is not null)
        {
            writer.WriteString("@language", literal.Language);
            if (literal.Direction != BaseDirection.None)
            {
                writer.WriteString("@direction", literal.Direction == BaseDirection.RightToLeft ? "rtl" : "ltr");
            }
        }
        else if (literal.Datatype != Xsd.String)
        {
            writer.WriteString("@type", literal.Datatype.Value);
        }
    }

    private void WriteIri(string name, Iri? iri)
    {
        if (iri is not null)
        {
            writer.WriteString(name, iri.Value);
        }
    }

    private void WriteIris(string name, IEnumerable<Iri> iris)
    {
        writer.WriteStartArray(name);
        foreach (Iri iri in iris)
        {
            writer.WriteStringValue(iri.Value);
        }

        writer.WriteEndArray();
    }
}
