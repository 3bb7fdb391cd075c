using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>
/// Reads the shapes of a shapes graph: those with a type or a target, and all that they refer to. What no such shape reaches has no
/// effect and is left alone, ill-formed or not.
/// </summary>
internal sealed class ShapesReader
{
    private static readonly (string Name, TargetKind Kind)[] s_targets =
    [
        ("targetNode", TargetKind.Node), ("targetClass", TargetKind.Class),
        ("targetSubjectsOf", TargetKind.SubjectsOf), ("targetObjectsOf", TargetKind.ObjectsOf),
    ];

    private readonly ShapeTriples _triples;
    private readonly Dictionary<Term, Shape> _shapes = [];
    private readonly List<Shape> _found = [];
    private readonly HashSet<Term> _nodeShapes;
    private readonly HashSet<Term> _propertyShapes;
    private readonly HashSet<Term> _classes;
    private readonly ImmutableArray<ConstraintComponent> _components;

    private ShapesReader(ShapeTriples triples)
    {
        _triples = triples;
        _nodeShapes = triples.Instances(ShaclVocabulary.Term("NodeShape"));
        _propertyShapes = triples.Instances(ShaclVocabulary.Term("PropertyShape"));
        _classes = triples.Instances(ShaclVocabulary.Class);
        _components = ComponentReader.Read(triples);
    }

    /// <summary>Reads the shapes.</summary>
    /// <exception cref="ShaclException">They are ill-formed or recursive, or ask for an entailment regime.</exception>
    public static ImmutableArray<Shape> Read(ShapeTriples triples)
    {
        // SHACL §3.3: a processor that does not support the regime signals a failure.
        if (triples.With(ShaclVocabulary.Term("entailment")).FirstOrDefault() is { } regime)
        {
            throw new ShaclException(
                $"The shapes graph asks for the entailment regime {regime.Object}, which validation does not offer; materialise what "
                + "follows in the data instead.", null, regime);
        }

        var reader = new ShapesReader(triples);
        reader.ReadAll();
        RecursionCheck.Run(reader._found);
        return [.. reader._found];
    }

    private void ReadAll()
    {
        foreach (var subject in _triples.Subjects)
        {
            if (_nodeShapes.Contains(subject) || _propertyShapes.Contains(subject)
                || s_targets.Any(target => _triples.Values(subject, target.Name).Any()))
            {
                ShapeOf(subject);
            }
        }

        // Reading a shape finds further ones.
        for (var i = 0; i < _found.Count; i++)
        {
            Fill(_found[i]);
        }
    }

    private Shape ShapeOf(Term node)
    {
        if (!_shapes.TryGetValue(node, out var shape))
        {
            shape = new Shape(node);
            _shapes.Add(node, shape);
            _found.Add(shape);
        }

        return shape;
    }

    private void Fill(Shape shape)
    {
        var isProperty = _triples.Values(shape.Node, "path").Any();
        var source = new ShapeSource(_triples, shape.Node, isProperty, ShapeOf);
        if (isProperty)
        {
            var path = source.Single("path")!;
            if (_nodeShapes.Contains(shape.Node))
            {
                throw source.Wrong("path", path, "none: the shape is a sh:NodeShape");
            }

            shape.Path = new PathReader(source).Read(path);
            shape.Walk = shape.Path.ToPropertyPath();
        }
        else if (_propertyShapes.Contains(shape.Node))
        {
            throw new ShaclException("it is a sh:PropertyShape without sh:path.", shape.Node);
        }

        shape.IsDeactivated = source.IsTrue("deactivated");
        shape.Severity = source.SingleIri("severity") ?? ShaclVocabulary.Violation;
        shape.Messages = source.Messages(shape.Node);
        shape.Targets = Targets(source);
        shape.Constraints =
        [
            .. ValueTypeConstraints.Read(source), .. CardinalityConstraints.Read(source), .. ValueRangeConstraints.Read(source),
            .. StringConstraints.Read(source), .. PropertyPairConstraints.Read(source), .. LogicalConstraints.Read(source),
            .. ShapeConstraints.Read(source), .. OtherConstraints.Read(source), .. SparqlConstraint.Read(source),
            .. _components.SelectMany(component => component.Read(source)),
        ];
    }

    private ImmutableArray<Target> Targets(ShapeSource source)
    {
        var targets = ImmutableArray.CreateBuilder<Target>();
        foreach (var (name, kind) in s_targets)
        {
            foreach (var value in source.Values(name))
            {
                var isPossible = value is Iri || (kind == TargetKind.Node && value is Literal);
                targets.Add(isPossible
                    ? new Target(kind, value)
                    : throw source.Wrong(name, value, kind == TargetKind.Node ? "an IRI or a literal" : "an IRI"));
            }
        }

        // SHACL §2.1.3.3: a shape that is a class is its own target.
        if (_classes.Contains(source.Node) && (_nodeShapes.Contains(source.Node) || _propertyShapes.Contains(source.Node)))
        {
            targets.Add(source.Node is Iri ? new Target(TargetKind.Class, source.Node) : throw new ShaclException(
                "it is a class too and has no IRI.", source.Node, new Triple(source.Node, RdfVocabulary.Type, ShaclVocabulary.Class)));
        }

        return targets.ToImmutable();
    }
}
