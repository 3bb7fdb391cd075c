using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>sh:closed, sh:hasValue and sh:in (SHACL §4.8).</summary>
internal static class OtherConstraints
{
    /// <summary>Reads them from a shape.</summary>
    public static IEnumerable<Constraint> Read(ShapeSource source)
    {
        if (source.IsTrue("closed"))
        {
            var ignored = source.Single("ignoredProperties") is { } list ? source.List("ignoredProperties", list) : [];
            var properties = source.Values("property").SelectMany(property => source.Triples.Values(property, "path")).OfType<Iri>();
            yield return new Closed(
            [
                .. properties,
                .. ignored.Select(member => member as Iri ?? throw source.Wrong("ignoredProperties", member, "a list of IRIs")),
            ]);
        }

        foreach (var value in source.Values("hasValue"))
        {
            yield return new HasValue(value);
        }

        if (source.Single("in") is { } members)
        {
            yield return new In(source.List("in", members));
        }
    }

    private sealed class Closed(ImmutableArray<Iri> allowed) : Constraint(Named("Closed"))
    {
        private const int ReadRows = 256;

        public override string Message => "The shape is closed and does not allow this property.";

        // SHACL §4.8.1: of each value node all triples are looked at, and the predicate is the path of the result.
        public override ConstraintCheck Prepare(ValidationRun run, Shape shape)
        {
            HashSet<TermId> known = [.. allowed.Select(run.Id)];
            var (predicates, objects) = (new TermId[ReadRows], new TermId[ReadRows]);
            IndexScan? scan = null;
            return new FocusCheck(run, (focus, nodes, findings) =>
            {
                foreach (var value in nodes.Of(focus))
                {
                    var bound = new QuadPattern(value, default, default, run.Graph.Graph);
                    if (scan is null)
                    {
                        scan = run.Context.Snapshot.Scan(run.Graph, IndexOrder.Spo, bound with { Graph = default });
                    }
                    else
                    {
                        scan.Rebind(bound);
                    }

                    int count;
                    while ((count = scan.Read(predicates, objects, default, default)) > 0)
                    {
                        run.Context.ThrowIfStopped();
                        for (var i = 0; i < count; i++)
                        {
                            if (!known.Contains(predicates[i]))
                            {
                                findings.Add(focus, objects[i], predicates[i]);
                            }
                        }
                    }
                }
            });
        }
    }

    private sealed class HasValue(Term value) : Constraint(Named("HasValue"))
    {
        public override string Message => $"The value {value} is missing.";

        public override ConstraintCheck Prepare(ValidationRun run, Shape shape)
        {
            var id = run.Id(value);
            return new FocusCheck(run, (focus, nodes, findings) =>
            {
                if (!nodes.Of(focus).Contains(id))
                {
                    findings.Add(focus);
                }
            });
        }
    }

    private sealed class In(ImmutableArray<Term> members) : Constraint(Named("In"))
    {
        private const int NamedMembers = 20;

        public override string Message =>
            $"The value is none of {string.Join(", ", members.Take(NamedMembers))}{(members.Length > NamedMembers ? " …" : "")}.";

        public override ConstraintCheck Prepare(ValidationRun run, Shape shape)
        {
            HashSet<TermId> ids = [.. members.Select(run.Id)];
            return new IdCheck(run, ids.Contains);
        }
    }
}
