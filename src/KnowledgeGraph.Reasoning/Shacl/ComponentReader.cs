using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>Reads the declarations of SPARQL-based constraint components (SHACL §6.2).</summary>
internal static class ComponentReader
{
    private static readonly string[] s_reserved = ["this", "shapesGraph", "currentShape", "path", "PATH", "value"];

    /// <summary>All components of a shapes graph, in the order of its documents; those of SHACL itself are built in and left out.</summary>
    public static ImmutableArray<ConstraintComponent> Read(ShapeTriples triples)
    {
        var components = ImmutableArray.CreateBuilder<ConstraintComponent>();
        var declared = triples.Instances(ShaclVocabulary.Term("ConstraintComponent"));
        foreach (var node in triples.Subjects.Where(declared.Contains))
        {
            if (node is not Iri name)
            {
                throw new ShaclException(
                    $"The constraint component {node} has no IRI.", null,
                    new Triple(node, RdfVocabulary.Type, ShaclVocabulary.Term("ConstraintComponent")));
            }

            if (!name.Value.StartsWith(ShaclVocabulary.Namespace, StringComparison.Ordinal))
            {
                components.Add(Read(triples, name));
            }
        }

        return components.ToImmutable();
    }

    private static ConstraintComponent Read(ShapeTriples triples, Iri name)
    {
        var parameters = ImmutableArray.CreateBuilder<(Iri Path, Variable Variable, bool IsOptional)>();
        foreach (var declaration in triples.Values(name, "parameter"))
        {
            var triple = new Triple(name, ShaclVocabulary.Term("parameter"), declaration);
            if (triples.Values(declaration, "path").ToList() is not [Iri path])
            {
                throw new ShaclException($"A parameter of {name} does not have exactly one sh:path that is an IRI.", null, triple);
            }

            var variable = new Variable(LocalName(path.Value));
            if (variable.Name.Length == 0 || !variable.Name.All(IsVariableCharacter) || s_reserved.Contains(variable.Name)
                || parameters.Any(parameter => parameter.Variable == variable))
            {
                throw new ShaclException(
                    $"The parameter {path} of {name} cannot be a variable named '{variable.Name}': the name is no name of a variable, "
                    + "reserved or used twice.", null, triple);
            }

            var isOptional = triples.Values(declaration, "optional").ToList() switch
            {
                [] => false,
                [Literal { Language: null } literal] when literal.Datatype == Xsd.Boolean => literal.Lexical == "true",
                _ => throw new ShaclException($"sh:optional of the parameter {path} of {name} is not one of true and false.", null, triple),
            };
            parameters.Add((path, variable, isOptional));
        }

        return parameters.Any(parameter => !parameter.IsOptional)
            ? new ConstraintComponent(name, parameters.ToImmutable())
            : throw new ShaclException($"The constraint component {name} has no parameter that is not optional.");
    }

    // SHACL §6.2.1: the longest NCNAME at the end of the IRI.
    private static string LocalName(string iri)
    {
        var start = iri.Length;
        while (start > 0 && (IsVariableCharacter(iri[start - 1]) || iri[start - 1] is '-' or '.'))
        {
            start--;
        }

        while (start < iri.Length && (char.IsAsciiDigit(iri[start]) || iri[start] is '-' or '.'))
        {
            start++;
        }

        return iri[start..];
    }

    private static bool IsVariableCharacter(char c) => char.IsLetterOrDigit(c) || c == '_' || char.IsSurrogate(c);
}
