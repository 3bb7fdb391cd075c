using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>Deserialize JSON-LD to RDF: a node map as quads.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#deserialize-json-ld-to-rdf-algorithm"/>
internal sealed class RdfDeserializer(BlankNodeIssuer blankNodes, RdfDirection rdfDirection, QuadSink sink)
{
    private readonly TermArena _arena = new();
    private Term? _graph;

    public void Write(NodeMap map, CancellationToken ct)
    {
        // Steps 1.1 to 1.3.
        foreach (var (name, graph) in map.Graphs.InOrder(ordered: true))
        {
            _graph = name == Keywords.Default ? null : Resource(name);
            if (_graph is null && name != Keywords.Default)
            {
                continue;
            }

            foreach (var (id, node) in ((JsonMap)graph!).InOrder(ordered: true))
            {
                ct.ThrowIfCancellationRequested();
                if (Resource(id) is { } subject)
                {
                    WriteNode(subject, (JsonMap)node!);
                }
            }
        }
    }

    // Step 1.3.2.
    private void WriteNode(Term subject, JsonMap node)
    {
        foreach (var (property, values) in node.InOrder(ordered: true))
        {
            if (property == Keywords.Type)
            {
                foreach (var type in (List<object?>)values!)
                {
                    if (Resource(type as string) is { } term)
                    {
                        Emit(subject, RdfVocabulary.Type, term);
                    }
                }
            }
            else if (!Keywords.Contains(property) && Resource(property) is Iri predicate)
            {
                foreach (var item in (List<object?>)values!)
                {
                    Write(subject, predicate, (JsonMap)item!);
                }
            }
        }
    }

    private void Write(Term subject, Iri predicate, JsonMap item)
    {
        if (item.TryGetValue(Keywords.List, out var list))
        {
            Emit(subject, predicate, WriteList((List<object?>)list!));
        }
        else if (Object(item) is { } term)
        {
            Emit(subject, predicate, term);
        }
    }

    // List to RDF conversion. Triples of a list in a list come before those of the outer one.
    private Term WriteList(List<object?> list)
    {
        StackGuard.Check();
        var nodes = list.ConvertAll(_ => (Term)new BlankNode(blankNodes.Fresh()[2..]));
        for (var i = 0; i < list.Count; i++)
        {
            Write(nodes[i], RdfVocabulary.First, (JsonMap)list[i]!);
            Emit(nodes[i], RdfVocabulary.Rest, i + 1 < nodes.Count ? nodes[i + 1] : RdfVocabulary.Nil);
        }

        return nodes.Count == 0 ? RdfVocabulary.Nil : nodes[0];
    }

    // Object to RDF conversion, steps 1, 2 and 4 on; null if a part is not well-formed.
    private Term? Object(JsonMap item)
    {
        if (!item.TryGetValue(Keywords.Value, out var value))
        {
            return Resource(item.Get(Keywords.Id) as string);
        }

        var datatype = item.Get(Keywords.Type) as string;
        var language = item.Get(Keywords.Language) as string;
        if ((datatype is not (null or Keywords.Json) && Resource(datatype) is not Iri)
            || (language is not null && !LanguageTag.IsWellFormed(language)))
        {
            return null;
        }

        var (lexical, type) = Lexical(value, datatype);
        if (item.Get(Keywords.Direction) is string direction && rdfDirection != RdfDirection.None)
        {
            return Directional(lexical, language, direction);
        }

        return language is not null ? new Literal(lexical, language) : new Literal(lexical, new Iri(type));
    }

    // Steps 8 to 12.
    private static (string Lexical, string Datatype) Lexical(object? value, string? datatype)
    {
        if (datatype == Keywords.Json)
        {
            return (JsonCanonicalForm.Of(value), RdfTerms.Json);
        }

        switch (value)
        {
            case bool truth:
                return (truth ? "true" : "false", datatype ?? Xsd.Boolean.Value);
            case JsonNumber number:
                return datatype != Xsd.Double.Value && number.ToInteger() is { } integer
                    ? (integer, datatype ?? Xsd.Integer.Value)
                    : (number.ToCanonicalDouble(), datatype ?? Xsd.Double.Value);
            default:
                return ((string)value!, datatype ?? Xsd.String.Value);
        }
    }

    // Step 13.
    private Term Directional(string lexical, string? language, string direction)
    {
        switch (rdfDirection)
        {
            case RdfDirection.I18nDatatype:
                return new Literal(lexical, new Iri($"{RdfTerms.I18n}{language?.ToLowerInvariant()}_{direction}"));
            case RdfDirection.CompoundLiteral:
                var node = new BlankNode(blankNodes.Fresh()[2..]);
                Emit(node, RdfTerms.Value, new Literal(lexical));
                if (language is not null)
                {
                    Emit(node, RdfTerms.Language, new Literal(language.ToLowerInvariant()));
                }

                Emit(node, RdfTerms.Direction, new Literal(direction));
                return node;
            default:
                return language is null
                    ? new Literal(lexical)
                    : new Literal(lexical, language, direction == "ltr" ? BaseDirection.LeftToRight : BaseDirection.RightToLeft);
        }
    }

    // Well-formed IRIs and blank nodes; null for all else.
    private static Term? Resource(string? id) =>
        id is null ? null
        : JsonTree.IsBlankNode(id) ? new BlankNode(id[2..])
        : IriReference.IsWellFormedIri(id) ? new Iri(id)
        : null;

    private void Emit(Term subject, Iri predicate, Term value)
    {
        _arena.Clear();
        var s = _arena.Add(subject);
        var p = _arena.Add(predicate);
        var o = _arena.Add(value);
        var g = _graph is null ? -1 : _arena.Add(_graph);
        sink.Quad(_arena[s], _arena[p], _arena[o], g < 0 ? default : _arena[g]);
    }
}
