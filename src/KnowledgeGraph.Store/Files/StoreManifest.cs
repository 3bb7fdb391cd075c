using System.Globalization;
using System.Text;
using KnowledgeGraph.Store.Log;

namespace KnowledgeGraph.Store.Files;

/// <summary>The file <c>CURRENT</c> of a store's folder: which part and which log are the store, and what the part stands for.</summary>
/// <param name="Generation">The number of the part and of the log.</param>
/// <param name="Sequence">Commits that are in the part.</param>
/// <param name="Version">What the last of them called the state.</param>
internal sealed record StoreManifest(long Generation, long Sequence, string Version)
{
    internal const string FileName = "CURRENT";
    private const string Title = "KnowledgeGraph store, format ";
    private const string Format = "1";

    /// <summary>The content of the file: lines of text, the last of them a checksum of the others.</summary>
    internal byte[] ToBytes()
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Title}{Format}\ngeneration {Generation}\nsequence {Sequence}\nversion {Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Version))}\n");
        return Encoding.UTF8.GetBytes(text + Checksum(text));
    }

    /// <summary>Reads the content of the file.</summary>
    /// <exception cref="InvalidDataException">It is none, or of a version that this program does not know.</exception>
    internal static StoreManifest Parse(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var lines = text.Split('\n');
        if (!lines[0].StartsWith(Title, StringComparison.Ordinal))
        {
            throw new InvalidDataException("is no file of a store");
        }

        if (lines[0] != Title + Format)
        {
            throw new InvalidDataException(
                $"is of format {lines[0][Title.Length..]}, and this program knows {Format}: export the store with the program that wrote it, and load that");
        }

        var end = text.LastIndexOf("checksum ", StringComparison.Ordinal);
        if (end < 0 || text[end..] != Checksum(text[..end]) || lines.Length != 6)
        {
            throw new InvalidDataException("is damaged: its checksum is another");
        }

        return new(Number(lines[1], "generation "), Number(lines[2], "sequence "), VersionOf(lines[3]));
    }

    private static string Checksum(string text) =>
        string.Create(CultureInfo.InvariantCulture, $"checksum {~LogFrame.Crc(Encoding.UTF8.GetBytes(text)):x8}\n");

    private static long Number(string line, string name) => long.Parse(line[name.Length..], NumberStyles.None, CultureInfo.InvariantCulture);

    private static string VersionOf(string line) => Encoding.UTF8.GetString(Convert.FromHexString(line["version ".Length..]));
}
