using System.Buffers;
using System.Text;
using KnowledgeGraph.Query.Expressions.Patterns;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions.Functions;

/// <summary>REGEX and REPLACE (SPARQL 1.1 §17.4.3.14 and §17.4.3.15). A pattern is translated once for each pattern and flags.</summary>
/// <seealso href="https://www.w3.org/TR/sparql11-query/#func-regex"/>
internal sealed class PatternFunctions
{
    private const int MaxCachedPatterns = 256;

    private static readonly SearchValues<byte> s_meta = SearchValues.Create("\\|.?*+(){}[]^$"u8);

    private readonly Dictionary<(TermId Pattern, TermId Flags), Pattern?> _patterns = [];

    public TermId Regex(TermWorkspace workspace, TermId text, TermId patternId, TermId flagsId)
    {
        if (!workspace.TryViewSimple(patternId, workspace.Second, out var pattern)
            || !workspace.TryViewString(text, workspace.First, out var view))
        {
            return default;
        }

        // Most patterns are a plain word, perhaps at the start: no regular expression is needed to find one.
        if (flagsId.IsUndefined)
        {
            if (!pattern.ContainsAny(s_meta))
            {
                return view.Value.IndexOf(pattern) >= 0 ? TermId.True : TermId.False;
            }

            if (pattern[0] == (byte)'^' && !pattern[1..].ContainsAny(s_meta))
            {
                return view.Value.StartsWith(pattern[1..]) ? TermId.True : TermId.False;
            }
        }

        if (Find(workspace, patternId, flagsId) is not { } compiled)
        {
            return default;
        }

        workspace.ThrowIfTooLarge(view.Value.Length * 2L);
        return compiled.IsMatch(view.Value) ? TermId.True : TermId.False;
    }

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

    private Pattern? Find(TermWorkspace workspace, TermId patternId, TermId flagsId)
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
