namespace KnowledgeGraph.Server.Options;

/// <summary>What a query without dataset clause sees as its default graph.</summary>
public enum DefaultGraphMode
{
    /// <summary>The triples that were loaded without a graph name.</summary>
    Own,

    /// <summary>The merge of the own default graph and all named graphs.</summary>
    Union,
}
