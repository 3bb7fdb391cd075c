using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;
using KnowledgeGraph.Store.Files;

namespace KnowledgeGraph.Tests.Store.Files;

/// <summary>A store in a folder of the file system.</summary>
public sealed class FolderStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kg-store-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1, 4096, 1 << 17)]
    [InlineData(2, 20, 1 << 17)]
    [InlineData(3, 4096, 30)]
    [InlineData(4, 40, 10)]
    public void IsAsItWas_WhenOpenedAgain(int seed, int smallDelta, int smallMerge)
    {
        var random = new Random(seed);
        var state = "version ";
        for (var opening = 0; opening < 4; opening++)
        {
            using var store = QuadStore.Open(DiskFiles.Instance, _folder, smallDelta, smallMerge);
            Assert.Equal(state, StoreState.Of(store));
            for (var number = 0; number < 15; number++)
            {
                using var transaction = store.Begin(TestContext.Current.CancellationToken);
                StoreState.Change(transaction, number, random);
                if (random.Next(4) > 0)
                {
                    transaction.Commit($"v{opening}-{number}");
                }
            }

            store.WaitForMerge();
            Assert.Null(store.MergeFailure);
            state = StoreState.Of(store);
        }

        // One generation is left: lock, CURRENT, part and log.
        Assert.Equal(4, Directory.GetFileSystemEntries(_folder).Length);
    }

    [Fact]
    public async Task LosesNothingAndStopsNobody_WhileItMerges()
    {
        const int Writers = 4;
        const int Each = 60;
        using (var store = QuadStore.Open(DiskFiles.Instance, _folder, smallMerge: 25))
        {
            using var done = new CancellationTokenSource();
            var begun = new TaskCompletionSource();
            var reader = Task.Run(() => Read(store, begun, done.Token), TestContext.Current.CancellationToken);
            await Task.WhenAny(begun.Task, reader);
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Write(store, writer, Each))));
            await done.CancelAsync();
            await reader;
            store.WaitForMerge();
            Assert.Null(store.MergeFailure);
            Assert.Equal(Writers * Each, store.Current.DefaultGraphCount);
            Assert.True(store.Current.BaseRows > 0, "nothing was merged");
        }

        using var again = QuadStore.Open(_folder);
        Assert.Equal(Writers * Each, again.Current.DefaultGraphCount);
        Assert.Equal(Writers * Each, again.Current.Quads(IndexOrder.Spo).Select(quad => again.Current.Terms.ToTerm(quad.Object)).Distinct().Count());
    }

    [Fact]
    public void CutsOffWhatATornCommitLeftInTheLog()
    {
        using (var store = QuadStore.Open(_folder))
        {
            Write(store, 1, 3);
        }

        var log = Assert.Single(Directory.GetFiles(_folder, "log-*"));
        var whole = File.ReadAllBytes(log);
        File.WriteAllBytes(log, [.. whole, .. whole[^40..^8]]);
        QuadStore.Open(_folder).Dispose();
        Assert.Equal(whole, File.ReadAllBytes(log));
    }

    [Fact]
    public void ForgetsWhatAKilledMergeLeft()
    {
        using (var store = QuadStore.Open(_folder))
        {
            Write(store, 1, 3);
        }

        var part = Directory.CreateDirectory(Path.Combine(_folder, "part-2")).FullName;
        File.Copy(Assert.Single(Directory.GetFiles(Path.Combine(_folder, "part-1"))), Path.Combine(part, PartFormat.FileName));
        File.WriteAllText(Path.Combine(_folder, "log-2"), "half");
        using var again = QuadStore.Open(_folder);
        Assert.False(Directory.Exists(part));
        again.Compact(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(3, again.Current.DefaultGraphCount);
    }

    [Fact]
    public void IsRefused_WhileSomebodyHasItOpen()
    {
        using (QuadStore.Open(_folder))
        {
            var e = Assert.Throws<IOException>(() => QuadStore.Open(_folder));
            Assert.Contains(_folder, e.Message, StringComparison.Ordinal);
        }

        QuadStore.Open(_folder).Dispose();
    }

    [Fact]
    public void IsRefused_WhereSomethingElseIs()
    {
        File.WriteAllText(Path.Combine(_folder, "letter.txt"), "dear");
        var e = Assert.Throws<IOException>(() => QuadStore.Open(_folder));
        Assert.Contains("letter.txt", e.Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void IsRefused_WhenItsFormatIsAnother()
    {
        QuadStore.Open(_folder).Dispose();
        var path = Path.Combine(_folder, "CURRENT");
        File.WriteAllText(path, File.ReadAllText(path).Replace("format 1", "format 2", StringComparison.Ordinal));
        var e = Assert.Throws<StoreCorruptionException>(() => QuadStore.Open(_folder));
        Assert.Contains("format 2", e.Message, StringComparison.Ordinal);
    }

    // What every reader sees: each writer's numbers up to some one, without a gap.
    private static void Read(QuadStore store, TaskCompletionSource begun, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            var snapshot = store.Current;
            var numbers = snapshot.Quads(IndexOrder.Spo)
                .GroupBy(quad => quad.Subject, quad => int.Parse(((Literal)snapshot.Terms.ToTerm(quad.Object)).Lexical.Split(' ')[1], null));
            Assert.All(numbers, writer => Assert.Equal(writer.Count() - 1, writer.Max()));
            begun.TrySetResult();
        }
    }

    private static void Write(QuadStore store, int writer, int count)
    {
        for (var number = 0; number < count; number++)
        {
            using var transaction = store.Begin();
            transaction.Add(
                transaction.Intern(new Iri("http://example.org/writer" + writer)), transaction.Intern(new Iri("http://example.org/p")),
                transaction.Intern(new Literal($"{writer} {number}")));
            transaction.Commit();
        }
    }
}
