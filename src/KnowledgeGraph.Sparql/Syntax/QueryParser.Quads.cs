using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Syntax;

// Quads of updates: data and templates (QuadPattern and QuadData), and what may not stand in them.
internal sealed partial class QueryParser
{
    // Labels of blank nodes seen in INSERT DATA, with the number of the operation.
    private readonly Dictionary<string, int> _dataLabels = [];
    private int _dataOperations;
    private bool _inInsertData;

    // QuadPattern, QuadData ::= '{' TriplesTemplate? ( QuadsNotTriples '.'? TriplesTemplate? )* '}'
    private QuadBlock Quads(QuadsRole role)
    {
        if (!_token.Is("{"))
        {
            throw Unexpected("`{`", Spelling.Hint(_token, ["DATA", "WHERE"]));
        }

        var open = Take();
        Enter(open);
        _inInsertData = role == QuadsRole.InsertData;
        _dataOperations += _inInsertData ? 1 : 0;
        var quads = new QuadBlock();
        quads.Add(null, TriplesOf(role));
        while (_token.IsWord("GRAPH"))
        {
            GraphQuads(quads, role);
            TryTake(".");
            quads.Add(null, TriplesOf(role));
        }

        _inInsertData = false;
        CloseQuads(open, "a triple or GRAPH");
        Leave();
        return quads;
    }

    // QuadsNotTriples ::= 'GRAPH' VarOrIri '{' TriplesTemplate? '}'
    private void GraphQuads(QuadBlock quads, QuadsRole role)
    {
        Take();
        RefuseVariable(VariablesRefusedIn(role));
        var name = VariableOrIri();
        var open = Expect("{");
        Enter(open);
        quads.Add(name, TriplesOf(role));
        if (_token.IsWord("GRAPH"))
        {
            throw Unexpected("a triple or `}`", "GRAPH cannot stand inside GRAPH.");
        }

        CloseQuads(open, "a triple");
        Leave();
    }

    private void CloseQuads(in Token open, string what) =>
        ExpectClosing("}", open, AtNode ? "`.`" : $"{what} (data and templates hold no other patterns)");

    private TripleBlock TriplesOf(QuadsRole role)
    {
        var block = new TripleBlock
        {
            AllowsPaths = false,
            IsTemplate = true,
            Number = 0,
            WithoutVariables = VariablesRefusedIn(role),
            WithoutBlankNodes = role switch
            {
                QuadsRole.DeleteData => "DELETE DATA",
                QuadsRole.DeleteTemplate => "a DELETE template",
                QuadsRole.DeleteWhere => "DELETE WHERE",
                _ => null,
            },
        };
        TriplesTemplate(block);
        return block;
    }

    private static string? VariablesRefusedIn(QuadsRole role) => role switch
    {
        QuadsRole.InsertData => "INSERT DATA",
        QuadsRole.DeleteData => "DELETE DATA",
        _ => null,
    };

    // SPARQL 1.1 §19.8, note 8.
    private void RefuseVariable(string? clause)
    {
        if (clause is not null && _token.Kind == TokenKind.Variable)
        {
            var verb = clause[..clause.IndexOf(' ', StringComparison.Ordinal)];
            throw Error(_token, $"Variables cannot stand in {clause}", $"Write {verb} {{ … }} WHERE {{ … }}.");
        }
    }

    // SPARQL 1.1 §19.8, notes 7 and 9.
    private void RefuseBlankNode(TripleBlock block, in Token at)
    {
        if (block.WithoutBlankNodes is not { } clause)
        {
            return;
        }

        var problem = at.Kind == TokenKind.BlankNodeLabel || at.Is("[") ? "Blank nodes cannot stand"
            : at.Is("(") ? "A list, which is made of blank nodes, cannot stand"
            : "A reifier without a name, which is a blank node, cannot stand";
        throw Error(
            at, $"{problem} in {clause}",
            block.WithoutVariables is not null
                ? "A blank node is found by its properties: write DELETE { … } WHERE { … } with a variable."
                : "Use a variable that WHERE binds.");
    }

    // SPARQL 1.1 §19.6: a label is one node within an operation, and may not stand in two INSERT DATA of a request.
    private Variable TemplateLabel(in Token label)
    {
        if (_inInsertData && !_dataLabels.TryAdd(label.Text, _dataOperations) && _dataLabels[label.Text] != _dataOperations)
        {
            throw Error(
                label, $"The blank node `_:{label.Text}` is used in two INSERT DATA operations",
                "They would be two nodes: choose another label, or put both into one operation.");
        }

        if (!_templateLabels.TryGetValue(label.Text, out var node))
        {
            node = Fresh("t");
            _templateLabels.Add(label.Text, node);
        }

        return node;
    }
}
