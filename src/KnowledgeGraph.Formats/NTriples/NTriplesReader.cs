using System.Buffers;
using System.Runtime.CompilerServices;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.NTriples;

/// <summary>
/// Reads N-Triples and N-Quads line by line. Terms without escapes are views over the input window; only triple terms and unescaped text
/// are copied, into an arena that is emptied with each statement.
/// </summary>
/// <seealso href="https://www.w3.org/TR/rdf12-n-triples/#n-triples-grammar"/>
/// <seealso href="https://www.w3.org/TR/rdf12-n-quads/#sec-grammar"/>
internal sealed class NTriplesReader(Utf8Input input, bool quads, QuadSink sink, RdfReaderOptions options)
{
    private const int LinesPerCancellationCheck = 4096;

    private readonly TermArena _arena = new();
    private readonly ArrayBufferWriter<byte> _scratch = new();

    public void Read(CancellationToken ct)
    {
        var more = true;
        for (var lines = 0; more; lines++)
        {
            if (lines % LinesPerCancellationCheck == 0)
            {
                lines = 0;
                ct.ThrowIfCancellationRequested();
            }

            try
            {
                more = FindLine(out var length);
                ReadLine(input.Window[..length]);
                input.Advance(more ? length + 1 : length);
            }
            catch (RdfSyntaxException e) when (options.Lenient)
            {
                more = true;
                options.OnSkipped?.Invoke(e);
                input.SkipLine();
            }
        }
    }

    // Makes the window hold a whole line; EOL is [#xD#xA]+, so that a carriage return ends one, too. False: the last one, which has no end.
    private bool FindLine(out int length)
    {
        var searched = 0;
        while (true)
        {
            var end = input.Window[searched..].IndexOfAny((byte)'\n', (byte)'\r');
            if (end >= 0)
            {
                length = searched + end;
                return true;
            }

            searched = input.Window.Length;
            if (!input.Fill())
            {
                length = searched;
                return false;
            }
        }
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        var at = 0;
        SkipBlanks(line, ref at);
        if (at == line.Length || line[at] == (byte)'#')
        {
            return;
        }

        ReadStatement(line, ref at);
        SkipBlanks(line, ref at);
        if (at < line.Length && line[at] != (byte)'#')
        {
            throw Unexpected(line, at, "the end of the line");
        }
    }

    private void ReadStatement(ReadOnlySpan<byte> line, ref int at)
    {
        if (line[at..].StartsWith("VERSION"u8))
        {
            ReadVersion(line, ref at);
            return;
        }

        if (_arena.Count > 0)
        {
            _arena.Clear();
        }

        var subject = ReadResource(line, ref at, "a subject: an IRI or a blank node");
        var predicate = ReadPredicate(line, ref at);
        var @object = ReadObject(line, ref at, 0);
        SkipBlanks(line, ref at);
        var graph = default(TermView);
        if (quads && at < line.Length && line[at] is (byte)'<' or (byte)'_')
        {
            graph = ReadResource(line, ref at, "a graph name: an IRI or a blank node");
            SkipBlanks(line, ref at);
        }

        if (at == line.Length || line[at] != (byte)'.')
        {
            throw MissingDot(line, at);
        }

        at++;
        sink.Quad(subject, predicate, @object, graph);
    }

    // versionDirective: 'VERSION' STRING_LITERAL_QUOTE. It promises something about the terms to come; any version is read alike.
    private void ReadVersion(ReadOnlySpan<byte> line, ref int at)
    {
        at += "VERSION"u8.Length;
        SkipBlanks(line, ref at);
        if (at == line.Length || line[at] != (byte)'"')
        {
            throw Unexpected(line, at, "a version in quotation marks");
        }

        _ = FindStringEnd(line, at, out _, out at);
    }

    private TermView ReadResource(ReadOnlySpan<byte> line, scoped ref int at, string expected)
    {
        SkipBlanks(line, ref at);
        if (at < line.Length)
        {
            switch (line[at])
            {
                case (byte)'<' when at + 1 >= line.Length || line[at + 1] != (byte)'<':
                    return ReadIri(line, ref at);
                case (byte)'_':
                    return ReadBlankNode(line, ref at);
            }
        }

        throw Unexpected(line, at, expected);
    }

    private TermView ReadPredicate(ReadOnlySpan<byte> line, scoped ref int at)
    {
        SkipBlanks(line, ref at);
        return at < line.Length && line[at] == (byte)'<' && !line[at..].StartsWith("<<"u8)
            ? ReadIri(line, ref at)
            : throw Unexpected(line, at, "a predicate: an IRI");
    }

    private TermView ReadObject(ReadOnlySpan<byte> line, scoped ref int at, int depth)
    {
        SkipBlanks(line, ref at);
        if (at < line.Length)
        {
            switch (line[at])
            {
                case (byte)'<':
                    return line[at..].StartsWith("<<"u8) ? _arena[ReadTripleTerm(line, ref at, depth + 1)] : ReadIri(line, ref at);
                case (byte)'"':
                    return ReadLiteral(line, ref at);
                case (byte)'_':
                    return ReadBlankNode(line, ref at);
            }
        }

        throw Unexpected(line, at, "an object: an IRI, a blank node, a literal or a triple term", ObjectHint(line[at..]));
    }

    // tripleTerm: '<<(' subject predicate object ')>>'
    private int ReadTripleTerm(ReadOnlySpan<byte> line, ref int at, int depth)
    {
        if (depth > options.MaxNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw input.Error(at, $"triple terms nest deeper than {options.MaxNesting}");
        }

        if (!line[at..].StartsWith("<<("u8))
        {
            throw input.Error(at, "found '<<', expected '<<(' of a triple term", "reified triples belong to Turtle and TriG");
        }

        at += 3;
        var subject = _arena.Add(ReadResource(line, ref at, "the subject of a triple term: an IRI or a blank node"));
        var predicate = _arena.Add(ReadPredicate(line, ref at));
        SkipBlanks(line, ref at);

        // A nested triple term is in the arena already.
        var @object = line[at..].StartsWith("<<"u8)
            ? ReadTripleTerm(line, ref at, depth + 1)
            : _arena.Add(ReadObject(line, ref at, depth));
        SkipBlanks(line, ref at);
        if (!line[at..].StartsWith(")>>"u8))
        {
            throw Unexpected(line, at, "')>>' at the end of the triple term");
        }

        at += 3;
        return _arena.AddTripleTerm(subject, predicate, @object);
    }

    private TermView ReadIri(ReadOnlySpan<byte> line, scoped ref int at)
    {
        var text = line[(at + 1)..];
        var end = text.IndexOfAny(Escapes.NotInIri);
        if (end < 0 || text[end] != (byte)'>')
        {
            return ReadEscapedIri(line, ref at);
        }

        var iri = text[..end];
        CheckAbsolute(iri, at);
        at += end + 2;
        return TermView.Iri(iri);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TermView ReadEscapedIri(ReadOnlySpan<byte> line, scoped ref int at)
    {
        var end = IriMessages.FindEnd(line, at, input);
        _scratch.ResetWrittenCount();
        var (offset, problem) = Escapes.UnescapeIri(line[(at + 1)..end], _scratch);
        if (problem is not null)
        {
            throw input.Error(at + 1 + offset, problem, Escapes.Hint(problem));
        }

        CheckAbsolute(_scratch.WrittenSpan, at);
        at = end + 1;
        return _arena[_arena.AddIri(_scratch.WrittenSpan)];
    }

    private void CheckAbsolute(ReadOnlySpan<byte> iri, int at)
    {
        if (!IriReference.HasScheme(iri))
        {
            throw input.Error(at, "found a relative IRI reference, expected an IRI with a scheme", "only Turtle and TriG have a base");
        }
    }

    private TermView ReadBlankNode(ReadOnlySpan<byte> line, scoped ref int at)
    {
        if (at + 1 >= line.Length || line[at + 1] != (byte)':')
        {
            throw Unexpected(line, at, "'_:' and a label");
        }

        var text = line[(at + 2)..];
        var length = NameCharacters.BlankNodeLabelLength(text);
        if (length == 0)
        {
            throw Unexpected(line, at + 2, "the label of a blank node");
        }

        at += 2 + length;
        var label = text[..length];
        return BlankNodeLabels.IsReserved(label)
            ? _arena[BlankNodeLabels.AddWritten(_arena, label, _scratch)]
            : TermView.BlankNode(label);
    }

    private TermView ReadLiteral(ReadOnlySpan<byte> line, scoped ref int at)
    {
        var start = at + 1;
        var lexical = FindStringEnd(line, at, out var escaped, out at);
        if (escaped)
        {
            _scratch.ResetWrittenCount();
            var (offset, problem) = Escapes.UnescapeString(lexical, _scratch);
            if (problem is not null)
            {
                throw input.Error(start + offset, problem, Escapes.Hint(problem));
            }

            lexical = _arena[_arena.AddLiteral(_scratch.WrittenSpan, default)].Value;
        }

        SkipBlanks(line, ref at);
        if (at < line.Length && line[at] == (byte)'@')
        {
            var tag = new LanguageSuffix(line[(at + 1)..]);
            if (tag.Problem is not null)
            {
                throw input.Error(at, tag.Problem, tag.Hint);
            }

            at += 1 + tag.Length;
            return TermView.Literal(lexical, tag.Datatype, tag.Language, tag.Direction);
        }

        return line[at..].StartsWith("^^"u8)
            ? ReadDatatype(line, lexical, ref at)
            : TermView.Literal(lexical, Datatypes.String);
    }

    private TermView ReadDatatype(ReadOnlySpan<byte> line, ReadOnlySpan<byte> lexical, scoped ref int at)
    {
        at += 2;
        SkipBlanks(line, ref at);
        var start = at;
        if (at == line.Length || line[at] != (byte)'<')
        {
            throw Unexpected(line, at, "the IRI of a datatype after '^^'");
        }

        var datatype = ReadIri(line, ref at).Value;
        return Datatypes.NeedsLanguage(datatype)
            ? throw input.Error(start, "a literal of this datatype needs a language tag instead of '^^'")
            : TermView.Literal(lexical, datatype);
    }

    private ReadOnlySpan<byte> FindStringEnd(ReadOnlySpan<byte> line, int at, out bool escaped, out int after)
    {
        escaped = false;
        var text = line[(at + 1)..];
        var length = 0;
        while (true)
        {
            var next = text[length..].IndexOfAny((byte)'"', (byte)'\\');
            length = next < 0 ? text.Length : length + next;
            if (length == text.Length)
            {
                throw input.Error(at, "the string that begins here is not closed on its line", @"a line break in a string is written \n");
            }

            if (text[length] == (byte)'"')
            {
                after = at + length + 2;
                return text[..length];
            }

            escaped = true;
            length = Math.Min(length + 2, text.Length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SkipBlanks(ReadOnlySpan<byte> line, scoped ref int at)
    {
        while (at < line.Length && line[at] is (byte)' ' or (byte)'\t')
        {
            at++;
        }
    }

    private RdfSyntaxException MissingDot(ReadOnlySpan<byte> line, int at)
    {
        var rest = line[at..];
        var expected = quads && rest.StartsWith("\""u8) ? "a graph name or '.' at the end of the quad" : "'.' at the end of the triple";
        var hint = rest.IsEmpty ? "add a dot"
            : quads && rest[0] == (byte)'"' ? "a graph name is an IRI or a blank node; or is a quotation mark inside the string not escaped?"
            : rest[0] is (byte)'"' || char.IsAsciiLetterOrDigit((char)rest[0]) ? "is a quotation mark inside the string not escaped?"
            : !quads && rest[0] == (byte)'<' ? "a graph name needs N-Quads"
            : null;
        return input.Error(at, $"found {Found(line, at)}, expected {expected}", hint);
    }

    private static string? ObjectHint(ReadOnlySpan<byte> rest) =>
        rest.IsEmpty || rest[0] is (byte)'.' ? null
        : rest[0] is (byte)'\'' ? "strings stand between double quotation marks"
        : char.IsAsciiDigit((char)rest[0]) || rest[0] is (byte)'-' or (byte)'+' || rest.StartsWith("true"u8) || rest.StartsWith("false"u8)
            ? "short forms belong to Turtle; write \"…\"^^<datatype>"
        : rest.Contains((byte)':') ? "prefixed names belong to Turtle; write the whole IRI in angle brackets"
        : null;

    private RdfSyntaxException Unexpected(ReadOnlySpan<byte> line, int at, string expected, string? hint = null) =>
        input.Error(at, $"found {Found(line, at)}, expected {expected}", hint);

    private static string Found(ReadOnlySpan<byte> line, int at) =>
        at >= line.Length ? "the end of the line" : SourceText.Quote(line[at..]);
}
