using Microsoft.Playwright;

namespace KnowledgeGraph.Browser.Tests;

/// <summary>The pages about the data and the API: accessible, narrow enough, and of this host alone.</summary>
public sealed class ApiPagesTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("/openapi", 1280, ColorScheme.Light)]
    [InlineData("/openapi", 390, ColorScheme.Dark)]
    [InlineData("/data", 390, ColorScheme.Light)]
    [InlineData("/cite", 390, ColorScheme.Dark)]
    [InlineData("/queries/denied-claims?limit=3&offset=3", 1280, ColorScheme.Dark)]
    [InlineData("/queries/post-holder-on-date", 390, ColorScheme.Light)]
    [InlineData("/reconcile/preview?id=https://w3id.org/secoop/id/kazakhstan", 400, ColorScheme.Light)]
    public async Task AxeFindsNoViolation_AndThePageFits(string path, int width, ColorScheme scheme)
    {
        await using var watched = await browser.OpenAsync(width, javaScript: true, scheme);

        await watched.Page.GotoAsync(path);
        if (path == "/openapi")
        {
            await watched.Page.Locator("details.operation > summary").First.ClickAsync();
        }

        Assert.True(await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
        Assert.Empty(await Axe.ViolationsAsync(watched.Page));
        Assert.Empty(watched.ForeignRequests);
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task DropDownIsFilledFromTheDataAndItsChoiceIsAsked()
    {
        await using var watched = await browser.OpenAsync();
        var page = watched.Page;
        await page.GotoAsync("/queries/refusals-of-actor");

        await page.GetByLabel("actor").SelectOptionAsync(new SelectOptionValue { Label = "Estonia" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Run" }).ClickAsync();

        await page.WaitForURLAsync("**/queries/refusals-of-actor?actor=*estonia*");
        Assert.Equal(1, await page.Locator("table#answer tbody tr").CountAsync());
        Assert.Equal("https://w3id.org/secoop/id/estonia", await page.GetByLabel("actor").InputValueAsync());
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task PagesOfAnAnswerFollowEachOther()
    {
        await using var watched = await browser.OpenAsync();
        var page = watched.Page;
        await page.GotoAsync("/queries/denied-claims?limit=3");
        var first = await page.Locator("table#answer tbody tr").First.InnerTextAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "next rows" }).ClickAsync();
        await page.WaitForURLAsync("**offset=3**");

        Assert.NotEqual(first, await page.Locator("table#answer tbody tr").First.InnerTextAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "previous rows" }).ClickAsync();
        await page.WaitForURLAsync("**offset=0**");
        Assert.Equal(first, await page.Locator("table#answer tbody tr").First.InnerTextAsync());
    }
}
