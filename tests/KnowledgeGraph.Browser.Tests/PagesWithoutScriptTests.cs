using Microsoft.Playwright;

namespace KnowledgeGraph.Browser.Tests;

/// <summary>What a person can do in a browser, with JavaScript switched off.</summary>
public sealed class PagesWithoutScriptTests(BrowserFixture browser)
{
    [Fact]
    public async Task HomeListsQueriesAndAFormGivesTheAnswer()
    {
        await using var watched = await browser.OpenAsync();
        var page = watched.Page;
        await page.GotoAsync("/");
        Assert.True(await page.Locator("main details").CountAsync() >= 25);

        await page.GetByText("What did an actor refuse?", new() { Exact = true }).ClickAsync();
        var form = page.Locator("form[action='/queries/refusals-of-actor']");
        Assert.Equal("https://w3id.org/secoop/id/kazakhstan", await form.GetByLabel("actor").InputValueAsync());
        await form.GetByLabel("actor").SelectOptionAsync(new SelectOptionValue { Label = "Estonia" });
        await form.GetByRole(AriaRole.Button, new() { Name = "Run" }).ClickAsync();

        await ArriveAsync(page, page.Locator("table#answer"), "/queries/refusals-of-actor?");
        var row = page.Locator("table#answer tbody tr");
        Assert.Equal(1, await row.CountAsync());
        Assert.Contains("Cooperative Longbow-Cooperative Lancer 2009", await row.InnerTextAsync(), StringComparison.Ordinal);
        Quiet(watched);
    }

    [Fact]
    public async Task QueryPageShowsAnAnswer()
    {
        await using var watched = await browser.OpenAsync();
        var page = watched.Page;
        await page.GotoAsync("/sparql");

        await page.GetByLabel("Query").FillAsync("SELECT ?n WHERE { VALUES ?n { 47 11 } } ORDER BY ?n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run query" }).ClickAsync();

        await ArriveAsync(page, page.Locator("table#answer"), "/sparql?");
        Assert.Equal(["11", "47"], await page.Locator("table#answer tbody td:not(.why)").AllInnerTextsAsync());
        Assert.Contains("47 11", await page.GetByLabel("Query").InputValueAsync(), StringComparison.Ordinal);
        Quiet(watched);
    }

    [Fact]
    public async Task EveryRowSaysWhy()
    {
        await using var watched = await browser.OpenAsync();
        var page = watched.Page;
        await page.GotoAsync("/queries/refusals-of-actor?actor=https%3A%2F%2Fw3id.org%2Fsecoop%2Fid%2Fkazakhstan");

        await page.GetByRole(AriaRole.Button, new() { Name = "why? (row 1)" }).ClickAsync();

        await ArriveAsync(page, page.GetByRole(AriaRole.Heading, new() { Name = "Why this answer" }), "/evidence?");
        Assert.True(await page.Locator(".support .evidence").CountAsync() > 0);
        Assert.Contains("Asserted", await page.Locator("ol.supports").InnerTextAsync(), StringComparison.Ordinal);
        Quiet(watched);
    }

    [Fact]
    public async Task SampleQueryHasAnAnswer()
    {
        await using var watched = await browser.OpenAsync();
        var page = watched.Page;
        await page.GotoAsync("/");

        await page.GetByRole(AriaRole.Button, new() { Name = "Run query" }).ClickAsync();

        await ArriveAsync(page, page.Locator("table#answer"), "/sparql?");
        Assert.True(await page.Locator("table#answer tbody tr").CountAsync() > 0);
        Quiet(watched);
    }

    [Fact]
    public async Task QueryPageShowsWhereTheSyntaxIsWrong()
    {
        await using var watched = await browser.OpenAsync();
        var page = watched.Page;
        await page.GotoAsync("/sparql");

        await page.GetByLabel("Query").FillAsync("SELECT *\nWHERE { ?s ?p }");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run query" }).ClickAsync();

        await ArriveAsync(page, page.GetByRole(AriaRole.Alert), "/sparql?");
        Assert.Contains("line 2, column 15", await page.GetByRole(AriaRole.Alert).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("WHERE { ?s ?p }", await page.GetByLabel("Query").InputValueAsync(), StringComparison.Ordinal);
        Assert.Empty(watched.ForeignRequests);
    }

    [Fact]
    public async Task FormSaysWhichParameterIsWrong()
    {
        await using var watched = await browser.OpenAsync();
        var page = watched.Page;

        await page.GotoAsync("/queries/events-of-year?year=two");

        Assert.Contains("a whole number", await page.GetByRole(AriaRole.Alert).InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EntityLeadsToTheClaimAndTheSource()
    {
        await using var watched = await browser.OpenAsync();
        var page = watched.Page;
        await page.GotoAsync("/id/refusal-kz-longbow-lancer-2009");
        var evidence = page.Locator(".evidence").First;
        Assert.Contains("Daniyal Akhmetov", await evidence.InnerTextAsync(), StringComparison.Ordinal);

        await evidence.GetByRole(AriaRole.Link, new() { Name = "claim", Exact = true }).ClickAsync();

        await ArriveAsync(page, page.Locator("p.iri", new() { HasText = "claim/refusal" }), "/source/edm-6-93/claim/refusal");
        Assert.Contains("What it claims", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Quiet(watched);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sparql")]
    [InlineData("/id/kazakhstan")]
    [InlineData("/source/edm-6-93")]
    [InlineData("/source/edm-6-93/claim/refusal")]
    [InlineData("/queries/who-says-so")]
    [InlineData("/ontology")]
    public async Task PageFitsANarrowScreen(string path)
    {
        const int Width = 360;
        await using var watched = await browser.OpenAsync(Width);

        await watched.Page.GotoAsync(path);

        // A wide table scrolls inside its own box; nothing else is wider than the screen.
        foreach (var part in (string[])["header", "main", "footer", "form:visible >> nth=0", "h1"])
        {
            var locator = watched.Page.Locator(part);
            if (await locator.CountAsync() > 0 && await locator.First.BoundingBoxAsync() is { } box)
            {
                Assert.True(box.X + box.Width <= Width, $"{part} reaches to {box.X + box.Width}");
            }
        }

        Quiet(watched);
    }

    // Waits for what only the new page has, then for its end: the load event itself can pass before anybody listens.
    private static async Task ArriveAsync(IPage page, ILocator landmark, string address)
    {
        await landmark.First.WaitForAsync();
        await page.Locator("footer").WaitForAsync();
        Assert.Contains(address, page.Url, StringComparison.Ordinal);
    }

    private static void Quiet(WatchedPage watched)
    {
        Assert.True(watched.RequestCount > 0);
        Assert.Empty(watched.ForeignRequests);
        Assert.Empty(watched.Complaints);
    }
}
