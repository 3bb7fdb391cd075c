using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace KnowledgeGraph.Server.Tests;

/// <summary>The page of a source: its record, its claims in the order of the text, and the text if the host has it.</summary>
public sealed partial class SourcePageTests(ShippedHost shipped)
{
    private const string Source = "/describe?iri=http%3A%2F%2Fe%2Fs";

    private RunningHost Host => shipped.Host;

    [Fact]
    public async Task ListsTheClaimsInTheOrderOfTheText()
    {
        var page = await PageAsync(Host, "/source/edm-6-93");

        Assert.Contains("1 to 50 of 173.", page, StringComparison.Ordinal);
        Assert.Contains("volume 6, issue 93", page, StringComparison.Ordinal);
        var starts = Items().Matches(page).Select(match => ItemOf(page, match.Groups[1].Value))
            .Select(item => Starts().Match(item).Groups[1].Value)
            .Select(start => int.Parse(start, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(50, starts.Count);
        Assert.Equal(starts.Order(), starts);
        Assert.DoesNotContain("source-text", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaysOfEachClaimWhoSaysIt_HowAndWhere()
    {
        var page = await PageAsync(
            Host, "/source/edm-6-93?claim=" + Uri.EscapeDataString("https://w3id.org/secoop/source/edm-6-93/claim/refusal"));

        var claim = ItemOf(page, "claim-refusal");
        Assert.Contains("href=\"/id/kazakhstan\"", claim, StringComparison.Ordinal);
        Assert.Contains("href=\"/id/longbow-lancer-2009\"", claim, StringComparison.Ordinal);
        Assert.Contains("href=\"/id/daniyal-akhmetov\"", claim, StringComparison.Ordinal);
        Assert.Contains("Asserted", claim, StringComparison.Ordinal);
        Assert.Contains("paragraph 1, characters 122–257", claim, StringComparison.Ordinal);
        Assert.DoesNotContain("no fact", claim, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryPageOfASourceTogetherHasEachClaimOnce()
    {
        var seen = new List<string>();
        for (var (address, page) = ("/source/edm-2-188", ""); address.Length > 0; address = NextOf().Match(page).Groups[1].Value)
        {
            page = await PageAsync(Host, address);
            seen.AddRange(Items().Matches(page).Select(match => match.Groups[1].Value));
        }

        Assert.Equal(136, seen.Count);
        Assert.Equal(136, seen.Distinct().Count());
        await (await Host.GetAsync("/source/edm-2-188?page=4")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await (await Host.GetAsync("/source/edm-2-188?claim=urn:none")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task EvidenceLeadsToTheClaimOnThePageOfItsSource()
    {
        var page = await PageAsync(Host, "/id/refusal-kz-longbow-lancer-2009");
        var link = Places().Match(page).Groups[1].Value;

        var (address, anchor) = (link.Split('#')[0], link.Split('#')[1]);
        Assert.Contains($"<li id=\"{anchor}\"", await PageAsync(Host, address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MarksTheEvidenceInTheText()
    {
        const string Text = "Alpha meets Beta.\n\nGamma & Delta <refuse> to come.\n";
        await WithTextAsync(Text, Text, async host =>
        {
            var page = await RawPageAsync(host, Source);
            var text = page[page.IndexOf("source-text", StringComparison.Ordinal)..page.IndexOf("id=\"claims\"", StringComparison.Ordinal)];

            Assert.Equal(3, text.Split("</p>").Length);
            Assert.Matches("<a class=\"claim\" href=\"#claim-one\" title=\"claim 1\"><mark>Alpha </mark></a>", text);
            Assert.Matches("<mark class=\"trigger\">meets</mark>", text);
            Assert.Matches("<sup><a id=\"at-claim-one\" href=\"#claim-one\" aria-label=\"claim 1\">1</a></sup>", text);
            // Two spans that overlap: what both cover belongs to the shorter, and both are named where they end.
            Assert.Matches("<a class=\"claim\" href=\"#claim-two\" title=\"claim 2\"><mark>Gamma &amp; </mark></a>", text);
            Assert.Matches("href=\"#claim-three\" title=\"claim 3\"><mark>Delta &lt;refuse&gt;</mark></a><sup><a id=\"at-claim-two\"", text);
            Assert.Contains("id=\"at-claim-three\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain("<refuse>", text, StringComparison.Ordinal);
            var item = ItemOf(page, "claim-two");
            Assert.Contains("href=\"#at-claim-two\"", item, StringComparison.Ordinal);
            Assert.Contains(">Denied</strong>", item, StringComparison.Ordinal);
            Assert.Contains("no fact", item, StringComparison.Ordinal);
            var body = text[(text.IndexOf('>', StringComparison.Ordinal) + 1)..text.LastIndexOf("</div>", StringComparison.Ordinal)];
            var words = WebUtility.HtmlDecode(Tags().Replace(body, ""));
            Assert.Equal("AlphameetsBeta1.Gamma&Delta<refuse>2tocom3e.", string.Concat(words.Where(letter => !char.IsWhiteSpace(letter))));
        });
    }

    [Fact]
    public Task ShowsNoTextButTheVeryOneThatWasRead() => WithTextAsync(
        "Alpha meets Beta.\n\nGamma & Delta <refuse> to come.\n", "Another text of another source, which is as long as that.\n", async host =>
        {
            var page = await RawPageAsync(host, Source);
            Assert.DoesNotContain("source-text", page, StringComparison.Ordinal);
            Assert.Contains("1 to 3 of 3.", page, StringComparison.Ordinal);
        });

    [Fact]
    public async Task ALongTextHasPages()
    {
        var text = string.Concat(Enumerable.Range(0, 40).Select(i => $"{i:00} {new string('x', 396)}\n"));
        await WithTextAsync(text, text, async host =>
        {
            var (seen, pages) = (0, 0);
            for (var (address, page) = (Source, ""); address.Length > 0; address = NextOf().Match(page).Groups[1].Value)
            {
                page = await PageAsync(host, address);
                seen += page.Split("xxxx</p>").Length - 1;
                pages++;
            }

            Assert.Equal(3, pages);
            Assert.Equal(40, seen);
        });
    }

    private static async Task WithTextAsync(string read, string served, Func<RunningHost, Task> test)
    {
        var folder = Directory.CreateTempSubdirectory("kg-source-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "text.txt"), served, TestContext.Current.CancellationToken);
            var data = Path.Combine(folder, "data.trig");
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(read)));
            await File.WriteAllTextAsync(data, Data(hash), TestContext.Current.CancellationToken);
            await using var host = await RunningHost.StartAsync("--Dataset:Files:0=" + data, "--Articles:Folder=" + folder);
            await test(host);
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
        e:alpha e:met e:beta .
        GRAPH e:s {
          e:one a :Claim ; :polarity :asserted ; :certainty :plain ; :phase :done ; :evidence e:x1 ; :trigger e:t1 .
          e:two a :Claim ; :polarity :denied ; :certainty :plain ; :phase :done ; :evidence e:x2 .
          e:three a :Claim ; :polarity :asserted ; :certainty :plain ; :phase :done ; :evidence e:x3 .
          e:one rdf:reifies <<( e:alpha e:met e:beta )>> .
          e:two rdf:reifies <<( e:gamma e:comes true )>> .
          e:three rdf:reifies <<( e:delta e:stays true )>> .
          e:x1 :paragraph 1 ; oa:start 0 ; oa:end 16 .
          e:t1 :paragraph 1 ; oa:start 6 ; oa:end 11 .
          e:x2 :paragraph 2 ; oa:start 19 ; oa:end 41 .
          e:x3 :paragraph 2 ; oa:start 27 ; oa:end 48 .
        }
        """;

    private static string ItemOf(string page, string anchor)
    {
        var start = page.IndexOf($"<li id=\"{anchor}\"", StringComparison.Ordinal);
        Assert.True(start > 0, anchor);
        return page[start..page.IndexOf("</li>", start, StringComparison.Ordinal)];
    }

    private static async Task<string> PageAsync(RunningHost host, string address) =>
        WebUtility.HtmlDecode(await RawPageAsync(host, address));

    private static async Task<string> RawPageAsync(RunningHost host, string address)
    {
        var response = await host.GetAsync(address, "Accept: text/html");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.TextAsync();
    }

    [GeneratedRegex("paragraph \\d+, characters (\\d+)")]
    private static partial Regex Starts();

    [GeneratedRegex("<li id=\"(claim-[^\"]*)\"")]
    private static partial Regex Items();

    [GeneratedRegex("<a href=\"([^\"]*)\" rel=\"next\">")]
    private static partial Regex NextOf();

    [GeneratedRegex("<a href=\"([^\"]*)\">paragraph ")]
    private static partial Regex Places();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
