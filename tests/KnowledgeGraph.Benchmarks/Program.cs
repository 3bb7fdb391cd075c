using KnowledgeGraph.Benchmarks;

return QuerySet.Execute(args, Console.Out, Console.Error);
