using System.Net;
using System.Text.RegularExpressions;

namespace KnowledgeGraph.Server.Tests;

/// <summary>The pages for people.</summary>
public sealed partial class PagesTests(ShippedHost shipped)
{
    private RunningHost Host => shipped.Host;

    [Fact]
    public async Task HomeSaysWhatThisIsAndAsks()
    {
        var page = await PageAsync("/");

        Assert.Contains("<h1>", page, StringComparison.Ordinal);
        Assert.Contains("Kazakhstan", page, StringComparison.Ordinal);
        Assert.All(ProjectFolder.QueryNames, name => Assert.Contains($"action=\"/queries/{name}\"", page, StringComparison.Ordinal));
        Assert.Contains("<textarea", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShowsAnAnswerAsATable()
    {
        var page = await PageAsync("/sparql?query=" + Uri.EscapeDataString("SELECT ?n WHERE { VALUES ?n { 4711 } }"));

        Assert.Contains("<th scope=\"col\">n</th>", page, StringComparison.Ordinal);
        Assert.Contains(">4711<", page, StringComparison.Ordinal);
        Assert.Contains("1 row", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShowsTheFirstThousandRowsOfALongGraph()
    {
        var page = await PageAsync("/sparql?query=" + Uri.EscapeDataString("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"));

        Assert.Contains("1000 rows shown; there are more", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShowsASyntaxErrorInThePageWithTheQuery()
    {
        var response = await Host.GetAsync("/sparql?query=" + Uri.EscapeDataString("SELECT * WHERE { ?subject ?p }"), "Accept: text/html");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("text/html", response.MediaType());
        var page = await response.TextAsync();
        Assert.Contains("line 1, column 30", page, StringComparison.Ordinal);
        Assert.Contains("SELECT * WHERE { ?subject ?p }</textarea>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShowsAPageForAnAddressThatIsNot()
    {
        var response = await Host.GetAsync("/nothing", "Accept: text/html");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("<h1>Not found</h1>", await response.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WritesWhatUsersSendAsText()
    {
        var page = await PageAsync("/sparql?query=" + Uri.EscapeDataString("SELECT ('<script>alert(1)</script>' AS ?x) WHERE { }"));

        Assert.DoesNotContain("<script>", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/queries")]
    [InlineData("/queries/who-says-so")]
    [InlineData("/sparql")]
    [InlineData("/id/kazakhstan")]
    [InlineData("/ontology")]
    [InlineData("/data")]
    public async Task PagesAreAccessibleAndNeedNoScript(string path)
    {
        var page = await PageAsync(path);

        Assert.Contains("<html lang=\"en\">", page, StringComparison.Ordinal);
        Assert.Contains("name=\"viewport\"", page, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page, "<h1[ >]"));
        // Modules of this host that were built with it, and data: no script of the page's own.
        Assert.Equal(Regex.Count(page, "<script"), Script().Count(page));
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(EventHandler(), page);
        // Each control stands in a label, or a label names it.
        foreach (Match control in Control().Matches(page))
        {
            var before = page[..control.Index];
            Assert.True(
                before.LastIndexOf("<label", StringComparison.Ordinal) > before.LastIndexOf("</label>", StringComparison.Ordinal)
                    || page.Contains($" for=\"{ControlId().Match(control.Value).Groups[1].Value}\">", StringComparison.Ordinal)
                    || control.Value.Contains(" id=\"query\"", StringComparison.Ordinal),
                control.Value);
        }
    }

    [Fact]
    public async Task PolicyOfAPageNamesItsNonce_AndNoOtherAnswerHasOne()
    {
        using var first = await Host.GetAsync("/sparql", "Accept: text/html");
        using var second = await Host.GetAsync("/sparql", "Accept: text/html");
        var policy = first.Header("Content-Security-Policy");

        Assert.StartsWith("default-src 'none'; script-src 'self'; connect-src 'self';", policy, StringComparison.Ordinal);
        var nonce = Regex.Match(policy, "style-src 'self' 'nonce-([A-Za-z0-9+/=]{20,})';").Groups[1].Value;
        Assert.NotEmpty(nonce);
        Assert.DoesNotContain(nonce, second.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", (await Host.GetAsync("/health/live")).Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HeadOfThePageLeadsToWhatThereIs()
    {
        await using var other = await RunningHost.StartAsync("--Dataset:Files=none");
        var shipped = await PageAsync("/");
        var empty = await (await other.GetAsync("/", "Accept: text/html")).TextAsync();

        Assert.Contains("<li><a href=\"/queries\">Queries</a></li>", shipped, StringComparison.Ordinal);
        Assert.Contains("<li><a href=\"/ontology\">Ontology</a></li>", shipped, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/queries\"", empty, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/ontology\"", empty, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/data\" aria-current=\"page\">Data</a>", await PageAsync("/data"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GivesStyleAndIcon()
    {
        Assert.Equal("text/css", (await Host.GetAsync("/assets/style.css")).MediaType());
        Assert.Equal("image/svg+xml", (await Host.GetAsync("/assets/icon.svg")).MediaType());
        Assert.Equal("no-cache", (await Host.GetAsync("/assets/style.css")).Header("Cache-Control"));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task SaysThatItIsWell(string path) => Assert.Equal(HttpStatusCode.OK, (await Host.GetAsync(path)).StatusCode);

    private async Task<string> PageAsync(string path)
    {
        var response = await Host.GetAsync(path, "Accept: text/html");
        var page = await response.TextAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, page);
        Assert.Equal("text/html", response.MediaType());
        return page;
    }

    [GeneratedRegex("<(input(?! type=\"hidden\")|select|textarea)[^>]*>")]
    private static partial Regex Control();

    [GeneratedRegex(" id=\"([^\"]+)\"")]
    private static partial Regex ControlId();

    [GeneratedRegex("<script (type=\"module\" src=\"/assets/app/[a-z]+\\.js\" nonce=\"[^\"]+\"></script>|type=\"application/(ld\\+)?json\"[ >])")]
    private static partial Regex Script();

    [GeneratedRegex(" on[a-z]+=\"")]
    private static partial Regex EventHandler();
}
