using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace KnowledgeGraph.Knowledge.Authoring;

/// <summary>Where the text of a YAML scalar stands in its file: a block scalar begins on the next line and has lost its indentation.</summary>
/// <param name="First">Where its first character stands.</param>
/// <param name="LaterColumn">The column at which its later lines begin.</param>
internal readonly record struct SaysPlace(SourcePosition First, int LaterColumn)
{
    /// <summary>The place of a scalar.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="lines">The lines of the file.</param>
    public static SaysPlace Of(YamlScalarNode scalar, SourcePosition start, string[] lines)
    {
        if (scalar.Style is not (ScalarStyle.Literal or ScalarStyle.Folded))
        {
            int quote = scalar.Style is ScalarStyle.DoubleQuoted or ScalarStyle.SingleQuoted ? 1 : 0;
            return new SaysPlace(start with { Column = start.Column + quote }, 0);
        }

        int line = start.Line + 1;
        while (line < lines.Length - 1 && string.IsNullOrWhiteSpace(lines[line]))
        {
            line++;
        }

        int indentation = line < lines.Length ? lines[line].Length - lines[line].TrimStart(' ').Length : 0;
        return new SaysPlace(new SourcePosition(start.File, start.Line + 1, indentation), indentation);
    }

    /// <summary>The place in the file of a place in the scalar's text.</summary>
    /// <param name="line">Line in the text, 0-based.</param>
    /// <param name="column">Column in the text, 0-based.</param>
    public SourcePosition At(int line, int column) =>
        line == 0
            ? First with { Column = First.Column + column }
            : First with { Line = First.Line + line, Column = LaterColumn + column };
}
