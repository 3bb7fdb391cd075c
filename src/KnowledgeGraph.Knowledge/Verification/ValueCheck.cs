using System.Globalization;
using KnowledgeGraph.Knowledge.Build;
using KnowledgeGraph.Knowledge.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Knowledge.Verification;

/// <summary>Compares a literal with the words that stand for it.</summary>
internal static class ValueCheck
{
    private static readonly Iri s_bound = Vocabulary.Term("bound");
    private static readonly Iri s_value = Vocabulary.Term("value");

    /// <summary>What is wrong with a value mention; null if its words normalise to its literal.</summary>
    /// <param name="mention">The mention.</param>
    /// <param name="claim">The claim that uses it.</param>
    /// <param name="publishedYear">The year of the source; null if unknown.</param>
    public static Finding? Find(Mention mention, Claim claim, int? publishedYear)
    {
        if (mention.Argument is not Literal literal || mention.Surface is not { } surface)
        {
            return null;
        }

        if (literal.Datatype == Xsd.Date)
        {
            return FindInDate(literal, surface, mention, claim, publishedYear);
        }

        if (literal.Datatype == Xsd.GYear || literal.Datatype == Xsd.GYearMonth)
        {
            string day = literal.Datatype == Xsd.GYear ? $"{literal.Lexical}-01-01" : $"{literal.Lexical}-01";
            return FindInDate(new Literal(day, Xsd.Date), surface, mention, claim, publishedYear);
        }

        if (decimal.TryParse(literal.Lexical, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal number))
        {
            return PrintedNumber.In(surface).Contains(number) ? FindInBound(literal, surface, mention, claim) : Wrong(literal, surface, mention);
        }

        return string.Equals(PrintedForm.Fold(literal.Lexical), PrintedForm.Fold(surface), StringComparison.OrdinalIgnoreCase)
            ? null
            : Wrong(literal, surface, mention);
    }

    private static Finding? FindInDate(Literal literal, string surface, Mention mention, Claim claim, int? publishedYear)
    {
        string? basis = claim.Entry.DateBasis?.Value.TrimStart(':');
        if (!DateOnly.TryParseExact(literal.Lexical, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            return new Finding(FindingKind.Value, mention.Entry.Position, $"\"{literal.Lexical}\" is no date", "write it as 2005-10-04");
        }

        if (basis == "relative" && PrintedDate.In(surface).Count == 0)
        {
            // "yesterday", "two years later": reckoned by the author from another date.
            return null;
        }

        if (!PrintedDate.Prints(surface, date, out bool yearPrinted))
        {
            return Wrong(literal, surface, mention);
        }

        if (yearPrinted)
        {
            return null;
        }

        if (basis is null or "stated")
        {
            return new Finding(
                FindingKind.Value, claim.Entry.DateBasis?.Position ?? claim.Entry.Position,
                $"'{surface}' prints no year, so the date \"{literal.Lexical}\" of claim '{claim.Entry.Id}' is not stated",
                "say where the year comes from: dateBasis: fromVolume (or relative, bounded)");
        }

        return basis == "fromVolume" && publishedYear is { } year && date.Year != year
            ? new Finding(
                FindingKind.Value, mention.Entry.Position, $"the year of \"{literal.Lexical}\" is not {year}, the year of the source's volume",
                "dateBasis: relative, if the text points to another year")
            : null;
    }

    private static Finding? FindInBound(Literal literal, string surface, Mention mention, Claim claim)
    {
        bool isQuantity = claim.Entry.Says.Any(triple => triple.Predicate == s_value && triple.Object.Equals(literal));
        if (!isQuantity)
        {
            return null;
        }

        string bound = claim.Entry.Says.FirstOrDefault(triple => triple.Predicate == s_bound)?.Object is Iri term ? Vocabulary.Compact(term)[1..] : "exactly";
        string words = string.Join(' ', claim.Triggers.Select(trigger => trigger.Printed).Prepend(surface));
        IReadOnlyCollection<string> printed = PrintedBound.In(surface).Count > 0 ? PrintedBound.In(surface) : PrintedBound.In(words);
        if (printed.Count == 0 ? bound == "exactly" : printed.Contains(bound))
        {
            return null;
        }

        string found = printed.Count == 0 ? "no bound" : $"the bound :{string.Join(" or :", printed)}";
        return new Finding(
            FindingKind.Value, mention.Entry.Position, $"'{words}' prints {found}, but claim '{claim.Entry.Id}' says :{bound}",
            "let the mention or the trigger hold the words of the bound (more than, at least, about …)");
    }

    private static Finding Wrong(Literal literal, string surface, Mention mention)
    {
        string read = literal.Datatype == Xsd.Date
            ? "a border of the period it prints"
            : "what it prints";
        return new Finding(
            FindingKind.Value, mention.Entry.Position, $"\"{literal.Lexical}\" is not {read}: '{surface}'",
            "correct the literal, name more of the words, or write { gloss: … } for the author's own words");
    }
}
