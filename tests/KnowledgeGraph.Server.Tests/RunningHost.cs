using System.Globalization;
using System.Net;
using System.Text.Json;
using KnowledgeGraph.Server.Hosting;
using Microsoft.AspNetCore.Builder;

namespace KnowledgeGraph.Server.Tests;

/// <summary>The real host, listening on a free port of 127.0.0.1, in the process of the test.</summary>
public sealed class RunningHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningHost(WebApplication app)
    {
        _app = app;
        Address = app.Urls.Single();
        Client = NewClient();
    }

    /// <summary>The host's address without a closing slash.</summary>
    public string Address { get; }

    /// <summary>A client without automatic decompression, redirects or cookies.</summary>
    public HttpClient Client { get; }

    public static async Task<RunningHost> StartAsync(params string[] settings)
    {
        var app = ServerHost.Build(["--urls=http://127.0.0.1:0", "--Serilog:MinimumLevel:Default=Fatal", .. settings]);
        await app.StartAsync();
        return new RunningHost(app);
    }

    public HttpClient NewClient() => new(new SocketsHttpHandler
    {
        AutomaticDecompression = DecompressionMethods.None,
        AllowAutoRedirect = false,
        UseCookies = false,
        Expect100ContinueTimeout = TimeSpan.FromMinutes(1),
    })
    {
        BaseAddress = new Uri(Address),
    };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    /// <summary>A request; each header is "Name: value".</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, HttpContent? content = null, params string[] headers)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        foreach (var header in headers)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            Assert.True(request.Headers.TryAddWithoutValidation(header[..colon], header[(colon + 1)..].Trim()));
        }

        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> GetAsync(string address, params string[] headers) => SendAsync(HttpMethod.Get, address, null, headers);

    /// <summary>GET of /sparql with a query and an Accept header.</summary>
    public Task<HttpResponseMessage> AskAsync(string query, string accept, string more = "") =>
        GetAsync(string.Create(CultureInfo.InvariantCulture, $"/sparql?query={Uri.EscapeDataString(query)}{more}"), "Accept: " + accept);

    /// <summary>Waits until so many queries run.</summary>
    public async Task RunningAsync(int expected)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            using var ready = JsonDocument.Parse(await (await GetAsync("/health/ready")).TextAsync());
            if (ready.RootElement.GetProperty("runningQueries").GetInt32() == expected)
            {
                return;
            }

            await Task.Delay(20, patience.Token);
        }
    }
}
