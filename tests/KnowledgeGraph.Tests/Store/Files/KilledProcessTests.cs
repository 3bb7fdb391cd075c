using System.Diagnostics;
using System.Globalization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;
using KnowledgeGraph.Store.Files;

namespace KnowledgeGraph.Tests.Store.Files;

/// <summary>A process that writes, loads and merges is killed at some moment; what it acknowledged is there, and nothing by half.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private const string FolderVariable = "KG_TEST_STORE";
    private const int Writers = 4;
    private const int Kills = 6;
    private const int Parts = 3;
    private const int Loaded = 40;

    // The process that is killed has the folder of the one that kills it: nobody would clear away another.
    private readonly string _folder =
        Environment.GetEnvironmentVariable(FolderVariable) ?? Directory.CreateTempSubdirectory("kg-killed-").FullName;

    public void Dispose()
    {
        if (!IsChild)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task KeepsWhatWasAcknowledged_AndNothingByHalf()
    {
        var random = new Random(11);
        for (var kill = 0; kill < Kills; kill++)
        {
            using (var child = Start())
            {
                try
                {
                    await WaitForCommits(child, random);
                }
                finally
                {
                    child.Kill();
                    await child.WaitForExitAsync(CancellationToken.None);
                }
            }

            using var store = QuadStore.Open(Store);
            Check(store.Current, Acknowledged());
        }
    }

    private async Task WaitForCommits(Process child, Random random)
    {
        var before = Acknowledged().Values.Sum();
        var patience = Stopwatch.StartNew();
        while (Acknowledged().Values.Sum() < before + 1 + random.Next(60))
        {
            Assert.False(child.HasExited, "the writer has ended by itself");
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(3), "the writer does not write");
            await Task.Delay(random.Next(1, 20), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>What the process does that is killed: to be started with a folder by the test above.</summary>
    [Fact(Skip = "Runs for ever: the test above starts it in a process of its own, and kills that.", SkipUnless = nameof(IsChild))]
    public void Writes()
    {
        using var store = QuadStore.Open(DiskFiles.Instance, Store, smallMerge: 60);
        var begun = Numbers(store.Current);
        var threads = Enumerable.Range(0, Writers).Select(writer => new Thread(() => Write(store, _folder, writer, begun.GetValueOrDefault(writer)))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }

    /// <summary>Whether this is the process to be killed.</summary>
    public static bool IsChild => Environment.GetEnvironmentVariable(FolderVariable) is not null;

    private string Store => Path.Combine(_folder, "store");

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[typeof(KilledProcessTests).Assembly.Location, "-method", typeof(KilledProcessTests).FullName + "." + nameof(Writes)])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[FolderVariable] = _folder;
        return Process.Start(start)!;
    }

    // Writer 0 loads documents, which are sorted in at once; the others commit a few quads.
    private static void Write(QuadStore store, string folder, int writer, int from)
    {
        using var acknowledged = new FileStream(Path.Combine(folder, "writer" + writer), FileMode.Append, FileAccess.Write, FileShare.Read, 0);
        if (from > 0)
        {
            // Committed by a process that was killed before it could say so.
            Acknowledge(acknowledged, from - 1);
        }

        for (var number = from; ; number++)
        {
            if (writer == 0)
            {
                store.Load(builder => Fill(builder, number));
            }
            else
            {
                using var transaction = store.Begin();
                for (var part = 0; part < Parts; part++)
                {
                    transaction.Add(transaction.Intern(Name(writer)), transaction.Intern(new Iri("http://example.org/part" + part)), Number(transaction, number));
                }

                transaction.Commit();
            }

            Acknowledge(acknowledged, number);
        }
    }

    private static void Acknowledge(FileStream file, int number) =>
        file.Write(System.Text.Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture) + "\n"));

    private static void Fill(StoreBuilder builder, int number)
    {
        builder.BeginDocument();
        for (var part = 0; part < Loaded; part++)
        {
            builder.Add(Name(0), new Iri("http://example.org/part" + part), new Literal("number " + number));
        }
    }

    private static Iri Name(int writer) => new("http://example.org/writer" + writer);

    private static TermId Number(StoreTransaction transaction, int number) => transaction.Intern(new Literal("number " + number));

    private Dictionary<int, int> Acknowledged()
    {
        var counts = new Dictionary<int, int>();
        for (var writer = 0; writer < Writers; writer++)
        {
            var path = Path.Combine(_folder, "writer" + writer);
            counts[writer] = File.Exists(path) ? LastNumber(path) + 1 : 0;
        }

        return counts;
    }

    private static int LastNumber(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        var lines = reader.ReadToEnd().Split('\n');
        return lines.Length < 2 ? -1 : int.Parse(lines[^2], CultureInfo.InvariantCulture);
    }

    private static Dictionary<int, int> Numbers(Snapshot snapshot) => snapshot.Quads(IndexOrder.Spo)
        .GroupBy(quad => snapshot.Terms.ToTerm(quad.Subject).ToString()!)
        .ToDictionary(writer => writer.Key[^2] - '0', writer => writer.Select(quad => quad.Object).Distinct().Count());

    // Numbers without a gap, each with all its quads, and at least as many as were acknowledged.
    private static void Check(Snapshot snapshot, Dictionary<int, int> acknowledged)
    {
        var found = Numbers(snapshot);
        foreach (var (writer, count) in acknowledged)
        {
            Assert.InRange(found.GetValueOrDefault(writer), count, count + 1);
        }

        foreach (var (writer, count) in found)
        {
            var numbers = snapshot.Quads(IndexOrder.Spo).Where(quad => snapshot.Terms.ToTerm(quad.Subject).Equals(Name(writer)))
                .GroupBy(quad => ((Literal)snapshot.Terms.ToTerm(quad.Object)).Lexical).ToList();
            Assert.All(numbers, number => Assert.Equal(writer == 0 ? Loaded : Parts, number.Count()));
            Assert.Equal(Enumerable.Range(0, count).Select(number => "number " + number).Order(), numbers.Select(number => number.Key).Order());
        }
    }
}
