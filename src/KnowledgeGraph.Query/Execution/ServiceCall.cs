namespace KnowledgeGraph.Query.Execution;

/// <summary>Asks a SPARQL endpoint a SELECT query and waits for the whole answer (SPARQL 1.1 Federated Query §4).</summary>
/// <param name="endpoint">The IRI of the endpoint.</param>
/// <param name="query">The query text.</param>
/// <param name="ct">Cancelled when the run has to stop.</param>
/// <exception cref="RemoteException">The call failed, or the endpoint may not be asked.</exception>
/// <exception cref="QueryException">The run has to end, such as by a limit: SILENT does not cover it.</exception>
/// <exception cref="OperationCanceledException">The run was stopped.</exception>
public delegate ServiceAnswer ServiceCall(string endpoint, string query, CancellationToken ct);
