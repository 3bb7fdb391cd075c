using System.Collections.Immutable;
using System.Text;
using KnowledgeGraph.Knowledge.Authoring;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Knowledge.Spans;

/// <summary>The forms by which texts name entities, longest first, each with all that it may stand for. Immutable.</summary>
public sealed class NameForms
{
    private readonly ImmutableArray<(string Form, ImmutableArray<(MentionKind Kind, Iri Entity)> Readings)> _forms;

    /// <summary>
    /// Takes forms; one that is no entity's name (a metonym alone), has one character or no capital letter ("other states": a description)
    /// is left out.
    /// </summary>
    /// <param name="forms">The forms, folded, with the kind of mention they make and the entity.</param>
    public NameForms(IEnumerable<(string Form, MentionKind Kind, Iri Entity)> forms) =>
        _forms =
        [
            .. forms.GroupBy(form => form.Form, form => (form.Kind, form.Entity), StringComparer.Ordinal)
                .Where(group => group.Key.Length > 1 && group.Key.EnumerateRunes().Any(Rune.IsUpper) && group.Any(reading => reading.Kind == MentionKind.Name))
                .OrderByDescending(group => group.Key.Length).ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (group.Key, Distinct(group))),
        ];

    /// <summary>The forms with their readings; a form of more than one needs an author's decision.</summary>
    public IEnumerable<(string Form, ImmutableArray<(MentionKind Kind, Iri Entity)> Readings)> All => _forms;

    // A form that is both name and metonym of one entity names it.
    private static ImmutableArray<(MentionKind Kind, Iri Entity)> Distinct(IEnumerable<(MentionKind Kind, Iri Entity)> readings) =>
        [.. readings.OrderBy(reading => reading.Kind).ThenBy(reading => reading.Entity.Value, StringComparer.Ordinal).DistinctBy(reading => reading.Entity)];
}
