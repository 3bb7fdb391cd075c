using System.Buffers;
using System.Text;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.Turtle;

/// <summary>Prefixes of a writer: shortens an IRI where the rest is a local name that needs no escape.</summary>
internal sealed class PrefixedNames
{
    private readonly List<(byte[] Prefix, byte[] Iri)> _prefixes = [];
    private readonly HashSet<byte[]> _used = [];

    /// <summary>Takes a declaration.</summary>
    /// <returns>False if it is there already, or is none: nothing is to be written.</returns>
    public bool Declare(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri)
    {
        if (!IsPrefix(prefix) || iri.ContainsAny(Escapes.NotInIri) || !IriReference.HasScheme(iri))
        {
            return false;
        }

        for (var i = 0; i < _prefixes.Count; i++)
        {
            if (prefix.SequenceEqual(_prefixes[i].Prefix))
            {
                if (iri.SequenceEqual(_prefixes[i].Iri))
                {
                    return false;
                }

                _prefixes.RemoveAt(i);
                break;
            }
        }

        // Longer namespaces first, so that the first match is the best.
        var length = iri.Length;
        var at = _prefixes.FindIndex(entry => entry.Iri.Length < length);
        _prefixes.Insert(at < 0 ? _prefixes.Count : at, (prefix.ToArray(), iri.ToArray()));
        return true;
    }

    /// <summary>Whether a prefix has shortened an IRI.</summary>
    public bool IsUsed(ReadOnlySpan<byte> prefix)
    {
        foreach (var used in _used)
        {
            if (prefix.SequenceEqual(used))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes an IRI with the prefix of the longest namespace that fits.</summary>
    public bool TryWrite(ReadOnlySpan<byte> iri, IBufferWriter<byte> output)
    {
        foreach (var (prefix, space) in _prefixes)
        {
            if (iri.StartsWith(space) && IsPlainLocal(iri[space.Length..]))
            {
                _used.Add(prefix);
                output.Write(prefix);
                output.Write(":"u8);
                output.Write(iri[space.Length..]);
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a text can be a prefix: empty, or PN_PREFIX.</summary>
    public static bool IsPrefix(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return true;
        }

        return NameCharacters.IsBase(NameCharacters.Decode(text, out _)) && NameCharacters.BlankNodeLabelLength(text) == text.Length;
    }

    // The part of PN_LOCAL that is also a blank node label: no colon, no percent sign, no escape, no dot at the end.
    private static bool IsPlainLocal(ReadOnlySpan<byte> local) =>
        local.IsEmpty || NameCharacters.BlankNodeLabelLength(local) == local.Length;

    /// <summary>The declaration as text.</summary>
    public static void WriteDeclaration(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri, IBufferWriter<byte> output)
    {
        output.Write("PREFIX "u8);
        output.Write(prefix);
        output.Write(": "u8);
        TermText.WriteIri(iri, output);
        output.Write("\n"u8);
    }

    /// <summary>A prefix as UTF-8, checked.</summary>
    public static byte[] Encode(string prefix)
    {
        var bytes = Encoding.UTF8.GetBytes(prefix);
        return IsPrefix(bytes) ? bytes : throw new ArgumentException($"Not a prefix: '{prefix}'.", nameof(prefix));
    }
}
