using KnowledgeGraph.Store;

namespace KnowledgeGraph.Tests.Store;

public class EliasFanoTests
{
    [Fact]
    public void AgreesWithTheNumbers()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var values = Sorted(random);
            var size = EliasFano.Size(values.Length, values[^1].Bits - values[0].Bits);
            if (size == int.MaxValue)
            {
                continue;
            }

            var data = new byte[size + ByteSegments.Slack];
            data.AsSpan().Fill(0xFF);
            EliasFano.Encode(values, data.AsSpan(0, size));
            Check(data, values, random, $"seed {seed}");
        }
    }

    [Fact]
    public void TakesAboutTwoBitsAndTheLogarithmOfTheDistance()
    {
        // 1,024 numbers, every tenth: 3 low bits, at most 3 high bits, 44 bytes of header.
        Assert.InRange(EliasFano.Size(1024, 10 * 1023), 1024 * 5 / 8, 44 + (1024 * 6 / 8));
    }

    private static void Check(byte[] data, TermId[] values, Random random, string where)
    {
        var decoded = new TermId[values.Length];
        new BlockColumn(data).Decode(0, decoded);
        Assert.True(values.AsSpan().SequenceEqual(decoded), where);
        for (var i = 0; i < values.Length; i++)
        {
            Assert.True(EliasFano.Get(data, i) == values[i].Bits, where);
        }

        for (var round = 0; round < 200; round++)
        {
            var low = random.Next(values.Length);
            var high = random.Next(low, values.Length + 1);
            EliasFano.Decode(data, low, decoded.AsSpan(low, high - low));
            Assert.True(values.AsSpan(low, high - low).SequenceEqual(decoded.AsSpan(low, high - low)), where);
            var value = values[random.Next(values.Length)].Bits + (ulong)random.Next(3) - 1;
            value = random.Next(20) == 0 ? (ulong)random.NextInt64() : value;
            var after = random.Next(2) == 0;
            var expected = low;
            while (expected < high && (values[expected].Bits < value || (after && values[expected].Bits == value)))
            {
                expected++;
            }

            Assert.True(expected == EliasFano.Search(data, value, after, low, high), $"{where}, {value} in {low} to {high}");
        }
    }

    private static TermId[] Sorted(Random random)
    {
        var count = random.Next(4) == 0 ? SortedColumns.BlockRows : random.Next(1, SortedColumns.BlockRows + 1);
        var bits = random.Next(1, 58);
        var repeats = random.Next(1, 40);
        var values = new TermId[count];
        var least = (ulong)random.NextInt64(1L << 58);
        for (var i = 0; i < count; i++)
        {
            values[i] = i > 0 && random.Next(repeats) != 0 ? values[i - 1] : new(least + (ulong)random.NextInt64(1L << bits));
        }

        Array.Sort(values);
        return values;
    }
}
