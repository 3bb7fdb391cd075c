using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace KnowledgeGraph.Benchmarks;

/// <summary>
/// Sends requests at a fixed rate, whether or not the ones before are answered, and counts each from the moment when it was due: a stall of
/// the server delays what comes after it, and that delay is in the figures (no coordinated omission).
/// </summary>
internal static class OpenLoop
{
    public const string Usage = """
        open-loop: sends a running host its canned queries with their defaults, in turn, at a fixed rate.

        usage: open-loop --url http://localhost:5000 [--rate N] [--seconds N] [--warm N] [--unchanged]

          --rate       requests a second (default 2000)
          --seconds    how long (default 20)
          --warm       seconds before, not counted (default 10)
          --unchanged  sends the ETag of the first answer; every answer has to be 304

        A latency runs from the moment when the request was due to the last byte of the answer.
        """;

    public static int Execute(Arguments arguments, TextWriter output)
    {
        var address = new Uri(arguments.Required("--url"));
        using var handler = new SocketsHttpHandler { UseCookies = false, UseProxy = false };
        using var client = new HttpMessageInvoker(handler);
        var targets = TargetsAsync(client, address, arguments.Has("--unchanged")).GetAwaiter().GetResult();
        var rate = arguments.Number("--rate", 2000);
        Drive(client, targets, rate, TimeSpan.FromSeconds(arguments.Number("--warm", 10)));
        var start = Process.GetCurrentProcess().TotalProcessorTime;
        var result = Drive(client, targets, rate, TimeSpan.FromSeconds(arguments.Number("--seconds", 20)));
        var core = (Process.GetCurrentProcess().TotalProcessorTime - start) / result.Elapsed;
        var times = result.Times;
        var rates = string.Create(
            CultureInfo.InvariantCulture, $"| {targets.Count} | {times.Count / result.Elapsed.TotalSeconds:F0} | {times.Count} |");
        var latencies = string.Create(
            CultureInfo.InvariantCulture,
            $" {times.Percentile(0.5):F3} | {times.Percentile(0.9):F3} | {times.Percentile(0.99):F3} | {times.Percentile(0.999):F3} |");
        output.WriteLine("| queries | rate | requests | p50 ms | p90 ms | p99 ms | p99.9 ms | max ms | wrong | client, cores |");
        output.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{rates}{latencies} {times.MaxMilliseconds:F3} | {result.Wrong} | {core:F2} |"));
        return result.Wrong == 0 ? 0 : 1;
    }

    private static async Task<List<Target>> TargetsAsync(HttpMessageInvoker client, Uri address, bool unchanged)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/queries"));
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await client.SendAsync(request, CancellationToken.None);
        using var list = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        var targets = new List<Target>();
        foreach (var query in list.RootElement.EnumerateArray())
        {
            if (query.GetProperty("parameters").EnumerateArray().Any(parameter => parameter.GetProperty("required").GetBoolean()))
            {
                continue;
            }

            var target = new Target(new Uri(address, query.GetProperty("address").GetString()!), null);
            using var first = await client.SendAsync(target.Request(), CancellationToken.None);
            await first.EnsureSuccessStatusCode().Content.CopyToAsync(Stream.Null);
            targets.Add(unchanged ? target with { Tag = first.Headers.ETag } : target);
        }

        targets.RemoveAll(target => unchanged && target.Tag is null);
        return targets.Count > 0 ? targets : throw new UsageException($"{address} has no canned query that can be asked with its defaults.");
    }

    private static (LatencyHistogram Times, long Wrong, TimeSpan Elapsed) Drive(
        HttpMessageInvoker client, List<Target> targets, int rate, TimeSpan time)
    {
        var times = new LatencyHistogram();
        var count = (long)(rate * time.TotalSeconds);
        long wrong = 0;
        using var pending = new CountdownEvent(1);
        var start = Stopwatch.GetTimestamp();
        for (long i = 0; i < count; i++)
        {
            var due = start + (long)(i * (double)Stopwatch.Frequency / rate);
            Wait(due);
            pending.AddCount();
            _ = SendAsync(targets[(int)(i % targets.Count)], due);
        }

        pending.Signal();
        pending.Wait();
        return (times, wrong, Stopwatch.GetElapsedTime(start));

        async Task SendAsync(Target target, long due)
        {
            try
            {
                using var answer = await client.SendAsync(target.Request(), CancellationToken.None).ConfigureAwait(false);
                await answer.Content.CopyToAsync(Stream.Null).ConfigureAwait(false);
                if (answer.StatusCode != (target.Tag is null ? HttpStatusCode.OK : HttpStatusCode.NotModified))
                {
                    Interlocked.Increment(ref wrong);
                }
            }
            catch (HttpRequestException)
            {
                Interlocked.Increment(ref wrong);
            }
            finally
            {
                times.Add(Stopwatch.GetElapsedTime(due));
                pending.Signal();
            }
        }
    }

    // Sleeps while there is more than a millisecond left: a spinning client would take a core from the server.
    private static void Wait(long due)
    {
        for (var left = due - Stopwatch.GetTimestamp(); left > 0; left = due - Stopwatch.GetTimestamp())
        {
            if (left > Stopwatch.Frequency / 1000)
            {
                Thread.Sleep(1);
            }
            else
            {
                Thread.Yield();
            }
        }
    }

    private sealed record Target(Uri Address, EntityTagHeaderValue? Tag)
    {
        public HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(HttpMethod.Get, Address);
            request.Headers.TryAddWithoutValidation("Accept", "application/sparql-results+json, application/n-triples;q=0.9");
            if (Tag is not null)
            {
                request.Headers.IfNoneMatch.Add(Tag);
            }

            return request;
        }
    }
}
