using System.Security.Cryptography;
using System.Text;
using KnowledgeGraph.Server.Hosting;
using Microsoft.Playwright;

namespace KnowledgeGraph.Browser.Tests;

/// <summary>Pages of entities, of claims and of sources as people meet them.</summary>
public sealed class EntityPagesTests(BrowserFixture browser)
{
    private static readonly string[] s_pages =
    [
        "/id/robert-simmons",
        "/id/longbow-lancer-2009",
        "/id/kazakhstan?property=https%3A%2F%2Fw3id.org%2Fsecoop%2Fontology%23actor&inverse=true",
        "/id/kazakhstan?status=https%3A%2F%2Fw3id.org%2Fsecoop%2Fontology%23denied&lang=ru",
        "/source/edm-6-93?page=2",
        "/source/edm-6-93/claim/refusal",
        "/describe?iri=http%3A%2F%2Fwww.wikidata.org%2Fentity%2FQ889",
    ];

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task AxeFindsNoViolation(int width, ColorScheme scheme)
    {
        await using var watched = await browser.OpenAsync(width, javaScript: true, scheme);
        foreach (var path in s_pages)
        {
            await watched.Page.GotoAsync(path);
            Assert.Empty(await Axe.ViolationsAsync(watched.Page));
            var wide = await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            Assert.True(wide <= width, $"{path} is {wide} pixels wide");
        }

        // Data for search engines are no script: the policy lets them pass.
        Assert.Empty(watched.ForeignRequests);
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task ManyFactsLeadToAPageOfTheirOwn_AndBack()
    {
        await using var watched = await browser.OpenAsync();
        var page = watched.Page;
        await page.GotoAsync("/id/kazakhstan");
        Assert.True(await page.Locator("svg.drawing a").CountAsync() > 4);

        await page.GetByRole(AriaRole.Link, new() { Name = "All 23 facts of actor" }).ClickAsync();
        await page.GetByText("1 to 23 of 23").WaitForAsync();
        Assert.Equal(23, await page.Locator(".fact").CountAsync());

        await page.GetByRole(AriaRole.Link, new() { Name = "All about it" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Facts that point here" }).WaitForAsync();
        Assert.EndsWith("/id/kazakhstan", page.Url, StringComparison.Ordinal);
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task EvidenceLeadsToTheClaimAmongThoseOfItsSource()
    {
        await using var watched = await browser.OpenAsync();
        var page = watched.Page;
        await page.GotoAsync("/id/refusal-kz-longbow-lancer-2009");

        await page.Locator(".evidence").First.GetByRole(AriaRole.Link, new() { Name = "paragraph 1, characters 122–257" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Claims in the order of the text" }).WaitForAsync();

        var claim = page.Locator("li:target");
        Assert.Equal("claim-refusal", await claim.GetAttributeAsync("id"));
        Assert.Contains("Daniyal Akhmetov", await claim.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task AMarkInTheTextLeadsToTheClaim_AndBack()
    {
        var folder = Directory.CreateTempSubdirectory("kg-text-").FullName;
        try
        {
            const string Text = "Alpha meets Beta.\n\nGamma and Delta refuse to come.\n";
            await File.WriteAllTextAsync(Path.Combine(folder, "text.txt"), Text, TestContext.Current.CancellationToken);
            var data = Path.Combine(folder, "data.trig");
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
            await File.WriteAllTextAsync(data, Data(hash), TestContext.Current.CancellationToken);
            string[] settings = ["--Serilog:MinimumLevel:Default=Fatal", "--Dataset:Files:0=" + data, "--Articles:Folder=" + folder];
            await using var app = ServerHost.Build(["--urls=http://127.0.0.1:0", .. settings]);
            await app.StartAsync(TestContext.Current.CancellationToken);
            await using var watched = await browser.OpenAsync(javaScript: true);
            var page = watched.Page;
            await page.GotoAsync(app.Urls.Single() + "/describe?iri=http%3A%2F%2Fe%2Fs");

            Assert.Empty(await Axe.ViolationsAsync(page));
            await page.Locator("mark", new() { HasText = "Gamma" }).ClickAsync();
            Assert.Equal("claim-two", await page.Locator("li:target").GetAttributeAsync("id"));
            await page.Locator("li:target .number").ClickAsync();
            Assert.Equal("at-claim-two", await page.Locator("a:target").GetAttributeAsync("id"));
            Assert.Empty(watched.Complaints);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Data(string sha256) =>
        $$"""
        PREFIX : <https://w3id.org/secoop/ontology#>
        PREFIX e: <http://e/>
        PREFIX oa: <http://www.w3.org/ns/oa#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        e:s a :Document ; :sha256 "{{sha256}}" .
        GRAPH e:s {
          e:one a :Claim ; :polarity :asserted ; :certainty :plain ; :phase :done ; :evidence e:x1 .
          e:two a :Claim ; :polarity :denied ; :certainty :plain ; :phase :future ; :evidence e:x2 .
          e:one rdf:reifies <<( e:alpha e:met e:beta )>> .
          e:two rdf:reifies <<( e:gamma e:comes true )>> .
          e:x1 :paragraph 1 ; oa:start 0 ; oa:end 16 .
          e:x2 :paragraph 2 ; oa:start 19 ; oa:end 49 .
        }
        """;
}
