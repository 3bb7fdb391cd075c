namespace KnowledgeGraph.Server.Options;

/// <summary>How the address of a thing answers, which is no document.</summary>
/// <seealso href="https://www.w3.org/TR/cooluris/#r303gendocument"/>
public enum DereferenceMode
{
    /// <summary>With the description itself; Content-Location names the address of the document (RFC 9110 §8.7).</summary>
    Direct,

    /// <summary>With 303 See Other to the address of the document.</summary>
    SeeOther,
}
