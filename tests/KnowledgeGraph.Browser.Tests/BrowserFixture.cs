using KnowledgeGraph.Browser.Tests;
using KnowledgeGraph.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(BrowserFixture))]

namespace KnowledgeGraph.Browser.Tests;

/// <summary>The real host over the shipped graph and a real Chromium without a window. Without Chromium the tests are skipped.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private WebApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string _skipped = "";

    /// <summary>The host's address without a closing slash.</summary>
    public string Address => _app!.Urls.Single();

    /// <summary>True if the host was built with the scripts of its pages, which takes Node.js.</summary>
    public static bool HasScripts => File.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot", "app", "query.js"));

    /// <summary>Queries that run on the host now.</summary>
    public int RunningQueries => _app!.Services.GetRequiredService<ServedDataset>().Engine.RunningQueries;

    public async ValueTask InitializeAsync()
    {
        var chromium = Environment.GetEnvironmentVariable("KG_CHROMIUM") is { Length: > 0 } given ? given : "/usr/bin/chromium";
        if (!File.Exists(chromium))
        {
            _skipped = $"There is no Chromium at {chromium}; install the package chromium or set KG_CHROMIUM.";
            return;
        }

        _app = ServerHost.Build(["--urls=http://127.0.0.1:0", "--Serilog:MinimumLevel:Default=Fatal"]);
        await _app.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync",
            ],
        });
    }

    /// <summary>A new page, watched for errors and for requests to other hosts; JavaScript is switched off unless asked for.</summary>
    public async Task<WatchedPage> OpenAsync(int width = 1100, bool javaScript = false, ColorScheme scheme = ColorScheme.Light)
    {
        Assert.SkipWhen(_browser is null, _skipped);
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            JavaScriptEnabled = javaScript,
            ColorScheme = scheme,
            BaseURL = Address,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        return new WatchedPage(context, await context.NewPageAsync(), Address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }
}
