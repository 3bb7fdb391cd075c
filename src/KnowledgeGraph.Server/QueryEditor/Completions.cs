using System.Runtime.CompilerServices;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Search;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Server.QueryEditor;

/// <summary>
/// What can be written at a place of a query over a state of the dataset. Each kind is read at its first question. Thread-safe.
/// </summary>
public sealed class Completions
{
    // Who types does not wait longer; the index of labels is built on for the next key.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    // Entities looked at where only those of a namespace are wanted.
    private const int MostOutside = 500;

    private static readonly ConditionalWeakTable<Snapshot, Completions> s_known = [];

    private readonly Snapshot _snapshot;
    private readonly Lazy<UsedTerms> _classes;
    private readonly Lazy<UsedTerms> _properties;
    private readonly Lazy<UsedTerms> _entities;

    private Completions(Snapshot snapshot)
    {
        _snapshot = snapshot;
        _classes = new(() => UsedTerms.Classes(snapshot));
        _properties = new(() => UsedTerms.Properties(snapshot));
        _entities = new(() => UsedTerms.Entities(snapshot));
    }

    /// <summary>The completions of a state; they live as long as it.</summary>
    /// <param name="snapshot">The state.</param>
    public static Completions Of(Snapshot snapshot) => s_known.GetValue(snapshot, state => new Completions(state));

    /// <summary>The terms of a kind that a typed text means, the most used first.</summary>
    /// <param name="dataset">The dataset, in this state.</param>
    /// <param name="kind">What can stand there.</param>
    /// <param name="typed">What is typed so far; empty for the most used.</param>
    /// <param name="within">The namespace that the IRI begins with; empty for any.</param>
    /// <param name="limit">The most terms.</param>
    /// <param name="cancellation">Stops the search.</param>
    public async Task<IReadOnlyList<Completion>> FindAsync(
        ServedDataset dataset, CompletionKind kind, string typed, string within, int limit, CancellationToken cancellation) => kind switch
        {
            CompletionKind.Class => [.. _classes.Value.Find(typed, within, limit)],
            CompletionKind.Property => [.. _properties.Value.Find(typed, within, limit)],
            _ => typed.Length == 0 ? [.. _entities.Value.Find(typed, within, limit)] : await EntitiesAsync(dataset, typed, within, limit, cancellation),
        };

    private async Task<IReadOnlyList<Completion>> EntitiesAsync(
        ServedDataset dataset, string typed, string within, int limit, CancellationToken cancellation)
    {
        try
        {
            var index = await LabelIndexes.OfAsync(dataset, cancellation).WaitAsync(s_patience, cancellation);
            return
            [
                .. index.Find(typed, within.Length == 0 ? limit : MostOutside, cancellation: cancellation)
                    .Where(match => match.Entity.Value.StartsWith(within, StringComparison.Ordinal)).Take(limit)
                    .Select(match => new Completion(match.Entity.Value, match.Label, match.Uses)),
            ];
        }
        catch (Exception e) when (e is TimeoutException or QueryTimeoutException)
        {
            return [.. new LabelsInDictionary(_snapshot).Find(typed, within, limit)];
        }
    }
}
