using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>What the names of a reconciliation query find: searched once a name.</summary>
public sealed class NameScores
{
    private readonly Dictionary<string, Dictionary<Iri, NameMatch>> _byName = new(StringComparer.Ordinal);
    private readonly HashSet<Iri> _found = [];

    /// <summary>Searches for the names of a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="search">The search for one name.</param>
    public NameScores(MatchQuery query, Func<MatchValue, MatchQuery, IEnumerable<NameMatch>> search)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(search);
        foreach (var condition in query.Conditions.Where(condition => condition.Target == MatchTarget.Name))
        {
            foreach (var value in condition.Values.Where(value => !_byName.ContainsKey(value.Text)))
            {
                var matches = search(value, query).GroupBy(match => match.Entity)
                    .ToDictionary(group => group.Key, group => group.MaxBy(match => match.Score)!);
                _byName[value.Text] = matches;
                if (condition.Quantifier != MatchQuantifier.None)
                {
                    _found.UnionWith(matches.Keys);
                }
            }
        }
    }

    /// <summary>The entities that some name finds.</summary>
    public IReadOnlySet<Iri> Found => _found;

    /// <summary>How far the names of an entity agree with one asked for, from 0 to 1.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="name">The name asked for.</param>
    public double Likeness(Iri entity, MatchValue name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName[name.Text].GetValueOrDefault(entity)?.Score ?? 0;
    }

    /// <summary>The label by which an entity was found best, or null.</summary>
    /// <param name="entity">The entity.</param>
    public string? LabelOf(Iri entity) =>
        _byName.Values.Select(matches => matches.GetValueOrDefault(entity)).OfType<NameMatch>().MaxBy(match => match.Score)?.Label;
}
