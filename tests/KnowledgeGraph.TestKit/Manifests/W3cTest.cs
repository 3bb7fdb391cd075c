using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.TestKit.Manifests;

/// <summary>One entry of a W3C manifest. Paths are absolute; the base IRI of a file is <see cref="BaseIriOf"/>.</summary>
public sealed record W3cTest
{
    /// <summary>The IRI of the test.</summary>
    public required string Iri { get; init; }

    /// <summary>The local name of the test's type, such as <c>TestTurtleEval</c> or <c>QueryEvaluationTest</c>.</summary>
    public required string Type { get; init; }

    /// <summary>mf:name.</summary>
    public required string Name { get; init; }

    /// <summary>rdfs:comment, if there is one.</summary>
    public string? Comment { get; init; }

    /// <summary>The local name of dawgt:approval or rdft:approval (<c>Approved</c>, <c>Proposed</c>, <c>NotClassified</c> …), if stated.</summary>
    public string? Approval { get; init; }

    /// <summary>The local names of mf:requires: behaviour beyond the recommendation that the test assumes.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>The manifest that lists the test.</summary>
    public required string ManifestFile { get; init; }

    /// <summary>The file that mf:action names, or its qt:query or ut:request; null for tests of protocols.</summary>
    public string? Action { get; init; }

    /// <summary>qt:data, ut:data: the files of the default graph.</summary>
    public IReadOnlyList<string> Data { get; init; } = [];

    /// <summary>qt:graphData, ut:graphData: the named graphs.</summary>
    public IReadOnlyList<W3cGraphData> GraphData { get; init; } = [];

    /// <summary>qt:serviceData: the remote endpoints and the files of their default graphs.</summary>
    public IReadOnlyList<W3cServiceData> ServiceData { get; init; } = [];

    /// <summary>The file that mf:result names; null for none or for a boolean.</summary>
    public string? Result { get; init; }

    /// <summary>ut:data of mf:result: the files of the default graph after an update.</summary>
    public IReadOnlyList<string> ResultData { get; init; } = [];

    /// <summary>ut:graphData of mf:result: the named graphs after an update.</summary>
    public IReadOnlyList<W3cGraphData> ResultGraphData { get; init; } = [];

    /// <summary>True for mf:resultCardinality mf:LaxCardinality: duplicates may be missing (REDUCED).</summary>
    public bool LaxCardinality { get; init; }

    /// <summary>The local names of the entailment regimes under which the test is to be run: sd:entailmentRegime, mf:entailmentRegime.</summary>
    public IReadOnlyList<string> EntailmentRegimes { get; init; } = [];

    /// <summary>mf:recognizedDatatypes.</summary>
    public IReadOnlyList<Iri> RecognizedDatatypes { get; init; } = [];

    /// <summary>rdfc:hashAlgorithm of a canonicalisation test, if it is not the default.</summary>
    public string? HashAlgorithm { get; init; }

    internal string Root { get; init; } = "";

    /// <summary>The IRI under which a file of this test is published.</summary>
    /// <param name="file">One of the files above.</param>
    public string BaseIriOf(string file) => W3cFolder.IriOf(Root, file);

    /// <inheritdoc/>
    public override string ToString() => $"<{Iri}> ({Name})";
}
