namespace KnowledgeGraph.Server.OpenApi;

/// <summary>An operation of the OpenAPI document, as the page of the API shows it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The address.</param>
/// <param name="Summary">What it does, in a line.</param>
/// <param name="Description">More about it, or null.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Bodies">The media types of its body, each with an example or null.</param>
/// <param name="Answers">Status and what it means.</param>
public sealed record ApiOperation(
    string Id, string Method, string Path, string Summary, string? Description, IReadOnlyList<ApiParameter> Parameters,
    IReadOnlyList<(string MediaType, string? Example)> Bodies, IReadOnlyList<(string Status, string Words)> Answers)
{
    /// <summary>True if a form can do it, a field left empty meaning a parameter not given: so the canned queries read them.</summary>
    public bool CanBeTried => Method == "GET" && Path.StartsWith("/queries/", StringComparison.Ordinal);
}
