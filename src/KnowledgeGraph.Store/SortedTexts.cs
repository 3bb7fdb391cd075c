using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;

namespace KnowledgeGraph.Store;

/// <summary>
/// The IRIs and literals of a bulk load, numbered from 0 within each tag in the order of their texts, typed literals by datatype first.
/// Immutable.
/// </summary>
internal sealed class SortedTexts(
    SortedTerms iris, SortedTerms strings, SortedTerms languageStrings, SortedTerms typed, LanguageTags languages, DatatypeRanges datatypes,
    LiteralRecords values)
{
    internal SortedTerms this[TermTag tag] => tag switch
    {
        TermTag.Iri => iris,
        TermTag.String => strings,
        TermTag.LanguageString => languageStrings,
        _ => typed,
    };

    internal DatatypeRanges Datatypes => datatypes;

    internal LiteralRecords Values => values;

    internal long Count => (long)iris.Count + strings.Count + languageStrings.Count + typed.Count;

    internal long TotalBytes => iris.TotalBytes + strings.TotalBytes + languageStrings.TotalBytes + typed.TotalBytes + values.TotalBytes;

    internal LanguageTags Languages => languages;

    /// <summary>A term; its text perhaps in the scratch.</summary>
    internal TermView View(TermId id, TermArena scratch)
    {
        switch (id.Tag)
        {
            case TermTag.Iri:
                return TermView.Iri(iris.Text(id.Index, scratch));
            case TermTag.String:
                return TermView.Literal(strings.Text(id.Index, scratch), XsdDatatypes.Utf8IriOf(XsdDatatype.String));
            case TermTag.LanguageString:
                var language = languageStrings.Language(id.Index);
                var direction = languages.Direction(language);
                return TermView.Literal(
                    languageStrings.Text(id.Index, scratch), XsdDatatypes.Utf8IriOf(LanguageTags.Datatype(direction)),
                    languages.Tag(language), direction);
            default:
                return TermView.Literal(typed.Text(id.Index, scratch), datatypes.Of(id.Index));
        }
    }

    /// <summary>The datatype of a language-tagged string.</summary>
    internal XsdDatatype LanguageDatatype(long index) => LanguageTags.Datatype(languages.Direction(languageStrings.Language(index)));

    /// <summary>The index of a term of a tag, or -1.</summary>
    internal long Find(TermTag tag, in TermView term)
    {
        switch (tag)
        {
            case TermTag.LanguageString:
                var index = PlaceOf(tag, term);
                return index < languageStrings.Count && languageStrings.Compare(index, term.Value) == 0
                    && CompareLanguage(term, index) == 0 ? index : -1;
            case TermTag.TypedLiteral:
                return datatypes.TryGetRange(term.Datatype, out var start, out var end) ? typed.Find(term.Value, start, end) : -1;
            default:
                return this[tag].Find(term.Value, 0, this[tag].Count);
        }
    }

    /// <summary>The first index whose text, language tag and direction are not below those of the term. Not for typed literals.</summary>
    internal long PlaceOf(TermTag tag, in TermView term)
    {
        var terms = this[tag];
        var index = terms.LowerBound(term.Value, 0, terms.Count);
        if (tag == TermTag.LanguageString)
        {
            while (index < terms.Count && terms.Compare(index, term.Value) == 0 && CompareLanguage(term, index) > 0)
            {
                index++;
            }
        }

        return index;
    }

    /// <summary>The indexes of a tag whose text starts with a prefix, the last one excluded.</summary>
    internal (long Start, long End) FindPrefix(TermTag tag, ReadOnlySpan<byte> prefix)
    {
        var terms = this[tag];
        var start = terms.LowerBound(prefix, 0, terms.Count);
        long low = start, high = terms.Count;
        while (low < high)
        {
            var middle = low + ((high - low) >> 1);
            if (terms.StartsWith(middle, prefix))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return (start, low);
    }

    private int CompareLanguage(in TermView term, long index)
    {
        Span<byte> lower = term.Language.Length <= 256 ? stackalloc byte[term.Language.Length] : new byte[term.Language.Length];
        Ascii.ToLower(term.Language, lower, out _);
        return languages.Compare(lower, term.Direction, languageStrings.Language(index));
    }
}
