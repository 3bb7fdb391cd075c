using KnowledgeGraph.Server.Http;
using Microsoft.Net.Http.Headers;

namespace KnowledgeGraph.Server.GraphStore;

/// <summary>The conditions under which a client wants its write done: If-Match and If-None-Match.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2"/>
public static class Preconditions
{
    /// <summary>Checks the conditions of a request; to be called where no other writer can change the state any more.</summary>
    /// <param name="request">The request.</param>
    /// <param name="exists">Whether there is something that is written over.</param>
    /// <param name="state">The tag of its state (see <see cref="StateTag"/>).</param>
    /// <exception cref="ProblemException">412: a condition does not hold.</exception>
    public static void Check(HttpRequest request, bool exists, string state)
    {
        ArgumentNullException.ThrowIfNull(request);
        var headers = request.GetTypedHeaders();
        bool Names(IList<EntityTagHeaderValue> tags, bool strong) => exists && tags.Any(tag =>
            tag.Equals(EntityTagHeaderValue.Any) || (!(strong && tag.IsWeak) && StateTag.IsOf(tag, state)));
        if (request.Headers.IfMatch.Count > 0 && !Names(headers.IfMatch, strong: true))
        {
            throw ProblemException.PreconditionFailed(exists ? "If-Match names another state than the present one." : "If-Match asks for a graph that is not there.");
        }

        if (request.Headers.IfNoneMatch.Count > 0 && Names(headers.IfNoneMatch, strong: false))
        {
            throw ProblemException.PreconditionFailed("If-None-Match asks that this state, or any, is not there; it is.");
        }
    }
}
