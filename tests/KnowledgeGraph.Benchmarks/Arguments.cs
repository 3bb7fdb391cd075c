using System.Globalization;

namespace KnowledgeGraph.Benchmarks;

/// <summary>The command line of one benchmark: <c>--name value</c>, some given more than once, and flags.</summary>
/// <param name="args">What stands behind the name of the benchmark.</param>
internal sealed class Arguments(string[] args)
{
    public bool Has(string flag) => args.Contains(flag);

    public IReadOnlyList<string> All(string name) =>
        [.. args.Index().Where(arg => arg.Index > 0 && args[arg.Index - 1] == name).Select(arg => arg.Item)];

    public string? Last(string name) => All(name) is [.., var last] ? last : null;

    public string Required(string name) => Last(name) ?? throw new UsageException($"{name} is missing.");

    public int Number(string name, int otherwise)
    {
        if (Last(name) is not { } text)
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new UsageException($"{name} is '{text}'; expected a whole number from 1 on.");
    }
}
