namespace KnowledgeGraph.Knowledge.Authoring;

/// <summary>How the text names an argument of a claim.</summary>
public enum MentionKind
{
    /// <summary>By a name registered for the entity.</summary>
    Name,

    /// <summary>By its people ("the Kazakhs"), this occurrence only.</summary>
    Demonym,

    /// <summary>By something else that stands for it ("Astana"), this occurrence only.</summary>
    Metonym,

    /// <summary>By a word that refers back to another mention.</summary>
    Anaphor,

    /// <summary>By a description; introduces an unnamed node.</summary>
    Description,

    /// <summary>By the head of the list or section it stands in.</summary>
    Heading,

    /// <summary>By a name broken into parts.</summary>
    Split,

    /// <summary>By a text that normalises to the literal.</summary>
    Value,

    /// <summary>The literal is in the author's own words; not compared.</summary>
    Gloss,

    /// <summary>The entity is the source itself or stands in its byline.</summary>
    Document,

    /// <summary>Not named at all, for a stated reason.</summary>
    Implied,
}
