using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace KnowledgeGraph.Store.Files;

/// <summary>
/// A part's file, mapped: its sections, and the checksums of its blocks. Immutable, safe for any number of readers.
/// </summary>
internal sealed class PartFile
{
    private readonly FileMapping _mapping;
    private readonly BlockChecks _checks;
    private readonly Dictionary<(PartSection Kind, int Number), (long Offset, long Length)> _sections = [];

    private PartFile(string path, FileMapping mapping)
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Stores in files are read on little-endian machines only.");
        }

        Path = path;
        _mapping = mapping;
        ReadHeader();
        var footer = ReadFooter();
        var tableOffset = BinaryPrimitives.ReadInt64LittleEndian(footer);
        var count = BinaryPrimitives.ReadInt32LittleEndian(footer.AsSpan(8));
        var blockTable = BinaryPrimitives.ReadInt64LittleEndian(footer.AsSpan(16));
        _checks = new(path, mapping, ReadBlockTable(footer, blockTable), blockTable);
        if (tableOffset < 0 || count < 0 || tableOffset + ((long)count * PartFormat.SectionRecordBytes) > blockTable)
        {
            throw Broken(tableOffset, "the section table is not where the end of the file says");
        }

        ReadSections(tableOffset, count, blockTable);
    }

    internal string Path { get; }

    internal static PartFile Open(FileLayer files, string path) => new(path, files.Map(path));

    internal int BlockCount => _checks.BlockCount;

    /// <summary>Checks a block, whether it was read before or not.</summary>
    /// <exception cref="StoreCorruptionException">The block is not as it was written.</exception>
    internal void CheckBlock(int block) => _checks.Check(block);

    internal bool Has(PartSection kind, int number) => _sections.ContainsKey((kind, number));

    /// <summary>A section that stays in the file until it is read.</summary>
    internal ByteRange Range(PartSection kind, int number)
    {
        var (offset, length) = Find(kind, number);
        return new(_mapping.Piece(offset, (int)length), _checks, offset);
    }

    /// <summary>The sections of an owner that are numbered by segment, from 0 on.</summary>
    internal ByteRange[] Ranges(PartSection kind, int owner)
    {
        var ranges = new List<ByteRange>();
        while (ranges.Count <= byte.MaxValue && Has(kind, PartFormat.Number(owner, ranges.Count)))
        {
            ranges.Add(Range(kind, PartFormat.Number(owner, ranges.Count)));
        }

        return [.. ranges];
    }

    /// <summary>A copy of a section.</summary>
    internal byte[] Bytes(PartSection kind, int number)
    {
        var range = Range(kind, number);
        var bytes = range.Read(0, range.Length).ToArray();
        GC.KeepAlive(range);
        return bytes;
    }

    internal StoreCorruptionException Broken(PartSection kind, int number, string problem) =>
        Broken(_sections.GetValueOrDefault((kind, number)).Offset, $"section {kind} {number}: {problem}");

    private StoreCorruptionException Broken(long offset, string problem) => new(Path, offset, problem);

    private void ReadHeader()
    {
        if (_mapping.Length < PartFormat.HeaderBytes + PartFormat.FooterBytes)
        {
            throw Broken(_mapping.Length, "the file ends too early");
        }

        var piece = _mapping.Piece(0, PartFormat.HeaderBytes);
        var header = piece.ToArray();
        if (!header.AsSpan(0, PartFormat.HeaderMagic.Length).SequenceEqual(PartFormat.HeaderMagic))
        {
            throw Broken(0, "this is no part of a store");
        }

        var major = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(8));
        if (major != PartFormat.Major)
        {
            var minor = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(10));
            throw new StoreCorruptionException(
                $"{Path} is of format {major}.{minor}; this program reads format {PartFormat.Major}. Export the store with the program "
                + "that wrote it (kg export --folder DIR --dataset --format nq --output data.nq) and load it anew (kg load --folder NEWDIR data.nq).");
        }
    }

    private byte[] ReadFooter()
    {
        var offset = _mapping.Length - PartFormat.FooterBytes;
        var footer = _mapping.Piece(offset, PartFormat.FooterBytes).ToArray();
        if (!footer.AsSpan(40).SequenceEqual(PartFormat.FooterMagic)
            || BlockChecks.Checksum(footer.AsSpan(0, 36)) != BinaryPrimitives.ReadUInt32LittleEndian(footer.AsSpan(36))
            || BinaryPrimitives.ReadInt64LittleEndian(footer.AsSpan(24)) != _mapping.Length)
        {
            throw Broken(offset, "the end of the file is missing or damaged");
        }

        return footer;
    }

    private uint[] ReadBlockTable(byte[] footer, long blockTable)
    {
        var blocks = (blockTable + BlockChecks.BlockBytes - 1) >> BlockChecks.BlockBits;
        var bytes = _mapping.Length - PartFormat.FooterBytes - blockTable;
        if (blockTable < PartFormat.HeaderBytes || bytes != blocks * sizeof(uint))
        {
            throw Broken(blockTable, "the block table has not one checksum for each block");
        }

        var table = _mapping.Piece(blockTable, checked((int)bytes)).ToArray();
        if (BlockChecks.Checksum(table) != BinaryPrimitives.ReadUInt32LittleEndian(footer.AsSpan(12)))
        {
            throw Broken(blockTable, "the block table is damaged");
        }

        return MemoryMarshal.Cast<byte, uint>(table).ToArray();
    }

    private void ReadSections(long tableOffset, int count, long blockTable)
    {
        // The header, whose block the checksums cover too, was read before they were known.
        _checks.Check(0);
        var length = count * PartFormat.SectionRecordBytes;
        _checks.Ensure(tableOffset, length);
        ReadOnlySpan<byte> records = _mapping.Piece(tableOffset, length).ToArray();
        for (; !records.IsEmpty; records = records[PartFormat.SectionRecordBytes..])
        {
            var kind = (PartSection)BinaryPrimitives.ReadUInt16LittleEndian(records);
            int number = BinaryPrimitives.ReadUInt16LittleEndian(records[2..]);
            var offset = BinaryPrimitives.ReadInt64LittleEndian(records[8..]);
            var bytes = BinaryPrimitives.ReadInt64LittleEndian(records[16..]);
            if (offset < 0 || bytes is < 0 or > int.MaxValue || offset + bytes > blockTable)
            {
                throw Broken(tableOffset, $"section {kind} {number} lies outside of the file");
            }

            _sections[(kind, number)] = (offset, bytes);
        }
    }

    private (long Offset, long Length) Find(PartSection kind, int number) =>
        _sections.TryGetValue((kind, number), out var found) ? found
        : throw Broken(0, $"section {kind} {number} is missing");
}
