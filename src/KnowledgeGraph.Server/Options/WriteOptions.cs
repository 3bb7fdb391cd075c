using System.Buffers;
using System.ComponentModel.DataAnnotations;

namespace KnowledgeGraph.Server.Options;

/// <summary>Who may change the data, and how much at a time. Section <c>Writes</c>.</summary>
public sealed class WriteOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Writes";

    // RFC 6750 §2.1, b64token: what a client can send after "Bearer".
    private static readonly SearchValues<char> s_tokenCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=");

    /// <summary>The bearer token that every write needs. Null or empty: nothing can be written over HTTP.</summary>
    public string? Token { get; init; }

    /// <summary>Longest body of a write in MiB, after unpacking.</summary>
    [Range(1, 1_048_576)]
    public int BodyMB { get; init; } = 256;

    /// <summary>Longest time of a write in seconds, from the end of its body to its commit, with the wait for other writes.</summary>
    [Range(0.001, 86_400)]
    public double Seconds { get; init; } = 300;

    /// <summary>Origins, such as <c>https://editor.example.org</c>, whose pages may write from a browser. None by default.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // The message never shows the token.
        if (!string.IsNullOrEmpty(Token) && Token.AsSpan().ContainsAnyExcept(s_tokenCharacters))
        {
            yield return new ValidationResult("'Token' has a character that no bearer token has; expected letters, digits and - . _ ~ + / = only.");
        }

        foreach (var origin in Origins.Where(origin => !IsOrigin(origin)))
        {
            yield return new ValidationResult($"'Origins' has '{origin}'; expected scheme, host and port alone, such as https://editor.example.org.");
        }
    }

    // Compared with the header as browsers write it: lower case, without a closing slash.
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var origin) && origin.Scheme is "http" or "https"
        && origin.GetLeftPart(UriPartial.Authority) == text;
}
