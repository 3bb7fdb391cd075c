using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions.Texts;

/// <summary>The texts of terms that are strings; every other term is an error (SPARQL 1.1 §17.4.3, string literal).</summary>
internal sealed class TermText(TermWorkspace workspace, CompiledExpression operand) : TextExpression(workspace)
{
    private readonly TermArena _arena = new();
    private TermId[] _ids = [];

    internal override void Prepare(SolutionBatch batch, ReadOnlySpan<int> rows) =>
        operand.EvaluateRows(batch, rows, Scratch(ref _ids, rows.Length));

    internal override bool TryView(int position, out TermView text) => Workspace.TryViewString(_ids[position], _arena, out text);

    internal override TermId Known(int position) =>
        _ids[position] is { Tag: TermTag.String } id && LocalDictionary.HasTextOrder(id) ? id : default;

    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        operand.EvaluateRows(batch, rows, results);
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = results[i].Tag is TermTag.String or TermTag.LanguageString ? results[i] : default;
        }
    }
}

/// <summary>The same string for every row.</summary>
internal sealed class ConstantText : TextExpression
{
    private readonly TermId _value;
    private readonly TermArena _arena = new();
    private readonly int _index;

    public ConstantText(TermWorkspace workspace, TermId value)
        : base(workspace)
    {
        _value = value;
        _index = _arena.Add(workspace.View(value, workspace.First));
    }

    public override bool IsConstant => true;

    internal override void Prepare(SolutionBatch batch, ReadOnlySpan<int> rows)
    {
    }

    internal override bool TryView(int position, out TermView text)
    {
        text = _arena[_index];
        return true;
    }

    internal override TermId Known(int position) => _value.Tag == TermTag.String && LocalDictionary.HasTextOrder(_value) ? _value : default;

    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results) => results.Fill(_value);
}

/// <summary>STR (SPARQL 1.1 §17.4.2.5): the characters of an IRI or the lexical form of a literal, as an xsd:string.</summary>
internal sealed class StrText(TermWorkspace workspace, CompiledExpression operand) : TextExpression(workspace)
{
    private readonly TermArena _arena = new();
    private readonly TextExpression? _text = operand as TextExpression;
    private TermId[] _ids = [];

    internal override void Prepare(SolutionBatch batch, ReadOnlySpan<int> rows)
    {
        if (_text is not null)
        {
            _text.Prepare(batch, rows);
        }
        else
        {
            operand.EvaluateRows(batch, rows, Scratch(ref _ids, rows.Length));
        }
    }

    internal override bool TryView(int position, out TermView text)
    {
        if (_text is not null)
        {
            var isText = _text.TryView(position, out var inner);
            text = isText ? Simple(inner.Value) : default;
            return isText;
        }

        var id = _ids[position];
        var hasText = id.IsIri || id.IsLiteral;
        text = hasText ? Simple(Workspace.View(id, _arena).Value) : default;
        return hasText;
    }

    internal override TermId Known(int position) =>
        _text is not null ? default
        : _ids[position] is { Tag: TermTag.Iri or TermTag.String } id && LocalDictionary.HasTextOrder(id) ? id
        : default;

    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        if (_text is not null)
        {
            base.EvaluateRows(batch, rows, results);
            return;
        }

        operand.EvaluateRows(batch, rows, results);
        for (var i = 0; i < results.Length; i++)
        {
            var id = results[i];
            results[i] = id.Tag == TermTag.String ? id
                : id.IsIri || id.IsLiteral ? Workspace.Intern(Simple(Workspace.View(id, _arena).Value))
                : default;
        }
    }
}
