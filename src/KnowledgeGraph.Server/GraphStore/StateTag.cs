using System.Security.Cryptography;
using System.Text;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.Protocol;
using Microsoft.Net.Http.Headers;

namespace KnowledgeGraph.Server.GraphStore;

/// <summary>
/// Entity tags of what can be written: the state, then the representation, so that a write under If-Match takes the tag of any representation of the
/// present state. A state is that of the whole dataset: a tag may change although its graph did not, never the other way.
/// </summary>
public static class StateTag
{
    private const char Separator = '.';

    /// <summary>The state of a thing.</summary>
    /// <param name="version">The version of the dataset.</param>
    /// <param name="name">What tells the thing from others.</param>
    public static string StateOf(string version, string name) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version + "\0" + name)))[..24];

    /// <summary>The tag of a representation of a state.</summary>
    /// <param name="context">The request.</param>
    /// <param name="state">The state.</param>
    /// <param name="format">The format.</param>
    /// <param name="profile">The profile.</param>
    public static string Of(HttpContext context, string state, AnswerFormat format, ContentProfile profile)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(profile);
        var coding = ContentCoding.Of(context) is { } name ? "-" + name : "";
        return $"\"{state}{Separator}{format.Name}{(profile.IsReified ? "-" + profile.Token : "")}{coding}\"";
    }

    /// <summary>Whether a tag is that of a representation of a state.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="state">The state.</param>
    public static bool IsOf(EntityTagHeaderValue tag, string state)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return tag.Tag.Value!.StartsWith("\"" + state + Separator, StringComparison.Ordinal);
    }
}
