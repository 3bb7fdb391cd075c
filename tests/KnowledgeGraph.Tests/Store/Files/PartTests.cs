using System.Runtime.CompilerServices;
using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Store;
using KnowledgeGraph.Store.Files;

namespace KnowledgeGraph.Tests.Store.Files;

public class PartTests
{
    private const string Folder = "part";
    private static readonly string s_path = Path.Combine(Folder, PartFormat.FileName);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 40)]
    [InlineData(4, 1500)]
    [InlineData(5, 9000)]
    public void ReadsBackWhatWasWritten(int seed, int quads)
    {
        var snapshot = PartData.Random(seed, quads);
        PartData.AssertSame(snapshot, RoundTrip(snapshot));
    }

    [Fact]
    public void ReadsBackTermsOfEveryKind()
    {
        var predicate = StoreTestData.Iri("p");
        var snapshot = StoreTestData.Build(StoreTestData.AllKinds.Select(o => ((Term)predicate, (Term)predicate, o, (Term?)null)));
        var read = RoundTrip(snapshot);
        PartData.AssertSame(snapshot, read);
        var (start, end) = read.Terms.FindPrefix(TermTag.String, "plain"u8);
        Assert.Equal(2, end.Index - start.Index);
        Assert.True(read.Terms.TryGetDuration(read.Id(new Literal("P1D", Xsd.Duration)), out _));
    }

    [Fact]
    public void ReadsBackCompressedTexts()
    {
        var padding = new string('-', 100);
        var snapshot = StoreTestData.Build(Enumerable.Range(0, 50_000).Select(i => (
            (Term)StoreTestData.Iri($"a/{padding}/{i}"), (Term)StoreTestData.Iri("p"), (Term)new Literal($"{i} {padding}", "en"),
            (Term?)null)));
        Assert.NotNull(snapshot.Terms.Sorted[TermTag.Iri].Symbols);
        Assert.NotNull(snapshot.Terms.Sorted[TermTag.LanguageString].Symbols);
        var read = RoundTrip(snapshot);
        for (var index = 0; index < 50_000; index += 501)
        {
            foreach (var tag in (TermTag[])[TermTag.Iri, TermTag.LanguageString])
            {
                var id = TermId.FromIndex(tag, index);
                var term = read.Terms.ToTerm(id);
                Assert.Equal(snapshot.Terms.ToTerm(id), term);
                Assert.True(read.Terms.TryFind(term, out var found) && found == id);
            }
        }
    }

    [Theory]
    [InlineData("xsd:time", "12:30:15.25+05:00")]
    [InlineData("xsd:time", "23:59:59.999999999999999999999")]
    [InlineData("xsd:dateTime", "-12345-06-07T08:09:10.000000000001Z")]
    [InlineData("xsd:gMonthDay", "--02-29")]
    [InlineData("xsd:gDay", "---31-14:00")]
    [InlineData("xsd:gMonth", "--12Z")]
    [InlineData("xsd:duration", "-P100000000000000000000Y3M2DT0.000000000000000000000000001S")]
    [InlineData("xsd:dayTimeDuration", "PT1.5S")]
    [InlineData("xsd:integer", "-123456789012345678901234567890")]
    [InlineData("xsd:decimal", "9223372036854775807.5")]
    [InlineData("xsd:double", "0.12345678901234567")]
    [InlineData("xsd:double", "1.2345678901234567E-300")]
    [InlineData("xsd:float", "0.12345678901234")]
    [InlineData("xsd:integer", "many")]
    public void KeepsValuesOfLiterals(string datatype, string lexical)
    {
        var iri = new Iri("http://www.w3.org/2001/XMLSchema#" + datatype[4..]);
        var literal = new Literal(lexical, iri);
        var read = RoundTrip(StoreTestData.Build((StoreTestData.Iri("s"), StoreTestData.Iri("p"), literal, null)));
        var id = read.Id(literal);
        Assert.Equal(TermTag.TypedLiteral, id.Tag);
        var text = Encoding.UTF8.GetBytes(lexical);
        var type = XsdDatatypes.Find(Encoding.UTF8.GetBytes(iri.Value));
        XsdDateTime time = default;
        XsdDuration duration = default;
        Assert.Equal(XsdNumber.TryParse(text, type, out var number), read.Terms.TryGetNumber(id, out var readNumber));
        Assert.Equal(
            XsdDatatypes.IsDateTime(type) && XsdDateTime.TryParse(text, type, out time), read.Terms.TryGetDateTime(id, out var readTime));
        Assert.Equal(
            XsdDatatypes.IsDuration(type) && XsdDuration.TryParse(text, type, out duration),
            read.Terms.TryGetDuration(id, out var readDuration));
        Assert.Equal((number, time, duration), (readNumber, readTime, readDuration));
    }

    [Fact]
    public void SyncsTheFileBeforeTheFolder()
    {
        var files = new MemoryFiles();
        PartWriter.Write(Snapshot.Empty, files, Folder, null, TestContext.Current.CancellationToken);
        Assert.Equal([s_path, Folder], files.Synced);
    }

    [Fact]
    public void RefusesASnapshotWithChanges()
    {
        using var store = new QuadStore();
        using var transaction = store.Begin(TestContext.Current.CancellationToken);
        var id = transaction.Intern(TermView.Iri("http://example.org/a"u8));
        transaction.Add(id, id, id);
        Assert.Throws<ArgumentException>(
            () => PartWriter.Write(transaction.Commit(), new MemoryFiles(), Folder, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void IsReadFromAMappedFile_WhoseCollectionUnmapsIt()
    {
        var folder = Directory.CreateTempSubdirectory("kg-part-").FullName;
        try
        {
            ReadMapped(folder);
            for (var i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            if (OperatingSystem.IsLinux())
            {
                Assert.DoesNotContain(folder, File.ReadAllText("/proc/self/maps"), StringComparison.Ordinal);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void ShowsDamageToAnyByte()
    {
        var files = Written(PartData.Random(11, 20));
        var bytes = files.Contents[s_path];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 0x10;
            Assert.Throws<StoreCorruptionException>(() => PartReader.Verify(files, Folder, null, TestContext.Current.CancellationToken));
            bytes[i] ^= 0x10;
        }

        PartReader.Verify(files, Folder, null, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void ReadsTheSameOrFails_WhenABlockIsDamaged()
    {
        var snapshot = PartData.Random(12, 10_000);
        var files = Written(snapshot);
        var bytes = files.Contents[s_path];
        Assert.True(bytes.Length > 3 * BlockChecks.BlockBytes);
        var subjects = snapshot.Scan(IndexOrder.Osp, default).Rows();
        var failed = 0;
        for (var block = 0; block < bytes.Length; block += BlockChecks.BlockBytes)
        {
            bytes[block + 99] ^= 1;
            try
            {
                Assert.Equal(subjects, PartReader.Open(files, Folder).Scan(IndexOrder.Osp, default).Rows());
            }
            catch (StoreCorruptionException e)
            {
                failed++;
                Assert.Equal((s_path, block), (e.File, (int)e.OffsetBytes));
            }

            bytes[block + 99] ^= 1;
        }

        Assert.True(failed > 0);
    }

    [Fact]
    public void RefusesAFileThatEndsEarly()
    {
        var files = Written(PartData.Random(13, 20));
        var whole = files.Contents[s_path];
        for (var length = 0; length < whole.Length; length += 7)
        {
            files.Contents[s_path] = whole[..length];
            Assert.Throws<StoreCorruptionException>(() => PartReader.Open(files, Folder));
        }
    }

    [Fact]
    public void RefusesAnotherMajorVersion_AndSaysWhatToDo()
    {
        var files = Written(Snapshot.Empty);
        files.Contents[s_path][8]++;
        var e = Assert.Throws<StoreCorruptionException>(() => PartReader.Open(files, Folder));
        Assert.Contains("kg export", e.Message, StringComparison.Ordinal);
    }

    // A method of its own: in a debug build locals live as long as their method.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReadMapped(string folder)
    {
        var snapshot = PartData.Random(7, 3000);
        PartWriter.Write(snapshot, DiskFiles.Instance, folder, null, TestContext.Current.CancellationToken);
        PartData.AssertSame(snapshot, PartReader.Open(DiskFiles.Instance, folder));
        PartReader.Verify(DiskFiles.Instance, folder, null, TestContext.Current.CancellationToken);
        if (OperatingSystem.IsLinux())
        {
            Assert.Contains(folder, File.ReadAllText("/proc/self/maps"), StringComparison.Ordinal);
        }
    }

    private static Snapshot RoundTrip(Snapshot snapshot) => PartReader.Open(Written(snapshot), Folder);

    private static MemoryFiles Written(Snapshot snapshot)
    {
        var files = new MemoryFiles();
        PartWriter.Write(snapshot, files, Folder, null, TestContext.Current.CancellationToken);
        return files;
    }
}
