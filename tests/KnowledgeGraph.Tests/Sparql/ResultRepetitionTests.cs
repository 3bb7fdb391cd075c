using System.Buffers;
using System.Globalization;
using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Sparql.Results;

namespace KnowledgeGraph.Tests.Sparql;

/// <summary>Terms written again from what was written before; blocks; when the output sees what.</summary>
public sealed class ResultRepetitionTests
{
    public static TheoryData<string> Formats => [.. ResultFormat.All.Select(format => format.Name)];

    // Enough rows for many blocks, enough different terms for places in the table to be taken over.
    [Theory]
    [MemberData(nameof(Formats))]
    public void RepeatedTermsAreWrittenLikeNewOnes(string format)
    {
        var rows = Rows(5_000);

        Assert.Equal(Written(format, rows, repeats: false, out _), Written(format, rows, repeats: true, out var repeated));

        Assert.True(repeated > 5_000, $"{repeated} terms were repeated.");
    }

    [Fact]
    public void RowsAreInTheOutput_AfterAFlush()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = SolutionWriter.Create(output, ResultFormat.Csv);
        writer.Begin([new Variable("x")]);
        writer.BeginRow();
        writer.Cell(TermView.Iri("urn:a"u8));
        writer.EndRow();
        writer.Flush();

        Assert.Equal("x\r\nurn:a\r\n", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void ALargeBlockGoesOut_BeforeTheEnd()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = SolutionWriter.Create(output, ResultFormat.Json);
        writer.Begin([new Variable("x")]);
        var text = new byte[100_000];
        text.AsSpan().Fill((byte)'a');
        writer.BeginRow();
        writer.Cell(TermView.Literal(text, "http://www.w3.org/2001/XMLSchema#string"u8));
        writer.EndRow();

        Assert.True(output.WrittenCount > text.Length);
    }

    [Fact]
    public void NoTermIsRepeatedThatWasNotWritten()
    {
        var writer = SolutionWriter.Create(new ArrayBufferWriter<byte>(), ResultFormat.Json);
        writer.Begin([new Variable("x"), new Variable("y")]);
        for (ulong other = 100; other < 200; other++)
        {
            writer.BeginRow();
            writer.Cell(TermView.Iri("urn:b"u8), other);
            writer.Cell(default);
            writer.EndRow();
        }

        writer.BeginRow();

        Assert.False(writer.TryRepeat(7));
        writer.Cell(TermView.Iri("urn:a"u8), 7);
        Assert.True(writer.TryRepeat(7));
        writer.EndRow();
        writer.Flush();
        writer.BeginRow();
        Assert.False(writer.TryRepeat(7));
    }

    private static string Written(string format, List<string?[]> rows, bool repeats, out int repeated)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = SolutionWriter.Create(output, ResultFormat.All.Single(each => each.Name == format));
        writer.Begin([new Variable("s"), new Variable("p"), new Variable("o")]);
        var keys = new Dictionary<string, ulong>();
        repeated = 0;
        foreach (var row in rows)
        {
            writer.BeginRow();
            foreach (var cell in row)
            {
                if (cell is null)
                {
                    writer.Cell(default);
                    continue;
                }

                var key = keys.TryGetValue(cell, out var known) ? known : keys[cell] = (ulong)keys.Count + 1;
                if (repeats && writer.TryRepeat(key))
                {
                    repeated++;
                }
                else
                {
                    Write(writer, cell, repeats ? key : 0);
                }
            }

            writer.EndRow();
        }

        writer.End();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void Write(SolutionWriter writer, string cell, ulong key)
    {
        if (cell.StartsWith('<'))
        {
            writer.Cell(TermView.Iri(Encoding.UTF8.GetBytes(cell[1..])), key);
        }
        else
        {
            var datatype = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"u8;
            writer.Cell(TermView.Literal(Encoding.UTF8.GetBytes(cell), datatype, "en"u8), key);
        }
    }

    private static List<string?[]> Rows(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new string?[]
        {
            string.Create(CultureInfo.InvariantCulture, $"<urn:subject:{i / 4}"),
            string.Create(CultureInfo.InvariantCulture, $"<urn:predicate:{i % 4}"),
            (i % 7) switch
            {
                0 => null,
                1 => "a \"quoted\", text\r\nin two lines\t\\",
                2 => "",
                _ => string.Create(CultureInfo.InvariantCulture, $"value {i * i % 999}"),
            },
        }),
    ];
}
