// The project namespace KnowledgeGraph.Query hides the algebra's type of that name.
global using SparqlQuery = KnowledgeGraph.Sparql.Algebra.Query;
