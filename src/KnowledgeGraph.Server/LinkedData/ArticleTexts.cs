using System.Text;
using KnowledgeGraph.Knowledge.Text;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Options;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>
/// The texts of the sources, as far as the operator has them, by the SHA-256 of their bytes: a place is quoted only from the very text in
/// which it was counted. Immutable and thread-safe.
/// </summary>
public sealed class ArticleTexts
{
    private readonly Dictionary<string, ArticleText> _bySha256;

    private ArticleTexts(Dictionary<string, ArticleText> bySha256) => _bySha256 = bySha256;

    /// <summary>True if there is no text at all.</summary>
    public bool IsEmpty => _bySha256.Count == 0;

    /// <summary>Reads the texts of a folder.</summary>
    /// <param name="options">Where they are; nowhere gives no texts.</param>
    /// <exception cref="StartException">The folder or one of its texts cannot be read.</exception>
    public static ArticleTexts Open(ArticleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var texts = new Dictionary<string, ArticleText>(StringComparer.Ordinal);
        if (string.IsNullOrEmpty(options.Folder))
        {
            return new ArticleTexts(texts);
        }

        try
        {
            foreach (var file in Directory.EnumerateFiles(Path.GetFullPath(options.Folder), "*.txt"))
            {
                // Positions count from the start of the file, so that the header matters only to paragraph numbers.
                var text = ArticleText.Read(file, headerLines: 0);
                texts[text.Sha256] = text;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new StartException($"Articles:Folder: {e.Message}", e);
        }

        return new ArticleTexts(texts);
    }

    /// <summary>A text, or null if it is not here.</summary>
    /// <param name="sha256">The text.</param>
    public ArticleText? Find(string sha256) => _bySha256.GetValueOrDefault(sha256);

    /// <summary>The words at a place, or null if the text is not here.</summary>
    /// <param name="sha256">The text.</param>
    /// <param name="start">First code point.</param>
    /// <param name="end">Code point after the last.</param>
    public string? Quote(string sha256, long start, long end) =>
        _bySha256.TryGetValue(sha256, out var text) && start >= 0 && start <= end && end <= text.Length
            ? text.Slice(new TextSpan((int)start, (int)end))
            : null;
}
