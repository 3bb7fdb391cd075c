using System.Text;
using KnowledgeGraph.Query.Expressions.Patterns;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions.Functions;

/// <summary>REGEX and REPLACE (SPARQL 1.1 §17.4.3.14 and §17.4.3.15). A pattern is translated once for each pattern and flags.</summary>
/// <seealso href="https://www.w3.org/TR/sparql11-query/#func-regex"/>
internal sealed class PatternFunctions
{
    private const int MaxCachedPatterns = 256;

    private readonly Dictionary<(TermId Pattern, TermId Flags), Pattern?> _patterns = [];

    public TermId Replace(TermWorkspace workspace, ReadOnlySpan<TermId> arguments)
    {
        if (!workspace.TryViewSimple(arguments[2], workspace.Third, out var replacement)
            || arguments[1].Tag != TermTag.String || arguments[0].Tag is not (TermTag.String or TermTag.LanguageString)
            || Find(workspace, arguments[1], arguments.Length > 3 ? arguments[3] : default) is not { MatchesEmpty: false } pattern)
        {
            return default;
        }

        var view = workspace.View(arguments[0], workspace.First);
        workspace.ThrowIfTooLarge(view.Value.Length * 4L);
        var text = Encoding.UTF8.GetString(view.Value);
        var result = pattern.Replace(text, Encoding.UTF8.GetString(replacement), length => workspace.ThrowIfTooLarge(length * 6));
        return result is null ? default
            : ReferenceEquals(result, text) ? arguments[0]
            : workspace.TextLike(Encoding.UTF8.GetBytes(result), view);
    }

    /// <summary>The pattern of two xsd:strings, translated once; null if it or its flags are not valid.</summary>
    public Pattern? Find(TermWorkspace workspace, TermId patternId, TermId flagsId)
    {
        if (_patterns.TryGetValue((patternId, flagsId), out var pattern))
        {
            return pattern;
        }

        if (_patterns.Count == MaxCachedPatterns)
        {
            _patterns.Clear();
        }

        if (flagsId.IsUndefined || flagsId.Tag == TermTag.String)
        {
            var text = Encoding.UTF8.GetString(workspace.View(patternId, workspace.Second).Value);
            var flags = flagsId.IsUndefined ? "" : Encoding.UTF8.GetString(workspace.View(flagsId, workspace.Second).Value);

            // Case variants and surrogate pairs make a pattern some ten times longer.
            workspace.ThrowIfTooLarge(text.Length * 64L);
            pattern = Pattern.TryCreate(text, flags);
        }

        _patterns.Add((patternId, flagsId), pattern);
        return pattern;
    }
}
