using System.Buffers;
using System.Text;

namespace KnowledgeGraph.Server.Http;

/// <summary>
/// The fields of a query string or of a form (<c>application/x-www-form-urlencoded</c>), in order, names perhaps repeated. Read strictly: what is not
/// UTF-8 is an error, where the framework would put a replacement character into the query.
/// </summary>
/// <seealso href="https://url.spec.whatwg.org/#urlencoded-parsing"/>
public sealed class RequestFields
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<(string Name, string Value)> _fields = [];

    private RequestFields()
    {
    }

    /// <summary>The fields of a request's address.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ProblemException">400: a field is not UTF-8.</exception>
    public static RequestFields OfAddress(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new RequestFields().With((request.QueryString.Value ?? "").AsSpan().TrimStart('?'));
    }

    /// <summary>These fields and those of a form.</summary>
    /// <param name="form">The form.</param>
    /// <exception cref="ProblemException">400: a field is not UTF-8.</exception>
    public RequestFields With(ReadOnlySpan<char> form)
    {
        var all = new RequestFields();
        all._fields.AddRange(_fields);
        foreach (var part in form.Split('&'))
        {
            var field = form[part];
            if (!field.IsEmpty)
            {
                var equals = field.IndexOf('=');
                all._fields.Add((Decode(equals < 0 ? field : field[..equals]), equals < 0 ? "" : Decode(field[(equals + 1)..])));
            }
        }

        return all;
    }

    /// <summary>True if a field is given.</summary>
    /// <param name="name">Its name.</param>
    public bool Has(string name) => IndexOf(name, 0) >= 0;

    /// <summary>The values of a field that may be repeated.</summary>
    /// <param name="name">Its name.</param>
    public IReadOnlyList<string> All(string name) =>
        Has(name) ? [.. _fields.Where(field => field.Name == name).Select(field => field.Value)] : [];

    /// <summary>The value of a field that may be given once; null if it is not given.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ProblemException">400: it is given several times.</exception>
    public string? Single(string name) => IndexOf(name, 0) switch
    {
        < 0 => null,
        var first when IndexOf(name, first + 1) < 0 => _fields[first].Value,
        _ => RequestParameters.Single(All(name).ToArray(), name),
    };

    private int IndexOf(string name, int from)
    {
        for (var i = from; i < _fields.Count; i++)
        {
            if (_fields[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    private static string Decode(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny('%', '+') && Ascii.IsValid(text))
        {
            return text.ToString();
        }

        var bytes = ArrayPool<byte>.Shared.Rent(s_utf8.GetMaxByteCount(text.Length));
        try
        {
            return Decode(text, bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static string Decode(ReadOnlySpan<char> text, byte[] bytes)
    {
        var count = 0;
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes[count++] = (byte)((Hex(text[i + 1]) << 4) | Hex(text[i + 2]));
                i += 3;
                continue;
            }

            // A percent sign that begins no escape stands for itself.
            var rest = text[(i + 1)..].IndexOfAny('%', '+');
            var run = text.Slice(i, rest < 0 ? text.Length - i : rest + 1);
            i += run.Length;
            if (run[0] == '+')
            {
                bytes[count++] = (byte)' ';
                run = run[1..];
            }

            count += Encoding.UTF8.GetBytes(run, bytes.AsSpan(count));
        }

        try
        {
            return s_utf8.GetString(bytes, 0, count);
        }
        catch (DecoderFallbackException)
        {
            throw ProblemException.BadRequest("A field of the address or form is not UTF-8, percent-encoded.");
        }
    }

    // Of '0'..'9', 'A'..'F', 'a'..'f'.
    private static int Hex(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
