using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Tests.Store.Files;

/// <summary>A crash at any operation, with any fate of what was not synced: the last acknowledged state, or the one that was on its way.</summary>
public class CrashTests
{
    private const string Folder = "/store";
    private const int Commits = 9;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void GivesTheLastAcknowledgedState_AfterACrashAtAnyOperation(int seed)
    {
        var whole = new Run(new VolatileFiles(), seed);
        whole.ToTheEnd();
        Assert.Null(whole.Failure);
        Assert.Equal(Commits, whole.Acknowledged);
        Assert.True(whole.Files.Operations > 60, "too few operations: nothing was sorted anew");
        for (var operation = 1; operation <= whole.Files.Operations; operation++)
        {
            foreach (var mode in Enum.GetValues<CrashMode>())
            {
                var files = new VolatileFiles();
                files.CrashAt(operation);
                var run = new Run(files, seed);
                run.ToTheEnd();
                run.CheckAfter(files.Crash(mode, new Random((seed * 1000) + operation)), $"seed {seed}, operation {operation}, {mode}");
            }
        }
    }

    [Fact]
    public void TakesNothingMore_AfterAFailure()
    {
        var files = new VolatileFiles();
        using var store = QuadStore.Open(files, Folder);
        Commit(store, 1);
        var before = StoreState.Of(store);
        files.CrashAt(files.Operations + 1);
        Assert.Throws<StoreFailedException>(() => Commit(store, 2));

        // Even if the device works again: what it has is not known any more.
        files.CrashAt(long.MaxValue);
        Assert.Throws<StoreFailedException>(() => Commit(store, 3));
        Assert.Equal(before, StoreState.Of(store));
    }

    [Fact]
    public void KeepsWhatItShows_WhenTheProcessWasKilledBeforeTheSync()
    {
        // The system still has the frame that was not synced; who opens the store sees it, and a crash may not take it back then.
        var files = new VolatileFiles();
        using (var store = QuadStore.Open(files, Folder))
        {
            Commit(store, 1);
            files.CrashAt(files.Operations + 2);
            Assert.Throws<StoreFailedException>(() => Commit(store, 2));
            files.CrashAt(long.MaxValue);
        }

        string seen;
        using (var store = QuadStore.Open(files, Folder))
        {
            seen = StoreState.Of(store);
            Assert.Equal(2, store.Current.DefaultGraphCount);
        }

        using var again = QuadStore.Open(files.Crash(CrashMode.Drop, new Random(0)), Folder);
        Assert.Equal(seen, StoreState.Of(again));
    }

    private static void Commit(QuadStore store, int number)
    {
        using var transaction = store.Begin(TestContext.Current.CancellationToken);
        var id = transaction.Intern(new Iri("http://example.org/" + number));
        transaction.Add(id, id, id);
        transaction.Commit();
    }

    private sealed class Run(VolatileFiles files, int seed)
    {
        private readonly List<string> _states = [""];

        public VolatileFiles Files { get; } = files;

        public int Acknowledged { get; private set; }

        public Exception? Failure { get; private set; }

        // Every state is noted before its commit, and counted as acknowledged after it.
        public void ToTheEnd()
        {
            try
            {
                var random = new Random(seed);
                using var store = QuadStore.Open(Files, Folder, smallDelta: seed % 2 == 0 ? 12 : 1000, smallMerge: 6);
                for (var number = 1; number <= Commits; number++)
                {
                    using var transaction = store.Begin(TestContext.Current.CancellationToken);
                    transaction.Add(
                        transaction.Intern(new Iri("http://example.org/always")), transaction.Intern(new Iri("http://example.org/p")),
                        transaction.Intern(new Literal("number " + number)));
                    StoreState.Change(transaction, number, random);
                    _states.Add(StoreState.Of(transaction.Snapshot) + "version v" + number);
                    transaction.Commit("v" + number);
                    Acknowledged++;
                    Assert.Equal(_states[^1], StoreState.Of(store));
                    store.WaitForMerge();
                    Assert.Equal(_states[^1], StoreState.Of(store));
                }

                Failure = store.MergeFailure;
            }
            catch (IOException e)
            {
                Failure = e;
            }
        }

        public void CheckAfter(VolatileFiles files, string what)
        {
            _states[0] = "version ";
            string state;
            using (var store = QuadStore.Open(files, Folder))
            {
                state = StoreState.Of(store);
                Assert.True(_states.Skip(Acknowledged).Contains(state), $"{what}: after {Acknowledged} acknowledged commits:\n{state}");
                Commit(store, 100);
                state = StoreState.Of(store);
            }

            using var again = QuadStore.Open(files.Crash(CrashMode.Drop, new Random(0)), Folder);
            Assert.Equal(state, StoreState.Of(again));
        }
    }
}
