using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace KnowledgeGraph.Store.Files;

/// <summary>
/// Writes a part's file from its beginning to its end, section after section, with a checksum for each block. Not thread-safe.
/// </summary>
internal sealed class PartFileWriter(AppendingFile file)
{
    private readonly byte[] _block = new byte[BlockChecks.BlockBytes];
    private readonly ArrayBufferWriter<byte> _checksums = new();
    private readonly ArrayBufferWriter<byte> _sections = new();
    private int _used;
    private long _written;

    /// <summary>Bytes written so far.</summary>
    internal long Length => _written + _used;

    internal void Begin()
    {
        Span<byte> header = stackalloc byte[PartFormat.HeaderBytes];
        header.Clear();
        PartFormat.HeaderMagic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], PartFormat.Major);
        BinaryPrimitives.WriteUInt16LittleEndian(header[10..], PartFormat.Minor);
        header[12] = BlockChecks.BlockBits;
        Append(header);
    }

    internal void Section(PartSection kind, int number, ReadOnlySpan<byte> bytes)
    {
        Align();
        var record = _sections.GetSpan(PartFormat.SectionRecordBytes);
        record[..PartFormat.SectionRecordBytes].Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(record, (ushort)kind);
        BinaryPrimitives.WriteUInt16LittleEndian(record[2..], checked((ushort)number));
        BinaryPrimitives.WriteInt64LittleEndian(record[8..], Length);
        BinaryPrimitives.WriteInt64LittleEndian(record[16..], bytes.Length);
        _sections.Advance(PartFormat.SectionRecordBytes);
        Append(bytes);
    }

    /// <summary>Writes the tables, and waits until everything is on the device.</summary>
    internal void End()
    {
        Align();
        Span<byte> footer = stackalloc byte[PartFormat.FooterBytes];
        footer.Clear();
        BinaryPrimitives.WriteInt64LittleEndian(footer, Length);
        BinaryPrimitives.WriteInt32LittleEndian(footer[8..], _sections.WrittenCount / PartFormat.SectionRecordBytes);
        Append(_sections.WrittenSpan);
        Align();
        FlushBlock();
        var blockTable = _written;
        Write(_checksums.WrittenSpan);
        BinaryPrimitives.WriteUInt32LittleEndian(footer[12..], BlockChecks.Checksum(_checksums.WrittenSpan));
        BinaryPrimitives.WriteInt64LittleEndian(footer[16..], blockTable);
        BinaryPrimitives.WriteInt64LittleEndian(footer[24..], _written + PartFormat.FooterBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(footer[36..], BlockChecks.Checksum(footer[..36]));
        PartFormat.FooterMagic.CopyTo(footer[40..]);
        Write(footer);
        file.Sync();
    }

    private void Align()
    {
        Span<byte> zeros = stackalloc byte[PartFormat.SectionAlignment];
        zeros.Clear();
        Append(zeros[..(int)(-Length & (PartFormat.SectionAlignment - 1))]);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = Math.Min(bytes.Length, _block.Length - _used);
            bytes[..count].CopyTo(_block.AsSpan(_used));
            _used += count;
            bytes = bytes[count..];
            if (_used == _block.Length)
            {
                FlushBlock();
            }
        }
    }

    private void FlushBlock()
    {
        if (_used > 0)
        {
            var checksum = BlockChecks.Checksum(_block.AsSpan(0, _used));
            _checksums.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(in checksum)));
            Write(_block.AsSpan(0, _used));
            _used = 0;
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        file.Append(bytes);
        _written += bytes.Length;
    }
}
