using KnowledgeGraph.Benchmarks;

return args is [UpdateRate.Name, ..] ? UpdateRate.Execute(args, Console.Out) : QuerySet.Execute(args, Console.Out, Console.Error);
