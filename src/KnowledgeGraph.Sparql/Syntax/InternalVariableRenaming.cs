using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Syntax;

/// <summary>Gives every internal variable a new name, the same one wherever it stands.</summary>
internal sealed class InternalVariableRenaming(Func<Variable> fresh) : AlgebraRewriter
{
    private readonly Dictionary<Variable, Variable> _names = [];

    public override Variable Rewrite(Variable variable)
    {
        if (!variable.IsInternal)
        {
            return variable;
        }

        if (!_names.TryGetValue(variable, out var name))
        {
            name = fresh();
            _names.Add(variable, name);
        }

        return name;
    }
}
