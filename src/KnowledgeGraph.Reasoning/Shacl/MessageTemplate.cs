using System.Collections.Immutable;
using System.Text;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>Puts values in the place of <c>{?name}</c> and <c>{$name}</c> in messages (SHACL §5.3.2).</summary>
internal static class MessageTemplate
{
    /// <summary>The messages with the values known; a name without a value stays as it is written.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="valueOf">The term of a variable; null for none.</param>
    public static Literal[] Fill(ImmutableArray<Literal> messages, Func<string, Term?> valueOf)
    {
        var filled = new Literal[messages.Length];
        for (var i = 0; i < filled.Length; i++)
        {
            var message = messages[i];
            var text = Fill(message.Lexical, valueOf);
            filled[i] = message.Language is { } language
                ? new Literal(text, language, message.Direction)
                : new Literal(text, message.Datatype);
        }

        return filled;
    }

    private static string Fill(string template, Func<string, Term?> valueOf)
    {
        var text = new StringBuilder();
        var position = 0;
        int open;
        while ((open = template.IndexOf('{', position)) >= 0)
        {
            var close = template.IndexOf('}', open);
            var isName = close > open + 2 && template[open + 1] is '?' or '$';
            var value = isName ? valueOf(template[(open + 2)..close]) : null;
            if (value is null)
            {
                text.Append(template, position, open + 1 - position);
                position = open + 1;
            }
            else
            {
                text.Append(template, position, open - position).Append(Text(value));
                position = close + 1;
            }
        }

        return text.Append(template, position, template.Length - position).ToString();
    }

    private static string Text(Term value) => value switch
    {
        Literal literal => literal.Lexical,
        Iri iri => iri.Value,
        _ => value.ToString(),
    };
}
