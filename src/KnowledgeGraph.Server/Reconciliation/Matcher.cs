using KnowledgeGraph.Knowledge.Search;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>Finds the entities that a reconciliation query can mean, and says how well each fits.</summary>
/// <param name="reader">Where to read.</param>
/// <param name="names">The search by names.</param>
public sealed class Matcher(GraphReader reader, LabelIndex names)
{
    // A property says less than the name: of two namesakes it picks one, and a wrong one leaves the name in front.
    private const double PropertyWeight = 0.25;

    // Candidates looked at, so that properties can bring one forward that the name alone leaves behind.
    private const int MinRetrieved = 50;

    private readonly EntitySummaries _summaries = new(reader);

    /// <summary>The candidates, the best first.</summary>
    /// <param name="query">The query.</param>
    public IReadOnlyList<Candidate> Find(MatchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var named = new NameScores(query, Search);
        var retrieved = OfTypes(Retrieve(query, named), query.Types);
        var tests = query.Conditions.Select(condition => Test(condition, retrieved, named)).ToList();
        var scored = retrieved.Select(entity => Score(entity, tests, named))
            .OfType<Scored>()
            .OrderByDescending(each => each.Candidate.Score).ThenBy(each => each.Candidate.Entity.Value, StringComparer.Ordinal).ToList();
        // A decision only where nothing else can be meant.
        var whole = scored.Where(each => each.IsWhole).ToList();
        return [.. scored.Take(query.Limit).Select(each => each.Candidate with { IsMatch = whole.Count == 1 && each == whole[0] })];
    }

    private static Scored? Score(Iri entity, List<ConditionTest> tests, NameScores named)
    {
        double sum = 0, weights = 0;
        var features = new List<MatchFeature>();
        foreach (var test in tests)
        {
            var fulfilment = test.Of(entity);
            if (test.Condition.IsRequired && fulfilment <= 0)
            {
                return null;
            }

            var weight = test.Condition.Target is MatchTarget.Property or MatchTarget.Unknown ? PropertyWeight : 1;
            sum += weight * fulfilment;
            weights += weight;
            if (features.TrueForAll(feature => feature.Id != test.Id))
            {
                features.Add(new MatchFeature(test.Id, test.Words, Rounded(100 * fulfilment)));
            }
        }

        var isWhole = tests.TrueForAll(test => test.Of(entity) >= (test.Condition.Target == MatchTarget.Name ? NameMatch.Sure : 1));
        return sum <= 0 ? null
            : new Scored(new Candidate(entity, Rounded(100 * sum / weights), false, features, named.LabelOf(entity)), isWhole);
    }

    private static double Rounded(double score) => Math.Round(score, 2, MidpointRounding.AwayFromZero);

    private ConditionTest Test(MatchCondition condition, IReadOnlyCollection<Iri> entities, NameScores named)
    {
        switch (condition.Target)
        {
            case MatchTarget.Name:
                return new ConditionTest(condition, "name", "Likeness of the name", named.Likeness);
            case MatchTarget.Id:
                return new ConditionTest(condition, "id", "Identifier", (entity, value) => value.Entity == entity ? 1 : 0);
            case MatchTarget.Unknown:
                return new ConditionTest(condition, "unknown", "Conditions of a kind that is not known here", (_, _) => 0);
            default:
                var property = condition.Property!.Value;
                var values = ValuesOf(property, entities);
                return new ConditionTest(
                    condition, "property:" + property, "Values of " + property,
                    (entity, value) => values[entity].Select(each => Likeness.Of(each.Key, each.Value, value)).DefaultIfEmpty(0).Max());
        }
    }

    // By entity: each value with its labels.
    private ILookup<Iri, KeyValuePair<Term, List<string>>> ValuesOf(PropertyId property, IReadOnlyCollection<Iri> entities) =>
        reader.Select(
                property.IsInverse ? ReconciliationQueries.InverseValues : ReconciliationQueries.Values, "entity", entities,
                ("property", property.Property))
            .GroupBy(row => ((Iri)row["entity"]!, row["value"]!), row => (row["label"] as Literal)?.Lexical)
            .ToLookup(group => group.Key.Item1, group => KeyValuePair.Create(group.Key.Item2, group.OfType<string>().ToList()));

    private HashSet<Iri> Retrieve(MatchQuery query, NameScores named)
    {
        var positive = query.Conditions
            .Where(condition => condition.Target != MatchTarget.Unknown && condition.Quantifier != MatchQuantifier.None).ToList();
        var found = named.Found.ToHashSet();
        found.UnionWith(_summaries.Known(positive.Where(condition => condition.Target == MatchTarget.Id)
            .SelectMany(condition => condition.Values).Select(value => value.Entity).OfType<Iri>()));
        if (positive.TrueForAll(condition => condition.Target == MatchTarget.Property))
        {
            foreach (var condition in positive)
            {
                found.UnionWith(condition.Values.SelectMany(value => WithValue(condition.Property!.Value, value)));
            }
        }

        return found;
    }

    private IEnumerable<Iri> WithValue(PropertyId property, MatchValue value)
    {
        var things = names.Find(value.Text, 10, null, reader.Cancellation).Where(match => match.Score >= NameMatch.Sure)
            .Select(match => match.Entity);
        var ofThings = reader.Select(
            property.IsInverse ? ReconciliationQueries.WithInverseValue : ReconciliationQueries.WithValue, "value",
            value.Entity is null ? things : things.Prepend(value.Entity), ("property", property.Property));
        var ofTexts = property.IsInverse
            ? []
            : reader.Select(ReconciliationQueries.WithText, ("property", property.Property), ("text", new Literal(value.Text)));
        return ofThings.Concat(ofTexts).Select(row => (Iri)row["entity"]!);
    }

    private HashSet<Iri> OfTypes(HashSet<Iri> entities, IReadOnlyList<string> asked)
    {
        if (asked.Count == 0 || entities.Count == 0)
        {
            return entities;
        }

        var types = Classes(asked);
        var wanted = reader.Select(ReconciliationQueries.Subclasses, "type", types).Select(row => row["class"]).OfType<Iri>().Concat(types)
            .ToHashSet();
        var typed = _summaries.TypesOf(entities);
        return entities.Where(entity => typed[entity].Any(wanted.Contains)).ToHashSet();
    }

    // An identifier is a name, too (the protocol's note on retrieval).
    private IEnumerable<NameMatch> Search(MatchValue value, MatchQuery query)
    {
        var limit = Math.Max(MinRetrieved, 5 * query.Limit);
        IEnumerable<Iri?> types = query.Types.Count == 0 ? [null] : [.. Classes(query.Types)];
        var byName = types
            .SelectMany(IEnumerable<LabelMatch> (type) => names.Find(value.Text, limit, type, reader.Cancellation))
            .Select(match => new NameMatch(match.Entity, match.Label, match.Score));
        return value.Entity is { } entity && _summaries.Known([entity]).Count > 0
            ? byName.Prepend(new NameMatch(entity, value.Text, 1))
            : byName;
    }

    private static IEnumerable<Iri> Classes(IReadOnlyList<string> types) =>
        types.Where(IriReference.IsWellFormedIri).Select(type => new Iri(type));

    private sealed record Scored(Candidate Candidate, bool IsWhole);

    private sealed record ConditionTest(MatchCondition Condition, string Id, string Words, Func<Iri, MatchValue, double> Likeness)
    {
        public double Of(Iri entity) => Condition.Fulfilment(value => Likeness(entity, value));
    }
}
