using System.Security.Cryptography;

namespace KnowledgeGraph.Rdf.Canonicalization;

/// <summary>RDF Dataset Canonicalization, RDFC-1.0: equal text for datasets that are isomorphic, and only for them.</summary>
/// <seealso href="https://www.w3.org/TR/rdf-canon/"/>
public static class DatasetCanonicalization
{
    /// <summary>How much work is done unless told otherwise; some seconds.</summary>
    public const int DefaultMaxWork = 2_000_000;

    /// <summary>The canonical form of a dataset.</summary>
    /// <param name="dataset">The dataset. Its labels of blank nodes have no influence on the result.</param>
    /// <param name="hashAlgorithm">SHA-256 or SHA-384; default: SHA-256, as RDFC-1.0 has it.</param>
    /// <param name="maxWork">
    /// How much may be spent on nodes that look alike: for every order of them that is tried, the nodes in it and those labelled before; for
    /// every node looked at, its quads. Symmetric datasets, made to take forever, end with an exception.
    /// </param>
    /// <param name="ct">Stops the work.</param>
    /// <exception cref="CanonicalizationException">The bound is reached, or the dataset holds triple terms, which RDFC-1.0 does not know.</exception>
    public static CanonicalDataset Canonicalize(
        Dataset dataset, HashAlgorithmName hashAlgorithm = default, int maxWork = DefaultMaxWork, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxWork, 1);
        var algorithm = hashAlgorithm.Name is null ? HashAlgorithmName.SHA256 : hashAlgorithm;
        if (algorithm != HashAlgorithmName.SHA256 && algorithm != HashAlgorithmName.SHA384)
        {
            throw new ArgumentException($"{algorithm} is neither SHA-256 nor SHA-384.", nameof(hashAlgorithm));
        }

        foreach (var quad in dataset)
        {
            if (quad.Object is TripleTerm)
            {
                throw new CanonicalizationException("RDFC-1.0 is not defined for triple terms.");
            }
        }

        return new CanonicalLabelling(dataset, algorithm, maxWork, ct).Run();
    }
}
