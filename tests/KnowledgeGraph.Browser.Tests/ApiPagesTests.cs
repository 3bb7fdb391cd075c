using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
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

    // As OpenRefine does: a page of another origin, in a frame that may do nothing.
    [Fact]
    public async Task PreviewIsWholeInAFrameOfAnotherSite()
    {
        await using var watched = await browser.OpenAsync(javaScript: true);
        var preview = browser.Address + "/reconcile/preview?id=https://w3id.org/secoop/id/kazakhstan";
        // An icon of its own, or else the browser asks the client's site for one.
        await using var client = await ClientAsync(
            $"""
            <!DOCTYPE html><html lang="en"><title>x</title><link rel="icon" href="data:,">
            <iframe sandbox="" width="400" height="300" src="{preview}"></iframe>
            """);
        var page = watched.Page;
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        page.Response += (_, response) => answers[new Uri(response.Url).AbsolutePath] = response.StatusText;
        page.RequestFailed += (_, request) => answers[new Uri(request.Url).AbsolutePath] = request.Failure ?? "failed";

        await page.GotoAsync(client.Urls.Single(), new() { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.Contains("/reconcile/preview", answers.Keys);
        Assert.Contains("/assets/style.css", answers.Keys);
        Assert.All(answers, answer => Assert.True(answer.Value == "OK", $"{answer.Key}: {answer.Value}"));
        Assert.Contains("Kazakhstan", await page.FrameLocator("iframe").Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
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

    private static async Task<WebApplication> ClientAsync(string html)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--urls=http://127.0.0.1:0"] });
        builder.Logging.ClearProviders();
        var client = builder.Build();
        client.MapGet("/", () => Results.Content(html, "text/html"));
        await client.StartAsync();
        return client;
    }
}
