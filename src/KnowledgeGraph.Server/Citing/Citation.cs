namespace KnowledgeGraph.Server.Citing;

/// <summary>What a citation of the dataset, or of a thing in it, is made of; all from the catalogue and the data.</summary>
/// <param name="Key">A short name of it, for bibliographies.</param>
/// <param name="Part">The label of the thing cited; null for the dataset as a whole.</param>
/// <param name="Title">The title of the dataset.</param>
/// <param name="Author">Who made it.</param>
/// <param name="Version">Its version.</param>
/// <param name="Issued">The day of the version.</param>
/// <param name="License">The address of its licence.</param>
/// <param name="Address">The lasting address of what is cited.</param>
/// <param name="Source">The text that a claim is drawn from, or null.</param>
/// <param name="Digest">The digest of the content served, or null while it is not known.</param>
public sealed record Citation(
    string Key, string? Part, string Title, string Author, string Version, DateOnly Issued, string License, string Address, string? Source,
    string? Digest)
{
    /// <summary>What was drawn from what, and which content it was, in words; empty if there is nothing to say.</summary>
    public string Note => string.Join(" ", new[]
    {
        Source is null ? null : $"Drawn from: {Source}.",
        $"Licence: {License}.",
        Digest is null ? null : $"Content: RDFC-1.0 SHA-256 {Digest}.",
    }.OfType<string>());
}
