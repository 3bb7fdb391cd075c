using System.Collections.Frozen;
using System.Collections.Immutable;
using KnowledgeGraph.Knowledge.Authoring;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Knowledge.Build;

/// <summary>The rules every claim must keep, whatever it says; what breaks one stops the build.</summary>
public sealed class ClaimRules
{
    private static readonly Iri s_context = Vocabulary.Term("Context");
    private static readonly Iri s_statement = Vocabulary.Term("Statement");

    private static readonly FrozenSet<string> s_registerNamespaces = FrozenSet.Create(
        StringComparer.Ordinal, Vocabulary.Rdfs, Vocabulary.Skos, Vocabulary.Owl);

    private static readonly ImmutableArray<Iri> s_unclaimable =
        [Vocabulary.Term("RegisterProperty"), Vocabulary.Term("ApparatusProperty"), Vocabulary.Term("ShortcutProperty")];

    private readonly Ontology _ontology;
    private readonly Register _register;
    private readonly ICollection<Finding> _findings;
    private readonly HashSet<Iri> _typedByClaims = [];
    private readonly HashSet<Iri> _claims = [];
    private readonly HashSet<(string File, Iri Term)> _reported = [];

    /// <summary>Rules over all sources together.</summary>
    /// <param name="ontology">The ontology.</param>
    /// <param name="register">The register.</param>
    /// <param name="findings">Takes what breaks a rule.</param>
    public ClaimRules(Ontology ontology, Register register, ICollection<Finding> findings)
    {
        _ontology = ontology;
        _register = register;
        _findings = findings;
    }

    /// <summary>Checks all claims.</summary>
    /// <param name="sources">All sources: an entity may be introduced by one and used by another.</param>
    public void Check(IReadOnlyCollection<Source> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        foreach (Claim claim in sources.SelectMany(source => source.Claims))
        {
            _claims.Add(claim.Iri);
            foreach (Triple triple in claim.Entry.Says)
            {
                if (triple.Predicate == RdfVocabulary.Type && triple.Subject is Iri node)
                {
                    _typedByClaims.Add(node);
                }
            }
        }

        foreach (Source source in sources)
        {
            CheckReferences(source);
            foreach (Claim claim in source.Claims)
            {
                CheckClaim(claim);
            }
        }
    }

    /// <summary>The IRI of a claim named in <c>conflictsWith</c>: a slug of the same source, or <c>source/slug</c>.</summary>
    /// <param name="source">The source that names it.</param>
    /// <param name="name">The name.</param>
    public static Iri ConflictIri(Iri source, string name)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(name);
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new Iri($"{source.Value}/claim/{name}") : Vocabulary.Claim(name[..slash], name[(slash + 1)..]);
    }

    private void CheckReferences(Source source)
    {
        SourceFile file = source.File;
        CheckUnique(file.Citations.Select(citation => (citation.Id, citation.Position)), "citation");
        CheckUnique(file.Footnotes.Select(footnote => (footnote.Id, footnote.Position)), "footnote");
        HashSet<string> citations = [.. file.Citations.Select(citation => citation.Id)];
        HashSet<string> footnotes = [.. file.Footnotes.Select(footnote => footnote.Id)];
        foreach (ClaimEntry entry in file.Claims)
        {
            CheckExist(entry.Cites, citations, "citation");
            CheckExist(entry.RestsOn, footnotes, "footnote");
            foreach (Reference reference in entry.ConflictsWith.Where(each => !_claims.Contains(ConflictIri(source.Iri, each.Value))))
            {
                Report(FindingKind.Reference, reference.Position, $"no claim '{reference.Value}'", "write the slug, or source/slug for a claim of another source");
            }

            if (entry.DateBasis is { } basis)
            {
                CheckTerm(Vocabulary.Term(basis.Value.TrimStart(':')), basis.Position);
            }
        }

        foreach (FootnoteEntry footnote in file.Footnotes)
        {
            CheckExist([.. new[] { footnote.Ibidem }.OfType<Reference>()], footnotes, "footnote");
            CheckEntity(footnote.Cites, footnote.Position);
        }

        foreach (CitationEntry citation in file.Citations)
        {
            CheckEntity(citation.Outlet, citation.Position);
        }

        foreach (RegionEntry region in file.Regions)
        {
            CheckTerm(Vocabulary.Term(region.Kind), region.Position);
        }
    }

    private void CheckClaim(Claim claim)
    {
        ClaimEntry entry = claim.Entry;
        if (entry.Says.IsEmpty)
        {
            return;
        }

        CheckSubject(entry);
        foreach (Triple triple in entry.Says)
        {
            CheckTriple(triple, entry);
        }

        CheckExtent(claim);
        CheckEndorsement(claim);
        CheckMentions(claim);
    }

    private void CheckSubject(ClaimEntry entry)
    {
        List<Term> subjects = [.. entry.Says.Select(triple => triple.Subject).Distinct()];
        if (subjects.Count > 1)
        {
            Report(
                FindingKind.Model, entry.SaysPosition,
                $"claim '{entry.Id}' speaks of {subjects.Count} nodes ({string.Join(", ", subjects.Select(Name))}); a claim is about one",
                "write one claim per node");
        }

        if (entry.Says.SelectMany(triple => new[] { triple.Subject, triple.Object }).Any(term => term is BlankNode or TripleTerm))
        {
            Report(FindingKind.Model, entry.SaysPosition, $"claim '{entry.Id}' has a blank node or a triple term", "give the node a name: i:…");
        }
    }

    private void CheckTriple(Triple triple, ClaimEntry entry)
    {
        bool isType = triple.Predicate == RdfVocabulary.Type;
        if (s_registerNamespaces.Any(each => triple.Predicate.Value.StartsWith(each, StringComparison.Ordinal)))
        {
            Report(
                FindingKind.Model, entry.SaysPosition, $"{Name(triple.Predicate)} belongs in the register, not in a claim",
                "labels and aliases go to data/register");
        }
        else if (s_unclaimable.FirstOrDefault(type => _ontology.IsOfType(triple.Predicate, type)) is { } type)
        {
            Report(FindingKind.Model, entry.SaysPosition, $"no claim may say {Name(triple.Predicate)}: the ontology makes it a {Name(type)}");
        }
        else if (!isType && !triple.Predicate.Value.StartsWith(Vocabulary.Ontology, StringComparison.Ordinal))
        {
            Report(FindingKind.Vocabulary, entry.SaysPosition, $"{Name(triple.Predicate)} is no property of the ontology");
        }
        else if (!isType && CheckTerm(triple.Predicate, entry.SaysPosition) && !_ontology.IsProperty(triple.Predicate))
        {
            ReportOnce(triple.Predicate, entry.SaysPosition, $"{Name(triple.Predicate)} is used as a property, but the ontology does not define it as one");
        }

        foreach (Iri term in new[] { triple.Subject, triple.Object }.OfType<Iri>())
        {
            if (term.Value.StartsWith(Vocabulary.Ontology, StringComparison.Ordinal))
            {
                if (CheckTerm(term, entry.SaysPosition) && isType && !_ontology.IsClass(term))
                {
                    ReportOnce(term, entry.SaysPosition, $"{Name(term)} is used as a class, but the ontology does not define it as one");
                }
            }
            else if (isType && term.Equals(triple.Object))
            {
                Report(FindingKind.Vocabulary, entry.SaysPosition, $"{Name(term)} is used as a class, but is no term of the ontology");
            }
            else
            {
                CheckEntity(term, entry.SaysPosition);
            }
        }
    }

    // Which part of a conjunction a denial or a plan concerns cannot be told, unless it is the existence of the node so described.
    private void CheckExtent(Claim claim)
    {
        ClaimEntry entry = claim.Entry;
        if (!claim.Holds && entry.Says.Length > 1 && !claim.Types.Any())
        {
            Report(
                FindingKind.Model, entry.SaysPosition,
                $"claim '{entry.Id}' does not hold, so it must say one triple, or the type of its node; it says {entry.Says.Length} triples without the type",
                "write one claim per triple, or say what the node is: i:… a :…");
        }
    }

    private void CheckEndorsement(Claim claim)
    {
        ClaimEntry entry = claim.Entry;
        if (entry.Endorsed && entry.Within is null)
        {
            Report(FindingKind.Model, entry.Position, $"claim '{entry.Id}' is endorsed but stands within no other claim", "drop 'endorsed'");
        }

        if (claim.Within is not { } context)
        {
            return;
        }

        if (!context.Types.Any(type => _ontology.IsA(type, s_context)))
        {
            Report(
                FindingKind.Model, entry.Within!.Position,
                $"'{context.Entry.Id}' introduces no context: it does not give its node a class below :Context",
                "'within' points to the claim that says i:… a :Statement (or an Intention, Provision, Assessment, Scenario …)");
        }

        // Words can be confirmed; the content of an intention, provision, assessment, condition or scenario is never fact.
        foreach (Iri type in context.Types.Where(each => entry.Endorsed && !_ontology.IsA(each, s_statement)))
        {
            Report(
                FindingKind.Model, entry.Position, $"claim '{entry.Id}' is endorsed within {Name(type)} '{context.Entry.Id}', whose content is never fact",
                "drop 'endorsed', or write a claim in the article's own voice");
        }
    }

    private void CheckMentions(Claim claim)
    {
        HashSet<Term> mentioned = [.. claim.Mentions.Select(mention => mention.Argument)];
        HashSet<string> tried = [.. claim.Entry.Mentions.Select(mention => mention.Argument)];
        foreach (Term argument in claim.Arguments.Where(term => !mentioned.Contains(term) && !tried.Contains(Name(term))))
        {
            string hint = argument is Literal
                ? $"add to mentions  \"{Name(argument)}\": {{ value: <the words> }}"
                : $"add to mentions  {Name(argument)}: <the name as printed>, or {{ description: <the words> }} for an unnamed node";
            Report(FindingKind.Model, claim.Entry.Position, $"claim '{claim.Entry.Id}' has no mention of its argument {Name(argument)}", hint);
        }

        foreach (Mention mention in claim.Mentions)
        {
            bool onlyLiteral = mention.Kind == MentionKind.Value;
            bool onlyEntity = mention.Kind is MentionKind.Demonym or MentionKind.Metonym or MentionKind.Anaphor;
            if ((onlyLiteral && mention.Argument is Iri) || (onlyEntity && mention.Argument is Literal))
            {
                Report(
                    FindingKind.Model, mention.Entry.Position,
                    $"a mention of kind {mention.Kind.ToString().ToLowerInvariant()} stands for {(onlyLiteral ? "a literal" : "a thing")}, not for {Name(mention.Argument)}");
            }

            if (mention.Kind == MentionKind.Implied && string.IsNullOrWhiteSpace(mention.Entry.Reason))
            {
                Report(FindingKind.Model, mention.Entry.Position, $"the implied mention of {Name(mention.Argument)} needs its reason");
            }
        }
    }

    private void CheckUnique(IEnumerable<(string Id, SourcePosition Position)> entries, string what)
    {
        foreach (var again in entries.GroupBy(entry => entry.Id, StringComparer.Ordinal).SelectMany(group => group.Skip(1)))
        {
            Report(FindingKind.Reference, again.Position, $"the id '{again.Id}' is taken by another {what} of this source");
        }
    }

    private void CheckExist(ImmutableArray<Reference> references, HashSet<string> known, string what)
    {
        foreach (Reference reference in references.Where(each => !known.Contains(each.Value)))
        {
            string? near = EditDistance.Nearest(reference.Value, known, id => id);
            Report(FindingKind.Reference, reference.Position, $"no {what} '{reference.Value}' in this source", near is null ? null : $"did you mean '{near}'?");
        }
    }

    private bool CheckTerm(Iri term, SourcePosition position)
    {
        if (_ontology.Defines(term))
        {
            return true;
        }

        Iri? near = _ontology.Nearest(term);
        ReportOnce(term, position, $"the ontology does not define {Name(term)}", near is null ? "define it in ontology/secoop.ttl" : $"did you mean {Name(near)}?");
        return false;
    }

    private void CheckEntity(Iri? entity, SourcePosition position)
    {
        if (entity is null || _register.IsTyped(entity) || _typedByClaims.Contains(entity))
        {
            return;
        }

        if (_register.Contains(entity))
        {
            ReportOnce(entity, position, $"{Name(entity)} has a label, but neither the register nor a claim gives it a type", "say what it is in a claim: i:… a :…");
            return;
        }

        Iri? near = _register.Nearest(entity);
        string hint = "describe it in data/register, or say what it is in a claim: i:… a :…";
        ReportOnce(entity, position, $"{Name(entity)} is neither in the register nor given a type by a claim", near is null ? hint : $"did you mean {Name(near)}? else {hint}");
    }

    // A missing term is used many times; once a file is enough.
    private void ReportOnce(Iri term, SourcePosition position, string message, string? hint = null)
    {
        if (_reported.Add((position.File, term)))
        {
            Report(FindingKind.Vocabulary, position, message, hint);
        }
    }

    private static string Name(Term term) => term switch
    {
        Iri iri => Vocabulary.Compact(iri),
        Literal literal => literal.Lexical,
        _ => term.ToString(),
    };

    private void Report(FindingKind kind, SourcePosition position, string message, string? hint = null) =>
        _findings.Add(new Finding(kind, position, message, hint));
}
