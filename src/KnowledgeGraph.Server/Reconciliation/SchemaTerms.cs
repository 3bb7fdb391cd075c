using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Descriptions;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>
/// The classes and properties of the default graph, the most used first: what there is to choose from. Read once a state of the dataset,
/// at the first
/// question; at most the first thousand of each. Immutable and thread-safe.
/// </summary>
public sealed class SchemaTerms
{
    private const int MaxTerms = 1000;

    // The terms of a state live as long as the state.
    private static readonly ConditionalWeakTable<Snapshot, SchemaTerms> s_known = [];

    private SchemaTerms(GraphReader reader)
    {
        var snapshot = reader.Dataset.Engine.Snapshot;
        var statistics = DatasetStatistics.Of(snapshot);
        Types = Read(reader, statistics.Classes.Select(item => (snapshot.Terms.ToTerm(item.Class), item.Entities)));
        Properties = Read(reader, statistics.Properties.Select(item => (snapshot.Terms.ToTerm(item.Property), item.Triples)));
    }

    /// <summary>The classes that have instances.</summary>
    public ImmutableArray<SchemaTerm> Types { get; }

    /// <summary>The properties.</summary>
    public ImmutableArray<SchemaTerm> Properties { get; }

    /// <summary>The terms of the present state.</summary>
    /// <param name="reader">Where to read.</param>
    public static SchemaTerms Of(GraphReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var snapshot = reader.Dataset.Engine.Snapshot;
        if (!s_known.TryGetValue(snapshot, out var terms))
        {
            // Two questions at once may both read; a question that is stopped leaves nothing half done.
            terms = s_known.GetValue(snapshot, _ => new SchemaTerms(reader));
        }

        return terms;
    }

    /// <summary>The terms that a person may have in mind who has typed the beginning of a word of the name, or the identifier.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="prefix">What was typed; empty for all.</param>
    public static IEnumerable<SchemaTerm> Suggest(ImmutableArray<SchemaTerm> terms, string prefix)
    {
        var folded = Likeness.Fold(prefix);
        return terms.Where(term => term.Id == prefix || folded.Length == 0 || Rank(term, folded) < 3)
            .OrderBy(term => term.Id == prefix ? -1 : Rank(term, folded)).ThenByDescending(term => term.Uses)
                .ThenBy(term => term.Id, StringComparer.Ordinal);
    }

    // The whole name, its beginning, the beginning of a word in it.
    private static int Rank(SchemaTerm term, string prefix)
    {
        var name = Likeness.Fold(term.Name);
        return name == prefix ? 0
            : name.StartsWith(prefix, StringComparison.Ordinal) ? 1
            : name.Contains(" " + prefix, StringComparison.Ordinal) ? 2
            : 3;
    }

    private static ImmutableArray<SchemaTerm> Read(GraphReader reader, IEnumerable<(Term Term, long Uses)> terms)
    {
        var uses = terms.Where(item => item.Term is Iri).Take(MaxTerms).ToDictionary(item => (Iri)item.Term, item => item.Uses);
        var summaries = new EntitySummaries(reader);
        var names = summaries.NamesOf(uses.Keys);
        var descriptions = summaries.DescriptionsOf(uses.Keys);
        return [.. uses.Select(item => new SchemaTerm(item.Key.Value, names[item.Key], descriptions[item.Key].FirstOrDefault(), item.Value))
            .OrderByDescending(term => term.Uses).ThenBy(term => term.Id, StringComparer.Ordinal)];
    }
}
