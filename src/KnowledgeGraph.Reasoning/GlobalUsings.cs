// System.Threading has an ExecutionContext too; here the word always means the run of a query.
global using ExecutionContext = KnowledgeGraph.Query.Execution.ExecutionContext;
// The project namespace KnowledgeGraph.Query hides the algebra's type of that name.
global using SparqlQuery = KnowledgeGraph.Sparql.Algebra.Query;
