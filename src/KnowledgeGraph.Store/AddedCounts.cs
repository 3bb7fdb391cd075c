namespace KnowledgeGraph.Store;

/// <summary>How many of the <see cref="AddedTerms"/> a dictionary sees.</summary>
internal readonly record struct AddedCounts(int Iris, int Strings, int LanguageStrings, int TypedLiterals, int TripleTerms)
{
    internal long Total => (long)Iris + Strings + LanguageStrings + TypedLiterals + TripleTerms;

    internal int this[TermTag tag] => tag switch
    {
        TermTag.Iri => Iris,
        TermTag.String => Strings,
        TermTag.LanguageString => LanguageStrings,
        _ => TypedLiterals,
    };
}
