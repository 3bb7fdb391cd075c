using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.Options;
using KnowledgeGraph.Server.Protocol;
using Microsoft.AspNetCore.Http.Extensions;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>The way from the address of a thing to that of a document about it, which has a format of its own (<c>?format=</c>).</summary>
public static class Dereferencing
{
    /// <summary>The query parameter that names the format of a document.</summary>
    public const string FormatParameter = "format";

    /// <summary>What answers vary by: the page by language, documents by profile.</summary>
    public const string Vary = $"Accept, {ReaderLanguages.Header}, {ContentProfile.Header}, Accept-Encoding";

    /// <summary>
    /// Names the document that answers: by Content-Location (RFC 9110 §8.7), or, if things are to be told from documents, by sending the
    /// client there.
    /// </summary>
    /// <param name="context">The request and its response.</param>
    /// <param name="format">The format chosen.</param>
    /// <param name="isDocument">True if the address is that of a document already.</param>
    /// <returns>True if the client was sent on; nothing more is to be written.</returns>
    public static bool SendOn(HttpContext context, AnswerFormat format, bool isDocument)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(format);
        if (!string.IsNullOrEmpty(context.Request.Query[FormatParameter]))
        {
            return false;
        }

        var mode = context.RequestServices.GetRequiredService<PublicOptions>().Dereference;
        var address = AddressOf(context.Request, format);
        if (isDocument || mode == DereferenceMode.Direct)
        {
            context.Response.Headers.ContentLocation = address;
            return false;
        }

        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = address;
        return true;
    }

    /// <summary>The address of a document about what a request asks for.</summary>
    /// <param name="request">The request.</param>
    /// <param name="format">The format of the document.</param>
    public static string AddressOf(HttpRequest request, AnswerFormat format)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(format);
        var kept = request.Query.Where(pair => pair.Key != FormatParameter && (format.IsHtml || !EntityPart.IsParameter(pair.Key)));
        var parameters = new QueryBuilder(kept.ToList())
        {
            { FormatParameter, format.Rdf is null || format.MediaType == format.Rdf.MediaType ? format.Name : format.MediaType },
        };
        if (format.Rdf is not null && !request.Query.ContainsKey(ContentProfile.Parameter)
            && ContentProfile.Choose(request, format.Rdf) is { IsReified: true } profile)
        {
            parameters.Add(ContentProfile.Parameter, profile.Token);
        }

        return request.PathBase.Add(request.Path) + parameters.ToString();
    }
}
