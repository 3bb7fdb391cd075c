using System.Security.Cryptography;

namespace KnowledgeGraph.Server.Http;

/// <summary>
/// The nonce of one answer: the page hands it to its own scripts (see <c>Pages/ClientScript.razor</c>), which may then add style sheets of
/// theirs; nothing else on the page may. One a request.
/// </summary>
/// <seealso href="https://www.w3.org/TR/CSP3/#security-nonces"/>
public sealed class CspNonce
{
    private const int Bytes = 16;

    /// <summary>The nonce, in base64.</summary>
    public string Value => field ??= Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The nonce of the answer to a request.</summary>
    /// <param name="context">The request.</param>
    public static string Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.RequestServices.GetRequiredService<CspNonce>().Value;
    }
}
