// What the host tells of a thing's links.
export interface Named { iri: string; label: string; page: string; language?: string }
export interface Thing extends Named { types: Named[] }
export interface Link {
  subject: string; property: Named; object: string; node: Thing; standing: string; words: string; evidence: string;
}
export interface Group { property: Named; direction: string; count: number; edges: Link[]; next: string | null }
export interface Neighbourhood {
  node: Thing; facts: Group[]; claims: { edges: Link[]; next: string | null }; moreProperties: boolean;
}
export interface Said {
  page: string; words: string; speakers: Named[]; source: Named; outlets: Named[]; quotes: string[];
  places: { paragraph: number; start: number; end: number }[];
}
export interface Evidence { subject: Named; property: Named; object: Named; words: string; claims: Said[]; origins: Named[] }

/** The document at an address. */
export async function json<T>(address: string): Promise<T> {
  const response = await fetch(address, { headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return (await response.json()) as T;
}

/** An address of the host with parameters, in the language that this page was asked for in. */
export function addressOf(path: string, parameters: Record<string, string>): string {
  const language = new URLSearchParams(location.search).get('lang');
  return `${path}?${new URLSearchParams({ ...parameters, ...(language && { lang: language }) })}`;
}
