namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>Value expansion: a scalar to a value object or a node reference.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#value-expansion"/>
internal static class ValueExpansion
{
    public static JsonMap Expand(ActiveContext active, string property, object? value)
    {
        var definition = active.Term(property);

        // Steps 1 and 2.
        if (value is string reference && definition?.Type is Keywords.Id or Keywords.Vocabulary)
        {
            return new JsonMap(
                Keywords.Id, IriExpansion.Expand(active, reference, documentRelative: true, vocab: definition.Type == Keywords.Vocabulary));
        }

        // Steps 3 to 5.
        var result = new JsonMap(Keywords.Value, value);
        if (definition?.Type is { } type and not (Keywords.Id or Keywords.Vocabulary or Keywords.None))
        {
            result.Add(Keywords.Type, type);
        }
        else if (value is string)
        {
            var language = definition is { HasLanguage: true } ? definition.Language : active.Language;
            var direction = definition is { HasDirection: true } ? definition.Direction : active.Direction;
            if (language is not null)
            {
                result.Add(Keywords.Language, language);
            }

            if (direction is not null)
            {
                result.Add(Keywords.Direction, direction);
            }
        }

        return result;
    }
}
