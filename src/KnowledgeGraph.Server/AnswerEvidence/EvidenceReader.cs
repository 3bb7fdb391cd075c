using System.Globalization;
using KnowledgeGraph.Knowledge.Evidence;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.LinkedData;
using KnowledgeGraph.Sparql.Results;
using Microsoft.AspNetCore.Http.Extensions;

namespace KnowledgeGraph.Server.AnswerEvidence;

/// <summary>Reads what the page of an answer's evidence shows.</summary>
/// <param name="dataset">The data.</param>
/// <param name="context">The request.</param>
/// <param name="languages">What the reader wants labels in.</param>
/// <param name="finder">Finds claims, over the state that the supports come from.</param>
internal sealed class EvidenceReader(ServedDataset dataset, HttpContext context, ReaderLanguages languages, EvidenceFinder finder)
{
    /// <summary>All that the page shows.</summary>
    /// <param name="asked">What was asked.</param>
    /// <param name="supports">What supports it.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public EvidenceView Read(EvidenceRequest asked, Supports supports, CancellationToken cancellation)
    {
        var quotes = new ClaimQuotes(dataset, context.RequestServices.GetRequiredService<ArticleTexts>(), cancellation);
        var statements = new Dictionary<SupportPart.Statement, StatementView>();
        foreach (var statement in StatementsOf(supports))
        {
            if (!statements.ContainsKey(statement))
            {
                statements.Add(statement, StatementView.Of(finder.Behind(statement, cancellation), quotes));
            }
        }

        return new EvidenceView(
            asked, supports, statements, LabelLookup.Of(dataset, Terms(asked, statements), cancellation, languages),
            supports.HasMore ? Address(asked, asked.Offset + supports.Items.Length, null) : null, Address(asked, asked.Offset, "jsonld"));
    }

    private string Address(EvidenceRequest asked, long offset, string? format)
    {
        var fields = new QueryBuilder { { "query", asked.Text } };
        if (asked.Triple is { } triple)
        {
            fields.Add("triple", JsonBinding.Write([("subject", triple.Subject), ("predicate", triple.Predicate), ("object", triple.Object)]));
        }
        else if (asked.Row.Count > 0)
        {
            fields.Add("row", JsonBinding.Write(asked.Row.Select(cell => (cell.Key.Name, (Term?)cell.Value))));
        }

        if (context.Request.Query[ReaderLanguages.Parameter] is [{ Length: > 0 } language])
        {
            fields.Add(ReaderLanguages.Parameter, language);
        }

        fields.Add("offset", offset.ToString(CultureInfo.InvariantCulture));
        fields.Add("limit", asked.Limit.ToString(CultureInfo.InvariantCulture));
        if (format is not null)
        {
            fields.Add("format", format);
        }

        return context.Request.Path + fields.ToString();
    }

    private static IEnumerable<SupportPart.Statement> StatementsOf(Supports supports) =>
        supports.Items.SelectMany(support => support.Parts).SelectMany(part => part switch
        {
            SupportPart.Statement statement => [statement],
            SupportPart.Walk { Steps: { } steps } => steps,
            SupportPart.SubAnswer answer => StatementsOf(answer.Supports),
            _ => Enumerable.Empty<SupportPart.Statement>(),
        });

    private static IEnumerable<Term> Terms(EvidenceRequest asked, Dictionary<SupportPart.Statement, StatementView> statements) =>
        [.. asked.Row.Values, .. statements.Keys.Select(statement => statement.Graph).OfType<Term>(), .. statements.Values.SelectMany(view => view.Terms)];
}
