using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions;

/// <summary>The value spaces that operators tell apart; values of two different known ones are never equal.</summary>
internal enum ValueSpace : byte
{
    /// <summary>An unknown datatype, or a lexical form that is not of its datatype: nothing is known about the value.</summary>
    Unknown,
    Number,
    String,
    LanguageString,
    Boolean,
    DateTime,
    Duration,
}

/// <summary>The value of a literal. <c>default</c> is unknown.</summary>
internal struct LiteralValue
{
    public ValueSpace Space;
    public bool Boolean;
    public XsdNumber Number;
    public XsdDateTime DateTime;
    public XsdDuration Duration;

    /// <summary>Reads the value of a literal.</summary>
    public static LiteralValue Read(TermWorkspace workspace, TermId id)
    {
        var value = default(LiteralValue);
        switch (id.Tag)
        {
            case TermTag.String:
                value.Space = ValueSpace.String;
                break;
            case TermTag.LanguageString:
                value.Space = ValueSpace.LanguageString;
                break;
            case TermTag.Boolean:
                value.Space = ValueSpace.Boolean;
                id.TryGetBoolean(out value.Boolean);
                break;
            default:
                if (workspace.TryGetNumber(id, out value.Number))
                {
                    value.Space = ValueSpace.Number;
                }
                else if (workspace.TryGetDateTime(id, out value.DateTime))
                {
                    value.Space = ValueSpace.DateTime;
                }
                else if (workspace.TryGetDuration(id, out value.Duration))
                {
                    value.Space = ValueSpace.Duration;
                }

                break;
        }

        return value;
    }
}
