using KnowledgeGraph.Sparql;
using SparqlQuery = KnowledgeGraph.Sparql.Algebra.Query;

namespace KnowledgeGraph.Cli;

/// <summary>The text of a query: an argument, a file, or stdin; and its syntax errors with the line and a caret.</summary>
internal static class QueryText
{
    /// <summary>Reads a query.</summary>
    /// <param name="argument">The query itself, the path of a file that holds it, or <c>-</c>; null for stdin.</param>
    /// <returns>The text and what to call it.</returns>
    public static (string Text, string Name) Read(string? argument)
    {
        if (argument is null && !Console.IsInputRedirected)
        {
            throw new UsageException("no query: give it as an argument, as the path of a file, or on stdin");
        }

        if (argument is null or "-")
        {
            return (Console.In.ReadToEnd(), "stdin");
        }

        CommandRun.RefuseUnknownOption(argument);
        bool looksLikePath = !argument.Contains('\n', StringComparison.Ordinal) && !argument.Contains('{', StringComparison.Ordinal);
        return looksLikePath && File.Exists(argument) ? (File.ReadAllText(argument), argument) : (argument, "query");
    }

    /// <summary>Parses a query; a syntax error is printed with its line and a caret.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What to call it.</param>
    /// <param name="query">The query.</param>
    public static bool TryParse(string text, string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SparqlQuery? query)
    {
        try
        {
            query = SparqlParser.ParseQuery(text, options: new SparqlParserOptions { SourceName = name });
            return true;
        }
        catch (SparqlSyntaxException error)
        {
            Console.Error.WriteLine($"{name}:{error.Line + 1}:{error.Column + 1}: {error.Problem}{(error.Expected is null ? "" : $"; expected {error.Expected}")}");
            string[] lines = text.ReplaceLineEndings("\n").Split('\n');
            if (error.Line < lines.Length)
            {
                string line = lines[error.Line];
                // Tabs stay tabs, so that the caret stands under its place.
                string indent = new([.. line.Take((int)error.Column).Select(each => each == '\t' ? '\t' : ' ')]);
                Console.Error.WriteLine($"  {line}\n  {indent}^");
            }

            if (error.Hint is not null)
            {
                Console.Error.WriteLine($"    hint: {error.Hint}");
            }

            if (IsUpdate(text))
            {
                Console.Error.WriteLine("    kg changes no data. Send an update to the SPARQL endpoint of a running host, or use Engine.Update.");
            }

            query = null;
            return false;
        }
    }

    private static bool IsUpdate(string text)
    {
        try
        {
            return SparqlParser.ParseUpdate(text).Operations.Length > 0;
        }
        catch (SparqlSyntaxException)
        {
            return false;
        }
    }
}
