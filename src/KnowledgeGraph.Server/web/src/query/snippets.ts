/** Programs that ask the query of the endpoint. */
export const languages: Record<string, (endpoint: string, query: string) => string> = {
  curl: (endpoint, query) => [
    `curl ${endpoint} \\`, "  -H 'Accept: application/sparql-results+json' \\", `  --data-urlencode query=${shell(query)}`,
  ].join('\n'),
  Python: (endpoint, query) => [
    'import requests', '', `query = ${python(query)}`, `answer = requests.post(${JSON.stringify(endpoint)}, data={"query": query},`,
    '                       headers={"Accept": "application/sparql-results+json"})', 'answer.raise_for_status()',
    'for row in answer.json()["results"]["bindings"]:', '    print({name: term["value"] for name, term in row.items()})',
  ].join('\n'),
  R: (endpoint, query) => [
    'library(httr2)', '', `query <- ${JSON.stringify(query)}`, `answer <- request(${JSON.stringify(endpoint)}) |>`,
    '  req_body_form(query = query) |>', '  req_headers(Accept = "text/csv") |>', '  req_perform()', 'read.csv(text = resp_body_string(answer))',
  ].join('\n'),
  JavaScript: (endpoint, query) => [
    `const query = ${JSON.stringify(query)};`, `const answer = await fetch(${JSON.stringify(endpoint)}, {`, "  method: 'POST',",
    "  headers: { Accept: 'application/sparql-results+json' },", '  body: new URLSearchParams({ query }),', '});',
    'if (!answer.ok) throw new Error(await answer.text());', 'for (const row of (await answer.json()).results.bindings) console.log(row);',
  ].join('\n'),
  'C#': (endpoint, query) => [
    'using System.Net.Http.Json;', 'using System.Text.Json;', '', `const string Query = ${csharp(query)};`,
    'using var http = new HttpClient();',
    'http.DefaultRequestHeaders.Add("Accept", "application/sparql-results+json");',
    `using var answer = await http.PostAsync(${JSON.stringify(endpoint)}, new FormUrlEncodedContent([new("query", Query)]));`,
    'answer.EnsureSuccessStatusCode();', 'var json = await answer.Content.ReadFromJsonAsync<JsonElement>();',
    'foreach (var row in json.GetProperty("results").GetProperty("bindings").EnumerateArray())', '{', '    Console.WriteLine(row);', '}',
  ].join('\n'),
};

function shell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function python(text: string): string {
  return text.includes('"""') || text.includes('\\') ? JSON.stringify(text) : `"""\n${text}\n"""`;
}

// A raw literal is delimited by more quotes than stand in it.
function csharp(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/"+/g)].map(run => run[0].length));
  const quotes = '"'.repeat(longest + 1);
  return `${quotes}\n${text}\n${quotes}`;
}
