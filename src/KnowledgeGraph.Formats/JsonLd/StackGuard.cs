using System.Runtime.CompilerServices;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>Nesting is bounded by the options; a thread with a small stack may bear less, and says so instead of ending the process.</summary>
internal static class StackGuard
{
    public static void Check()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new JsonLdException("nesting too deep", "the document nests deeper than the stack of this thread bears");
        }
    }
}
