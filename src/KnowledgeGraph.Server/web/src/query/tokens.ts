// SPARQL 1.2 cut into tokens well enough for colours and for knowing what can stand at the cursor; the host's parser judges.

const name = String.raw`[\p{L}\p{N}_](?:[\p{L}\p{N}_.·‿⁀-]*[\p{L}\p{N}_·‿⁀-])?`;

// Within the local part of a prefixed name, and at its end.
const escape = String.raw`%[0-9A-Fa-f]{2}|\\.`;
const last = String.raw`(?:[\p{L}\p{N}_:-]|${escape})`;

/** Each alternative is a kind of token, in the order in which they are tried. */
const kinds: [string, string][] = [
  ['comment', '#[^\\n]*'],
  ['string', '"""(?:"{0,2}(?:[^"\\\\]|\\\\[^]))*"""|\'\'\'(?:\'{0,2}(?:[^\'\\\\]|\\\\[^]))*\'\'\''],
  ['string', '"(?:[^"\\\\\\n\\r]|\\\\.)*"|\'(?:[^\'\\\\\\n\\r]|\\\\.)*\''],
  ['iri', '<[^<>"{}|^`\\\\\\u0000-\\u0020]*>'],
  ['variable', '[?$][\\p{L}\\p{N}_]+'],
  ['blank', `_:${name}`],
  ['language', '@[A-Za-z]+(?:-[A-Za-z0-9]+)*'],
  ['number', '(?:\\d+(?:\\.\\d+)?|\\.\\d+)(?:[eE][+-]?\\d+)?'],
  ['prefixed', `(?:\\p{L}(?:[\\p{L}\\p{N}_.-]*[\\p{L}\\p{N}_-])?)?:(?:(?:[\\p{L}\\p{N}_:]|${escape})(?:(?:[\\p{L}\\p{N}_:.-]|${escape})*${last})?)?`],
  ['word', '\\p{L}[\\p{L}\\p{N}_]*'],
  ['punctuation', '<<\\(|\\)>>|<<|>>|\\{\\||\\|\\}|\\^\\^|&&|\\|\\||!=|<=|>=|[^\\s]'],
];

export interface Token {
  kind: string;
  text: string;
  from: number;
}

const pattern = kinds.map(([, source]) => `(${source})`).join('|');

/** The tokens of a text; comments are left out. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(new RegExp(pattern, 'gu'))) {
    const kind = kinds[match.slice(1).findIndex(group => group !== undefined)]![0];
    if (kind !== 'comment') tokens.push({ kind, text: match[0], from: match.index });
  }
  return tokens;
}

/** For the stream parser: the token that begins at an index of a line. */
export function tokenAt(line: string, index: number): Token | null {
  const matcher = new RegExp(pattern, 'uy');
  matcher.lastIndex = index;
  const match = matcher.exec(line);
  return match && { kind: kinds[match.slice(1).findIndex(group => group !== undefined)]![0], text: match[0], from: index };
}

export const keywords = [
  'SELECT', 'CONSTRUCT', 'DESCRIBE', 'ASK', 'WHERE', 'FROM', 'NAMED', 'PREFIX', 'BASE', 'VERSION', 'DISTINCT', 'REDUCED', 'AS', 'GROUP',
  'BY', 'HAVING', 'ORDER', 'ASC', 'DESC', 'LIMIT', 'OFFSET', 'VALUES', 'UNDEF', 'OPTIONAL', 'UNION', 'MINUS', 'GRAPH', 'SERVICE',
  'SILENT', 'FILTER', 'BIND', 'EXISTS', 'NOT', 'IN', 'SEPARATOR', 'INSERT', 'DELETE', 'DATA', 'WITH', 'USING', 'LOAD', 'CLEAR', 'DROP',
  'CREATE', 'ADD', 'MOVE', 'COPY', 'INTO', 'TO', 'ALL', 'DEFAULT',
];

export const functions = [
  'ABS', 'AVG', 'BNODE', 'BOUND', 'CEIL', 'COALESCE', 'CONCAT', 'CONTAINS', 'COUNT', 'DATATYPE', 'DAY', 'ENCODE_FOR_URI', 'FLOOR',
  'GROUP_CONCAT', 'HASLANG', 'HASLANGDIR', 'HOURS', 'IF', 'IRI', 'ISBLANK', 'ISIRI', 'ISLITERAL', 'ISNUMERIC', 'ISTRIPLE', 'LANG',
  'LANGDIR', 'LANGMATCHES', 'LCASE', 'MAX', 'MD5', 'MIN', 'MINUTES', 'MONTH', 'NOW', 'OBJECT', 'PREDICATE', 'RAND', 'REGEX', 'REPLACE',
  'ROUND', 'SAMETERM', 'SAMPLE', 'SECONDS', 'SHA1', 'SHA256', 'SHA384', 'SHA512', 'STR', 'STRAFTER', 'STRBEFORE', 'STRDT', 'STRENDS',
  'STRLANG', 'STRLANGDIR', 'STRLEN', 'STRSTARTS', 'STRUUID', 'SUBJECT', 'SUBSTR', 'SUM', 'TIMEZONE', 'TRIPLE', 'TZ', 'UCASE', 'URI',
  'UUID', 'YEAR', 'true', 'false',
];
