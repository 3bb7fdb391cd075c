import { tokensOf } from './tokens';

export type Place = 'class' | 'property' | 'subject' | 'object' | 'expression' | 'outside';

const type = new Set(['a', 'rdf:type', '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>']);
const opening = new Set(['(', '[', '<<', '<<(', '{|']);
const closing = new Set([')', ']', '>>', ')>>', '|}']);

interface State {
  // Parts of the triple that are written: 0 to 3; an expression is no triple.
  parts: number;
  predicate: string;
  inExpression: boolean;
}

const start = (): State => ({ parts: 0, predicate: '', inExpression: false });

/** What can stand behind a text: where in a triple pattern, or in an expression, its end lies. */
export function placeAfter(text: string): Place {
  let state = start();
  let depth = 0;
  const outer: State[] = [];
  for (const token of tokensOf(text)) {
    if (token.text === '{' || token.text === '}') {
      depth += token.text === '{' ? 1 : -1;
      state = start();
      outer.length = 0;
    } else if (opening.has(token.text)) {
      outer.push(state);
      state = inside(token.text, state);
    } else if (closing.has(token.text)) {
      state = closed(token.text, state, outer.pop() ?? start());
    } else {
      state = after(token.kind, token.text, state);
    }
  }
  return depth <= 0 ? 'outside' : placeOf(state);
}

function placeOf(state: State): Place {
  if (state.inExpression) return 'expression';
  if (state.parts === 1) return 'property';
  if (state.parts === 2) return type.has(state.predicate) ? 'class' : 'object';
  return 'subject';
}

function inside(bracket: string, state: State): State {
  if (bracket === '[' || bracket === '{|') return { parts: 1, predicate: '', inExpression: false };
  if (bracket !== '(') return start();
  // A group of a path, or a list of terms, or an expression.
  if (state.parts === 1 && !state.inExpression) return { ...state };
  return state.parts === 2 && !state.inExpression ? { ...state } : { ...start(), inExpression: true };
}

// What was in brackets is a term of the triple around it, but an expression stands beside the triples.
function closed(bracket: string, inner: State, around: State): State {
  if (around.inExpression || bracket === '|}') return around;
  return inner.inExpression ? start() : { ...around, parts: around.parts + 1 };
}

function after(kind: string, text: string, state: State): State {
  if (state.inExpression) return state;
  if (kind === 'word' && text !== 'a') return /^(true|false)$/i.test(text) ? { ...state, parts: state.parts + 1 } : keyword(text);
  switch (text) {
    case '.': return start();
    case ';': return { ...start(), parts: 1 };
    case ',': return { ...state, parts: 2 };
    case '/': case '|': return { ...state, parts: 1, predicate: '' };
    case '^': case '!': case '*': case '+': case '?': return state;
    case '~': return { ...state, parts: 2 };
  }
  if (kind === 'language' || kind === 'punctuation') return state;
  return state.parts === 1 ? { parts: 2, predicate: text, inExpression: false } : { ...state, parts: Math.min(state.parts + 1, 3) };
}

// FILTER and the like stand where a triple could begin; what follows them in parentheses is an expression.
function keyword(text: string): State {
  return /^(FILTER|BIND|HAVING)$/i.test(text) ? { ...start(), parts: 3 } : start();
}
