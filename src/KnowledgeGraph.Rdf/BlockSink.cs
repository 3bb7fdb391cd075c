namespace KnowledgeGraph.Rdf;

/// <summary>
/// What a reader writes to that reads the blocks of one document on several threads: each thread has a sink of its own, and tells it
/// which block is at hand, so that what depends on the order of the document does not depend on the threads.
/// </summary>
public abstract class BlockSink : QuadSink
{
    /// <summary>Begins a block of the document.</summary>
    /// <param name="block">Its number in the document, from 0. A thread gets blocks in rising order.</param>
    public abstract void BeginBlock(long block);

    /// <summary>Ends a block, unless reading it failed.</summary>
    public abstract void EndBlock();
}
