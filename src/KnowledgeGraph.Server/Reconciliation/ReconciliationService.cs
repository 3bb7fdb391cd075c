using System.Net;
using System.Text.Json.Nodes;
using KnowledgeGraph.Knowledge.Search;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>What both versions of the protocol answer, over one state of the dataset.</summary>
/// <param name="dataset">The dataset.</param>
/// <param name="names">The search by names.</param>
/// <param name="cancellation">Stops it.</param>
public sealed class ReconciliationService(ServedDataset dataset, LabelIndex names, CancellationToken cancellation)
{
    // More are no help to choose from.
    private const int MaxFound = 500;

    private const int MaxProposed = 200;

    private readonly GraphReader _reader = new(dataset, cancellation);

    /// <summary>The candidates of a query, the best first.</summary>
    /// <param name="query">The query.</param>
    public JsonArray Match(MatchQuery query)
    {
        var candidates = new Matcher(_reader, names).Find(query);
        var summaries = new EntitySummaries(_reader).Of([.. candidates.Select(candidate => candidate.Entity)]);
        return [.. candidates.Select(candidate => (JsonNode)CandidateOf(candidate, summaries[candidate.Entity]))];
    }

    /// <summary>Entities that a person may have in mind who types a name or an identifier.</summary>
    /// <param name="prefix">What was typed.</param>
    /// <param name="offset">How many are passed over.</param>
    /// <param name="limit">Most entities.</param>
    public JsonObject SuggestEntities(string prefix, int offset, int limit)
    {
        // What is most like the name comes first, not what is most used.
        var found = names.Find(prefix, MaxFound, null, cancellation).OrderByDescending(match => match.Score)
            .Select(match => new NameMatch(match.Entity, match.Label, match.Score));
        var summaries = new EntitySummaries(_reader);
        if (IriReference.IsWellFormedIri(prefix) && summaries.Known([new Iri(prefix)]).Count > 0)
        {
            found = found.Where(match => match.Entity.Value != prefix).Prepend(new NameMatch(new Iri(prefix), prefix, 1));
        }

        var page = found.Skip(offset).Take(limit + 1).ToList();
        var words = summaries.Of([.. page.Select(match => match.Entity)]);
        return Page(page, offset, limit, match =>
        {
            var summary = words[match.Entity];
            var item = new JsonObject { ["id"] = summary.Entity.Value, ["name"] = summary.Name };
            AddDescription(item, summary, match.Label);
            item["notable"] = Types(summary);
            return item;
        });
    }

    /// <summary>Classes or properties that a person may have in mind who types a name or an identifier.</summary>
    /// <param name="kind">Which of them.</param>
    /// <param name="prefix">What was typed.</param>
    /// <param name="offset">How many are passed over.</param>
    /// <param name="limit">Most terms.</param>
    public JsonObject SuggestTerms(SuggestKind kind, string prefix, int offset, int limit)
    {
        var terms = SchemaTerms.Of(_reader);
        var page = SchemaTerms.Suggest(kind == SuggestKind.Type ? terms.Types : terms.Properties, prefix).Skip(offset).Take(limit + 1);
        return Page([.. page], offset, limit, term =>
        {
            var item = new JsonObject { ["id"] = term.Id, ["name"] = term.Name };
            if (term.Description is not null)
            {
                item["description"] = term.Description;
            }

            return item;
        });
    }

    /// <summary>Classes to start with: the largest, those of RDF and OWL themselves apart.</summary>
    public JsonArray DefaultTypes() =>
        [.. SchemaTerms.Of(_reader).Types.Where(type => !type.Id.StartsWith("http://www.w3.org/", StringComparison.Ordinal)).Take(8)
            .Select(type => (JsonNode)new JsonObject { ["id"] = type.Id, ["name"] = type.Name })];

    /// <summary>
    /// Properties that the entities of a class have; of the whole dataset if there is none of that class: OpenRefine leaves it empty, or
    /// cuts it off at <c>#</c>.
    /// </summary>
    /// <param name="type">The class's identifier.</param>
    /// <param name="limit">Most properties, or null for the host's own limit.</param>
    public JsonObject Propose(string type, int? limit)
    {
        var most = limit ?? MaxProposed;
        var found = IriReference.IsWellFormedIri(type) ? new DataExtension(_reader).Propose(new Iri(type), most) : [];
        if (found.Count == 0)
        {
            found = [.. SchemaTerms.Of(_reader).Properties.Take(most).Select(property => (property.Id, property.Name))];
        }

        var answer = new JsonObject { ["type"] = type };
        if (limit is { } asked)
        {
            answer["limit"] = asked;
        }

        answer["properties"] =
            new JsonArray([.. found.Select(property => new JsonObject { ["id"] = property.Id, ["name"] = property.Name })]);
        return answer;
    }

    /// <summary>Values of properties.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="isDraft">True for the form of the draft of 1.0: rows as a list, texts with their language.</param>
    public JsonObject Extend(ExtensionQuery query, bool isDraft)
    {
        ArgumentNullException.ThrowIfNull(query);
        var extension = new DataExtension(_reader);
        var rows = extension.Fetch(query);
        var names = extension.NamesOf(rows);
        var meta = new JsonArray([.. query.Properties.Select(property =>
            new JsonObject { ["id"] = property.Id, ["name"] = extension.NameOf(property.Id) })]);
        JsonArray Values(IReadOnlyList<Term> cell) => [.. cell.Select(value => (JsonNode)CellValue.Of(value, names, isDraft))];
        if (isDraft)
        {
            return new JsonObject
            {
                ["meta"] = meta,
                ["rows"] = new JsonArray([.. query.Entities.Zip(rows, (id, cells) => new JsonObject
                {
                    ["id"] = id,
                    ["properties"] = new JsonArray([.. query.Properties.Zip(cells, (property, cell) =>
                        new JsonObject { ["id"] = property.Id, ["values"] = Values(cell) })]),
                })]),
            };
        }

        var byId = new JsonObject();
        foreach (var (id, cells) in query.Entities.Zip(rows))
        {
            var row = new JsonObject();
            foreach (var (property, cell) in query.Properties.Zip(cells))
            {
                row[property.Id] = Values(cell);
            }

            byId[id] = row;
        }

        return new JsonObject { ["meta"] = meta, ["rows"] = byId };
    }

    /// <summary>A few words about an entity, a class or a property, as HTML (0.2, §6).</summary>
    /// <param name="id">The identifier.</param>
    public JsonObject Flyout(string id)
    {
        var summary = Summary(PropertyId.TryParse(id, out var property) ? property.Property.Value : id);
        var html = $"<p><strong>{WebUtility.HtmlEncode(summary.Name)}</strong></p>"
            + (summary.Description is null ? "" : $"<p>{WebUtility.HtmlEncode(summary.Description)}</p>")
            + $"<p><small>{WebUtility.HtmlEncode(id)}</small></p>";
        return new JsonObject { ["id"] = id, ["html"] = html };
    }

    /// <summary>What there is to say of an entity in a few words.</summary>
    /// <param name="id">The identifier.</param>
    /// <exception cref="ProblemException">404: the dataset says nothing of it.</exception>
    public EntitySummary Summary(string id)
    {
        var summaries = new EntitySummaries(_reader);
        return IriReference.IsWellFormedIri(id) && summaries.Known([new Iri(id)]).Count > 0
            ? summaries.Of([new Iri(id)])[new Iri(id)]
            : throw ProblemException.NotFound($"The dataset says nothing of '{id}'.");
    }

    /// <summary>The first facts of an entity, by property, with the names of all things in them.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="limit">Most facts.</param>
    public IReadOnlyList<(string Property, string Value)> Facts(Iri entity, int limit)
    {
        var rows = _reader.Select(ReconciliationQueries.Facts, ("entity", entity));
        var labels = new EntitySummaries(_reader).NamesOf(rows.SelectMany(row => row.Terms).OfType<Iri>());
        return [.. rows.Take(limit).Select(row => (
            labels[(Iri)row["property"]!],
            row["value"] switch { Iri iri => labels[iri], Literal literal => literal.Lexical, var other => other!.ToString() }))];
    }

    // With cursor, where there is more: so OpenRefine offers to view it.
    private static JsonObject Page<T>(List<T> found, int offset, int limit, Func<T, JsonObject> write)
    {
        var page = new JsonObject { ["result"] = new JsonArray([.. found.Take(limit).Select(write)]) };
        if (found.Count > limit)
        {
            page["cursor"] = offset + limit;
        }

        return page;
    }

    private static JsonObject CandidateOf(Candidate candidate, EntitySummary summary)
    {
        var json = new JsonObject { ["id"] = candidate.Entity.Value, ["name"] = summary.Name };
        AddDescription(json, summary, candidate.MatchedLabel);
        json["score"] = candidate.Score;
        json["match"] = candidate.IsMatch;
        json["type"] = Types(summary);
        json["features"] = new JsonArray([.. candidate.Features.Select(feature =>
            new JsonObject { ["id"] = feature.Id, ["name"] = feature.Name, ["value"] = feature.Value })]);
        return json;
    }

    private static JsonArray Types(EntitySummary summary) =>
        [.. summary.Types.Select(type => (JsonNode)new JsonObject { ["id"] = type.Type.Value, ["name"] = type.Name })];

    private static void AddDescription(JsonObject item, EntitySummary summary, string? matched)
    {
        var alias = matched is null || matched == summary.Name || matched == summary.Entity.Value ? null : $"also “{matched}”";
        if (string.Join("; ", new[] { summary.Description, alias }.OfType<string>()) is { Length: > 0 } words)
        {
            item["description"] = words;
        }
    }
}
