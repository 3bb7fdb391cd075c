using KnowledgeGraph.Store;
using KnowledgeGraph.Store.Log;

namespace KnowledgeGraph.Tests.Store.Files;

/// <summary>The log cut off, or damaged, at every byte.</summary>
public class LogTests
{
    private const string Folder = "/store";
    private const string Log = "/store/log-1";
    private const int HeaderBytes = 16;

    [Fact]
    public void GivesTheCommitsThatAreWhole_WhenCutAtAnyByte()
    {
        var (files, states, ends) = Write(12);
        var log = files[Log];
        Assert.Equal(ends[^1], log.Length);
        for (var length = HeaderBytes; length <= log.Length; length++)
        {
            files[Log] = log[..length];
            using var store = QuadStore.Open(files, Folder);
            Assert.Equal(states[ends.FindLastIndex(end => end <= length)], StoreState.Of(store));
        }
    }

    [Fact]
    public void GoesOnBehindTheLastWholeCommit_AfterACut()
    {
        var (files, states, ends) = Write(4);
        files[Log] = files[Log][..(ends[3] + 5)];
        using (var store = QuadStore.Open(files, Folder))
        {
            Assert.Equal(states[3], StoreState.Of(store));
            using var transaction = store.Begin(TestContext.Current.CancellationToken);
            StoreState.Change(transaction, 77, new Random(77));
            transaction.Commit("after the cut");
            states.Add(StoreState.Of(store));
        }

        using var again = QuadStore.Open(files, Folder);
        Assert.Equal(states[^1], StoreState.Of(again));
        Assert.EndsWith("after the cut", states[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesTheLog_WhenAByteBeforeTheLastCommitIsAnother()
    {
        var (files, states, ends) = Write(5);
        var log = files[Log];
        for (var at = 0; at < log.Length; at++)
        {
            var damaged = (byte[])log.Clone();
            damaged[at] ^= 0x10;
            files[Log] = damaged;
            if (at < ends[^2])
            {
                var e = Assert.Throws<StoreCorruptionException>(() => QuadStore.Open(files, Folder).Dispose());
                Assert.Contains("/store/log-1", e.Message, StringComparison.Ordinal);
            }
            else
            {
                // The last one may have been cut off by a crash as well.
                using var store = QuadStore.Open(files, Folder);
                Assert.Equal(states[^2], StoreState.Of(store));
                files[Log] = log;
            }
        }
    }

    [Fact]
    public void RefusesTheLog_WhenACommitIsMissingFromIt()
    {
        var (files, _, ends) = Write(5);
        var log = files[Log];
        for (var missing = 1; missing < ends.Count - 1; missing++)
        {
            files[Log] = [.. log[..ends[missing - 1]], .. log[ends[missing]..]];
            Assert.Throws<StoreCorruptionException>(() => QuadStore.Open(files, Folder).Dispose());
        }
    }

    [Fact]
    public void TakesAGroupForTorn_WhenItsFirstCommitIsNotWhole()
    {
        // Two commits in one write: a crash may leave the second alone, which says nothing of the first.
        var files = new VolatileFiles();
        files.CreateFolder(Folder);
        using var log = LogFile.Create(files, Log, 1);
        var state = new TransactionState(StoreHead.Of(Snapshot.Empty, null, "", 0));
        log.Add(state, [], "v1", 1);
        log.Add(state, [], "v2", 2);
        log.Take();
        log.Write();
        log.Add(state, [], "v3", 3);
        log.Take();
        log.Write();
        var bytes = files[Log];
        Assert.True(LogFrame.TryRead(bytes.AsSpan(HeaderBytes), out var first));
        var second = HeaderBytes + first.Length;
        Assert.True(LogFrame.TryRead(bytes.AsSpan(second), out var next) && next.Sequence == 2);
        bytes[HeaderBytes + 10] ^= 1;
        Assert.False(LogFrame.IsDamaged(bytes.AsSpan(0, second + next.Length), HeaderBytes));
        Assert.True(LogFrame.IsDamaged(bytes, HeaderBytes));
    }

    [Fact]
    public void RefusesTheManifest_WhenAnyByteIsAnother()
    {
        var (files, _, _) = Write(1);
        var manifest = files["/store/CURRENT"];
        for (var at = 0; at < manifest.Length; at++)
        {
            var damaged = (byte[])manifest.Clone();
            damaged[at] ^= 0x01;
            files["/store/CURRENT"] = damaged;
            var e = Assert.Throws<StoreCorruptionException>(() => QuadStore.Open(files, Folder).Dispose());
            Assert.Contains("/store/CURRENT", e.Message, StringComparison.Ordinal);
        }
    }

    // The states before the first commit and after each, and where the log ended then.
    private static (VolatileFiles Files, List<string> States, List<int> Ends) Write(int commits)
    {
        var files = new VolatileFiles();
        var random = new Random(5);
        using var store = QuadStore.Open(files, Folder);
        List<string> states = [StoreState.Of(store)];
        List<int> ends = [files[Log].Length];
        for (var number = 1; number <= commits; number++)
        {
            using var transaction = store.Begin(TestContext.Current.CancellationToken);
            StoreState.Change(transaction, number, random);
            transaction.Version = "v" + number;
            transaction.Commit();
            states.Add(StoreState.Of(store));
            ends.Add(files[Log].Length);
        }

        return (files, states, ends);
    }
}
