import type { ChangeSpec } from '@codemirror/state';

/** Well-known prefixes and those of the dataset, by prefix. */
export type Prefixes = Record<string, string>;

const declaration = /\bPREFIX\s+([^\s:<]*):\s*<([^<>\s]*)>/giu;

const localName = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?$/u;

/** The prefixes that a query declares. */
export function declaredIn(text: string): Prefixes {
  return Object.fromEntries([...text.matchAll(declaration)].map(match => [match[1]!, match[2]!]));
}

/** The declaration of a prefix, below those that are there. */
export function declare(text: string, prefix: string, namespace: string): ChangeSpec {
  const last = [...text.matchAll(/^\s*(?:PREFIX|BASE)\b[^\n]*$/gim)].at(-1);
  const line = `PREFIX ${prefix}: <${namespace}>`;
  return last ? { from: last.index + last[0].length, insert: `\n${line}` } : { from: 0, insert: `${line}\n` };
}

/** An IRI as a query writes it: with a prefix that it declares or that can be declared (then `missing`), else in full. */
export function written(iri: string, text: string, known: Prefixes): { text: string; missing?: string } {
  const declared = declaredIn(text);
  const candidates = Object.entries({ ...known, ...declared })
    .filter(([, namespace]) => namespace !== '' && iri.startsWith(namespace) && localName.test(iri.slice(namespace.length)))
    .sort(([left, a], [right, b]) => b.length - a.length || Number(right in declared) - Number(left in declared));
  const best = candidates[0];
  if (!best) return { text: `<${iri}>` };
  const [prefix, namespace] = best;
  return { text: `${prefix}:${iri.slice(namespace.length)}`, ...(!(prefix in declared) && { missing: prefix }) };
}
