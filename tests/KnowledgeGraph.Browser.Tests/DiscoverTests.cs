using Microsoft.Playwright;

namespace KnowledgeGraph.Browser.Tests;

/// <summary>Finding one's way: search, explore, timeline, disagreements; with and without JavaScript.</summary>
public sealed class DiscoverTests(BrowserFixture browser)
{
    private const string Kazakhstan = "/explore?iri=https%3A%2F%2Fw3id.org%2Fsecoop%2Fid%2Fkazakhstan";
    private const string Refusal = "/explore?iri=https%3A%2F%2Fw3id.org%2Fsecoop%2Fid%2Frefusal-kz-longbow-lancer-2009";

    [Fact]
    public async Task TypingSuggests_AndTheKeyboardChooses()
    {
        await using var watched = await browser.OpenAsync(javaScript: true);
        var page = watched.Page;
        await page.GotoAsync("/");
        var box = page.GetByRole(AriaRole.Combobox, new() { Name = "Search" });

        await box.PressSequentiallyAsync("Назарб");
        var option = page.GetByRole(AriaRole.Option, new() { Name = "Nursultan Nazarbayev" }).First;
        await option.WaitForAsync();
        Assert.Equal("true", await box.GetAttributeAsync("aria-expanded"));
        await box.PressAsync("ArrowDown");
        Assert.Equal(await option.GetAttributeAsync("id"), await box.GetAttributeAsync("aria-activedescendant"));
        Assert.Empty(await Axe.ViolationsAsync(page));

        await box.PressAsync("Escape");
        Assert.Equal("false", await box.GetAttributeAsync("aria-expanded"));
        Assert.Null(await box.GetAttributeAsync("aria-activedescendant"));

        await box.PressAsync("ArrowDown");
        await box.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Nursultan Nazarbayev", Exact = true }).WaitForAsync();
        Assert.EndsWith("/id/nursultan-nazarbayev", page.Url, StringComparison.Ordinal);
        Quiet(watched);
    }

    [Fact]
    public async Task SearchLeadsToTheThingAndItsEvidence_WithoutScript()
    {
        await using var watched = await browser.OpenAsync();
        var page = watched.Page;
        await page.GotoAsync("/");

        await page.GetByLabel("Search", new() { Exact = true }).FillAsync("akhmetov");
        await page.GetByRole(AriaRole.Search).GetByRole(AriaRole.Button).ClickAsync();
        await page.Locator("ol.found").GetByRole(AriaRole.Link, new() { Name = "Daniyal Akhmetov", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Daniyal Akhmetov" }).First.WaitForAsync();

        Assert.True(await page.Locator(".evidence").CountAsync() > 0);
        Quiet(watched);
    }

    [Fact]
    public async Task TheGraphGrows_AndALinkShowsItsEvidence()
    {
        await using var watched = await browser.OpenAsync(1280, javaScript: true);
        var page = watched.Page;
        await page.GotoAsync(Refusal);
        var nodes = page.Locator(".explore-nodes li");
        await nodes.First.WaitForAsync();
        var before = await nodes.CountAsync();
        Assert.True(await page.Locator(".explore-drawing canvas").CountAsync() > 0);

        await nodes.GetByRole(AriaRole.Button, new() { Name = "Kazakhstan", Exact = true }).ClickAsync();
        var panel = page.GetByRole(AriaRole.Region, new() { Name = "Selected" });
        await panel.GetByRole(AriaRole.Button, new() { Name = "Show its links" }).ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "more" }).First.WaitForAsync();
        Assert.True(await nodes.CountAsync() > before + 5);

        await panel.Locator("button.link", new() { HasText = "actor" }).First.ClickAsync();
        await panel.GetByRole(AriaRole.Heading, new() { Name = "Why this link" }).WaitForAsync();
        await panel.Locator("ul.claims li").First.WaitForAsync();
        Assert.Contains("paragraph", await panel.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(await Axe.ViolationsAsync(page));
        Quiet(watched);
    }

    [Theory]
    [InlineData(1280, 20)]
    [InlineData(390, 8)]
    public async Task NoLabelOfTheGraphLiesOnAnother(int width, int least)
    {
        await using var watched = await browser.OpenAsync(width, javaScript: true);
        var page = watched.Page;
        await page.GotoAsync(Kazakhstan);
        await page.Locator(".explore-nodes li").First.WaitForAsync();

        var overlaps = await page.EvaluateAsync<string[]>(
            """
            () => {
              const nodes = document.querySelector('.explore-drawing')._cyreg.cy.nodes().toArray();
              const box = node => node.boundingBox({ includeLabels: true, includeOverlays: false });
              const over = (a, b) => a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;
              return nodes.flatMap((one, i) => nodes.slice(i + 1).filter(other => over(box(one), box(other)))
                .map(other => `${one.data('label')} and ${other.data('label')}`)).concat(nodes.length < LEAST ? [`${nodes.length} nodes`] : []);
            }
            """.Replace("LEAST", least.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));

        Assert.Empty(overlaps);
        Quiet(watched);
    }

    [Fact]
    public async Task TheTimelineIsZoomedAndPanned_ByButtonsAndKeys()
    {
        await using var watched = await browser.OpenAsync(javaScript: true);
        var page = watched.Page;
        await page.GotoAsync("/timeline");
        var years = page.Locator("svg.timeline text.year");
        var closer = page.GetByRole(AriaRole.Button, new() { Name = "Closer" });
        await closer.WaitForAsync();
        var whole = await years.AllTextContentsAsync();
        var wide = await page.Locator("svg.timeline rect.mark").First.GetAttributeAsync("width");

        await closer.ClickAsync();
        await closer.ClickAsync();
        var part = await years.AllTextContentsAsync();
        Assert.NotEqual(whole, part);
        var shown = page.Locator("[role=group][aria-label='Time shown'] [role=status]");
        var first = await shown.InnerTextAsync();

        var drawing = page.GetByRole(AriaRole.Region, new() { NameRegex = new("^Drawing of the timeline") });
        await drawing.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        Assert.True(string.CompareOrdinal(await shown.InnerTextAsync(), first) > 0);
        await page.Keyboard.PressAsync("0");
        Assert.Equal(whole, await years.AllTextContentsAsync());
        Assert.Equal(wide, await page.Locator("svg.timeline rect.mark").First.GetAttributeAsync("width"));
        Assert.Empty(await Axe.ViolationsAsync(page));
        Quiet(watched);
    }

    [Fact]
    public async Task OnPaperTheListsKeepTheirNames_AndTheToolsAreGone()
    {
        await using var watched = await browser.OpenAsync(javaScript: true);
        var page = watched.Page;
        await page.GotoAsync(Refusal);
        await page.Locator(".explore-nodes li").First.WaitForAsync();

        await page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.True(await page.Locator(".explore-nodes button", new() { HasText = "Kazakhstan" }).First.IsVisibleAsync());
        Assert.False(await page.GetByText("Arrange", new() { Exact = true }).IsVisibleAsync());
        Quiet(watched);
    }

    [Fact]
    public async Task TheGraphHasTheLabelsOfTheReader()
    {
        await using var watched = await browser.OpenAsync(javaScript: true);
        var page = watched.Page;
        await page.GotoAsync(Refusal + "&lang=ru");
        await page.Locator(".explore-nodes").GetByRole(AriaRole.Button, new() { Name = "Казахстан", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Region, new() { Name = "Selected" }).Locator("button.link").First.ClickAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "This link on a page of its own" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Why this link" }).WaitForAsync();

        Assert.True(await page.Locator("a[lang=ru]", new() { HasText = "Казахстан" }).CountAsync() > 0);
        Quiet(watched);
    }

    [Fact]
    public async Task WithoutScript_LinksAreListsAndEachHasItsEvidence()
    {
        await using var watched = await browser.OpenAsync();
        var page = watched.Page;
        await page.GotoAsync("/explore");
        await page.GetByLabel("Start from").FillAsync("longbow");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await page.Locator("ul.found a").First.ClickAsync();
        await page.Locator("section.links").First.WaitForAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Evidence: " }).First.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Why this link" }).WaitForAsync();
        Assert.Contains("/explore/edge?", page.Url, StringComparison.Ordinal);
        Quiet(watched);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TheTimelineIsFiltered(bool javaScript)
    {
        await using var watched = await browser.OpenAsync(javaScript: javaScript);
        var page = watched.Page;
        await page.GotoAsync("/timeline");
        var rows = page.Locator("#timeline-list tbody tr");
        var all = await rows.CountAsync();

        await page.GetByLabel("Polarity").SelectOptionAsync("denied");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Show all" }).WaitForAsync();

        Assert.InRange(await rows.CountAsync(), 1, all - 1);
        Assert.Equal("denied", await page.GetByLabel("Polarity").InputValueAsync());
        Assert.Contains("denied", await rows.First.InnerTextAsync(), StringComparison.Ordinal);
        Quiet(watched);
    }

    [Theory]
    [InlineData("/search?q=nato", 1280, ColorScheme.Light)]
    [InlineData("/search?q=nato", 390, ColorScheme.Dark)]
    [InlineData(Kazakhstan, 390, ColorScheme.Dark)]
    [InlineData("/timeline", 1280, ColorScheme.Light)]
    [InlineData("/timeline", 390, ColorScheme.Dark)]
    [InlineData("/disagreements", 390, ColorScheme.Light)]
    [InlineData("/explore", 390, ColorScheme.Light)]
    public async Task AxeFindsNoViolation_AndThePageFits(string path, int width, ColorScheme scheme)
    {
        await using var watched = await browser.OpenAsync(width, javaScript: true, scheme);
        await watched.Page.GotoAsync(path);
        await watched.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        Assert.Empty(await Axe.ViolationsAsync(watched.Page));
        Assert.True(await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, "wider than the screen");
        Quiet(watched);
    }

    private static void Quiet(WatchedPage watched)
    {
        Assert.Empty(watched.ForeignRequests);
        Assert.Empty(watched.Complaints);
    }
}
