namespace KnowledgeGraph.Server.OpenApi;

/// <summary>A parameter of an operation, as the page of the API shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="In">Where it stands: query, path, header.</param>
/// <param name="IsRequired">True if it has to be given.</param>
/// <param name="Type">Its type in JSON Schema, with its format.</param>
/// <param name="Description">What it means, or null.</param>
/// <param name="Default">Its default, or null.</param>
/// <param name="Values">The values allowed; empty if all of the type are.</param>
public sealed record ApiParameter(
    string Name, string In, bool IsRequired, string Type, string? Description, string? Default, IReadOnlyList<string> Values)
{
    /// <summary>The input type of an HTML form.</summary>
    public string InputType => Type switch
    {
        "string (date)" => "date",
        "string (uri)" => "url",
        "integer" => "number",
        _ => "text",
    };
}
