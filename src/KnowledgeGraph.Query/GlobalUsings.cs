// System.Threading has an ExecutionContext too; here the word always means the run of a query.
global using ExecutionContext = KnowledgeGraph.Query.Execution.ExecutionContext;
