import { element } from '../shared/dom';

/** A term as SPARQL results in JSON have it. */
export interface Term {
  type: 'uri' | 'bnode' | 'literal' | 'typed-literal' | 'triple';
  value: string | { subject: Term; predicate: Term; object: Term };
  'xml:lang'?: string;
  datatype?: string;
}

export type Row = Record<string, Term>;

export interface Answer {
  kind: 'solutions' | 'boolean' | 'graph';
  boolean?: boolean;
  columns: string[];
  rows: Row[];
  isCut: boolean;
  canExplain: boolean;
  milliseconds: number;
  plan: string;
  labels: Record<string, string>;
}

const xsd = 'http://www.w3.org/2001/XMLSchema#';
const numeric = new Set([
  'integer', 'decimal', 'double', 'float', 'long', 'int', 'short', 'byte', 'nonNegativeInteger', 'positiveInteger', 'negativeInteger',
  'nonPositiveInteger', 'unsignedLong', 'unsignedInt', 'unsignedShort', 'unsignedByte',
].map(name => xsd + name));
const dates = new Set(['date', 'dateTime', 'dateTimeStamp', 'gYear', 'gYearMonth'].map(name => xsd + name));

// Paths of this namespace are served by the host as they are.
const ownNamespace = 'https://w3id.org/secoop/';

/** Where the host shows an IRI. */
export function addressOf(iri: string): string {
  return iri.startsWith(ownNamespace) && !/[#?%]/.test(iri)
    ? `/${iri.slice(ownNamespace.length)}`
    : `/describe?iri=${encodeURIComponent(iri)}`;
}

export function shortName(iri: string): string {
  const text = iri.replace(/[/#]+$/, '');
  return text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf('#')) + 1) || iri;
}

/** A term as plain text: of an IRI its label, if wanted and known. */
export function textOf(term: Term | undefined, labels: Record<string, string> | null): string {
  if (!term) return '';
  if (typeof term.value !== 'string') {
    return `⟪ ${textOf(term.value.subject, labels)} ${textOf(term.value.predicate, labels)} ${textOf(term.value.object, labels)} ⟫`;
  }
  return term.type === 'uri' ? labels?.[term.value] ?? shortName(term.value) : term.type === 'bnode' ? `_:${term.value}` : term.value;
}

/** The number of a literal that is one, else null. */
export function numberOf(term: Term | undefined): number | null {
  if (!term?.datatype || !numeric.has(term.datatype) || typeof term.value !== 'string') return null;
  const value = Number(term.value === 'INF' ? 'Infinity' : term.value === '-INF' ? '-Infinity' : term.value);
  return Number.isFinite(value) ? value : null;
}

/** The time of a date as a fraction of years, else null. */
export function yearOf(term: Term | undefined): number | null {
  if (!term?.datatype || !dates.has(term.datatype) || typeof term.value !== 'string') return null;
  const parts = /^(-?\d{4,})(?:-(\d\d))?(?:-(\d\d))?/.exec(term.value);
  return parts ? Number(parts[1]) + (Number(parts[2] ?? 1) - 1) / 12 + (Number(parts[3] ?? 1) - 1) / 372 : null;
}

/** A term with a link to what the host shows of it. */
export function viewOf(term: Term | undefined, labels: Record<string, string> | null): Node {
  if (!term) return element('span', { class: 'muted' }, '–');
  if (typeof term.value !== 'string') {
    const { subject, predicate, object } = term.value;
    return element('span', {}, '⟪ ', viewOf(subject, labels), ' ', viewOf(predicate, labels), ' ', viewOf(object, labels), ' ⟫');
  }
  if (term.type === 'uri') return element('a', { href: addressOf(term.value), title: term.value }, textOf(term, labels));
  const language = term['xml:lang'];
  return element(
    'span', { lang: language }, textOf(term, labels), language !== undefined && element('span', { class: 'tag' }, `@${language}`),
  );
}

/** Numbers by value, dates by time, the rest by its text; what is unbound comes last. */
export function compare(left: Term | undefined, right: Term | undefined, labels: Record<string, string> | null): number {
  if (!left || !right) return Number(!left) - Number(!right);
  const [a, b] = [numberOf(left) ?? yearOf(left), numberOf(right) ?? yearOf(right)];
  return a !== null && b !== null ? a - b : textOf(left, labels).localeCompare(textOf(right, labels), 'en', { numeric: true });
}
