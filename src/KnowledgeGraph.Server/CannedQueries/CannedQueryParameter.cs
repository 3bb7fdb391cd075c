using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.CannedQueries;

/// <summary>A parameter of a canned query, declared by the name of a variable (grlc convention: <c>?_year_integer</c>).</summary>
/// <param name="Variable">The variable in the query, without <c>?</c>.</param>
/// <param name="Name">The name clients use, for example <c>year</c>.</param>
/// <param name="Type">What values it takes.</param>
/// <param name="Default">The value used if none is given; null if the parameter is required.</param>
/// <param name="Enumeration">The values allowed; empty if all of the type are.</param>
public sealed record CannedQueryParameter(
    string Variable, string Name, ParameterType Type, string? Default, IReadOnlyList<string> Enumeration)
{
    /// <summary>
    /// Reads the type from the name of a variable: <c>_name_type</c>, where type is <c>iri</c>, <c>string</c>, <c>literal</c>, a
    /// datatype of XML Schema (<c>integer</c>, <c>date</c>, also <c>xsd_date</c>) or a two-letter language tag.
    /// </summary>
    /// <param name="variable">The variable, without <c>?</c>.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="type">The parameter's type.</param>
    /// <returns>False if the variable is no parameter: its name does not begin with an underscore.</returns>
    public static bool TryParseVariable(string variable, out string name, out ParameterType type)
    {
        name = "";
        type = ParameterType.String;
        if (variable.Length < 2 || variable[0] != '_')
        {
            return false;
        }

        var body = variable.TrimStart('_');
        var cut = body.LastIndexOf('_');
        if (cut > 0 && ParameterType.TryParse(body[(cut + 1)..], out var found))
        {
            type = found;
            name = body[..cut];
            if (name.EndsWith("_xsd", StringComparison.Ordinal))
            {
                name = name[..^4];
            }
        }
        else
        {
            name = body;
        }

        return true;
    }

    /// <summary>Makes the term that a text stands for.</summary>
    /// <param name="text">The text given by the client.</param>
    /// <param name="term">The term.</param>
    /// <param name="expected">What would have been right, if it is not.</param>
    public bool TryBind(string text, out Term? term, out string? expected)
    {
        if (Enumeration.Count > 0 && !Enumeration.Contains(text, StringComparer.Ordinal))
        {
            term = null;
            expected = "one of " + string.Join(", ", Enumeration);
            return false;
        }

        return Type.TryBind(text, out term, out expected);
    }
}
