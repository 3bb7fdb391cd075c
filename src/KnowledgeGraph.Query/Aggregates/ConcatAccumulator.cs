using System.Buffers;
using System.Text;
using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Aggregates;

/// <summary>
/// GROUP_CONCAT (SPARQL 1.1 §18.5.1.7): the strings of the values, as STR gives them, in the order of the input; always an xsd:string. An
/// error if one value is an error or has no string.
/// </summary>
internal sealed class ConcatAccumulator(ExecutionContext context, string separator) : Accumulator(context)
{
    private readonly TermWorkspace _workspace = new(context);
    private readonly GroupStates<State> _states = new(context.Budget);
    private readonly byte[] _separator = Encoding.UTF8.GetBytes(separator);
    private long _charged;

    private struct State
    {
        public ArrayBufferWriter<byte>? Text;
        public bool IsError;
    }

    public override void SetGroupCount(int count) => _states.SetCount(count);

    public override void Add(ReadOnlySpan<int> groups, ReadOnlySpan<TermId> values)
    {
        for (var i = 0; i < groups.Length; i++)
        {
            ref var state = ref _states[groups[i]];
            if (!values[i].IsIri && !values[i].IsLiteral)
            {
                state.IsError = true;
                continue;
            }

            var text = _workspace.View(values[i], _workspace.First).Value;

            // A buffer grows by doubling.
            var bytes = (text.Length + _separator.Length) * 2L;
            Context.Budget.Charge(bytes);
            _charged += bytes;
            if (state.Text is null)
            {
                state.Text = new ArrayBufferWriter<byte>(Math.Max(16, text.Length));
            }
            else
            {
                state.Text.Write(_separator);
            }

            state.Text.Write(text);
        }
    }

    public override TermId Finish(int group) =>
        _states[group].IsError ? default
        : _states[group].Text is { } text ? _workspace.Text(text.WrittenSpan)
        : _workspace.EmptyString;

    public override void Free()
    {
        _states.Free();
        Context.Budget.Release(_charged);
        _charged = 0;
    }
}
