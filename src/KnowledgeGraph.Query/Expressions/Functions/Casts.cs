using KnowledgeGraph.Query.Expressions.Nodes;
using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions.Functions;

/// <summary>
/// Constructor functions of XSD types (SPARQL 1.1 §17.5, XPath F&amp;O §19). From strings, white space around the value is ignored.
/// </summary>
/// <seealso href="https://www.w3.org/TR/sparql11-query/#FunctionMapping"/>
internal static class Casts
{
    /// <summary>The cast to a datatype, or null if there is none.</summary>
    public static UnaryFunction? Find(XsdDatatype datatype) => datatype switch
    {
        XsdDatatype.String => ToText,
        XsdDatatype.Boolean => ToBoolean,
        XsdDatatype.Decimal => ToDecimal,
        XsdDatatype.Float => ToFloat,
        XsdDatatype.Double => ToDouble,
        _ when XsdDatatypes.IsInteger(datatype) => (workspace, term) => ToInteger(workspace, term, datatype),
        _ when XsdDatatypes.IsDateTime(datatype) => (workspace, term) => ToDateTime(workspace, term, datatype),
        _ when XsdDatatypes.IsDuration(datatype) => (workspace, term) => ToDuration(workspace, term, datatype),
        _ => null,
    };

    private static TermId ToText(TermWorkspace workspace, TermId term)
    {
        if (term.IsIri || term.Tag is TermTag.String or TermTag.LanguageString)
        {
            return workspace.Text(workspace.View(term, workspace.First).Value);
        }

        var value = LiteralValue.Read(workspace, term);
        switch (value.Space)
        {
            case ValueSpace.Boolean:
                return workspace.Text(XsdBoolean.ToCanonical(value.Boolean));
            case ValueSpace.Number:
                return workspace.Text(value.Number.Kind switch
                {
                    XsdNumberKind.Double => XsdFloating.ToCastString(value.Number.ToDouble()),
                    XsdNumberKind.Float => XsdFloating.ToCastString(value.Number.ToSingle()),
                    _ => value.Number.ToString(),
                });
            case ValueSpace.DateTime:
                return workspace.Text(value.DateTime.ToString());
            case ValueSpace.Duration:
                return workspace.Text(value.Duration.ToCanonical(workspace.DatatypeOf(term)));
            default:
                // A literal of an unknown type has no value to print, but its lexical form says all there is to say.
                return term.IsLiteral ? workspace.Text(workspace.View(term, workspace.First).Value) : default;
        }
    }

    private static TermId ToBoolean(TermWorkspace workspace, TermId term)
    {
        if (workspace.TryViewSimple(term, workspace.First, out var text))
        {
            return XsdBoolean.TryParse(Trim(text), out var parsed) ? Boolean(parsed) : default;
        }

        return term.TryGetBoolean(out var value) ? Boolean(value)
            : workspace.TryGetNumber(term, out var number) ? Boolean(!number.IsZeroOrNaN)
            : default;
    }

    private static TermId ToDecimal(TermWorkspace workspace, TermId term)
    {
        if (workspace.TryViewSimple(term, workspace.First, out var text))
        {
            return XsdDecimal.TryParse(Trim(text), out var parsed) ? workspace.Number(XsdNumber.Decimal(parsed)) : default;
        }

        return TryGetNumber(workspace, term, out var number) && number.TryToDecimal(out var value)
            ? workspace.Number(XsdNumber.Decimal(value))
            : default;
    }

    private static TermId ToFloat(TermWorkspace workspace, TermId term)
    {
        if (workspace.TryViewSimple(term, workspace.First, out var text))
        {
            return XsdFloating.TryParseFloat(Trim(text), out var parsed) ? workspace.Number(XsdNumber.Float(parsed)) : default;
        }

        return TryGetNumber(workspace, term, out var number) ? workspace.Number(XsdNumber.Float(number.ToSingle())) : default;
    }

    private static TermId ToDouble(TermWorkspace workspace, TermId term)
    {
        if (workspace.TryViewSimple(term, workspace.First, out var text))
        {
            return XsdFloating.TryParseDouble(Trim(text), out var parsed) ? workspace.Number(XsdNumber.Double(parsed)) : default;
        }

        return TryGetNumber(workspace, term, out var number) ? workspace.Number(XsdNumber.Double(number.ToDouble())) : default;
    }

    private static TermId ToInteger(TermWorkspace workspace, TermId term, XsdDatatype datatype)
    {
        XsdDecimal value;
        if (workspace.TryViewSimple(term, workspace.First, out var text))
        {
            if (!XsdDecimal.TryParseInteger(Trim(text), out value))
            {
                return default;
            }
        }
        else if (!TryGetNumber(workspace, term, out var number) || !number.TryToInteger(out value))
        {
            return default;
        }

        return !XsdDatatypes.IsInRange(datatype, value) ? default
            : datatype == XsdDatatype.Integer ? workspace.Number(XsdNumber.Integer(value))
            : workspace.Typed(value.ToString(), datatype);
    }

    private static TermId ToDateTime(TermWorkspace workspace, TermId term, XsdDatatype datatype)
    {
        XsdDateTime value;
        if (workspace.TryViewSimple(term, workspace.First, out var text))
        {
            if (!XsdDateTime.TryParse(Trim(text), datatype, out value))
            {
                return default;
            }
        }
        else if (!workspace.TryGetDateTime(term, out var source) || !source.TryConvert(datatype, out value))
        {
            return default;
        }

        return workspace.DateTime(value);
    }

    // XPath F&O §19.1.4: between duration types the part that the target lacks is dropped.
    private static TermId ToDuration(TermWorkspace workspace, TermId term, XsdDatatype datatype)
    {
        XsdDuration value;
        if (workspace.TryViewSimple(term, workspace.First, out var text))
        {
            if (!XsdDuration.TryParse(Trim(text), datatype, out value))
            {
                return default;
            }
        }
        else if (workspace.TryGetDuration(term, out value))
        {
            value = datatype switch
            {
                XsdDatatype.DayTimeDuration => value with { Months = default },
                XsdDatatype.YearMonthDuration => value with { Seconds = default },
                _ => value,
            };
        }
        else
        {
            return default;
        }

        return workspace.Typed(value.ToCanonical(datatype), datatype);
    }

    // A boolean is cast to a number as 1 or 0.
    private static bool TryGetNumber(TermWorkspace workspace, TermId term, out XsdNumber number)
    {
        if (term.TryGetBoolean(out var value))
        {
            number = XsdNumber.Integer(value ? 1 : 0);
            return true;
        }

        return workspace.TryGetNumber(term, out number);
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n"u8);

    private static TermId Boolean(bool value) => value ? TermId.True : TermId.False;
}
