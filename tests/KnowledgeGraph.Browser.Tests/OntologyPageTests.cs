using Microsoft.Playwright;

namespace KnowledgeGraph.Browser.Tests;

/// <summary>The page of the ontology as people meet it: wide and narrow, light and dark, with and without JavaScript.</summary>
public sealed class OntologyPageTests(BrowserFixture browser)
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task AxeFindsNoViolation(int width, ColorScheme scheme)
    {
        await using var watched = await browser.OpenAsync(width, javaScript: true, scheme);
        await watched.Page.GotoAsync("/ontology");

        Assert.Empty(await Axe.ViolationsAsync(watched.Page));
        Assert.Empty(watched.ForeignRequests);
        Assert.Empty(watched.Complaints);
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    public async Task ShowsOneDrawing_WithinThePage(int width, bool javaScript)
    {
        await using var watched = await browser.OpenAsync(width, javaScript);
        await watched.Page.GotoAsync("/ontology");

        var drawing = watched.Page.Locator("svg.drawing:visible");
        Assert.Equal(1, await drawing.CountAsync());
        var box = await drawing.BoundingBoxAsync();
        Assert.True(box!.X >= 0 && box.X + box.Width <= width, $"{box.X} to {box.X + box.Width}");
        Assert.True(box.Width >= 350, $"{box.Width} pixels are too few to read");
        var overflow = watched.Page.Locator("svg.drawing:visible text");
        foreach (var text in await overflow.AllAsync())
        {
            var line = await text.BoundingBoxAsync();
            Assert.True(line!.X + line.Width <= box.X + box.Width, await text.InnerHTMLAsync());
        }

        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task ContentsLeadToATermAndItsNeighbours()
    {
        await using var watched = await browser.OpenAsync();
        var page = watched.Page;
        await page.GotoAsync("/ontology");

        await page.GetByRole(AriaRole.Navigation, new() { Name = "Contents" })
            .GetByRole(AriaRole.Link, new() { Name = "refusal", Exact = true }).ClickAsync();
        Assert.EndsWith("#Refusal", page.Url, StringComparison.Ordinal);
        var section = page.Locator("#Refusal");
        Assert.True(await section.IsVisibleAsync());

        await section.GetByRole(AriaRole.Link, new() { Name = "refused", Exact = true }).ClickAsync();
        Assert.EndsWith("#refused", page.Url, StringComparison.Ordinal);
        Assert.Empty(watched.Complaints);
    }
}
