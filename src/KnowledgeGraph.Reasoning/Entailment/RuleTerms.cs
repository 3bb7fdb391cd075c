using System.Globalization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>
/// The names that rules and axioms use, as ids over a snapshot's dictionary. <c>kg:</c> names get ids without a tag, which no term has.
/// </summary>
/// <param name="terms">Where names that the snapshot does not know are kept.</param>
internal sealed class RuleTerms(LocalDictionary terms)
{
    private readonly Dictionary<string, TermId> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<(TermId Function, TermId Argument), TermId> _minted = [];
    private ulong _internal;

    public LocalDictionary Terms { get; } = terms;

    /// <summary>The id of a name with a prefix, or of a small integer.</summary>
    public TermId this[string name]
    {
        get
        {
            if (!_names.TryGetValue(name, out var id))
            {
                id = Resolve(name);
                _names.Add(name, id);
            }

            return id;
        }
    }

    /// <summary>Whether the id is that of a relation between list nodes, which is no term.</summary>
    public static bool IsInternal(TermId id) => id.Tag == TermTag.Undefined;

    /// <summary>The relation that belongs to a list node: always the same for the same node.</summary>
    public TermId Mint(TermId function, TermId argument)
    {
        if (!_minted.TryGetValue((function, argument), out var id))
        {
            id = NewInternal();
            _minted.Add((function, argument), id);
        }

        return id;
    }

    private TermId Resolve(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return TermId.TryFromInteger(long.Parse(name, CultureInfo.InvariantCulture), XsdDatatype.Integer, out var number)
                ? number
                : throw new FormatException($"{name} is no integer for a rule.");
        }

        return name[..colon] switch
        {
            "kg" => NewInternal(),
            "rdf" => Terms.Intern(new Iri(RdfVocabulary.Namespace + name[(colon + 1)..])),
            "rdfs" => Terms.Intern(new Iri("http://www.w3.org/2000/01/rdf-schema#" + name[(colon + 1)..])),
            "owl" => Terms.Intern(new Iri("http://www.w3.org/2002/07/owl#" + name[(colon + 1)..])),
            _ => throw new FormatException($"{name} has no known prefix."),
        };
    }

    private TermId NewInternal() => new(++_internal);
}
