using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Tests.Sparql;

public sealed class UpdateSyntaxTests
{
    private const string Prologue = "PREFIX : <http://example.org/>\n";

    [Theory]
    [InlineData("INSERT DATA { :s :p ?o }", 2, 21, "Variables cannot stand in INSERT DATA", "Write INSERT { … } WHERE { … }.")]
    [InlineData("INSERT DATA { GRAPH ?g { :s :p :o } }", 2, 21, "Variables cannot stand in INSERT DATA", "Write INSERT")]
    [InlineData("INSERT DATA { :s :p <<( :a :b ?o )>> }", 2, 31, "Variables cannot stand in INSERT DATA", "Write INSERT")]
    [InlineData("DELETE DATA { :s ?p :o }", 2, 18, "Variables cannot stand in DELETE DATA", "Write DELETE { … } WHERE { … }.")]
    [InlineData("DELETE DATA { :s :p _:x }", 2, 21, "Blank nodes cannot stand in DELETE DATA", "found by its properties")]
    [InlineData("DELETE { ?s :p [] } WHERE { ?s :p :o }", 2, 16, "Blank nodes cannot stand in a DELETE template", "Use a variable that WHERE binds.")]
    [InlineData("DELETE { ?s :p <<( :a :b [] )>> } WHERE { ?s :p :o }", 2, 26, "Blank nodes cannot stand in a DELETE template", "Use a variable")]
    [InlineData("DELETE WHERE { ?s :p (1 2) }", 2, 22, "A list, which is made of blank nodes, cannot stand in DELETE WHERE", "Use a variable")]
    [InlineData("DELETE { << ?s :p :o >> :q 1 } WHERE { ?s :p :o }", 2, 10, "A reifier without a name, which is a blank node,", "Use a variable")]
    [InlineData("DELETE DATA { :s :p :o ~ }", 2, 24, "A reifier without a name, which is a blank node,", "found by")]
    [InlineData("DELETE DATA { :s :p :o {| :q 1 |} }", 2, 24, "A reifier without a name, which is a blank node,", "found by")]
    [InlineData("INSERT DATA { _:x :p 1 } ; INSERT DATA { _:x :p 2 }", 2, 42, "The blank node `_:x` is used in two INSERT DATA operations", "one operation")]
    [InlineData("DELETE {} WHERE { _:x :p 1 } ; DELETE {} WHERE { _:x :p 2 }", 2, 50, "The blank node `_:x` is used in two basic graph patterns", "Use a variable")]
    [InlineData("INSERT DATA { GRAPH :g { GRAPH :h { :s :p :o } } }", 2, 26, "Unexpected word `GRAPH`", "GRAPH cannot stand inside GRAPH.")]
    [InlineData("INSERT { ?s :p ?o . FILTER(?o > 1) } WHERE { ?s :q ?o }", 2, 21, "Unexpected word `FILTER`", "`{` was opened")]
    [InlineData("INSERT { ?s :p/:q ?o } WHERE { ?s :p ?o }", 2, 15, "Unexpected `/`", "Property paths are not allowed here.")]
    [InlineData("INSERT { ?s :p ?o } { ?s :q ?o }", 2, 21, "Unexpected `{`", "In an update the word WHERE cannot be left out.")]
    [InlineData("INSERT { :s :p :o }", 2, 20, "Unexpected end of the update", "Without WHERE, write INSERT DATA or DELETE DATA.")]
    [InlineData("INSERT { ?s :p ?o } DELETE { ?s :q ?o } WHERE { ?s :q ?o }", 2, 21, "Unexpected word `DELETE`", "DELETE stands before INSERT.")]
    [InlineData("INSERT { ?s :p ?o } FROM :g WHERE { ?s :q ?o }", 2, 21, "Unexpected word `FROM`", "USING and USING NAMED")]
    [InlineData("WITH :g DELETE WHERE { ?s ?p ?o }", 2, 1, "DELETE WHERE has no WITH", "Write GRAPH in its pattern")]
    [InlineData("INSERT DATA { :s :p :o } INSERT DATA { :s :p :o }", 2, 26, "Unexpected word `INSERT`", "A semicolon separates two operations.")]
    [InlineData("INSERT DATA { :s :p :o } }", 2, 26, "Unexpected `}`", "There is one closing brace too many.")]
    [InlineData("CREATE :g", 2, 8, "Unexpected name `:g`", "The word GRAPH stands before the graph's IRI here.")]
    [InlineData("DROP :g", 2, 6, "Unexpected name `:g`", "The word GRAPH stands before the graph's IRI here.")]
    [InlineData("CLEAR NAMD", 2, 7, "Unexpected word `NAMD`", "Did you mean `NAMED`?")]
    [InlineData("COPY :g :h", 2, 9, "Unexpected name `:h`", null)]
    [InlineData("LOAD :d INTO :g", 2, 14, "Unexpected name `:g`", "The word GRAPH stands before")]
    [InlineData("INSRT DATA { :s :p :o }", 2, 1, "Unexpected word `INSRT`", "Did you mean `INSERT`?")]
    [InlineData("SELECT * { ?s ?p ?o }", 2, 1, "Unexpected word `SELECT`", "This is a query, not an update request.")]
    [InlineData("INSERT DATA { :s :p secop:o }", 2, 21, "Unknown prefix `secop:`", "Declare it first")]
    [InlineData("INSERT DATA { :s :p :o", 2, 23, "Unexpected end of the update", "`{` was opened at line 2, column 13.")]
    public void NamesPositionAndWayOut(string update, int line, int column, string problem, string? hint)
    {
        var error = Assert.Throws<SparqlSyntaxException>(() => SparqlParser.ParseUpdate(Prologue + update));

        ExpectedSyntaxError.Check(error, line, column, problem, hint);
    }

    [Fact]
    public void AnUpdateSentAsAQuery_IsNamed()
    {
        var error = Assert.Throws<SparqlSyntaxException>(() => SparqlParser.ParseQuery("DELETE WHERE { ?s ?p ?o }"));

        Assert.Equal("This is an update request, not a query.", error.Hint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PREFIX : <http://example.org/>")]
    [InlineData("VERSION \"1.2\" BASE <http://example.org/>")]
    public void ARequestWithoutOperations_ChangesNothing(string text) => Assert.Empty(SparqlParser.ParseUpdate(text).Operations);

    [Fact]
    public void ASemicolonAtTheEnd_IsAllowed() => Assert.Single(SparqlParser.ParseUpdate("CLEAR ALL ;").Operations);

    [Fact]
    public void EachOperationMayHaveItsOwnPrologue()
    {
        var update = SparqlParser.ParseUpdate(
            "BASE <http://a/> PREFIX : <p#> CREATE GRAPH :x ; BASE <http://b/> PREFIX : <q#> VERSION '1.2' CREATE GRAPH :x ; CREATE GRAPH <y>");

        Assert.Equal(
            ["http://a/p#x", "http://b/q#x", "http://b/y"],
            update.Operations.Cast<UpdateOperation.Create>().Select(create => create.Graph.Value));
    }

    [Fact]
    public void ALabelMeansOneNodeInBothTemplateGraphs_AndAnotherInThePattern()
    {
        var update = SparqlParser.ParseUpdate(Prologue + "INSERT { _:x :p ?s GRAPH :g { _:x :q ?s } } WHERE { ?s :r _:x }");

        var modify = Assert.IsType<UpdateOperation.Modify>(Assert.Single(update.Operations));
        var node = modify.Insert[0].Triple.Subject;
        Assert.Equal(node, modify.Insert[1].Triple.Subject);
        var pattern = Assert.IsType<GraphPattern.BasicGraphPattern>(modify.Where);
        Assert.NotEqual(node, pattern.Triples[0].Object);
    }

    [Fact]
    public void ALabelInTwoTemplates_IsTwoNodes()
    {
        var update = SparqlParser.ParseUpdate(Prologue + "INSERT { _:x :p 1 } WHERE {} ; INSERT { _:x :p 2 } WHERE {} ; INSERT DATA { _:x :p 3 }");

        var nodes = update.Operations.Select(operation => operation switch
        {
            UpdateOperation.Modify modify => modify.Insert[0].Triple.Subject,
            UpdateOperation.InsertData data => data.Quads[0].Triple.Subject,
            _ => null,
        });
        Assert.Equal(3, nodes.Distinct().Count());
    }

    [Fact]
    public void DeleteWhere_IsATemplateThatIsItsPattern()
    {
        var brief = SparqlParser.ParseUpdate(Prologue + "DELETE WHERE { ?s :p ?o . GRAPH ?g { ?o :q << ?s :r ?o ~ ?e >> } }");
        var full = SparqlParser.ParseUpdate(
            Prologue + "DELETE { ?s :p ?o . GRAPH ?g { ?o :q << ?s :r ?o ~ ?e >> } } WHERE { ?s :p ?o . GRAPH ?g { ?o :q << ?s :r ?o ~ ?e >> } }");

        Assert.Equal(full, brief);
    }

    [Fact]
    public void GraphNamesOfUsing_AreTheDataset()
    {
        var update = SparqlParser.ParseUpdate(Prologue + "WITH :w DELETE { ?s ?p ?o } USING :a USING NAMED :b USING :c WHERE { ?s ?p ?o }");

        var modify = Assert.IsType<UpdateOperation.Modify>(Assert.Single(update.Operations));
        Assert.Equal(new Iri("http://example.org/w"), modify.With);
        Assert.Equal(
            new DatasetClause([new Iri("http://example.org/a"), new Iri("http://example.org/c")], [new Iri("http://example.org/b")]), modify.Using);
    }

    [Theory]
    [InlineData("INSERT DATA { ", "<<( <a:s> <a:p> ")]
    [InlineData("INSERT DATA { <a:s> <a:p> ", "(")]
    [InlineData("INSERT DATA { <a:s> <a:p> ", "[ <a:p> ")]
    [InlineData("DELETE { ?s ?p ?o } WHERE ", "{")]
    [InlineData("DELETE WHERE { ?s ?p ", "<<( ?s ?p ")]
    public void DeepNesting_IsAnErrorAndNoCrash(string start, string step)
    {
        var error = Assert.Throws<SparqlSyntaxException>(() => SparqlParser.ParseUpdate(start + string.Concat(Enumerable.Repeat(step, 100_000))));

        Assert.Contains("Nested more than 200 deep", error.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE { ?s ?p ?o } WHERE { { ?s ?p ?o }", " UNION { ?s ?p ?o }")]
    [InlineData("DELETE WHERE { ", " GRAPH ?g { ?s ?p ?o }")]
    public void ADeepPattern_IsAnError(string start, string step)
    {
        var text = "CLEAR ALL ;\n" + start + string.Concat(Enumerable.Repeat(step, 10_000)) + " }";

        var error = Assert.Throws<SparqlSyntaxException>(() => SparqlParser.ParseUpdate(text));

        Assert.Equal((2, 1), ((int)error.Line + 1, (int)error.Column + 1));
        Assert.StartsWith("The algebra of this update is more than 500 deep", error.Problem, StringComparison.Ordinal);
    }

    // Seeded: pieces of valid requests cut out, doubled and mixed are read or refused, never anything else; what is read can be printed.
    [Fact]
    public void MangledRequests_AreReadOrRefused()
    {
        string[] whole =
        [
            "WITH :w DELETE { ?s :p ?o } INSERT { ?s :q [] . GRAPH ?g { ?o :q << ?s :p _:y >> } } USING :a USING NAMED :b WHERE { ?s :p _:z . GRAPH ?g { ?s :q ?o } }",
            "INSERT DATA { _:x :p [ :q ( 1 2.5 'a'@en--rtl ) ] . GRAPH :g { _:x :p <<( _:x :q 1 )>> } } ; PREFIX e: <http://e/> DELETE DATA { :s e:p 'o' ^^ :d }",
            "DELETE WHERE { ?s :p ?o ~ ?r {| :q ?v |} . GRAPH :g { } } ; COPY SILENT DEFAULT TO GRAPH :g ; LOAD :d INTO GRAPH :g ; CLEAR ALL",
        ];
        var words = string.Join(' ', whole).Split(' ');
        var random = new Random(20261122);
        var read = 0;
        for (var i = 0; i < 3000; i++)
        {
            var text = whole[random.Next(whole.Length)].Split(' ').ToList();
            for (var change = random.Next(0, 3); change >= 0; change--)
            {
                var at = random.Next(text.Count);
                if (random.Next(3) is var kind && kind == 0 && text.Count > 1)
                {
                    text.RemoveAt(at);
                }
                else
                {
                    text.Insert(at, kind == 1 ? words[random.Next(words.Length)] : text[random.Next(text.Count)]);
                }
            }

            Update update;
            try
            {
                update = SparqlParser.ParseUpdate(Prologue + string.Join(' ', text));
            }
            catch (SparqlSyntaxException)
            {
                continue;
            }

            Assert.True(AlgebraComparer.AreEquivalent(update, SparqlParser.ParseUpdate(SparqlPrinter.Print(update))), string.Join(' ', text));
            read++;
        }

        Assert.InRange(read, 50, 2950);
    }

    [Theory]
    [InlineData("INSERT DATA { _:x :p [ :q (1 2.5 'a'@en--rtl) ] GRAPH :g { _:x :p <<( _:x :q 1 )>> } }")]
    [InlineData("DELETE DATA { :s :p 'o'^^:d GRAPH :g { :s :p :o ~ :r {| :q 1 |} } }")]
    [InlineData("DELETE WHERE { ?s :p ?o GRAPH ?g { ?s :q ?o } GRAPH :h {} ?o :r ?g }")]
    [InlineData("WITH :w DELETE { ?s :p ?o } INSERT { ?s :q [] GRAPH ?g { ?o :q << ?s :p _:y >> } } USING :a USING NAMED :b WHERE { ?s :p _:z GRAPH ?g { ?s :q ?o } }")]
    [InlineData("INSERT {} WHERE {} ; DELETE {} WHERE { SELECT ?s (COUNT(*) AS ?n) { ?s :p _:x } GROUP BY ?s } ; INSERT { ?s :p _:x } WHERE { ?s :p* [] FILTER EXISTS { ?s :q _:u } }")]
    [InlineData("BASE <http://a/> DELETE { ?s <p> ?o } WHERE { ?s <q> ?o FILTER(IRI('x') = ?o) } ; BASE <http://b/> INSERT { ?s <p> ?o } WHERE { ?s <q> ?o }")]
    [InlineData("LOAD :d ; LOAD SILENT :d INTO GRAPH :g ; CLEAR DEFAULT ; CLEAR SILENT NAMED ; CLEAR GRAPH :g ; CLEAR ALL")]
    [InlineData("DROP SILENT DEFAULT ; DROP NAMED ; DROP GRAPH :g ; DROP ALL ; CREATE GRAPH :g ; CREATE SILENT GRAPH :g")]
    [InlineData("ADD DEFAULT TO :g ; ADD SILENT GRAPH :g TO DEFAULT ; COPY :g TO GRAPH :h ; COPY SILENT DEFAULT TO DEFAULT ; MOVE :g TO :h ; MOVE SILENT :g TO DEFAULT")]
    [InlineData("")]
    public void WhatIsPrinted_ReadsBackAsTheSameAlgebra(string text)
    {
        var update = SparqlParser.ParseUpdate(Prologue + text);

        var printed = SparqlPrinter.Print(update);

        Assert.True(AlgebraComparer.AreEquivalent(update, SparqlParser.ParseUpdate(printed)), printed);
    }
}
