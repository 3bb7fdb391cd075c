using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace KnowledgeGraph.Server.Http;

/// <summary>Parameters that several endpoints take.</summary>
public static class RequestParameters
{
    private const int MaxTimeoutSeconds = 86_400;

    /// <summary>The value of a parameter that may be given once.</summary>
    /// <param name="values">The values given.</param>
    /// <param name="name">The parameter's name.</param>
    /// <returns>The value, or null if there is none.</returns>
    /// <exception cref="ProblemException">400: it is given several times.</exception>
    public static string? Single(StringValues values, string name) => values.Count switch
    {
        0 => null,
        1 => values[0],
        _ => throw ProblemException.BadRequest($"The parameter '{name}' is given {values.Count} times; expected once."),
    };

    /// <summary>Reads the parameter <c>timeout</c>.</summary>
    /// <param name="values">The values given.</param>
    /// <returns>The limit asked for, or null.</returns>
    /// <exception cref="ProblemException">400: it is no number of seconds, or given several times.</exception>
    public static TimeSpan? Timeout(StringValues values)
    {
        var text = Single(values, "timeout");
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds is >= 0.001 and <= MaxTimeoutSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw ProblemException.BadRequest($"The parameter 'timeout' is '{text}'; expected seconds, from 0.001 to {MaxTimeoutSeconds}.");
    }
}
