using System.Diagnostics;
using KnowledgeGraph.Knowledge;
using KnowledgeGraph.TestKit.Http;
using KnowledgeGraph.Tests.Knowledge;

namespace KnowledgeGraph.Tests.Cli;

/// <summary>The built <c>kg</c> as a process: what it prints where, and its exit codes.</summary>
public sealed class KgTests
{
    private const string Claims = """
        claims:
          - id: admires
            par: 1
            trigger: met
            says: i:ada :admires i:bo .
            mentions: { i:ada: Ada Alm, i:bo: Bo Berg }
        """;

    [Fact]
    public void AnswersQueryAsTsv_WhenOutputIsNoTerminal()
    {
        using var file = new TemporaryFile(".ttl", "<http://x/a> <http://x/p> 1 , 2 .");

        Result result = Run("query", "--data", file.Path, "SELECT ?o { ?s ?p ?o } ORDER BY ?o");

        Assert.Equal((0, "?o\n1\n2\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public void ReadsQueryFromStdin()
    {
        using var file = new TemporaryFile(".ttl", "<http://x/a> <http://x/p> 1 .");

        Result result = RunWithInput("ASK { ?s ?p 1 }", "query", "--data", file.Path);

        Assert.Equal((0, "true\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public void ShowsTableWithPrefixes_WhenAskedTo()
    {
        using var file = new TemporaryFile(".ttl", "<http://x/a> <http://x/p> \"b\"@en .");

        Result result = Run("query", "-f", "table", "-d", file.Path, "PREFIX x: <http://x/> SELECT * { ?s x:p ?o }");

        Assert.Equal("s    o\n---  ----\nx:a  b@en\n(1 row)\n", result.Output);
    }

    [Fact]
    public void ShowsLineAndCaret_WhenQueryIsWrong()
    {
        Result result = Run("query", "SELECT * WHERE {\n  ?s ?p }");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("query:2:9:", result.Error, StringComparison.Ordinal);
        Assert.Contains("\n    ?s ?p }\n          ^\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void CallsAService_WhenItsHostIsAllowed()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Ok(
            """{"head":{"vars":["o"]},"results":{"bindings":[{"o":{"type":"literal","value":"far"}}]}}"""));
        using var file = new TemporaryFile(".ttl", "");
        string query = $"SELECT ?o {{ SERVICE <{server.Address}/> {{ ?s ?p ?o }} }}";

        Assert.Equal("?o\n\"far\"\n", Run("query", "-d", file.Path, "--allow", "example.org", "--allow", server.Entry, query).Output);
        Result refused = Run("query", "-d", file.Path, query);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("federation is not enabled", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void SaysThatAnUpdateIsNoQuery()
    {
        using var file = new TemporaryFile(".ru", "PREFIX : <http://x/>\nINSERT DATA { :a :p 1 }");

        Result result = Run("query", file.Path);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(":2:1: Unexpected word `INSERT`", result.Error, StringComparison.Ordinal);
        Assert.Contains("hint: This is an update request, not a query.\n    kg changes no data.", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--allow", "http://example.org/", "SELECT * { ?s ?p ?o }")]
    [InlineData("--format", "pdf", "SELECT * { ?s ?p ?o }")]
    [InlineData("--entailment", "rif", "SELECT * { ?s ?p ?o }")]
    [InlineData("--nothing")]
    public void ExitsWithTwo_WhenCommandLineIsWrong(params string[] arguments)
    {
        Result result = Run(["query", .. arguments]);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("kg: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void TellsFileLineAndColumn_WhenDataIsWrong()
    {
        using var file = new TemporaryFile(".nt", "<http://x/a> <http://x/p> <http://x/b> .\n<http://x/a> oops .\n");

        Result result = Run("load", file.Path);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(".nt:2:14:", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void CountsSkippedStatements_WhenLoadIsLenient()
    {
        using var file = new TemporaryFile(".nt", "<http://x/a> <http://x/p> <http://x/b> .\n<http://x/a> oops .\n");

        Result result = Run("load", "--lenient", file.Path);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("quads added\t1\nskipped\t1\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ExportsNamedGraphs()
    {
        using var file = new TemporaryFile(".trig", "<http://x/a> <http://x/p> 1 . <http://x/g> { <http://x/b> <http://x/p> 2 }");

        Result facts = Run("export", "--data", file.Path, "--format", "nt");
        Result all = Run("export", "--data", file.Path, "--format", "nq", "--dataset");
        Result wrong = Run("export", "--data", file.Path, "--format", "nt", "--dataset");

        Assert.Equal("<http://x/a> <http://x/p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n", facts.Output);
        Assert.Contains("<http://x/b> <http://x/p> \"2\"^^<http://www.w3.org/2001/XMLSchema#integer> <http://x/g> .\n", all.Output, StringComparison.Ordinal);
        Assert.Equal(2, wrong.ExitCode);
    }

    [Theory]
    [InlineData("jsonld", ".jsonld")]
    [InlineData("rdf", ".rdf")]
    public void WhatIsExported_ReadsBackAsTheSameFacts(string format, string extension)
    {
        using var file = new TemporaryFile(
            ".ttl", "PREFIX x: <http://x/> x:a a x:C ; x:p 1 , 2.50 , 'b' , 'c'@en , '3'^^x:t ; x:q x:b . x:b x:q x:a .");
        string[] facts = Facts("--data", file.Path);

        Result exported = Run("export", "--data", file.Path, "--format", format);
        using var again = new TemporaryFile(extension, exported.Output);

        Assert.Equal(8, facts.Length);
        Assert.Equal((0, ""), (exported.ExitCode, exported.Error));
        Assert.Equal(facts, Facts("--data", again.Path));
    }

    [Fact]
    public void AnExportedDataset_ReadsBackFromJsonLd()
    {
        using var file = new TemporaryFile(
            ".trig", "<http://x/a> <http://x/p> 1 . <http://x/g> { <http://x/b> <http://x/p> <http://x/a> }");

        Result exported = Run("export", "--data", file.Path, "--format", "jsonld", "--dataset");
        using var again = new TemporaryFile(".jsonld", exported.Output);
        Result refused = Run("export", "--data", file.Path, "--format", "rdf", "--dataset");

        Assert.Equal(
            "<http://x/a> <http://x/p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
            + "<http://x/b> <http://x/p> <http://x/a> <http://x/g> .\n",
            Run("export", "--data", again.Path, "--format", "nq", "--dataset").Output);
        Assert.Equal(2, refused.ExitCode);
    }

    [Fact]
    public void ExportsInTheLayoutAskedFor()
    {
        using var file = new TemporaryFile(".ttl", "<http://x/a> <http://x/p> [ <http://x/q> 'c'@EN ] .");
        using var tagged = new TemporaryFile(".ttl", "<http://x/a> <http://x/p> 'c'@EN .");

        Result standard = Run("export", "--data", file.Path);
        Result pretty = Run("export", "--data", file.Path, "--layout", "pretty");
        Result streaming = Run("export", "--data", file.Path, "--layout", "streaming");
        Result canonical = Run("export", "--data", tagged.Path, "--layout", "canonical", "--format", "nt");
        Result refused = Run("export", "--data", file.Path, "--layout", "canonical", "--format", "ttl");

        // Nested and with the prefixes used, of which there are none; triple by triple after all prefixes; with tags in lower case.
        Assert.Equal("<http://x/a> <http://x/p> [ <http://x/q> \"c\"@EN ] .\n", pretty.Output);
        Assert.Equal(pretty, standard);
        Assert.StartsWith("PREFIX ", streaming.Output, StringComparison.Ordinal);
        Assert.Contains("<http://x/a> <http://x/p> _:", streaming.Output, StringComparison.Ordinal);
        Assert.Equal("<http://x/a> <http://x/p> \"c\"@en .\n", canonical.Output);
        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
    }

    [Theory]
    [InlineData("rdf", "<http://x/p> a <http://www.w3.org/1999/02/22-rdf-syntax-ns#Property>")]
    [InlineData("rdfs", "<http://x/a> a <http://x/D>")]
    [InlineData("owlrl", "<http://x/b> <http://x/p> <http://x/a>")]
    public void AnswersWithWhatFollows_UnderEntailment(string regime, string follows)
    {
        using var file = new TemporaryFile(
            ".ttl",
            """
            PREFIX x: <http://x/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX owl: <http://www.w3.org/2002/07/owl#>
            x:a a x:C ; x:p x:b . x:C rdfs:subClassOf x:D . x:p a owl:SymmetricProperty .
            """);

        Assert.Equal("false\n", Run("query", "-d", file.Path, $"ASK {{ {follows} }}").Output);
        Assert.Equal("true\n", Run("query", "-d", file.Path, "--entailment", regime, $"ASK {{ {follows} }}").Output);
    }

    [Fact]
    public void ExplainsWithActualRows_WhenQueryIsRun()
    {
        using var file = new TemporaryFile(".ttl", "<http://x/a> <http://x/p> 1 .");

        Result result = Run("explain", "--run", "--data", file.Path, "SELECT * { ?s ?p ?o }");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("algebra\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("plan\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void BuildsAndVerifiesAProject()
    {
        using var project = new SmallProject(Claims);

        Result build = Run("build", "--root", project.Folder, "--articles", project.Articles);
        Result verify = Run("verify", "--root", project.Folder, "--articles", project.Articles);

        Assert.Equal(0, build.ExitCode);
        Assert.Contains("1 claims, 1 hold; 1 facts", build.Output, StringComparison.Ordinal);
        Assert.Equal(0, verify.ExitCode);
        Assert.Contains("no failures", verify.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void PrintsFindings_WhenABuildFails()
    {
        using var project = new SmallProject(Claims.Replace("trigger: met", "trigger: sang", StringComparison.Ordinal));

        Result build = Run("build", "--root", project.Folder, "--articles", project.Articles);

        Assert.Equal(1, build.ExitCode);
        Assert.Contains("tale.yaml:7:14: locating: 'sang' does not stand in paragraph 1", build.Error, StringComparison.Ordinal);
        Assert.Contains("nothing was written", build.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void FindsViolations_WhenACheckHasRows()
    {
        using var project = new SmallProject(Claims);
        using var file = new TemporaryFile(".ttl", "<http://x/a> <http://x/p> 1 .");
        string checks = Directory.CreateDirectory(Path.Combine(project.Folder, "checks")).FullName;
        File.WriteAllText(Path.Combine(checks, "any-violation.rq"), "SELECT ?s { ?s ?p ?o }");

        Result result = Run("check", "--data", file.Path, "--checks", checks);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("any-violation.rq: s = <http://x/a>", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ShippedGraphKeepsItsChecks()
    {
        Result result = Run("check", "--root", KnowledgeLayout.Find(AppContext.BaseDirectory)!.Root);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public void ValidatesByShapes()
    {
        using var data = new TemporaryFile(".ttl", "<http://x/a> <http://x/p> 1 .");
        using var right = new TemporaryFile(".ttl", Shape("sh:minCount 1"));
        using var wrong = new TemporaryFile(".ttl", Shape("sh:minCount 2 ; sh:severity sh:Warning"));

        Result conforming = Run("validate", "--data", data.Path, "--shapes", right.Path);
        Result violating = Run("validate", "--data", data.Path, "--shapes", right.Path, "--shapes", wrong.Path);
        Result graph = Run("validate", "--data", data.Path, "--shapes", wrong.Path, "--format", "nt");
        Result severe = Run("validate", "--data", data.Path, "--shapes", wrong.Path, "--severity", "violation");

        Assert.Equal((0, "0 results, 1 focus node: conforms\n"), (conforming.ExitCode, conforming.Output));
        Assert.Equal(1, violating.ExitCode);
        Assert.Equal(
            "x:a\n  Warning: There are fewer than 2 values.\n      path x:p\n      constraint MinCount\n1 result, 2 focus nodes: Warning 1\n",
            violating.Output);
        Assert.Equal(1, graph.ExitCode);
        Assert.Contains("<http://www.w3.org/ns/shacl#resultPath> <http://x/p> .\n", graph.Output, StringComparison.Ordinal);
        Assert.Equal(0, severe.ExitCode);
    }

    [Theory]
    [InlineData("sh:minCount 'x'", "sh:minCount is \"x\"; expected an xsd:integer")]
    [InlineData("sh:minCount", ".ttl:3:")]
    public void ExitsWithTwo_WhenShapesAreWrong(string constraint, string words)
    {
        using var data = new TemporaryFile(".ttl", "<http://x/a> <http://x/p> 1 .");
        using var shapes = new TemporaryFile(".ttl", Shape(constraint));

        Result result = Run("validate", "--data", data.Path, "--shapes", shapes.Path);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ExitsWithTwo_WhenDataCannotBeRead()
    {
        using var data = new TemporaryFile(".nt", "<http://x/a> oops .\n");
        using var shapes = new TemporaryFile(".ttl", Shape("sh:minCount 1"));

        Result wrong = Run("validate", "--data", data.Path, "--shapes", shapes.Path);
        Result missing = Run("validate", "--data", "/nowhere.ttl", "--shapes", shapes.Path);

        Assert.Equal((2, ""), (wrong.ExitCode, wrong.Output));
        Assert.Contains(".nt:1:14:", wrong.Error, StringComparison.Ordinal);
        Assert.Equal((2, ""), (missing.ExitCode, missing.Output));
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("validate", "--shapes", "/nowhere.ttl")]
    [InlineData("validate", "--shapes", "/nowhere.ttl", "--format", "pdf")]
    [InlineData("validate", "--shapes", "/nowhere.ttl", "--severity", "bad")]
    public void ExitsWithTwo_WhenNothingCanBeValidated(params string[] arguments) => Assert.Equal(2, Run(arguments).ExitCode);

    [Fact]
    public void ShippedGraphHasItsShapes()
    {
        string root = KnowledgeLayout.Find(AppContext.BaseDirectory)!.Root;

        Result result = Run("validate", "--root", root, "--shapes", Path.Combine(root, "ontology", "shapes.ttl"), "--union", "--timeout", "0");

        Assert.Equal(0, result.ExitCode);
        Assert.EndsWith("focus nodes: conforms\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query")]
    [InlineData("explain")]
    [InlineData("load")]
    [InlineData("build")]
    [InlineData("verify")]
    [InlineData("check")]
    [InlineData("validate")]
    [InlineData("export")]
    [InlineData("stats")]
    public void HelpShowsExamples(string command)
    {
        Result result = Run(command, "--help");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Examples:", result.Output, StringComparison.Ordinal);
        Assert.Contains($"kg {command}", result.Output, StringComparison.Ordinal);
    }

    // Sorted, since the order of an export is free.
    private static string[] Facts(params string[] data) =>
    [
        .. Run(["export", "--format", "nt", .. data]).Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Order(StringComparer.Ordinal),
    ];

    private static string Shape(string constraint) =>
        $"PREFIX sh: <http://www.w3.org/ns/shacl#>\nPREFIX x: <http://x/>\n[] sh:targetNode x:a ; sh:property [ sh:path x:p ; {constraint} ] .";

    internal static Result Run(params string[] arguments) => RunWithInput("", arguments);

    private static Result RunWithInput(string input, params string[] arguments)
    {
        // …/artifacts/bin/KnowledgeGraph.Tests/debug/ beside …/artifacts/bin/KnowledgeGraph.Cli/debug/
        string own = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        string kg = Path.Combine(own, "..", "..", "KnowledgeGraph.Cli", Path.GetFileName(own), "kg.dll");
        if (!File.Exists(kg))
        {
            Assert.Skip($"kg is not built ({kg}): build the solution first; THE COMMAND LINE WAS NOT TESTED");
        }

        var start = new ProcessStartInfo("dotnet", [kg, .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Result(process.ExitCode, output.ReplaceLineEndings("\n"), error.GetAwaiter().GetResult().ReplaceLineEndings("\n"));
    }

    internal sealed record Result(int ExitCode, string Output, string Error);

    internal sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string extension, string content)
        {
            Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"kg-{Guid.NewGuid():N}{extension}");
            File.WriteAllText(Path, content);
        }

        public string Path { get; }

        public void Dispose() => File.Delete(Path);
    }
}
