using System.Diagnostics;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Printing;

/// <summary>Property paths in SPARQL syntax, with parentheses only where the tree needs them.</summary>
internal sealed class PathText(TermText terms)
{
    public string Write(PropertyPath path) => path switch
    {
        PropertyPath.Alternative p => $"{Write(p.Left)}|{(p.Right is PropertyPath.Alternative ? Bracketed(p.Right) : Write(p.Right))}",
        PropertyPath.Sequence p => $"{SequencePart(p.Left, mayBeSequence: true)}/{SequencePart(p.Right, mayBeSequence: false)}",
        PropertyPath.Inverse p => "^" + (IsStep(p.Path) ? Write(p.Path) : Bracketed(p.Path)),
        PropertyPath.Link p => terms.Write(p.Predicate),
        PropertyPath.NegatedSet p => $"!({string.Join('|', p.Predicates.Select(terms.Write))})",
        PropertyPath.ZeroOrMore p => Primary(p.Path) + "*",
        PropertyPath.OneOrMore p => Primary(p.Path) + "+",
        PropertyPath.ZeroOrOne p => Primary(p.Path) + "?",
        _ => throw new UnreachableException(),
    };

    private string SequencePart(PropertyPath path, bool mayBeSequence) =>
        IsStep(path) || path is PropertyPath.Inverse || (mayBeSequence && path is PropertyPath.Sequence) ? Write(path) : Bracketed(path);

    private string Primary(PropertyPath path) =>
        path is PropertyPath.Link or PropertyPath.NegatedSet ? Write(path) : Bracketed(path);

    private string Bracketed(PropertyPath path) => $"({Write(path)})";

    private static bool IsStep(PropertyPath path) =>
        path is not (PropertyPath.Alternative or PropertyPath.Sequence or PropertyPath.Inverse);
}
