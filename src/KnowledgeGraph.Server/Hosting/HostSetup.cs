using System.IO.Compression;
using System.Net;
using KnowledgeGraph.Server.Dumps;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.LinkedData;
using KnowledgeGraph.Server.OpenApi;
using KnowledgeGraph.Server.Options;
using KnowledgeGraph.Server.Pages;
using KnowledgeGraph.Server.Protocol;
using KnowledgeGraph.Server.Writes;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.FileProviders;
using Serilog;

namespace KnowledgeGraph.Server.Hosting;

/// <summary>How the host is put together: logs, dataset, web pipeline.</summary>
public static class HostSetup
{
    private const int GuessableLength = 16;

    // Their names change with their content; those of other files do not, so that browsers ask whether theirs is current.
    private const string SharedScripts = "/assets/app/shared";

    /// <summary>Serilog, configured by the section <c>Serilog</c>.</summary>
    /// <param name="builder">The host.</param>
    public static void AddLogging(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        try
        {
            Log.Logger = new LoggerConfiguration().ReadFrom.Configuration(builder.Configuration).CreateLogger();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException)
        {
            throw new StartException($"Configuration section 'Serilog': {e.Message}", e);
        }

        // The framework's log of each request says what ours says; asked for or not, it makes an activity and a scope for each.
        builder.Logging.ClearProviders().AddSerilog(Log.Logger).AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }

    /// <summary>
    /// Begins to load the dataset, beside what else the host does before it listens. Who asks for the <see cref="ServedDataset"/> waits
    /// for it, and gets the <see cref="StartException"/> if it fails.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <exception cref="StartException">The configuration is wrong.</exception>
    public static void AddDataset(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var configuration = builder.Configuration;
        var limits = ConfigurationReading.Read<LimitOptions>(configuration, LimitOptions.Section);
        var writes = ConfigurationReading.Read<WriteOptions>(configuration, WriteOptions.Section);
        var dataset = ConfigurationReading.ReadDataset(configuration);
        var store = ConfigurationReading.Read<StoreOptions>(configuration, StoreOptions.Section);
        var federation = ConfigurationReading.ReadFederation(configuration);
        builder.Services.AddSingleton(ConfigurationReading.Read<PublicOptions>(configuration, PublicOptions.Section));
        builder.Services.AddSingleton(ArticleTexts.Open(ConfigurationReading.Read<ArticleOptions>(configuration, ArticleOptions.Section)));
        var reasoning = ConfigurationReading.Read<ReasoningOptions>(configuration, ReasoningOptions.Section);
        var folder = Environment.CurrentDirectory;
        var loading = Task.Run(() =>
        {
            var served = DatasetLoading.Load(store, dataset, limits, federation.Options, writes, reasoning, folder, CancellationToken.None);
            WarnOfToken(writes, served);
            return served;
        });
        builder.Services.AddSingleton(_ => loading.GetAwaiter().GetResult());
        builder.Services.AddSingleton(services => services.GetRequiredService<ServedDataset>().Queries);
        builder.Services.AddSingleton<ICorsPolicyProvider>(new CrossOriginPolicy(writes));
    }

    /// <summary>Pages, compression, CORS, problem details, OpenAPI, forwarded headers.</summary>
    /// <param name="builder">The host.</param>
    public static void AddWeb(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // A query by GET may be long; 431 beyond it.
            kestrel.Limits.MaxRequestLineSize = 64 * 1024;
        });
        var services = builder.Services;
        services.AddRazorComponents();
        services.AddScoped<CspNonce>();
        services.AddSingleton<SiteNavigation>();
        services.AddExceptionHandler<ProblemResponses>();
        // Requests in flight are cut then; a query may run longer than an operator waits for Ctrl-C.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(3));
        services.AddOpenApi(openApi => openApi.AddDocumentTransformer<CannedQueryOperations>().AddDocumentTransformer<ProtocolOperations>()
            .AddDocumentTransformer<ProfileParameters>());
        services.AddSingleton<ApiPageContent>();
        services.AddCors();
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            // The first that a client likes as well as any other. At these levels brotli packs an answer tighter than gzip in no more time.
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes =
            [
                .. AnswerFormat.OfSolutions.Concat(AnswerFormat.OfGraphs).Select(format => format.MediaType),
                "text/css", "text/javascript", "image/svg+xml", "application/json", "application/problem+json",
            ];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        services.AddOptions<ForwardedHeadersOptions>().Configure<PublicOptions>((forwarded, options) =>
        {
            // No prefix: the host is at the root of its own name.
            forwarded.ForwardedHeaders = options.ForwardedHeaders
                ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedProto
                : ForwardedHeaders.None;
            foreach (var proxy in options.KnownProxies)
            {
                forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
            }
        });
    }

    /// <summary>The order in which a request passes through.</summary>
    /// <param name="app">The application.</param>
    public static void UseWeb(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseReadyThreads();
        app.UseRequestLog();
        app.UseSecurityHeaders();
        app.UseDatasetVersion();
        app.UseForwardedHeaders();
        app.UseCors();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(pages => ProblemResponses.WriteStatusAsync(pages.HttpContext));
        app.UseResponseCompression();
        app.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = "/assets",
            FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "wwwroot")),
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Path.StartsWithSegments(SharedScripts) ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

    // First of all, so that it sees every request from begin to end.
    private static void UseReadyThreads(this IApplicationBuilder app)
    {
        var threads = ReadyThreads.OfProcess;
        app.Use(async (context, next) =>
        {
            var begun = threads.Begin();
            try
            {
                await next(context);
            }
            finally
            {
                threads.End(begun);
            }
        });
    }

    // What the operator should know of the token, without showing it.
    private static void WarnOfToken(WriteOptions writes, ServedDataset served)
    {
        if (string.IsNullOrEmpty(writes.Token))
        {
            return;
        }

        if (served.IsShipped)
        {
            Log.Warning("Writes:Token has no effect: the graph that ships with the host is written by its build alone");
        }
        else if (writes.Token.Length < GuessableLength)
        {
            Log.Warning("Writes:Token has fewer than {Characters} characters: it can be guessed", GuessableLength);
        }
    }
}
