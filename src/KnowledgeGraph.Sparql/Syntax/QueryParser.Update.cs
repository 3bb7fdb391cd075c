using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Syntax;

// Update requests (SPARQL 1.1 Update §3; grammar from production 29).
internal sealed partial class QueryParser
{
    private static readonly string[] s_operations =
        ["INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"];

    private static readonly string[] s_operationsAndPrologue = [.. s_operations, "PREFIX", "BASE", "VERSION"];

    private bool AtOperation => Array.Exists(s_operations, _token.IsWord);

    /// <summary>UpdateUnit ::= Update; Update ::= Prologue ( Update1 ( ';' Update )? )?</summary>
    public Update ParseUpdateUnit()
    {
        _whole = "update";
        var operations = ImmutableArray.CreateBuilder<UpdateOperation>();
        do
        {
            Prologue();
            if (_token.Kind == TokenKind.End)
            {
                break;
            }

            operations.Add(Operation());
        }
        while (TryTake(";"));

        if (_token.Kind != TokenKind.End)
        {
            throw Unexpected("`;` or end of the update", AfterOperationHint());
        }

        return new Update(operations.ToImmutable()) { Prefixes = _prefixes.ToImmutableDictionary() };
    }

    private string? AfterOperationHint() =>
        AtOperation || _token.IsWord("PREFIX") || _token.IsWord("BASE") ? "A semicolon separates two operations."
        : _token.Is("}") ? "There is one closing brace too many."
        : Spelling.Hint(_token, ["WHERE", "USING", "INSERT", "DELETE"]);

    private UpdateOperation Operation()
    {
        _templateLabels.Clear();
        _scope = new VariableSet();
        if (_token.IsWord("INSERT") && Peek().IsWord("DATA"))
        {
            Take();
            Take();
            return new UpdateOperation.InsertData(Quads(QuadsRole.InsertData).Flat());
        }

        if (_token.IsWord("DELETE") && Peek().IsWord("DATA"))
        {
            Take();
            Take();
            return new UpdateOperation.DeleteData(Quads(QuadsRole.DeleteData).Flat());
        }

        return _token.IsWord("INSERT") || _token.IsWord("DELETE") || _token.IsWord("WITH") ? Modify() : Management();
    }

    // DeleteWhere | Modify ::= ( 'WITH' iri )? ( DeleteClause InsertClause? | InsertClause ) UsingClause* 'WHERE' GroupGraphPattern
    private UpdateOperation.Modify Modify()
    {
        var start = _token;
        var with = TryTakeWord("WITH") ? Iri("a graph IRI") : null;
        var deletes = TryTakeWord("DELETE");
        if (deletes && _token.IsWord("WHERE"))
        {
            return DeleteWhere(start, with);
        }

        var delete = deletes ? Quads(QuadsRole.DeleteTemplate).Flat() : [];
        var inserts = TryTakeWord("INSERT");
        if (!deletes && !inserts)
        {
            throw Unexpected("DELETE or INSERT", Spelling.Hint(_token, ["DELETE", "INSERT"]));
        }

        var insert = inserts ? Quads(QuadsRole.InsertTemplate).Flat() : [];
        var dataset = DatasetClause("USING");
        if (!_token.IsWord("WHERE"))
        {
            throw Unexpected(
                "WHERE",
                _token.Is("{") ? "In an update the word WHERE cannot be left out."
                : _token.IsWord("DELETE") && inserts ? "DELETE stands before INSERT."
                : _token.IsWord("FROM") ? "In an update the dataset is given by USING and USING NAMED."
                : deletes || inserts ? Spelling.Hint(_token, ["WHERE", "USING", "INSERT"]) ?? "Without WHERE, write INSERT DATA or DELETE DATA."
                : null);
        }

        _scope = new VariableSet();
        var where = Where();
        BoundDepth(where, start.Start);
        return new UpdateOperation.Modify(delete, insert, where) { With = with, Using = dataset, BaseIri = BaseInForce };
    }

    // DeleteWhere ::= 'DELETE WHERE' QuadPattern; the template is the pattern (SPARQL 1.1 Update §3.1.3.3).
    private UpdateOperation.Modify DeleteWhere(in Token start, Iri? with)
    {
        if (with is not null)
        {
            throw Error(start, "DELETE WHERE has no WITH", "Write GRAPH in its pattern, or DELETE { … } WHERE { … }.");
        }

        Take();
        var quads = Quads(QuadsRole.DeleteWhere);
        var where = quads.Pattern();
        BoundDepth(where, start.Start);
        return new UpdateOperation.Modify(quads.Flat(), [], where) { BaseIri = BaseInForce };
    }

    private Iri? BaseInForce => _base is null ? null : new Iri(_base);

    private UpdateOperation Management()
    {
        var name = _token;
        if (!AtOperation)
        {
            throw Unexpected(
                "INSERT, DELETE, WITH, LOAD, CLEAR, DROP, CREATE, ADD, MOVE or COPY",
                Array.Exists(s_forms[..4], _token.IsWord) ? "This is a query, not an update request."
                : Spelling.Hint(_token, s_operationsAndPrologue));
        }

        Take();
        var silent = TryTakeWord("SILENT");
        switch (name.Text.ToUpperInvariant())
        {
            case "LOAD":
                var source = Iri("the IRI of a document");
                return new UpdateOperation.Load(source, TryTakeWord("INTO") ? GraphRef() : null, silent);
            case "CLEAR":
                return new UpdateOperation.Clear(GraphRefAll(), silent);
            case "DROP":
                return new UpdateOperation.Drop(GraphRefAll(), silent);
            case "CREATE":
                return new UpdateOperation.Create(GraphRef(), silent);
            case "ADD":
                var (addFrom, addTo) = FromTo();
                return new UpdateOperation.Add(addFrom, addTo, silent);
            case "MOVE":
                var (moveFrom, moveTo) = FromTo();
                return new UpdateOperation.Move(moveFrom, moveTo, silent);
            default:
                var (copyFrom, copyTo) = FromTo();
                return new UpdateOperation.Copy(copyFrom, copyTo, silent);
        }
    }

    // GraphRef ::= 'GRAPH' iri
    private Iri GraphRef()
    {
        if (!_token.IsWord("GRAPH"))
        {
            throw Unexpected("GRAPH", AtIri ? "The word GRAPH stands before the graph's IRI here." : Spelling.Hint(_token, ["GRAPH"]));
        }

        Take();
        return Iri("a graph IRI");
    }

    // GraphRefAll ::= GraphRef | 'DEFAULT' | 'NAMED' | 'ALL'
    private GraphTarget GraphRefAll()
    {
        if (TryTakeWord("DEFAULT"))
        {
            return new GraphTarget.Default();
        }

        if (TryTakeWord("NAMED"))
        {
            return new GraphTarget.Named();
        }

        if (TryTakeWord("ALL"))
        {
            return new GraphTarget.All();
        }

        return _token.IsWord("GRAPH")
            ? new GraphTarget.One(GraphRef())
            : throw Unexpected(
                "GRAPH, DEFAULT, NAMED or ALL",
                AtIri ? "The word GRAPH stands before the graph's IRI here." : Spelling.Hint(_token, ["GRAPH", "DEFAULT", "NAMED", "SILENT"]));
    }

    // GraphOrDefault 'TO' GraphOrDefault
    private (Iri? From, Iri? To) FromTo()
    {
        var from = GraphOrDefault();
        ExpectWord("TO");
        return (from, GraphOrDefault());
    }

    // GraphOrDefault ::= 'DEFAULT' | 'GRAPH'? iri
    private Iri? GraphOrDefault()
    {
        if (TryTakeWord("DEFAULT"))
        {
            return null;
        }

        return Iri(TryTakeWord("GRAPH") ? "a graph IRI" : "DEFAULT, GRAPH or a graph IRI");
    }
}
