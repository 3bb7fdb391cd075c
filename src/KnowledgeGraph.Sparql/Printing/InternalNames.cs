using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Printing;

/// <summary>
/// Decides how internal variables are written: as blank nodes if they occur in the triples of one basic graph pattern only, else as
/// variables with a name that the query does not use.
/// </summary>
internal sealed class InternalNames(IReadOnlySet<Variable> used)
{
    private readonly Dictionary<Variable, string> _named = [];
    private readonly Dictionary<Variable, int> _blocks = [];

    /// <summary>True if a variable turned out to need a name after it, or others, may have been written otherwise.</summary>
    public bool FoundAnother { get; private set; }

    public void Restart()
    {
        FoundAnother = false;
        _blocks.Clear();
    }

    /// <summary>The text of a variable in a triple of a block.</summary>
    public string InTriple(Variable variable, int block)
    {
        if (!variable.IsInternal || _named.ContainsKey(variable))
        {
            return Elsewhere(variable);
        }

        if (!_blocks.TryAdd(variable, block) && _blocks[variable] != block)
        {
            return Elsewhere(variable);
        }

        return BlankNode(variable);
    }

    /// <summary>The text of a variable where a blank node cannot stand.</summary>
    public string Elsewhere(Variable variable)
    {
        if (!variable.IsInternal)
        {
            return "?" + variable.Name;
        }

        if (!_named.TryGetValue(variable, out var name))
        {
            name = "_" + variable.Name[1..];
            while (used.Contains(new Variable(name)) || _named.ContainsValue(name))
            {
                name += "_";
            }

            _named.Add(variable, name);
            FoundAnother = true;
        }

        return "?" + name;
    }

    /// <summary>The text of a blank node of a template.</summary>
    public static string BlankNode(Variable variable) => "_:" + variable.Name[1..];
}
