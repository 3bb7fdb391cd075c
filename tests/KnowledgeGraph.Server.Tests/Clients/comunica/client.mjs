// What Comunica makes of one endpoint (read), of two as one (sources, filter), and of one that asks the other (service).
// One line a finding. node client.mjs read|sources|filter|service ENDPOINT [SECOND [FILTER…]]
import { QueryEngine } from '@comunica/query-sparql';

const what = process.argv[2];
const [first, second] = process.argv.slice(3, 5).map(value => ({ type: 'sparql', value }));
const engine = new QueryEngine();
const label = 'http://www.w3.org/2000/01/rdf-schema#label';
const code = 'http://example.org/code';

async function print(query, ...sources) {
  const bindings = await (await engine.queryBindings(query, { sources })).toArray();
  const lines = bindings.map(each => [...each].map(([name, term]) => `${name.value}=${term.value}`).sort().join(' ')).sort();
  lines.forEach(line => console.log(line));
}

switch (what) {
  case 'read':
    await print(`SELECT ?label { <https://w3id.org/secoop/id/kazakhstan> <${label}> ?label }`, first);
    console.log(await engine.queryBoolean('ASK { <https://w3id.org/secoop/id/kazakhstan> ?p ?o }', { sources: [first] }));
    console.log((await (await engine.queryQuads('CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 7', { sources: [first] })).toArray()).length);
    break;
  case 'sources':
    await print(`SELECT ?label ?code { ?state <${code}> ?code . ?state <${label}> ?label }`, first, second);
    break;
  case 'filter':
    for (const filter of process.argv.slice(5)) {
      console.log(filter);
      await print(`SELECT ?label ?code { ?state <${code}> ?code . ?state <${label}> ?label ${filter} }`, first, second);
    }
    break;
  case 'service':
    await print(`SELECT ?label ?code { ?state <${label}> ?label SERVICE <${second.value}> { ?state <${code}> ?code } }`, first);
    break;
}
