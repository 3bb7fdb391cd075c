using Microsoft.Playwright;

namespace KnowledgeGraph.Browser.Tests;

/// <summary>A page that remembers what it asked for and complained about.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _address;
    private readonly List<string> _requests = [];
    private readonly List<string> _complaints = [];

    public WatchedPage(IBrowserContext context, IPage page, string address)
    {
        _context = context;
        _address = address;
        Page = page;
        page.Request += (_, request) => _requests.Add(request.Url);
        page.Console += (_, message) => _complaints.Add(message.Text);
        page.PageError += (_, error) => _complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Messages on the console, errors of blocked or failed requests among them.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Requests that left for another host.</summary>
    public IEnumerable<string> ForeignRequests =>
        _requests.Where(url => !url.StartsWith(_address, StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal));

    public int RequestCount => _requests.Count;

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
