using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>sh:class, sh:datatype and sh:nodeKind (SHACL §4.1).</summary>
internal static class ValueTypeConstraints
{
    private static readonly string[] s_kinds = ["BlankNode", "IRI", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"];

    /// <summary>Reads them from a shape.</summary>
    public static IEnumerable<Constraint> Read(ShapeSource source)
    {
        foreach (var @class in source.Iris("class"))
        {
            yield return new OfClass(@class);
        }

        if (source.SingleIri("datatype") is { } datatype)
        {
            yield return new OfDatatype(datatype);
        }

        if (source.SingleIri("nodeKind") is { } kind)
        {
            yield return Array.Exists(s_kinds, name => ShaclVocabulary.Term(name) == kind)
                ? new OfKind(kind.Value[ShaclVocabulary.Namespace.Length..])
                : throw source.Wrong("nodeKind", kind, "one of " + string.Join(", ", s_kinds.Select(name => "sh:" + name)));
        }
    }

    private sealed class OfClass(Iri @class) : Constraint(Named("Class"))
    {
        public override string Message => $"The value is not an instance of {@class}.";

        public override ConstraintCheck Prepare(ValidationRun run, Shape shape)
        {
            var id = run.Id(@class);
            return new IdCheck(run, value => run.IsInstance(value, id));
        }
    }

    private sealed class OfDatatype(Iri datatype) : Constraint(Named("Datatype"))
    {
        public override string Message => $"The value is not a well-formed literal of datatype {datatype}.";

        public override ConstraintCheck Prepare(ValidationRun run, Shape shape)
        {
            var known = XsdDatatypes.Find(datatype.Value);
            var iri = System.Text.Encoding.UTF8.GetBytes(datatype.Value);
            var arena = new TermArena();
            var terms = run.Context.Terms;
            return new IdCheck(run, known == XsdDatatype.Unknown
                ? value => value.Tag == TermTag.TypedLiteral && View(value).Datatype.SequenceEqual(iri)
                : value => value.IsLiteral && terms.DatatypeOf(value) == known && IsWellFormed(value));

            TermView View(TermId value)
            {
                arena.Clear();
                return terms.View(value, arena);
            }

            // A literal in an id, or a string, cannot be ill-formed.
            bool IsWellFormed(TermId value) => value.Tag != TermTag.TypedLiteral
                || known == XsdDatatype.AnyUri
                || terms.TryGetNumber(value, out _) || terms.TryGetDateTime(value, out _) || terms.TryGetDuration(value, out _)
                || (known == XsdDatatype.Boolean && XsdBoolean.TryParse(View(value).Value, out _));
        }
    }

    private sealed class OfKind(string kind) : Constraint(Named("NodeKind"))
    {
        public override string Message => $"The value is not of kind sh:{kind}.";

        // A triple term of RDF 1.2 is of none of the six kinds.
        public override ConstraintCheck Prepare(ValidationRun run, Shape shape)
        {
            var (blank, iri, literal) = (
                kind.Contains("BlankNode", StringComparison.Ordinal), kind.Contains("IRI", StringComparison.Ordinal),
                kind.Contains("Literal", StringComparison.Ordinal));
            return new IdCheck(run, value => value.IsBlankNode ? blank : value.IsIri ? iri : value.IsLiteral && literal);
        }
    }
}
