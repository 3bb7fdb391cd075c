using System.IO.Compression;
using System.Net;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.OpenApi;
using KnowledgeGraph.Server.Options;
using KnowledgeGraph.Server.Protocol;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Serilog;

namespace KnowledgeGraph.Server.Hosting;

/// <summary>How the host is put together: logs, dataset, web pipeline.</summary>
public static class HostSetup
{
    private const string AnyOrigin = "any-origin";

    /// <summary>Serilog, configured by the section <c>Serilog</c>.</summary>
    /// <param name="builder">The host.</param>
    public static void AddLogging(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Log.Logger = new LoggerConfiguration().ReadFrom.Configuration(builder.Configuration).CreateLogger();
        builder.Logging.ClearProviders().AddSerilog(Log.Logger);
    }

    /// <summary>Loads the dataset now, before anything listens.</summary>
    /// <param name="builder">The host.</param>
    /// <exception cref="StartException">The dataset cannot be loaded, or the configuration is wrong.</exception>
    public static void AddDataset(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var configuration = builder.Configuration;
        builder.Services.Configure<PublicOptions>(configuration.GetSection(PublicOptions.Section));
        builder.Services.Configure<ArticleOptions>(configuration.GetSection(ArticleOptions.Section));
        var limits = Read<LimitOptions>(configuration, LimitOptions.Section);
        var dataset = Read<DatasetOptions>(configuration, DatasetOptions.Section);
        var served = DatasetLoading.Load(dataset, limits, Environment.CurrentDirectory, CancellationToken.None);
        builder.Services.AddSingleton(_ => served);
        builder.Services.AddSingleton(served.Queries);
    }

    /// <summary>Pages, compression, CORS, problem details, OpenAPI, forwarded headers.</summary>
    /// <param name="builder">The host.</param>
    public static void AddWeb(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = SparqlRequest.MaxBodyBytes;
            // A query by GET may be long; 431 beyond it.
            kestrel.Limits.MaxRequestLineSize = 64 * 1024;
        });
        var services = builder.Services;
        services.AddRazorComponents();
        services.AddExceptionHandler<ProblemResponses>();
        services.AddProblemDetails();
        services.AddOpenApi(openApi => openApi.AddDocumentTransformer<CannedQueryOperations>());
        services.AddCors(cors => cors.AddPolicy(AnyOrigin, policy => policy.AllowAnyOrigin().AllowAnyHeader().AllowAnyMethod()
            .WithExposedHeaders("ETag", "Last-Modified", "Link", "Retry-After", "Content-Location")));
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes =
            [
                .. AnswerFormat.OfSolutions.Concat(AnswerFormat.OfGraphs).Select(format => format.MediaType), "application/problem+json", "text/css",
            ];
        });
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<PublicOptions>>((forwarded, options) =>
        {
            forwarded.ForwardedHeaders = options.Value.ForwardedHeaders ? ForwardedHeaders.All : ForwardedHeaders.None;
            foreach (var proxy in options.Value.KnownProxies)
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
        app.UseRequestLog();
        app.UseForwardedHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseCors(AnyOrigin);
        app.UseResponseCompression();
        app.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = "/assets",
            FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "wwwroot")),
        });
    }

    private static T Read<T>(ConfigurationManager configuration, string section)
        where T : class, new()
    {
        try
        {
            var options = configuration.GetSection(section).Get<T>() ?? new T();
            System.ComponentModel.DataAnnotations.Validator.ValidateObject(
                options, new System.ComponentModel.DataAnnotations.ValidationContext(options), validateAllProperties: true);
            return options;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.DataAnnotations.ValidationException)
        {
            throw new StartException($"Configuration section '{section}': {e.InnerException?.Message ?? e.Message}", e);
        }
    }
}
