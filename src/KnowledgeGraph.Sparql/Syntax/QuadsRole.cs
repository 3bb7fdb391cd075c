namespace KnowledgeGraph.Sparql.Syntax;

/// <summary>The clauses of an update that are made of quads; they differ in what may stand in them (SPARQL 1.1 §19.8, notes 7 to 9).</summary>
internal enum QuadsRole
{
    InsertData,
    DeleteData,
    DeleteTemplate,
    DeleteWhere,
    InsertTemplate,
}
