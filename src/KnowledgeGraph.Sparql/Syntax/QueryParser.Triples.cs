using System.Diagnostics;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Syntax;

// Triples with their abbreviations: property lists, object lists, blank nodes, collections.
internal sealed partial class QueryParser
{
    private readonly Dictionary<string, (Variable Node, int Block)> _labels = [];
    private readonly Dictionary<string, Variable> _templateLabels = [];

    private bool AtNode =>
        _token.Kind is TokenKind.Variable or TokenKind.BlankNodeLabel || AtIri || AtLiteral
        || _token.Is("[") || _token.Is("(") || _token.Is("<<") || _token.Is("<<(");

    // TriplesSameSubject, TriplesSameSubjectPath
    private void TriplesSameSubject(TripleBlock block)
    {
        var mayStandAlone = _token.Is("<<")
            || (_token.Is("[") && !Peek().Is("]")) || (_token.Is("(") && !Peek().Is(")"));
        var subject = Node(block);
        if (AtVerb(block))
        {
            PropertyList(block, subject);
        }
        else if (!mayStandAlone)
        {
            throw Unexpected(
                "a predicate",
                _token.Kind == TokenKind.Word && _token.Text == "A" ? "The keyword `a` is written in lower case." : Spelling.PatternHint(_token) ?? UnclosedIriHint());
        }
    }

    private bool AtVerb(TripleBlock block) =>
        _token.Kind == TokenKind.Variable || AtIri || IsA(_token) || (block.AllowsPaths && AtPath);

    // PropertyListNotEmpty, PropertyListPathNotEmpty
    private void PropertyList(TripleBlock block, TermPattern subject)
    {
        VerbAndObjects(block, subject);
        while (TryTake(";"))
        {
            if (AtVerb(block))
            {
                VerbAndObjects(block, subject);
            }
        }
    }

    private void VerbAndObjects(TripleBlock block, TermPattern subject)
    {
        var at = _token;
        TermPattern? predicate = null;
        PropertyPath? path = null;
        if (_token.Kind == TokenKind.Variable)
        {
            predicate = new TermPattern.Var(PatternVariable(block));
        }
        else if (!block.AllowsPaths)
        {
            predicate = new TermPattern.Ground(Predicate());
        }
        else if (Path() is var parsed && parsed is PropertyPath.Link link)
        {
            predicate = new TermPattern.Ground(link.Predicate);
        }
        else
        {
            path = parsed;
        }

        do
        {
            if (!AtNode)
            {
                throw Unexpected("an object", path is null && _token.Is("/") ? "Property paths are not allowed here."
                    : IsA(_token) ? "The keyword `a` stands for rdf:type, as a predicate only."
                    : UnclosedIriHint());
            }

            var @object = Node(block);
            if (predicate is not null)
            {
                block.Add(subject, predicate, @object);
                Annotations(block, subject, predicate, @object);
            }
            else
            {
                AddPath(block, subject, path!, @object); // Without a predicate there is a path.
                if (_token.Is("~") || _token.Is("{|"))
                {
                    // SPARQL 1.2 grammar note: only a single triple can be annotated.
                    throw Error(_token, "A property path cannot be annotated", $"The path begins at {PositionText(at)}; only a predicate or a variable may stand there.");
                }
            }
        }
        while (TryTake(","));
    }

    private string PositionText(in Token token)
    {
        var (line, column) = _lexer.Position(token.Start);
        return FormattableString.Invariant($"line {line + 1}, column {column + 1}");
    }

    // SPARQL 1.1 §18.2.2.4: links and inverse links are triple patterns, sequences are cut with fresh variables.
    private void AddPath(TripleBlock block, TermPattern subject, PropertyPath path, TermPattern @object)
    {
        var parts = SequenceParts(path);
        var from = subject;
        for (var i = 0; i < parts.Count; i++)
        {
            var to = i == parts.Count - 1 ? @object : new TermPattern.Var(Fresh("p"));
            switch (parts[i])
            {
                case PropertyPath.Link link:
                    block.Add(from, new TermPattern.Ground(link.Predicate), to);
                    break;
                case PropertyPath.Inverse { Path: PropertyPath.Link link }:
                    block.Add(to, new TermPattern.Ground(link.Predicate), from);
                    break;
                default:
                    block.Add(new GraphPattern.PathPattern(from, parts[i], to));
                    break;
            }

            from = to;
        }
    }

    // Without recursion: a chain of slashes may be long.
    private static List<PropertyPath> SequenceParts(PropertyPath path)
    {
        var parts = new List<PropertyPath>();
        var pending = new Stack<PropertyPath>([path]);
        while (pending.TryPop(out var next))
        {
            if (next is PropertyPath.Sequence sequence)
            {
                pending.Push(sequence.Right);
                pending.Push(sequence.Left);
            }
            else
            {
                parts.Add(next);
            }
        }

        return parts;
    }

    // GraphNode, GraphNodePath ::= VarOrTerm | TriplesNode | ReifiedTriple
    private TermPattern Node(TripleBlock block)
    {
        if (_token.Is("["))
        {
            return BlankNodePropertyList(block);
        }

        if (_token.Is("("))
        {
            return Collection(block);
        }

        return _token.Is("<<") ? ReifiedTriple(block) : Term(block, "a subject or object");
    }

    // The part of VarOrTerm that is one token, and triple terms.
    private TermPattern Term(TripleBlock block, string expected)
    {
        if (_token.Kind == TokenKind.Variable)
        {
            return new TermPattern.Var(PatternVariable(block));
        }

        if (AtIri)
        {
            return new TermPattern.Ground(Iri());
        }

        if (_token.Kind == TokenKind.BlankNodeLabel)
        {
            return new TermPattern.Var(Labelled(Take(), block));
        }

        if (AtLiteral)
        {
            return new TermPattern.Ground(Literal());
        }

        return _token.Is("<<(") ? TripleTerm(block) : throw Unexpected(expected, Spelling.PatternHint(_token));
    }

    private Variable PatternVariable(TripleBlock block)
    {
        RefuseVariable(block.WithoutVariables);
        return PatternVariable();
    }

    private Variable PatternVariable()
    {
        var variable = new Variable(Take().Text);
        _scope.Add(variable);
        return variable;
    }

    // A blank node without a label, written or implied at a token.
    private TermPattern.Var BlankNode(TripleBlock block, in Token at)
    {
        RefuseBlankNode(block, at);
        return new TermPattern.Var(Fresh(block.IsTemplate ? "t" : "b"));
    }

    // SPARQL 1.1 §5.1.1: a label belongs to one basic graph pattern.
    private Variable Labelled(in Token label, TripleBlock block)
    {
        RefuseBlankNode(block, label);
        if (block.IsTemplate)
        {
            return TemplateLabel(label);
        }

        if (!_labels.TryGetValue(label.Text, out var known))
        {
            known = (Fresh("b"), block.Number);
            _labels.Add(label.Text, known);
        }
        else if (known.Block != block.Number)
        {
            throw Error(
                label, $"The blank node `_:{label.Text}` is used in two basic graph patterns",
                $"Use a variable to join them: ?{label.Text}.");
        }

        return known.Node;
    }

    private TermPattern.Var BlankNodePropertyList(TripleBlock block)
    {
        var open = Take();
        Enter(open);
        var node = BlankNode(block, open);
        if (!_token.Is("]"))
        {
            if (!AtVerb(block))
            {
                throw Unexpected("a predicate or `]`");
            }

            PropertyList(block, node);
        }

        ExpectClosing("]", open, "`;`");
        Leave();
        return node;
    }

    // SPARQL 1.1 §4.2.3; () is rdf:nil.
    private TermPattern Collection(TripleBlock block)
    {
        var open = Take();
        Enter(open);
        TermPattern? head = null;
        TermPattern? last = null;
        while (!_token.Is(")"))
        {
            if (!AtNode)
            {
                ExpectClosing(")", open, "a list member");
                throw new UnreachableException();
            }

            var cell = BlankNode(block, open);
            if (last is not null)
            {
                block.Add(last, new TermPattern.Ground(RdfVocabulary.Rest), cell);
            }

            head ??= cell;
            last = cell;
            block.Add(cell, new TermPattern.Ground(RdfVocabulary.First), Node(block));
        }

        Take();
        Leave();
        if (last is not null)
        {
            block.Add(last, new TermPattern.Ground(RdfVocabulary.Rest), new TermPattern.Ground(RdfVocabulary.Nil));
        }

        return head ?? new TermPattern.Ground(RdfVocabulary.Nil);
    }
}
