using System.CommandLine;
using System.Text;
using KnowledgeGraph.Cli;
using KnowledgeGraph.Cli.Commands;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var root = new RootCommand("kg: query any RDF file with SPARQL, and build, verify and query the graph of this project.")
{
    QueryCommand.Create(),
    WhyCommand.Create(),
    ExplainCommand.Create(),
    LoadCommand.Create(),
    CompactCommand.Create(),
    BuildCommand.Create(),
    VerifyCommand.Create(),
    CheckCommand.Create(),
    ValidateCommand.Create(),
    ExportCommand.Create(),
    StatsCommand.Create(),
};
return await CommandRun.InvokeAsync(root, args);
