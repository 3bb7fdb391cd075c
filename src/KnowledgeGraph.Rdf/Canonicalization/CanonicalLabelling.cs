using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace KnowledgeGraph.Rdf.Canonicalization;

/// <summary>One run of the algorithm. Names and steps are those of RDFC-1.0 §4.</summary>
internal sealed class CanonicalLabelling
{
    private readonly Dataset _dataset;
    private readonly HashAlgorithmName _algorithm;
    private readonly int _maxWork;
    private readonly CancellationToken _ct;
    private readonly Dictionary<string, List<Quad>> _quads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _firstDegree = new(StringComparer.Ordinal);
    private readonly IdentifierIssuer _canonical = new("c14n");
    private long _work;

    public CanonicalLabelling(Dataset dataset, HashAlgorithmName algorithm, int maxWork, CancellationToken ct)
    {
        _dataset = dataset;
        _algorithm = algorithm;
        _maxWork = maxWork;
        _ct = ct;
    }

    // §4.4.3, Canonicalization Algorithm.
    public CanonicalDataset Run()
    {
        CollectQuads();
        var nodesByHash = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var node in _quads.Keys)
        {
            var hash = HashFirstDegree(node);
            if (!nodesByHash.TryGetValue(hash, out var nodes))
            {
                nodesByHash.Add(hash, nodes = []);
            }

            nodes.Add(node);
        }

        // Step 4: nodes that their own quads tell apart. Step 5: all others.
        foreach (var nodes in nodesByHash.Values)
        {
            if (nodes.Count == 1)
            {
                _canonical.Issue(nodes[0]);
            }
        }

        foreach (var nodes in nodesByHash.Values)
        {
            if (nodes.Count > 1)
            {
                IssueAlike(nodes);
            }
        }

        return new CanonicalDataset(Write(), _canonical.Issued);
    }

    private void CollectQuads()
    {
        foreach (var quad in _dataset)
        {
            foreach (var node in Nodes(quad).Select(item => item.Node).Distinct(StringComparer.Ordinal))
            {
                if (!_quads.TryGetValue(node, out var quads))
                {
                    _quads.Add(node, quads = []);
                }

                quads.Add(quad);
            }
        }
    }

    private static IEnumerable<(string Node, char Position)> Nodes(Quad quad)
    {
        if (quad.Subject is BlankNode subject)
        {
            yield return (subject.Label, 's');
        }

        if (quad.Object is BlankNode value)
        {
            yield return (value.Label, 'o');
        }

        if (quad.Graph is BlankNode graph)
        {
            yield return (graph.Label, 'g');
        }
    }

    private void IssueAlike(List<string> nodes)
    {
        var results = new List<(string Hash, IdentifierIssuer Issuer)>();
        foreach (var node in nodes)
        {
            if (_canonical.Issued.ContainsKey(node))
            {
                continue;
            }

            var issuer = new IdentifierIssuer("b");
            issuer.Issue(node);
            results.Add(HashNDegree(node, issuer));
        }

        foreach (var (_, issuer) in results.OrderBy(result => result.Hash, StringComparer.Ordinal))
        {
            foreach (var node in issuer.Order)
            {
                _canonical.Issue(node);
            }
        }
    }

    // §4.6.3, Hash First Degree Quads.
    private string HashFirstDegree(string node)
    {
        if (!_firstDegree.TryGetValue(node, out var hash))
        {
            var lines = _quads[node].ConvertAll(quad => Line(quad, label => label == node ? "a" : "z"));
            lines.Sort(CodePointComparer.Instance);
            hash = Hash(string.Concat(lines));
            _firstDegree.Add(node, hash);
        }

        return hash;
    }

    // §4.7.3, Hash Related Blank Node.
    private string HashRelated(string related, Quad quad, IdentifierIssuer issuer, char position)
    {
        var input = new StringBuilder().Append(position);
        if (position != 'g')
        {
            NTriplesText.AppendIri(input, quad.Predicate.Value);
        }

        return Hash(
            _canonical.Issued.TryGetValue(related, out var label) || issuer.Issued.TryGetValue(related, out label)
                ? input.Append("_:").Append(label).ToString()
                : input.Append(HashFirstDegree(related)).ToString());
    }

    // §4.8.3, Hash N-Degree Quads.
    private (string Hash, IdentifierIssuer Issuer) HashNDegree(string node, IdentifierIssuer issuer)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new CanonicalizationException("The dataset has too long a chain of blank nodes that look alike.");
        }

        Charge(_quads[node].Count);
        var data = new StringBuilder();
        foreach (var (hash, related) in RelatedByHash(node, issuer))
        {
            data.Append(hash);
            (var path, issuer) = ChoosePath(related, issuer);
            data.Append(path);
        }

        return (Hash(data.ToString()), issuer);
    }

    private SortedDictionary<string, List<string>> RelatedByHash(string node, IdentifierIssuer issuer)
    {
        var related = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var quad in _quads[node])
        {
            foreach (var (other, position) in Nodes(quad))
            {
                if (other == node)
                {
                    continue;
                }

                var hash = HashRelated(other, quad, issuer, position);
                if (!related.TryGetValue(hash, out var nodes))
                {
                    related.Add(hash, nodes = []);
                }

                nodes.Add(other);
            }
        }

        return related;
    }

    // Step 5.4: the least path of all orders of nodes that look alike.
    private (string Path, IdentifierIssuer Issuer) ChoosePath(List<string> related, IdentifierIssuer issuer)
    {
        var chosenPath = "";
        var chosenIssuer = issuer;
        int[] order = [.. Enumerable.Range(0, related.Count)];
        do
        {
            Charge(related.Count + issuer.Order.Count);
            if (Path(related, order, issuer.Copy(), chosenPath) is { } result)
            {
                (chosenPath, chosenIssuer) = result;
            }
        }
        while (Permutations.Next(order));

        return (chosenPath, chosenIssuer);
    }

    // The path of one order; null as soon as it cannot be the least.
    private (string Path, IdentifierIssuer Issuer)? Path(List<string> related, int[] order, IdentifierIssuer issuer, string chosen)
    {
        var path = new StringBuilder();
        var recursion = new List<string>();
        foreach (var index in order)
        {
            var node = related[index];
            if (_canonical.Issued.TryGetValue(node, out var label))
            {
                path.Append("_:").Append(label);
            }
            else
            {
                if (!issuer.Issued.ContainsKey(node))
                {
                    recursion.Add(node);
                }

                path.Append("_:").Append(issuer.Issue(node));
            }

            if (IsBeaten(path, chosen))
            {
                return null;
            }
        }

        foreach (var node in recursion)
        {
            var (hash, inner) = HashNDegree(node, issuer);
            path.Append("_:").Append(issuer.Issue(node)).Append('<').Append(hash).Append('>');
            issuer = inner;
            if (IsBeaten(path, chosen))
            {
                return null;
            }
        }

        var text = path.ToString();
        return chosen.Length == 0 || string.CompareOrdinal(text, chosen) < 0 ? (text, issuer) : null;
    }

    private static bool IsBeaten(StringBuilder path, string chosen) =>
        chosen.Length > 0 && path.Length >= chosen.Length && string.CompareOrdinal(path.ToString(), chosen) > 0;

    private string Write()
    {
        var lines = _dataset.Select(quad => Line(quad, label => _canonical.Issued[label])).ToList();
        lines.Sort(CodePointComparer.Instance);
        return string.Concat(lines);
    }

    private static string Line(Quad quad, Func<string, string> labelOf)
    {
        var line = new StringBuilder();
        Append(line, quad.Subject, labelOf);
        Append(line.Append(' '), quad.Predicate, labelOf);
        Append(line.Append(' '), quad.Object, labelOf);
        if (quad.Graph is { } graph)
        {
            Append(line.Append(' '), graph, labelOf);
        }

        return line.Append(" .\n").ToString();
    }

    private static void Append(StringBuilder line, Term term, Func<string, string> labelOf) => NTriplesText.Append(
        line, term is BlankNode node ? new BlankNode(labelOf(node.Label)) : term, NTriplesText.AppendIri, NTriplesText.AppendLiteral);

    private void Charge(int work)
    {
        _ct.ThrowIfCancellationRequested();
        _work += work;
        if (_work > _maxWork)
        {
            throw new CanonicalizationException("The dataset has too many blank nodes that look alike.");
        }
    }

    private string Hash(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Convert.ToHexStringLower(_algorithm == HashAlgorithmName.SHA256 ? SHA256.HashData(bytes) : SHA384.HashData(bytes));
    }
}
