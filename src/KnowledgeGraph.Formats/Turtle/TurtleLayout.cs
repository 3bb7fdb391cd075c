using System.Buffers;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Formats.Turtle;

/// <summary>
/// Lays the statements of a graph out in lines: what fits on a line stands on one, everything else goes level by level. Recursion is bounded
/// by <see cref="GraphShape"/>.
/// </summary>
internal sealed class TurtleLayout(PrefixedNames names, IBufferWriter<byte> output)
{
    private const int MaxLine = 120;

    private readonly TurtleTermWriter _terms = new(names);
    private readonly TermArena _arena = new();
    private readonly ArrayBufferWriter<byte> _line = new();
    private GraphShape _shape = null!;

    // Bytes since the last line break, and line breaks so far.
    private int _column;
    private int _breaks;

    /// <summary>Writes a graph; in braces if it has a name.</summary>
    public void WriteGraph(Term? name, GraphShape shape)
    {
        _shape = shape;
        if (name is not null)
        {
            Text("GRAPH "u8);
            Inline(name, output);
            Text(" {"u8);
            NewLine(0);
        }

        var breaks = _breaks;
        foreach (var block in shape.Statements)
        {
            // A statement of several lines stands apart from the next one.
            if (_breaks > breaks + 1)
            {
                NewLine(0);
            }

            breaks = _breaks;
            WriteStatement(block, name is null ? 0 : 1);
        }

        if (name is not null)
        {
            Text("}"u8);
            NewLine(0);
        }
    }

    private void WriteStatement(SubjectBlock block, int level)
    {
        Indent(level);
        if (block.IsCollection)
        {
            WriteCollection(block.Collection!, level);
        }
        else if (_shape.IsEmptyBracket(block.Subject))
        {
            Text("[]"u8);
        }
        else
        {
            Flush(line => Inline(block.Subject, line));
        }

        Text(" "u8);
        WriteProperties(block, level + 1);
        Text(" ."u8);
        NewLine(0);
    }

    // The first property on the line at hand, the others on lines of their own.
    private void WriteProperties(SubjectBlock block, int level)
    {
        var isFirst = true;
        foreach (var (predicate, values) in Properties(block))
        {
            if (!isFirst)
            {
                Text(" ;"u8);
                NewLine(level);
            }

            isFirst = false;
            Flush(line => Predicate(predicate, line));
            Text(" "u8);
            WriteValues(block, predicate, values, level);
        }
    }

    private void WriteValues(SubjectBlock block, Iri predicate, List<Term> values, int level)
    {
        _line.ResetWrittenCount();
        if (TryInline(block, predicate, values, _line, MaxLine - _column))
        {
            Text(_line.WrittenSpan);
            return;
        }

        var isFirst = true;
        foreach (var value in values)
        {
            if (!isFirst)
            {
                Text(" ,"u8);
                NewLine(level + 1);
            }

            WriteValue(block, predicate, value, isFirst ? level : level + 1);
            isFirst = false;
        }
    }

    // One value with its annotations. The level is that of the line at hand.
    private void WriteValue(SubjectBlock block, Iri predicate, Term value, int level)
    {
        WriteTerm(value, level);
        foreach (var annotation in _shape.Annotations(block.Subject, predicate, value))
        {
            if (annotation.Subject is not BlankNode)
            {
                Text(" ~ "u8);
                Flush(line => Inline(annotation.Subject, line));
            }
            else if (annotation.Count == 1)
            {
                Text(" ~"u8);
            }

            if (annotation.Count > 1)
            {
                Text(" {|"u8);
                NewLine(level + 1);
                WriteProperties(annotation, level + 1);
                NewLine(level);
                Text("|}"u8);
            }
        }
    }

    private void WriteTerm(Term term, int level)
    {
        _line.ResetWrittenCount();
        if (TryInline(term, _line, MaxLine - _column) || !_shape.TryGetNested(term, out var block))
        {
            Text(_line.WrittenSpan);
        }
        else if (block.Place == SubjectPlace.Cell)
        {
            WriteCollection(block.Collection!, level);
        }
        else
        {
            Text("["u8);
            NewLine(level + 1);
            WriteProperties(block, level + 1);
            NewLine(level);
            Text("]"u8);
        }
    }

    private void WriteCollection(Collection collection, int level)
    {
        _line.ResetWrittenCount();
        if (TryInline(collection, _line, MaxLine - _column))
        {
            Text(_line.WrittenSpan);
            return;
        }

        Text("("u8);
        foreach (var item in collection.Items)
        {
            NewLine(level + 1);
            WriteTerm(item, level + 1);
        }

        NewLine(level);
        Text(")"u8);
    }

    // Everything on one line, or false once that is too long; a single term counts, but is written whole.
    private bool TryInline(SubjectBlock block, Iri predicate, List<Term> values, ArrayBufferWriter<byte> line, int room)
    {
        for (var i = 0; i < values.Count; i++)
        {
            line.Write(i == 0 ? default : " , "u8);
            if (!TryInline(values[i], line, room))
            {
                return false;
            }

            foreach (var annotation in _shape.Annotations(block.Subject, predicate, values[i]))
            {
                if (annotation.Subject is not BlankNode)
                {
                    line.Write(" ~ "u8);
                    Inline(annotation.Subject, line);
                }
                else if (annotation.Count == 1)
                {
                    line.Write(" ~"u8);
                }

                if (annotation.Count > 1 && !TryInline(annotation, " {| "u8, " |}"u8, line, room))
                {
                    return false;
                }
            }
        }

        return line.WrittenCount <= room;
    }

    private bool TryInline(SubjectBlock block, ReadOnlySpan<byte> open, ReadOnlySpan<byte> close, ArrayBufferWriter<byte> line, int room)
    {
        line.Write(open);
        var isFirst = true;
        foreach (var (predicate, values) in Properties(block))
        {
            line.Write(isFirst ? default : " ; "u8);
            isFirst = false;
            Predicate(predicate, line);
            line.Write(" "u8);
            if (!TryInline(block, predicate, values, line, room))
            {
                return false;
            }
        }

        line.Write(close);
        return line.WrittenCount <= room;
    }

    private bool TryInline(Term term, ArrayBufferWriter<byte> line, int room)
    {
        if (!_shape.TryGetNested(term, out var block))
        {
            line.Write(term == RdfVocabulary.Nil ? "()"u8 : _shape.IsEmptyBracket(term) ? "[]"u8 : default);
            if (term != RdfVocabulary.Nil && !_shape.IsEmptyBracket(term))
            {
                Inline(term, line);
            }

            return line.WrittenCount <= room;
        }

        return block.Place == SubjectPlace.Cell
            ? TryInline(block.Collection!, line, room)
            : TryInline(block, "[ "u8, " ]"u8, line, room);
    }

    private bool TryInline(Collection collection, ArrayBufferWriter<byte> line, int room)
    {
        line.Write("( "u8);
        foreach (var item in collection.Items)
        {
            if (!TryInline(item, line, room))
            {
                return false;
            }

            line.Write(" "u8);
        }

        line.Write(")"u8);
        return line.WrittenCount <= room;
    }

    // The type first; without what the syntax says by itself.
    private static IEnumerable<(Iri Predicate, List<Term> Values)> Properties(SubjectBlock block)
    {
        if (block.Properties.TryGetValue(RdfVocabulary.Type, out var types))
        {
            yield return (RdfVocabulary.Type, types);
        }

        foreach (var (predicate, values) in block.Properties)
        {
            if (predicate == RdfVocabulary.Type
                || (block.IsCollection && (predicate == RdfVocabulary.First || predicate == RdfVocabulary.Rest)))
            {
                continue;
            }

            var written = block.Reified is not null && predicate == RdfVocabulary.Reifies
                ? values.FindAll(value => value != block.Reified)
                : values;
            if (written.Count > 0)
            {
                yield return (predicate, written);
            }
        }
    }

    private void Inline(Term term, IBufferWriter<byte> line)
    {
        _arena.Clear();
        _terms.WriteTerm(_arena[_arena.Add(term)], line);
    }

    private void Predicate(Iri predicate, IBufferWriter<byte> line)
    {
        _arena.Clear();
        _terms.WritePredicate(_arena[_arena.Add(predicate)].Value, line);
    }

    private void Flush(Action<ArrayBufferWriter<byte>> write)
    {
        _line.ResetWrittenCount();
        write(_line);
        Text(_line.WrittenSpan);
    }

    private void Text(ReadOnlySpan<byte> text)
    {
        output.Write(text);
        _column += text.Length;
    }

    private void NewLine(int level)
    {
        output.Write("\n"u8);
        _column = 0;
        _breaks++;
        Indent(level);
    }

    private void Indent(int level)
    {
        for (var i = 0; i < level; i++)
        {
            Text("    "u8);
        }
    }
}
