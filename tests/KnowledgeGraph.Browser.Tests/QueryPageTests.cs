using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace KnowledgeGraph.Browser.Tests;

/// <summary>The query page with its script: editor, answers, plan, evidence, and the stop of a query.</summary>
public sealed class QueryPageTests(BrowserFixture browser)
{
    private const string Refusals =
        """
        PREFIX : <https://w3id.org/secoop/ontology#>
        SELECT ?refusal ?what WHERE {
          ?refusal a :Refusal ; :refused ?what .
        }
        """;

    // Works and gives no row in any time that counts: its condition needs all three triples, so no plan shortens it.
    private const string Silent =
        "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONCAT(STR(?c), STR(?f), STR(?i)) = '') }";

    [Fact]
    public async Task SyntaxErrorIsShownInItsPlace_UntilItIsMended()
    {
        await using var watched = await OpenAsync("SELECT * WHERE {\n  ?s ?p \n}");
        var page = watched.Page;

        await page.Locator(".cm-lintRange-error").First.WaitForAsync();
        Assert.Equal(1, await page.Locator(".cm-line").Nth(2).Locator(".cm-lintRange-error").CountAsync());
        Assert.Contains("Line 3, column 1", await page.Locator(".check").InnerTextAsync(), StringComparison.Ordinal);

        await page.Locator(".cm-line").Nth(1).ClickAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.TypeAsync("?o");
        await page.Locator(".cm-lintRange-error").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Equal("", await page.Locator(".check").InnerTextAsync());
        Quiet(watched);
    }

    [Fact]
    public async Task MissingPrefixIsDeclaredByAClick()
    {
        await using var watched = await OpenAsync("ASK { ?s foaf:name ?o }");
        var page = watched.Page;

        await page.Locator(".cm-lintRange-error").First.HoverAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Declare foaf:" }).ClickAsync();

        await page.Locator(".cm-lintRange-error").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.StartsWith("PREFIX foaf: <http://xmlns.com/foaf/0.1/>\n", await TextAsync(page), StringComparison.Ordinal);
        Quiet(watched);
    }

    [Fact]
    public async Task CompletionOffersAClassByItsLabel_AndDeclaresItsPrefix()
    {
        await using var watched = await OpenAsync("SELECT ?x WHERE { ?x a  }");
        var page = watched.Page;
        await page.Locator(".cm-content").FocusAsync();
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("ArrowLeft");

        await page.Keyboard.TypeAsync("refus");

        var option = page.Locator(".cm-tooltip-autocomplete li[aria-selected]");
        await option.WaitForAsync();
        Assert.Equal(":Refusal", await option.Locator(".cm-completionLabel").InnerTextAsync());
        Assert.Equal("refusal", await option.Locator(".cm-completionDetail").InnerTextAsync());
        await page.WaitForTimeoutAsync(150);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".cm-tooltip-autocomplete").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Equal("PREFIX : <https://w3id.org/secoop/ontology#>\nSELECT ?x WHERE { ?x a :Refusal }", await TextAsync(page));
        Quiet(watched);
    }

    [Fact]
    public async Task CompletionKnowsWhatCanStandAtTheCursor()
    {
        (string Before, string Kind)[] cases =
        [
            ("SELECT * { ?x a ", "class"), ("SELECT * { ?x rdf:type ", "class"), ("SELECT * { OPTIONAL { ?x a ", "class"),
            ("SELECT * { ?x ", "property"), ("SELECT * { ?x a :C ; ", "property"), ("SELECT * { ?x :p/", "property"), ("SELECT * { ?x (:p|^", "property"),
            ("SELECT * { ?x :p [ ", "property"), ("SELECT * { ?c rdf:reifies <<( ?s ", "property"), ("SELECT * { ?x :p \"{ a\" ; ", "property"),
            ("SELECT * { ?x :p ?y FILTER(STR(?y) = \"a\") ?z ", "property"), ("SELECT * { BIND(1 AS ?x) ?x ", "property"),
            ("SELECT * { ?x :p ", "entity"), ("SELECT * { ?x (:p|:q)+ ", "entity"), ("SELECT * { ?x :p ?y FILTER(?y = ", "entity"),
            ("SELECT * { ?x :p 1.5 . ", "entity"), ("SELECT * { VALUES ?x { ", "entity"),
        ];
        await using var watched = await OpenAsync("");
        var page = watched.Page;
        foreach (var (before, kind) in cases)
        {
            await page.Locator(".cm-content").FocusAsync();
            await page.Keyboard.PressAsync("Control+A");
            await page.Keyboard.InsertTextAsync(before);
            var request = await page.RunAndWaitForRequestAsync(
                () => page.Keyboard.TypeAsync("k"), sent => sent.Url.Contains("/query/complete?", StringComparison.Ordinal));
            Assert.True(request.Url.Contains($"kind={kind}&", StringComparison.Ordinal), $"{before}: {request.Url}");
        }

        Quiet(watched);
    }

    [Fact]
    public async Task CompletesTheMostUsedEntities_BeforeAnythingIsTyped()
    {
        await using var watched = await OpenAsync("PREFIX i: <https://w3id.org/secoop/id/>\nSELECT * { ?refusal ?p ");
        var page = watched.Page;
        await page.Locator(".cm-content").FocusAsync();
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.PressAsync("Control+Space");

        await page.Locator(".cm-tooltip-autocomplete li", new() { HasText = "i:kazakhstan" }).First.WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal(0, await page.Locator(".cm-tooltip-autocomplete").CountAsync());
        Quiet(watched);
    }

    [Fact]
    public async Task RunShowsRowsWithLabels_SortsFiltersAndLeadsToTheEvidence()
    {
        await using var watched = await OpenAsync(Refusals);
        var page = watched.Page;
        await page.Locator(".cm-content").FocusAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        var rows = page.Locator("table#answer tbody tr");
        await rows.First.WaitForAsync();
        var all = await rows.CountAsync();
        Assert.True(all > 1);
        Assert.Contains("Cooperative Longbow", await rows.First.InnerTextAsync(), StringComparison.Ordinal);

        var sort = page.GetByRole(AriaRole.Button, new() { Name = "refusal", Exact = true });
        await sort.ClickAsync();
        var ascending = await rows.AllInnerTextsAsync();
        await sort.ClickAsync();
        Assert.Equal(ascending.Reverse(), await rows.AllInnerTextsAsync());
        await page.GetByLabel("Filter rows").FillAsync("kazakhstan");
        Assert.Equal(1, await rows.CountAsync());
        await page.GetByLabel("Labels instead of IRIs").UncheckAsync();
        Assert.Contains("longbow-lancer-2009", await rows.First.InnerTextAsync(), StringComparison.Ordinal);

        await rows.First.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^why\\?") }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Why this answer" }).WaitForAsync();
        Assert.True(await page.Locator(".support .evidence").CountAsync() > 0);
        Quiet(watched);
    }

    [Fact]
    public async Task PlanShowsEstimatedAndActualRows()
    {
        await using var watched = await OpenAsync(Refusals);
        var page = watched.Page;
        await RunAsync(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Plan", Exact = true }).ClickAsync();

        var heads = await page.Locator("table.plan th").AllInnerTextsAsync();
        Assert.Equal(["operator", "estimated rows", "actual rows", "ms with inputs"], heads);
        var first = await page.Locator("table.plan tbody tr").First.Locator("td").AllInnerTextsAsync();
        Assert.StartsWith("Project", first[0], StringComparison.Ordinal);
        Assert.Equal("3", first[2].Split(' ')[0]);
        Quiet(watched);
    }

    [Fact]
    public async Task AddressOfTheQueryOpensItAgain()
    {
        await using var watched = await OpenAsync(Refusals);
        await RunAsync(watched.Page);
        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Share" }).ClickAsync();
        var shared = await watched.Page.Locator("dialog pre").InnerTextAsync();
        Assert.Equal(shared, watched.Page.Url);

        await using var other = await browser.OpenAsync(javaScript: true);
        await other.Page.GotoAsync(shared);
        await other.Page.Locator("table#answer tbody tr").First.WaitForAsync();

        Assert.Equal(Refusals, await TextAsync(other.Page));
        Assert.Equal(
            await watched.Page.Locator("table#answer tbody tr").CountAsync(), await other.Page.Locator("table#answer tbody tr").CountAsync());
        // What an address asked is not what this reader asked.
        Assert.True(await other.Page.Locator("#query-history").IsHiddenAsync());
        Quiet(watched);
        Quiet(other);
    }

    [Fact]
    public async Task CancelStopsTheQueryOnTheHost()
    {
        await using var watched = await OpenAsync(Silent);
        var page = watched.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Run query" }).ClickAsync();
        await RunningAsync(1);

        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await page.GetByText(new Regex("^Stopped after")).WaitForAsync();
        await RunningAsync(0);
        Quiet(watched);
    }

    [Fact]
    public async Task ChartTimelineAndGraphAreOffered_WhereTheColumnsAllowThem()
    {
        await using var watched = await OpenAsync(
            "PREFIX : <https://w3id.org/secoop/ontology#> "
            + "SELECT ?event ?earliest (1 AS ?n) WHERE { ?event a :Meeting ; :earliest ?earliest }");
        var page = watched.Page;
        await RunAsync(page);
        var rows = await page.Locator("table#answer tbody tr").CountAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Chart", Exact = true }).ClickAsync();
        Assert.Equal(rows, await page.Locator("svg.chart rect").CountAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Timeline", Exact = true }).ClickAsync();
        Assert.Equal(rows, await page.Locator("svg.timeline circle").CountAsync());
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Graph", Exact = true }).CountAsync());

        await page.GotoAsync("/query?query=" + Uri.EscapeDataString(
            "PREFIX : <https://w3id.org/secoop/ontology#> CONSTRUCT WHERE { ?refusal a :Refusal ; :actor ?actor }"));
        await RunAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Graph", Exact = true }).ClickAsync();
        await page.Locator(".graph canvas").First.WaitForAsync();
        Quiet(watched);
    }

    [Fact]
    public async Task HistoryKeepsWhatWasAsked_UntilItIsCleared()
    {
        await using var watched = await OpenAsync("ASK { }");
        var page = watched.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Run query" }).ClickAsync();
        await page.GetByText("yes", new() { Exact = true }).WaitForAsync();
        await page.GotoAsync("/query");
        await page.Locator(".cm-editor").WaitForAsync();

        await page.GetByText("Asked before (1)").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "ASK { }" }).ClickAsync();
        Assert.Equal("ASK { }", await TextAsync(page));
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        Assert.True(await page.Locator("#query-history").IsHiddenAsync());
        Quiet(watched);
    }

    [Fact]
    public async Task FailureOfTheHostIsToldWithItsPlace()
    {
        await using var watched = await OpenAsync("SELECT ?x WHERE { ?x }");

        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Run query" }).ClickAsync();

        var alert = watched.Page.GetByRole(AriaRole.Alert);
        await alert.WaitForAsync();
        Assert.Contains("line 1, column 22", await alert.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(watched.ForeignRequests);
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task AxeFindsNoViolation(int width, ColorScheme scheme)
    {
        await using var watched = await OpenAsync(Refusals, width, scheme);
        var page = watched.Page;
        await RunAsync(page);
        Assert.Empty(await Axe.ViolationsAsync(page));

        await page.GetByRole(AriaRole.Button, new() { Name = "Plan", Exact = true }).ClickAsync();
        Assert.Empty(await Axe.ViolationsAsync(page));
        Quiet(watched);
    }

    [Fact]
    public async Task FormWorksWithoutScript()
    {
        await using var watched = await browser.OpenAsync();
        var page = watched.Page;
        await page.GotoAsync("/query?example=refusals-of-actor");
        var text = await page.GetByLabel("Query").InputValueAsync();
        Assert.Contains("<https://w3id.org/secoop/id/kazakhstan>", text, StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "Run query" }).ClickAsync();

        await page.Locator("table#answer tbody tr").First.WaitForAsync();
        Assert.Contains("/sparql?query=", page.Url, StringComparison.Ordinal);
        Quiet(watched);
    }

    private async Task<WatchedPage> OpenAsync(string query, int width = 1100, ColorScheme scheme = ColorScheme.Light)
    {
        var watched = await browser.OpenAsync(width, javaScript: true, scheme);
        await watched.Page.GotoAsync("/query?query=" + Uri.EscapeDataString(query));
        Assert.SkipWhen(!BrowserFixture.HasScripts, "The pages were built without their scripts (no Node.js, or no registry).");
        await watched.Page.Locator(".cm-editor").WaitForAsync();
        return watched;
    }

    private static async Task RunAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Run query" }).ClickAsync();
        await page.Locator("table#answer tbody tr").First.WaitForAsync();
    }

    private static Task<string> TextAsync(IPage page) => page.Locator("textarea[name=query]").EvaluateAsync<string>("box => box.value");

    private async Task RunningAsync(int expected)
    {
        for (var tries = 0; browser.RunningQueries != expected; tries++)
        {
            Assert.True(tries < 500, $"{browser.RunningQueries} queries run, not {expected}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static void Quiet(WatchedPage watched)
    {
        Assert.Empty(watched.ForeignRequests);
        Assert.Empty(watched.Complaints);
    }
}
