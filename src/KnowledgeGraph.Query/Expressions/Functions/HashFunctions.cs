using System.Security.Cryptography;
using System.Text;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions.Functions;

/// <summary>Hash functions (SPARQL 1.1 §17.4.6): of the UTF-8 of an xsd:string, as lower-case hexadecimal digits.</summary>
/// <seealso href="https://www.w3.org/TR/sparql11-query/#func-hash"/>
internal static class HashFunctions
{
#pragma warning disable CA5350, CA5351 // The recommendation names these algorithms; nothing is protected by them here.
    public static TermId Md5(TermWorkspace workspace, TermId text) => Hash(workspace, text, MD5.TryHashData);

    public static TermId Sha1(TermWorkspace workspace, TermId text) => Hash(workspace, text, SHA1.TryHashData);
#pragma warning restore CA5350, CA5351

    public static TermId Sha256(TermWorkspace workspace, TermId text) => Hash(workspace, text, SHA256.TryHashData);

    public static TermId Sha384(TermWorkspace workspace, TermId text) => Hash(workspace, text, SHA384.TryHashData);

    public static TermId Sha512(TermWorkspace workspace, TermId text) => Hash(workspace, text, SHA512.TryHashData);

    private delegate bool TryHash(ReadOnlySpan<byte> source, Span<byte> destination, out int bytesWritten);

    private static TermId Hash(TermWorkspace workspace, TermId text, TryHash algorithm)
    {
        if (!workspace.TryViewSimple(text, workspace.First, out var bytes))
        {
            return default;
        }

        Span<byte> hash = stackalloc byte[64];
        algorithm(bytes, hash, out var length);
        return workspace.Text(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash[..length])));
    }
}
