// Answers queries on standard input, one JSON object a line: {"data": N-Quads, "query": SPARQL, "isGraph": true for CONSTRUCT and DESCRIBE}.
// Each answer is one line: {"answer": text}, SPARQL JSON results or N-Quads; or {"error": message}.
import { createInterface } from 'node:readline';
import oxigraph from 'oxigraph';

for await (const line of createInterface({ input: process.stdin })) {
  let reply;
  try {
    const { data, query, isGraph } = JSON.parse(line);
    const store = new oxigraph.Store();
    store.load(data, { format: 'application/n-quads' });
    reply = { answer: store.query(query, { results_format: isGraph ? 'application/n-quads' : 'application/sparql-results+json' }) };
  } catch (error) {
    reply = { error: String(error) };
  }

  process.stdout.write(JSON.stringify(reply) + '\n');
}
