using Microsoft.Playwright;

namespace KnowledgeGraph.Browser.Tests;

/// <summary>The pages by keyboard alone: where the focus goes, that it is seen, and that nothing keeps it.</summary>
public sealed class KeyboardTests(BrowserFixture browser)
{
    private const string Refusals =
        "PREFIX : <https://w3id.org/secoop/ontology#> SELECT ?refusal ?who { ?refusal a :Refusal ; :actor ?who }";

    [Fact]
    public async Task TheFirstStopSkipsToTheContent()
    {
        await using var watched = await browser.OpenAsync();
        var page = watched.Page;
        await page.GotoAsync("/timeline");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("To the content", await FocusedAsync(page));
        Assert.True(await page.EvaluateAsync<bool>("document.activeElement.getBoundingClientRect().left >= 0"));

        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");

        Assert.True(await page.EvaluateAsync<bool>("document.activeElement.closest('main') !== null"));
        Assert.Equal("actor", await page.EvaluateAsync<string>("document.activeElement.name"));
    }

    [Theory]
    [InlineData("/query")]
    [InlineData("/explore?iri=https%3A%2F%2Fw3id.org%2Fsecoop%2Fid%2Frefusal-kz-longbow-lancer-2009")]
    [InlineData("/timeline?polarity=denied")]
    [InlineData("/id/refusal-kz-longbow-lancer-2009")]
    public async Task EveryStopIsSeen_AndNoneIsATrap(string path)
    {
        await using var watched = await browser.OpenAsync(1280, javaScript: true);
        var page = watched.Page;
        await page.GotoAsync(path);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var stops = new List<string>();
        for (var i = 0; i < 18; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            stops.Add(await page.EvaluateAsync<string>(
                """
                () => {
                  const focused = document.activeElement;
                  if (focused === document.body) return 'end';
                  const marked = focused.closest('.cm-editor') ?? focused;
                  const { outlineStyle, outlineWidth } = getComputedStyle(marked);
                  const at = `${[...document.querySelectorAll('*')].indexOf(focused)} ${focused.outerHTML.slice(0, 80)}`;
                  return outlineStyle === 'none' || parseFloat(outlineWidth) < 1 ? `not seen: ${at}` : at;
                }
                """));
        }

        Assert.DoesNotContain(stops, stop => stop.StartsWith("not seen", StringComparison.Ordinal));
        Assert.All(stops.Zip(stops.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public async Task AQueryIsAskedAndItsEvidenceReached()
    {
        await using var watched = await browser.OpenAsync(1280, javaScript: true);
        var page = watched.Page;
        await page.GotoAsync("/query?query=" + Uri.EscapeDataString(Refusals));
        Assert.SkipWhen(!BrowserFixture.HasScripts, "The pages were built without their scripts (no Node.js, or no registry).");
        await page.Locator(".cm-content").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Run query", await FocusedAsync(page));

        await page.Keyboard.PressAsync("Enter");
        await page.Locator("table#answer tbody tr").First.WaitForAsync();
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Share", await FocusedAsync(page));
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("dialog[open]").WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("dialog").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Equal("Share", await FocusedAsync(page));

        for (var i = 0; i < 20 && await FocusedAsync(page) != "why?"; i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Why this answer" }).WaitForAsync();
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task TheGraphIsWalkedByItsLists()
    {
        await using var watched = await browser.OpenAsync(1280, javaScript: true);
        var page = watched.Page;
        await page.GotoAsync("/explore?iri=https%3A%2F%2Fw3id.org%2Fsecoop%2Fid%2Frefusal-kz-longbow-lancer-2009");
        var node = page.Locator(".explore-nodes").GetByRole(AriaRole.Button, new() { Name = "Kazakhstan", Exact = true });
        await node.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var panel = page.GetByRole(AriaRole.Region, new() { Name = "Selected" });
        Assert.True(await panel.EvaluateAsync<bool>("panel => panel === document.activeElement"));

        var link = panel.Locator("button.link:focus");
        for (var i = 0; i < 10 && await link.CountAsync() == 0; i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Contains("actor", await link.InnerTextAsync(), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Enter");
        await panel.Locator("ul.claims li").First.WaitForAsync();
        Assert.Contains("Why this link", await panel.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(watched.Complaints);
    }

    private static Task<string> FocusedAsync(IPage page) => page.EvaluateAsync<string>("document.activeElement.textContent.trim()");
}
