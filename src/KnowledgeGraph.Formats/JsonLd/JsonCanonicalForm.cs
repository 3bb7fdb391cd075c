using System.Globalization;
using System.Text;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>The JSON canonicalization scheme: the lexical form of rdf:JSON literals.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc8785"/>
internal static class JsonCanonicalForm
{
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Append(value, text);
        return text.ToString();
    }

    private static void Append(object? value, StringBuilder text)
    {
        switch (value)
        {
            case JsonMap map:
                text.Append('{');
                var isFirst = true;

                // §3.2.3: by UTF-16 code units.
                foreach (var (key, member) in map.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    text.Append(isFirst ? "" : ",");
                    isFirst = false;
                    AppendString(key, text);
                    text.Append(':');
                    Append(member, text);
                }

                text.Append('}');
                break;
            case List<object?> list:
                text.Append('[');
                for (var i = 0; i < list.Count; i++)
                {
                    text.Append(i == 0 ? "" : ",");
                    Append(list[i], text);
                }

                text.Append(']');
                break;
            case JsonNumber number:
                text.Append(JsonNumber.ToEcmaScript(number.Value));
                break;
            case string plain:
                AppendString(plain, text);
                break;
            case bool truth:
                text.Append(truth ? "true" : "false");
                break;
            default:
                text.Append("null");
                break;
        }
    }

    // §3.2.2.2.
    private static void AppendString(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case < ' ':
                    text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }
}
