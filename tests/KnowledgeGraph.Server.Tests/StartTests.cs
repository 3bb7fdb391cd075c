using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;

namespace KnowledgeGraph.Server.Tests;

/// <summary>The start: datasets of the operator's own, configuration, and what stops it. With the real process where that counts.</summary>
public sealed class StartTests : IDisposable
{
    private const string OneTriple = "<urn:s> <urn:p> \"o\" .\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("kg-server-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task ServesAFileOfTheOperatorsOwn()
    {
        await using var host = await RunningHost.StartAsync("--Dataset:Files:0=" + Write("some.nt", OneTriple));

        Assert.Equal("s,p,o\r\nurn:s,urn:p,o\r\n", await (await host.AskAsync("SELECT ?s ?p ?o WHERE { ?s ?p ?o }", "text/csv")).TextAsync());
        await AdaptsAsync(host);
    }

    [Fact]
    public async Task ServesPackedFilesAndFolders()
    {
        Write("sub/a.ttl", "<urn:a> <urn:p> 1 .");
        Write("sub/b.trig", "<urn:g> { <urn:b> <urn:p> 2 }");
        Write("sub/notes.txt", "no RDF");
        var packed = Path.Combine(_folder, "c.nq.gz");
        await using (var gzip = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
        {
            gzip.Write("<urn:c> <urn:p> \"3\" <urn:g> .\n"u8);
        }

        await using var host = await RunningHost.StartAsync("--Dataset:Files:0=" + Path.Combine(_folder, "sub"), "--Dataset:Files:1=" + packed);

        var rows = await (await host.AskAsync("SELECT ?g ?s WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } ORDER BY ?s", "text/csv")).TextAsync();
        Assert.Equal("g,s\r\n,urn:a\r\nurn:g,urn:b\r\nurn:g,urn:c\r\n", rows);
    }

    [Theory]
    [InlineData("--Dataset:Files:0=none")]
    [InlineData("--Dataset:Files=none")]
    public async Task ServesNothing_WhenToldSo(string setting)
    {
        await using var host = await RunningHost.StartAsync(setting);

        Assert.Equal("n\r\n0\r\n", await (await host.AskAsync("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", "text/csv")).TextAsync());
        await AdaptsAsync(host);
    }

    [Fact]
    public async Task MergesAllGraphs_WhenTheDefaultGraphIsTheirUnion()
    {
        var file = Write("a.trig", "<urn:a> <urn:p> 1 . <urn:g> { <urn:a> <urn:p> 1 , 2 }");
        const string Count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }";
        await using var own = await RunningHost.StartAsync("--Dataset:Files:0=" + file);
        await using var union = await RunningHost.StartAsync("--Dataset:Files:0=" + file, "--Dataset:DefaultGraph=union");

        Assert.Equal("n\r\n1\r\n", await (await own.AskAsync(Count, "text/csv")).TextAsync());
        Assert.Equal("n\r\n2\r\n", await (await union.AskAsync(Count, "text/csv")).TextAsync());
        Assert.Contains("UnionDefaultGraph", await (await union.GetAsync("/sparql")).TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BelievesTheProxy_WhenToldSo()
    {
        await using var host = await RunningHost.StartAsync("--Dataset:Files:0=none", "--Public:ForwardedHeaders=true");
        string[] headers = ["X-Forwarded-Proto: https", "X-Forwarded-Host: kg.example.org", "Accept: application/n-triples"];

        Assert.Contains("<https://kg.example.org/sparql>", await (await host.GetAsync("/sparql", headers)).TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DoesNotBelieveForwardedHeadersByDefault()
    {
        await using var host = await RunningHost.StartAsync("--Dataset:Files:0=none");

        Assert.DoesNotContain(
            "kg.example.org", await (await host.GetAsync("/sparql", "X-Forwarded-Host: kg.example.org")).TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SpeaksOfItsPublicAddress()
    {
        await using var host = await RunningHost.StartAsync("--Dataset:Files:0=none", "--Public:BaseAddress=https://kg.example.org");

        Assert.Contains(
            "<https://kg.example.org/sparql>", await (await host.GetAsync("/.well-known/void", "Accept: application/n-triples")).TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task QuotesTheArticle_WhenItsTextIsTheOneThatWasRead()
    {
        const string Text = "Minister refused.";
        Write("texts/any.txt", Text);
        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
        var data = Write("claim.trig", $$"""
            PREFIX : <https://w3id.org/secoop/ontology#>
            PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
            PREFIX oa: <http://www.w3.org/ns/oa#>
            <urn:source> :sha256 "{{sha256}}" .
            <urn:source> { <urn:claim> a :Claim ; rdf:reifies <<( <urn:minister> :refused <urn:it> )>> ; :polarity :asserted ; :phase :done ; :certainty :plain ;
              :evidence <urn:span> . <urn:span> :paragraph 1 ; oa:start 9 ; oa:end 16 }
            """);
        await using var host = await RunningHost.StartAsync("--Dataset:Files:0=" + data, "--Articles:Folder=" + Path.Combine(_folder, "texts"));

        var page = await (await host.GetAsync("/describe?iri=urn:minister", "Accept: text/html")).TextAsync();

        Assert.Contains("<blockquote>refused</blockquote>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SkipsBadStatementsAndShowsThem_WhenLenient()
    {
        var file = Write("some.nt", OneTriple + "<urn:s> <urn:p> .\n" + "<urn:s> <urn:p> \"second\" .\n");

        var (address, process, output) = await RunAsync("--Dataset:Files:0=" + file, "--Dataset:Lenient=true");

        using (process)
        {
            using var client = new HttpClient();
            var rows = await client.GetStringAsync(
                $"{address}/sparql?format=csv&query={Uri.EscapeDataString("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")}", TestContext.Current.CancellationToken);
            await StopAsync(process);
            Assert.Equal("n\r\n2\r\n", rows);
            Assert.Contains("Skipped 1 bad statements", output.ToString(), StringComparison.Ordinal);
            Assert.Contains("some.nt:2:17: ", output.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task SaysWhereToGoAndStopsWhenToldTo()
    {
        Assert.SkipUnless(RuntimeInformation.IsOSPlatform(OSPlatform.Linux) || RuntimeInformation.IsOSPlatform(OSPlatform.OSX), "kill is of Unix.");
        var (address, process, output) = await RunAsync("--Dataset:Files:0=none");
        using (process)
        {
            using var client = new HttpClient();
            await client.GetStringAsync($"{address}/sparql?format=csv&query={Uri.EscapeDataString("SELECT (1 AS ?one) WHERE { }")}", TestContext.Current.CancellationToken);

            await StopAsync(process);

            Assert.Equal(0, process.ExitCode);
            Assert.Contains("Ready: http://127.0.0.1:", output.ToString(), StringComparison.Ordinal);
            Assert.Matches(@"GET /sparql query [0-9a-f]{12} 1 rows 200 in [0-9.]+ ms", output.ToString());
        }
    }

    [Theory]
    [InlineData("bad.ttl", "<urn:s> <urn:p> 1 .\n<urn:s> <urn:p>\n  ] .\n", "bad.ttl:3:3: ")]
    [InlineData("bad.nt", "<urn:s> <urn:p> \"o\" .\n<urn:s> <urn:p> .\n", "bad.nt:2:17: ")]
    public async Task StopsWithFileLineAndColumn_WhenAFileIsWrong(string name, string text, string place)
    {
        var good = Write("good.nt", OneTriple);
        var bad = Write(name, text);

        var (exitCode, error) = await FailAsync("--Dataset:Files:0=" + good, "--Dataset:Files:1=" + bad);

        Assert.Equal(1, exitCode);
        Assert.Contains(bad, error, StringComparison.Ordinal);
        Assert.Contains(place, error, StringComparison.Ordinal);
        Assert.Contains("expected", error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Dataset:Files:0=missing.ttl", "missing.ttl")]
    [InlineData("--Dataset:Files:0=notes.txt", "expected .nt")]
    [InlineData("--Dataset:Files:0=broken.nt.gz", "broken.nt.gz")]
    [InlineData("--Limits:QuerySeconds=soon", "Limits:QuerySeconds")]
    [InlineData("--Limits:QuerySeconds=0", "QuerySeconds")]
    [InlineData("--Limits:QueryMemoryMB=-5", "QueryMemoryMB")]
    [InlineData("--Limits:QuerySecond=5", "QuerySecond")]
    [InlineData("--Dataset:DefaultGraph=both", "Dataset:DefaultGraph")]
    [InlineData("--Dataset:Lenient=perhaps", "Dataset:Lenient")]
    [InlineData("--Public:BaseAddress=kg.example.org", "BaseAddress")]
    [InlineData("--Public:KnownProxies:0=proxy", "KnownProxies")]
    [InlineData("--Articles:Folder=missing", "Articles:Folder")]
    [InlineData("--Writes:BodyMB=0", "BodyMB")]
    [InlineData("--Writes:Origins:0=https://e.example/path", "Origins")]
    public async Task StopsAndSaysWhy(string setting, string named)
    {
        Write("notes.txt", "no RDF");
        Write("broken.nt.gz", "not gzip");

        var (exitCode, error) = await FailAsync(setting);

        Assert.Equal(1, exitCode);
        Assert.Contains(named, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StopsWithoutShowingTheToken_WhenItIsNone()
    {
        var (exitCode, error) = await FailAsync("--Writes:Token=not a token");

        Assert.Equal(1, exitCode);
        Assert.Contains("'Token'", error, StringComparison.Ordinal);
        Assert.DoesNotContain("not a token", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NeverLogsTheToken()
    {
        const string Token = "never-to-be-seen";
        const string Wrong = "wrong-and-never-to-be-seen-either";
        var (address, process, output) = await RunAsync(
            "--Dataset:Files:0=none", "--Writes:Token=" + Token, "--Serilog:MinimumLevel:Default=Verbose",
            "--Serilog:MinimumLevel:Override:Microsoft=Verbose", "--Serilog:MinimumLevel:Override:System=Verbose");
        using (process)
        {
            using var client = new HttpClient();
            foreach (var (token, status) in ((string, HttpStatusCode)[])[(Token, HttpStatusCode.OK), (Wrong, HttpStatusCode.Unauthorized)])
            {
                using var request = new HttpRequestMessage(HttpMethod.Delete, address + "/dataset");
                request.Headers.Authorization = new("Bearer", token);
                Assert.Equal(status, (await client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
            }

            await StopAsync(process);
            Assert.Contains("DELETE /dataset 200", output.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("never-to-be-seen", output.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task StopsAndSaysWhy_WhenTheAddressIsTaken()
    {
        await using var first = await RunningHost.StartAsync("--Dataset:Files:0=none");

        var (exitCode, error) = await FailAsync("--Dataset:Files:0=none", "--urls=" + first.Address);

        Assert.Equal(1, exitCode);
        Assert.Contains(first.Address, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadsTheEnvironment_AndTheCommandLineWins()
    {
        Write("env.nt", OneTriple);
        var (address, process, _) = await RunAsync(
            start => start.Environment["Dataset__Files__0"] = "env.nt", "--Limits:QuerySeconds=7");
        using (process)
        {
            using var client = new HttpClient();
            var ready = await client.GetStringAsync(address + "/health/ready", TestContext.Current.CancellationToken);
            await StopAsync(process);
            Assert.Contains("\"quads\":1,", ready, StringComparison.Ordinal);
        }

        var (second, other, _) = await RunAsync(start => start.Environment["Dataset__Files__0"] = "env.nt", "--Dataset:Files:0=none");
        using (other)
        {
            using var client = new HttpClient();
            var ready = await client.GetStringAsync(second + "/health/ready", TestContext.Current.CancellationToken);
            await StopAsync(other);
            Assert.Contains("\"quads\":0,", ready, StringComparison.Ordinal);
        }
    }

    private static async Task AdaptsAsync(RunningHost host)
    {
        var home = await (await host.GetAsync("/", "Accept: text/html")).TextAsync();
        Assert.Contains("A SPARQL endpoint", home, StringComparison.Ordinal);
        Assert.DoesNotContain("Kazakhstan", home, StringComparison.Ordinal);
        Assert.DoesNotContain("CC BY", home, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/queries\"", home, StringComparison.Ordinal);
        Assert.Equal("[]", await (await host.GetAsync("/queries", "Accept: application/json")).TextAsync());
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/queries", "Accept: text/html")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync("/queries/refusals-of-actor")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/sparql", "Accept: text/html")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/openapi/v1.json")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/.well-known/void")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/data/dataset.nq")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync("/id/kazakhstan")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync("/ontology")).StatusCode);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private ProcessStartInfo Program(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "KnowledgeGraph.Server.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        start.Environment["DOTNET_NOLOGO"] = "1";
        return start;
    }

    private async Task<(int ExitCode, string Error)> FailAsync(params string[] arguments)
    {
        using var process = Process.Start(Program(["--urls=http://127.0.0.1:0", .. arguments]))!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await output;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, error);
    }

    private Task<(string Address, Process Process, StringBuilder Output)> RunAsync(params string[] arguments) => RunAsync(_ => { }, arguments);

    private async Task<(string Address, Process Process, StringBuilder Output)> RunAsync(Action<ProcessStartInfo> configure, params string[] arguments)
    {
        var start = Program(["--urls=http://127.0.0.1:0", .. arguments]);
        configure(start);
        var process = new Process { StartInfo = start };
        var output = new StringBuilder();
        var ready = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Take(string? line)
        {
            lock (output)
            {
                output.AppendLine(line);
            }

            if (line is null)
            {
                ready.TrySetException(new InvalidOperationException("The host did not start: " + output));
            }
            else if (line.IndexOf("Ready: ", StringComparison.Ordinal) is >= 0 and var at)
            {
                ready.TrySetResult(line[(at + "Ready: ".Length)..].Trim());
            }
        }

        process.OutputDataReceived += (_, data) => Take(data.Data);
        process.ErrorDataReceived += (_, data) => { lock (output) { output.AppendLine(data.Data); } };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return (await ready.Task, process, output);
    }

    // SIGINT is ignored by what a script starts in the background; SIGTERM is not.
    private static async Task StopAsync(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
