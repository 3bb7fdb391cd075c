using System.Globalization;
using System.Text.Json.Serialization;
using KnowledgeGraph.Knowledge.Search;

namespace KnowledgeGraph.Server.Search;

/// <summary>The label by which a thing was found.</summary>
/// <param name="Text">The label as the data have it.</param>
/// <param name="Language">Its language tag, or null.</param>
/// <param name="Source">What it is to the thing: label, name, alias, hidden; iri if the thing was asked for by its IRI.</param>
/// <param name="How">How it matches: exact, prefix, word, typo.</param>
public sealed record MatchedLabel(string Text, string? Language, string Source, string How)
{
    /// <summary>The label of a match.</summary>
    /// <param name="match">The match.</param>
    public static MatchedLabel Of(LabelMatch match)
    {
        ArgumentNullException.ThrowIfNull(match);
        return new MatchedLabel(match.Label, match.Language, Name(match.Source), Name(match.Kind));
    }

    /// <summary>The language in English, or null: "Kazakh (Latin)".</summary>
    [JsonIgnore]
    public string? LanguageName => string.IsNullOrEmpty(Language) ? null : NameOf(Language);

    private static string NameOf(string tag)
    {
        try
        {
            return CultureInfo.GetCultureInfo(tag).EnglishName;
        }
        catch (CultureNotFoundException)
        {
            return tag;
        }
    }

    private static string Name(Enum value) => value.ToString().ToLowerInvariant();
}
