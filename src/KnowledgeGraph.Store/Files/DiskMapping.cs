using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace KnowledgeGraph.Store.Files;

/// <summary>A mapped file; the handle of the view unmaps it when neither this nor a piece is left.</summary>
internal sealed class DiskMapping : FileMapping
{
    private readonly SafeMemoryMappedViewHandle? _view;

    internal DiskMapping(string path)
    {
        Length = new FileInfo(path).Length;
        if (Length > 0)
        {
            // The view holds the mapping, and the mapping the file.
            using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
            _view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read).SafeMemoryMappedViewHandle;
        }
    }

    internal override long Length { get; }

    internal override ReadOnlyMemory<byte> Piece(long offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - length);
        return length == 0 ? default : new MappedPiece(_view!, (nint)offset, length).Memory;
    }

    private sealed class MappedPiece(SafeMemoryMappedViewHandle view, nint offset, int length) : MemoryManager<byte>
    {
        private readonly nint _start = view.DangerousGetHandle() + offset;

        // Keeps the view mapped.
        private readonly SafeMemoryMappedViewHandle _view = view;

        public override Memory<byte> Memory => CreateMemory(length);

        public override Span<byte> GetSpan() =>
            MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), _start), length);

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException("A mapped file is read by spans.");

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
            // Other pieces may use the view: its handle is released when all are gone.
            GC.KeepAlive(_view);
        }
    }
}
