using System.Collections.Immutable;

namespace KnowledgeGraph.TestKit.Generation;

/// <summary>A generated group graph pattern.</summary>
/// <param name="Elements">Its elements in order.</param>
public sealed record GroupElement(ImmutableArray<Element> Elements)
{
    /// <inheritdoc/>
    public override string ToString() => $"{{ {string.Join(' ', Elements)} }}";

    /// <summary>Groups that are a step simpler.</summary>
    internal IEnumerable<GroupElement> Simpler()
    {
        for (var i = 0; i < Elements.Length; i++)
        {
            yield return new GroupElement(Elements.RemoveAt(i));
        }

        for (var i = 0; i < Elements.Length; i++)
        {
            if (Elements[i] is Element.Nested nested)
            {
                yield return new GroupElement(Elements.RemoveAt(i).InsertRange(i, nested.Inner.Elements));
            }

            foreach (var simpler in Elements[i].Simpler())
            {
                yield return new GroupElement(Elements.SetItem(i, simpler));
            }
        }
    }
}
