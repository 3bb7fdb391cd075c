using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Tests.Store;

public class SymbolTableTests
{
    [Fact]
    public void GivesBackEveryText()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var texts = Texts(random, 300);
            var table = SymbolTraining.Train(texts[..random.Next(texts.Length)]);
            Assert.InRange(table.Count, 0, SymbolTable.MaxSymbols);
            var reread = SymbolTable.Read(table.Write());
            Assert.NotNull(reread);
            foreach (var text in texts)
            {
                var code = new byte[text.Length * 2];
                var length = table.Encode(text, code);
                var target = new byte[length * SymbolTable.MaxSymbolBytes];
                Assert.True(text.AsSpan().SequenceEqual(target.AsSpan(0, reread.Decode(code.AsSpan(0, length), target))), $"seed {seed}");
            }
        }
    }

    [Fact]
    public void ComparesWithoutDecoding()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            var texts = Texts(random, 120);
            var table = SymbolTraining.Train(texts);
            foreach (var text in texts)
            {
                var code = new byte[text.Length * 2];
                code = code[..table.Encode(text, code)];
                foreach (var other in texts.Append(text[..random.Next(text.Length + 1)]))
                {
                    Assert.Equal(Math.Sign(text.AsSpan().SequenceCompareTo(other)), Math.Sign(table.Compare(code, other)));
                    Assert.Equal(text.AsSpan().StartsWith(other), table.Compare(code, other, asPrefix: true) == 0);
                }
            }
        }
    }

    [Fact]
    public void MakesIrisOfOneNamespaceAThirdOfTheirLength()
    {
        var texts = Enumerable.Range(0, 1000)
            .Select(i => Encoding.UTF8.GetBytes($"http://example.org/id/person/{i * 7919 % 100_000}")).ToArray();
        var table = SymbolTraining.Train(texts);
        var code = new byte[200];
        Assert.InRange(texts.Sum(text => table.Encode(text, code)), 1, texts.Sum(text => text.Length) / 3);
    }

    [Fact]
    public void RefusesBytesThatAreNoTable()
    {
        Assert.Null(SymbolTable.Read([]));
        Assert.Null(SymbolTable.Read([2, 1, 1, 65]));

        // Two symbols of the same place cannot both be used.
        Assert.Null(SymbolTable.Read([2, 1, 1, 65, 0, 0, 0, 0, 0, 0, 0, 65, 0, 0, 0, 0, 0, 0, 0]));
    }

    [Fact]
    public void SortedTermsFindTheirTexts_WhenCompressed()
    {
        var texts = Enumerable.Range(0, 3000).Select(i => Encoding.UTF8.GetBytes($"http://example.org/{i % 7}/number/{i}")).ToList();
        texts.Sort((left, right) => left.AsSpan().SequenceCompareTo(right));
        var compressed = SortedTerms.Create(texts.Count, i => texts[i], null, 0);
        var plain = SortedTerms.Create(texts.Count, i => texts[i], null);
        Assert.NotNull(compressed.Symbols);
        Assert.Null(plain.Symbols);
        Assert.True(compressed.TotalBytes < plain.TotalBytes / 2);
        var scratch = new TermArena();
        for (var i = 0; i < texts.Count; i++)
        {
            Assert.Equal(i, compressed.Find(texts[i], 0, texts.Count));
            Assert.Equal(-1, compressed.Find([.. texts[i], 0], 0, texts.Count));
            Assert.True(compressed.StartsWith(i, texts[i].AsSpan(0, i % 20)));
            scratch.Clear();
            Assert.True(compressed.Text(i, scratch).SequenceEqual(texts[i]));
        }
    }

    private static byte[][] Texts(Random random, int count)
    {
        var kind = random.Next(4);
        return [.. Enumerable.Range(0, count).Select(i => kind switch
        {
            0 => Bytes(random.Next(40), 256, 0),
            1 => Bytes(random.Next(40), 2, 254),
            2 => Encoding.UTF8.GetBytes($"http://example.org/{random.Next(5)}/жоба/{random.Next(1000)}"),
            _ => Bytes(random.Next(50) == 0 ? 5000 : random.Next(12), 3, 'a'),
        })];

        byte[] Bytes(int length, int values, int from) =>
            [.. Enumerable.Range(0, length).Select(_ => (byte)(from + random.Next(values)))];
    }
}
