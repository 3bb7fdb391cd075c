using KnowledgeGraph.Benchmarks;
using KnowledgeGraph.Benchmarks.Micro;

const string Usage = """
    Measures KnowledgeGraph. Each benchmark explains itself: KnowledgeGraph.Benchmarks NAME --help

      micro       parse, dictionary, scan, join, aggregate, serialise; allocated bytes held to budgets.json
      query-set   a folder of queries in this process: medians, rows, answers checked
      growth      how query times grow from a small dataset to a large one: table and drawing
      lookups     what a look-up costs in this process, step by step
      export      rows a second into JSON, CSV, TSV, XML and N-Triples, on one core
      open-loop   the canned queries of a running host at a fixed rate
      claims      a dataset of facts and claims of any size
      updates     durable updates a second from many writers

    drive/lookups.lua sends a host the look-up mix by wrk; drive/side-by-side measures a published host from start to end and writes results/.
    """;

if (args is [UpdateRate.Name, ..])
{
    return UpdateRate.Execute(args, Console.Out);
}

var name = args.FirstOrDefault(arg => !arg.StartsWith('-')) is { } first && args[0] == first ? first : "";
var arguments = new Arguments(name.Length > 0 ? args[1..] : args);
(string Usage, Func<Arguments, TextWriter, int> Run) benchmark = name switch
{
    "micro" => (MicroBenchmarks.Usage, MicroBenchmarks.Execute),
    "query-set" => (QuerySet.Usage, QuerySet.Execute),
    "growth" => (Growth.Usage, Growth.Execute),
    "export" => (Export.Usage, Export.Execute),
    "lookups" => (LookUps.Usage, LookUps.Execute),
    "open-loop" => (OpenLoop.Usage, OpenLoop.Execute),
    "claims" => (ClaimData.Usage, ClaimData.Execute),
    _ => (Usage, (_, output) =>
    {
        output.WriteLine(Usage);
        return args.Contains("--help") ? 0 : 2;
    }
    ),
};
if (arguments.Has("--help"))
{
    Console.Out.WriteLine(benchmark.Usage);
    return 0;
}

try
{
    return benchmark.Run(arguments, Console.Out);
}
catch (UsageException e)
{
    Console.Error.WriteLine($"{e.Message} {name} --help tells more.");
    return 2;
}
catch (HttpRequestException e)
{
    Console.Error.WriteLine($"{name}: the host does not answer: {e.Message}");
    return 1;
}
