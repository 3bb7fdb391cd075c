using System.Globalization;
using System.Text;

namespace KnowledgeGraph.Tests.Reasoning.Shacl;

/// <summary>
/// Random graphs and shapes: the results are the solutions of the queries by which the recommendation defines the constraints
/// ("potential definition in SPARQL").
/// </summary>
public sealed class RandomShapesTests
{
    private const int Cases = 400;

    private static readonly (string Shacl, string Sparql)[] s_targets =
    [
        ("sh:targetSubjectsOf :p", "?this :p ?any"), ("sh:targetObjectsOf :q", "?any :q ?this"),
        ("sh:targetClass :C", "?this rdf:type/rdfs:subClassOf* :C"),
    ];

    private static readonly (string Shacl, string Sparql)[] s_paths =
    [
        (":p", ":p"), ("[ sh:inversePath :q ]", "^:q"), ("( :p :q )", ":p/:q"), ("[ sh:alternativePath ( :p [ sh:inversePath :q ] ) ]", ":p|^:q"),
        ("[ sh:zeroOrMorePath :p ]", ":p*"), ("[ sh:oneOrMorePath [ sh:inversePath :p ] ]", "(^:p)+"), ("[ sh:zeroOrOnePath ( :p :q ) ]", "(:p/:q)?"),
        ("( [ sh:zeroOrMorePath [ sh:alternativePath ( :p :q ) ] ] rdf:type )", "(:p|:q)*/rdf:type"),
    ];

    // What is wrong with a value, as a condition on ?this and ?value.
    private static readonly (string Shacl, string Wrong)[] s_ofValues =
    [
        ("sh:nodeKind sh:IRI", "!isIRI(?value)"),
        ("sh:nodeKind sh:BlankNodeOrLiteral", "isIRI(?value)"),
        ("sh:class :C", "NOT EXISTS { ?value rdf:type/rdfs:subClassOf* :C }"),
        ("sh:datatype xsd:integer", "!COALESCE(DATATYPE(?value) = xsd:integer, false)"),
        ("sh:minInclusive 2", "!COALESCE(?value >= 2, false)"),
        ("sh:maxExclusive 2.5", "!COALESCE(?value < 2.5, false)"),
        ("sh:minLength 2", "!COALESCE(STRLEN(STR(?value)) >= 2, false)"),
        ("sh:pattern '[0-9b]$'", "!COALESCE(REGEX(STR(?value), '[0-9b]$'), false)"),
        ("sh:languageIn ( 'en' )", "!COALESCE(LANGMATCHES(LANG(?value), 'en'), false)"),
        ("sh:in ( :n1 1 'b'@en )", "!(sameTerm(?value, :n1) || sameTerm(?value, 1) || sameTerm(?value, 'b'@en))"),
        ("sh:disjoint :q", "EXISTS { ?this :q ?value }"),
        ("sh:not [ sh:nodeKind sh:Literal ]", "isLiteral(?value)"),
        ("sh:or ( [ sh:class :D ] [ sh:datatype xsd:integer ] )",
            "NOT EXISTS { ?value rdf:type/rdfs:subClassOf* :D } && !COALESCE(DATATYPE(?value) = xsd:integer, false)"),
        ("sh:xone ( [ sh:nodeKind sh:IRI ] [ sh:class :C ] )",
            "(isIRI(?value) && EXISTS { ?value rdf:type/rdfs:subClassOf* :C }) || (!isIRI(?value) && NOT EXISTS { ?value rdf:type/rdfs:subClassOf* :C })"),
        ("sh:and ( [ sh:nodeKind sh:IRI ] [ sh:property [ sh:path :p ; sh:maxCount 1 ] ] )",
            "!isIRI(?value) || EXISTS { ?value :p ?x , ?y FILTER(!sameTerm(?x, ?y)) }"),
        ("sh:node [ sh:property [ sh:path :q ; sh:minCount 1 ] ]", "NOT EXISTS { ?value :q ?x }"),
    ];

    [Fact]
    public void ResultsAreThoseOfTheDefinitionsInSparql()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("KG_SEED"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var given) ? given : 20261122;
        var random = new Random(seed);
        var withResults = 0;
        for (var i = 0; i < Cases; i++)
        {
            var data = Graph(random);
            var (shapes, query) = Case(random);
            using var engine = Validating.Data(data);
            string[] actual = [.. Validating.Results(engine, Validating.Shapes(shapes)).Select(line => line[..line.LastIndexOf(' ')])];
            using var run = engine.Run(Validating.Prefixes + query, null, TestContext.Current.CancellationToken);
            string[] expected =
            [
                .. run.Solutions().Select(solution => $"{Validating.Short(solution["this"]!.ToString())} - {Validating.Short(solution["value"]?.ToString())}")
                    .Order(StringComparer.Ordinal),
            ];
            string[] withoutPath = [.. actual.Select(WithoutPath).Order(StringComparer.Ordinal)];
            Assert.True(
                expected.SequenceEqual(withoutPath),
                $"seed {seed}, case {i}\n{data}\n{shapes}\n{query}\nexpected {string.Join(" | ", expected)}\nactual   {string.Join(" | ", withoutPath)}");
            withResults += expected.Length > 0 ? 1 : 0;
        }

        Assert.True(withResults > Cases / 2, $"only {withResults} of {Cases} cases have results");
    }

    private static (string Shapes, string Query) Case(Random random)
    {
        var (target, focus) = s_targets[random.Next(s_targets.Length)];
        var (path, walk) = s_paths[random.Next(s_paths.Length)];
        var nodes = $"{{ SELECT DISTINCT ?this {{ {focus} }} }}";
        var values = $"{{ SELECT DISTINCT ?this ?value {{ {nodes} ?this {walk} ?value }} }}";
        string Shape(string constraint) => $":S {target} ; sh:property [ sh:path {path} ; {constraint} ] .";
        switch (random.Next(7))
        {
            case 0:
                var bound = random.Next(1, 4);
                var isLeast = random.Next(2) == 0;
                return (
                    Shape(FormattableString.Invariant($"{(isLeast ? "sh:minCount" : "sh:maxCount")} {bound}")),
                    FormattableString.Invariant(
                        $"SELECT ?this {{ {nodes} OPTIONAL {values} }} GROUP BY ?this HAVING(COUNT(DISTINCT ?value) {(isLeast ? "<" : ">")} {bound})"));
            case 1:
                return (Shape("sh:equals :q"), $"SELECT DISTINCT ?this ?value {{ {{ {values} FILTER NOT EXISTS {{ ?this :q ?value }} }} UNION {{ {nodes} ?this :q ?value FILTER NOT EXISTS {{ ?this {walk} ?value }} }} }}");
            case 2:
                return (Shape("sh:lessThan :q"), $"SELECT ?this ?value {{ {values} ?this :q ?other FILTER(!COALESCE(?value < ?other, false)) }}");
            case 3:
                return (Shape("sh:hasValue :n1"), $"SELECT ?this {{ {nodes} FILTER NOT EXISTS {{ ?this {walk} :n1 }} }}");
            case 4:
                return (
                    $":S {target} ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ; sh:property [ sh:path :p ] .",
                    $"SELECT ?this ?value {{ {nodes} ?this ?path ?value FILTER(?path NOT IN (:p, rdf:type)) }}");
            default:
                var (constraint, wrong) = s_ofValues[random.Next(s_ofValues.Length)];
                return (Shape(constraint), $"SELECT ?this ?value {{ {values} FILTER({wrong}) }}");
        }
    }

    private static string Graph(Random random)
    {
        string[] terms = [":n0", ":n1", ":n2", ":n3", "_:b", "1", "2", "3.5", "'a'", "'bb'", "'b'@en", "'c'@en-GB", "'c'@de"];
        string[] predicates = [":p", ":p", ":q"];
        var graph = new StringBuilder(":D rdfs:subClassOf :C . :E rdfs:subClassOf :D .\n");
        for (var i = random.Next(4, 16); i > 0; i--)
        {
            graph.Append(CultureInfo.InvariantCulture, $"{terms[random.Next(5)]} {predicates[random.Next(3)]} {terms[random.Next(terms.Length)]} .\n");
        }

        for (var i = random.Next(4); i > 0; i--)
        {
            graph.Append(CultureInfo.InvariantCulture, $"{terms[random.Next(5)]} a {(random.Next(3) switch { 0 => ":C", 1 => ":D", _ => ":E" })} .\n");
        }

        return graph.ToString();
    }

    // focus path value, of which no part has a space in it but the path
    private static string WithoutPath(string line) => $"{line[..line.IndexOf(' ', StringComparison.Ordinal)]} - {line[(line.LastIndexOf(' ') + 1)..]}";
}
