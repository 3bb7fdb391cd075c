namespace KnowledgeGraph.Store;

/// <summary>
/// The terms that came since the sorted part of a dictionary was built, tag by tag. Shared by successive dictionaries, each of which
/// knows how many it may see; only the writer appends.
/// </summary>
internal sealed class AddedTerms
{
    private readonly AddedTable<AddedTerm> _iris = new();
    private readonly AddedTable<AddedTerm> _strings = new();
    private readonly AddedTable<AddedTerm> _languageStrings = new();
    private readonly AddedTable<AddedTerm> _typedLiterals = new();

    internal AddedTable<AddedTerm> this[TermTag tag] => tag switch
    {
        TermTag.Iri => _iris,
        TermTag.String => _strings,
        TermTag.LanguageString => _languageStrings,
        _ => _typedLiterals,
    };

    internal AddedTable<AddedTriple> TripleTerms { get; } = new();

    internal long TotalBytes =>
        _iris.TotalBytes + _strings.TotalBytes + _languageStrings.TotalBytes + _typedLiterals.TotalBytes + TripleTerms.TotalBytes;

    /// <summary>Everything there is now.</summary>
    internal AddedCounts Counts =>
        new(_iris.Count, _strings.Count, _languageStrings.Count, _typedLiterals.Count, TripleTerms.Count);

    /// <summary>Takes back what came after a state.</summary>
    internal void Truncate(in AddedCounts counts)
    {
        _iris.Truncate(counts.Iris);
        _strings.Truncate(counts.Strings);
        _languageStrings.Truncate(counts.LanguageStrings);
        _typedLiterals.Truncate(counts.TypedLiterals);
        TripleTerms.Truncate(counts.TripleTerms);
    }
}
