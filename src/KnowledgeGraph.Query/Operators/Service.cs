using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Sparql.Results;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// Join or LeftJoin with SERVICE (SPARQL 1.1 Federated Query): the values that the left rows have for variables of the pattern are sent
/// along, many rows a call, each different combination once in a run. All values of a row are bound, and all rows of a call bind the
/// same variables, so that each answer belongs to exactly one of them. Blank nodes are ours alone and never sent.
/// </summary>
public sealed class Service : ProbingJoin
{
    // The first calls are small, to be answered soon; a long left side needs few.
    private const int FirstCallRows = 100;
    private const int MaxCallRows = 1000;

    private readonly ServicePattern _pattern;
    private readonly ImmutableArray<PatternTerm> _substituted;
    private readonly PatternTerm _name;
    private readonly bool _isOuter;

    // The key of an answer: the endpoint, then the values sent, undefined where none is.
    private readonly ImmutableArray<Variable> _sent;
    private readonly int[] _sentSlots;
    private readonly bool[] _isCertain;
    private readonly int _nameSlot;
    private readonly TermId[] _key;
    private readonly RowTable _keys;
    private readonly List<(int Start, int End)> _ranges = [];
    private readonly TermRows _answers;
    private readonly List<int> _pending = [];
    private int _callRows = FirstCallRows;

    internal Service(
        ExecutionContext context, Operator left, ServicePattern pattern, PatternTerm name, ImmutableArray<PatternTerm> substituted,
        bool isOuter = false, Func<IReadOnlyDictionary<Variable, int>, CompiledExpression>? condition = null)
        : base(context, left, pattern.Columns, pattern.Columns.Intersect(left.Columns), isOuter, condition, left)
    {
        _pattern = pattern;
        _name = name;
        _substituted = substituted;
        _isOuter = isOuter;
        _sent = pattern.IsBindable ? [.. pattern.Answered.Where(left.Slots.ContainsKey)] : [];
        _sentSlots = [.. _sent.Select(variable => left.Slots[variable])];
        _isCertain = [.. _sent.Select(pattern.Certain.Contains)];
        _nameSlot = pattern.NameVariable is { } variable && left.Slots.TryGetValue(variable, out var slot) ? slot : -1;
        _key = new TermId[_sent.Length + 1];
        _keys = new RowTable(_key.Length, context.Budget);
        _answers = new TermRows(pattern.Columns.Length, context.Budget);
    }

    /// <inheritdoc/>
    public override string Name => _isOuter ? "ServiceLeftJoin" : nameof(Service);

    /// <inheritdoc/>
    public override string Detail =>
        $"{(_pattern.IsSilent ? "silent " : "")}{_pattern.Name}{(_sent.IsEmpty ? "" : " by " + string.Join(' ', _sent))}";

    private protected override void BeginBatch(SolutionBatch left)
    {
        _pending.Clear();
        foreach (var row in left.Rows)
        {
            if (ReadKey(left, row))
            {
                var key = _keys.FindOrAdd(_key, out var isNew);
                if (isNew)
                {
                    _ranges.Add(default);
                    _pending.Add(key);
                }
            }
        }

        foreach (var (endpoint, _, keys) in _pending.GroupBy(Shape, (shape, keys) => (shape.Endpoint, shape.Sent, keys.ToArray())))
        {
            for (var start = 0; start < keys.Length;)
            {
                var count = Math.Min(_callRows, keys.Length - start);
                Ask(endpoint, keys.AsSpan(start, count));
                start += count;
                _callRows = Math.Min(_callRows * 2, MaxCallRows);
            }
        }
    }

    private protected override void Probe(SolutionBatch left, int row, TermRows partners)
    {
        if (!ReadKey(left, row))
        {
            return;
        }

        var (start, end) = _ranges[_keys.Find(_key)];
        partners.Reserve(end - start);
        for (var slot = 0; slot < _pattern.Columns.Length; slot++)
        {
            _answers.Column(slot).AsSpan(start, end - start).CopyTo(partners.Column(slot).AsSpan(partners.Count));
        }

        partners.Commit(end - start);
    }

    /// <inheritdoc/>
    protected override void ResetState()
    {
        base.ResetState();

        // An answer is good for the whole run (the algebra knows one evaluation of the pattern), unless other values are substituted now.
        if (!_substituted.IsEmpty)
        {
            _keys.Free();
            _answers.Free();
            _ranges.Clear();
        }
    }

    // False if no answer can have the values of the row.
    private bool ReadKey(SolutionBatch left, int row)
    {
        _key[0] = _nameSlot >= 0 ? left.Column(_nameSlot)[row] : _name.Value;
        for (var i = 0; i < _sent.Length; i++)
        {
            var value = left.Column(_sentSlots[i])[row];
            if (!HasBlankNode(value))
            {
                _key[i + 1] = value;
            }
            else if (_isCertain[i])
            {
                return false;
            }
            else
            {
                _key[i + 1] = default;
            }
        }

        return true;
    }

    // The endpoint of a key, and which values it sends.
    private (TermId Endpoint, string Sent) Shape(int key) =>
        (_keys[0, key], string.Concat(Enumerable.Range(1, _sent.Length).Select(column => _keys[column, key].IsUndefined ? '0' : '1')));

    private void Ask(TermId endpoint, ReadOnlySpan<int> keys)
    {
        Context.ThrowIfStopped();
        ServiceAnswer answer;
        try
        {
            answer = Call(endpoint, keys);
        }
        catch (RemoteException) when (_pattern.IsSilent)
        {
            // SPARQL 1.1 Federated Query §2.3: as if there were one solution that binds nothing.
            _answers.Reserve(1);
            for (var slot = 0; slot < _pattern.Columns.Length; slot++)
            {
                _answers.Column(slot)[_answers.Count] = default;
            }

            _answers.Commit(1);
            foreach (var key in keys)
            {
                _ranges[key] = (_answers.Count - 1, _answers.Count);
            }

            return;
        }

        try
        {
            Keep(answer.Table, endpoint, keys);
        }
        finally
        {
            Context.Budget.Release(answer.ChargedBytes);
        }
    }

    private ServiceAnswer Call(TermId endpoint, ReadOnlySpan<int> keys)
    {
        if (!endpoint.IsIri)
        {
            throw new RemoteException(
                $"SERVICE {_pattern.Name}: the variable is bound to no IRI where the service is called; bind it in the same group.",
                isRefused: true);
        }

        var substituted = new Dictionary<Variable, Term>();
        foreach (var term in _substituted)
        {
            if (!term.Value.IsUndefined && !HasBlankNode(term.Value))
            {
                substituted[term.Variable!] = Context.Terms.ToTerm(term.Value);
            }
        }

        var columns = SentColumns(keys[0]);
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Term?>>(keys.Length);
        foreach (var key in keys)
        {
            rows.Add([.. columns.Select(column => Context.Terms.ToTerm(_keys[column + 1, key]))]);
        }

        var answer = Context.Call(
            ((Iri)Context.Terms.ToTerm(endpoint)).Value,
            _pattern.QueryText(substituted, [.. columns.Select(column => _sent[column])], rows.MoveToImmutable()));
        if (_pattern.Certain.Any(variable => !substituted.ContainsKey(variable) && IsUnboundSomewhere(answer.Table, variable)))
        {
            // Joins further up count on it.
            Context.Budget.Release(answer.ChargedBytes);
            throw new RemoteException(
                $"SERVICE {_pattern.Name} answers without a value for a variable that its pattern always binds.", isRefused: false);
        }

        return answer;
    }

    private int[] SentColumns(int key) => [.. Enumerable.Range(0, _sent.Length).Where(column => !_keys[column + 1, key].IsUndefined)];

    private static bool IsUnboundSomewhere(SolutionTable table, Variable variable) =>
        table.Variables.IndexOf(variable) is >= 0 and var column && table.Rows.Any(row => row[column] is null);

    // Files the rows of an answer under the keys that they belong to.
    private void Keep(SolutionTable table, TermId endpoint, ReadOnlySpan<int> keys)
    {
        var columns = _pattern.Columns.Select(variable => table.Variables.IndexOf(variable)).ToArray();
        var (nameColumn, sent) = (_pattern.NameVariable is { } name ? _pattern.Columns.IndexOf(name) : -1, SentColumns(keys[0]));
        var sentColumns = sent.Select(column => _pattern.Columns.IndexOf(_sent[column])).ToArray();
        var rows = new TermRows(columns.Length, Context.Budget);
        var owners = new List<int>();
        var asked = new HashSet<int>();
        foreach (var number in keys)
        {
            asked.Add(number);
        }

        var counts = new Dictionary<int, int>();
        var blankNodes = new Dictionary<string, TermId>(StringComparer.Ordinal);
        var key = new TermId[_key.Length];
        key[0] = endpoint;
        foreach (var row in table.Rows)
        {
            rows.Reserve(1);
            for (var slot = 0; slot < columns.Length; slot++)
            {
                var term = columns[slot] < 0 ? null : row[columns[slot]];
                rows.Column(slot)[rows.Count] = term is not null ? Intern(term, blankNodes) : slot == nameColumn ? endpoint : default;
            }

            for (var i = 0; i < sent.Length; i++)
            {
                key[sent[i] + 1] = rows.Column(sentColumns[i])[rows.Count];
            }

            // A row for values that were not sent is none of the answer.
            var owner = _keys.Find(key);
            if (asked.Contains(owner))
            {
                rows.Commit(1);
                owners.Add(owner);
                counts[owner] = counts.GetValueOrDefault(owner) + 1;
            }

            if ((owners.Count & 0xFFF) == 0)
            {
                Context.ThrowIfStopped();
            }
        }

        Append(rows, owners, counts);
        rows.Free();
    }

    private void Append(TermRows rows, List<int> owners, Dictionary<int, int> counts)
    {
        _answers.Reserve(rows.Count);
        var next = _answers.Count;
        foreach (var (owner, count) in counts)
        {
            _ranges[owner] = (next, next);
            next += count;
        }

        for (var row = 0; row < rows.Count; row++)
        {
            var (start, end) = _ranges[owners[row]];
            for (var slot = 0; slot < _pattern.Columns.Length; slot++)
            {
                _answers.Column(slot)[end] = rows.Column(slot)[row];
            }

            _ranges[owners[row]] = (start, end + 1);
        }

        _answers.Commit(rows.Count);
    }

    // Labels of blank nodes mean nothing beyond their answer, least of all ours (SPARQL 1.1 Query Results JSON §3.2.2).
    private TermId Intern(Term term, Dictionary<string, TermId> blankNodes)
    {
        switch (term)
        {
            case BlankNode(var label):
                if (!blankNodes.TryGetValue(label, out var node))
                {
                    node = Context.Terms.NewBlankNode();
                    blankNodes.Add(label, node);
                }

                return node;
            case TripleTerm triple:
                RuntimeHelpers.EnsureSufficientExecutionStack();
                return Context.Terms.InternTripleTerm(
                    Intern(triple.Subject, blankNodes), Intern(triple.Predicate, blankNodes), Intern(triple.Object, blankNodes));
            default:
                return Context.Terms.Intern(term);
        }
    }

    private bool HasBlankNode(TermId id)
    {
        if (!id.IsTripleTerm)
        {
            return id.IsBlankNode;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        var (subject, predicate, @object) = Context.Terms.GetTripleTerm(id);
        return HasBlankNode(subject) || HasBlankNode(predicate) || HasBlankNode(@object);
    }
}
