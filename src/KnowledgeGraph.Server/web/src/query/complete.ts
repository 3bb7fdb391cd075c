import { type Completion, type CompletionContext, type CompletionResult, pickedCompletion } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import { placeAfter } from './place';
import { declare, declaredIn, type Prefixes, written } from './prefixes';
import { functions, keywords, tokensOf } from './tokens';

interface Suggestion {
  iri: string;
  label: string | null;
  uses: number;
}

const number = new Intl.NumberFormat('en');

/** Completes variables, keywords, prefixes, and the classes, properties and entities of the dataset, which the host knows. */
export function completions(known: Prefixes): (context: CompletionContext) => Promise<CompletionResult | null> {
  return async context => {
    const before = context.state.sliceDoc(0, context.pos);
    const text = context.state.doc.toString();
    const variable = /[?$][\p{L}\p{N}_]*$/u.exec(before);
    if (variable) return variables(text, variable[0], variable.index);
    const typed = /(?:([\p{L}][\p{L}\p{N}_.-]*)?:)?([\p{L}\p{N}_][\p{L}\p{N}_.-]*)?$/u.exec(before);
    if (!typed || (typed[0] === '' && !context.explicit)) return null;
    if (insideOpaque(before)) return null;
    const from = typed.index;
    const place = placeAfter(before.slice(0, from));
    const prefix = typed[0].includes(':') ? typed[1] ?? '' : null;
    const word = typed[2] ?? '';
    const options = prefix === null ? [...words(word, place), ...prefixOptions(word, known, text)] : [];
    const within = prefix === null ? '' : declaredIn(text)[prefix] ?? known[prefix];
    if (place !== 'outside' && within !== undefined) {
      options.unshift(...await ofDataset(context, place, word, within, known));
    }
    return options.length > 0 && !context.aborted ? { from, options, filter: false } : null;
  };
}

// Within a string, a comment or an IRI nothing is completed.
function insideOpaque(before: string): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const last = tokensOf(before).at(-1);
  return /^[^"'<]*#/.test(line) || (last?.kind === 'punctuation' && (last.text === '"' || last.text === "'")) || /<[^<>\s]*$/.test(line);
}

function variables(text: string, typed: string, from: number): CompletionResult | null {
  const others = tokensOf(text).filter(token => token.kind === 'variable' && token.from !== from);
  const all = new Set(others.map(token => `?${token.text.slice(1)}`));
  const options = [...all].filter(name => name.startsWith(`?${typed.slice(1)}`)).sort().map(label => ({ label, type: 'variable' }));
  return options.length > 0 ? { from, options, filter: false } : null;
}

function words(typed: string, place: string): Completion[] {
  if (typed === '') return [];
  const begins = (word: string) => word.toLowerCase().startsWith(typed.toLowerCase());
  const offered = (list: string[], type: string) => list.filter(begins).map(label => ({ label, type, boost: -1 }));
  return [
    ...(place === 'property' ? [] : offered(keywords, 'keyword')),
    ...(place === 'expression' || place === 'outside' ? offered(functions, 'function') : []),
  ];
}

function prefixOptions(typed: string, known: Prefixes, text: string): Completion[] {
  if (typed === '') return [];
  const declared = declaredIn(text);
  return Object.entries({ ...known, ...declared }).filter(([prefix]) => prefix.startsWith(typed)).map(([prefix, namespace]) => ({
    label: `${prefix}:`, detail: namespace, type: 'namespace',
    apply: insertion(`${prefix}:`, prefix in declared ? undefined : prefix, known),
  }));
}

async function ofDataset(
  context: CompletionContext, place: string, typed: string, within: string, known: Prefixes,
): Promise<Completion[]> {
  const kind = place === 'class' || place === 'property' ? place : 'entity';
  const stop = new AbortController();
  context.addEventListener('abort', () => stop.abort());
  try {
    const answer = await fetch(`/query/complete?${new URLSearchParams({ kind, text: typed, within })}`, { signal: stop.signal });
    if (!answer.ok) return [];
    const text = context.state.doc.toString();
    return (await answer.json() as Suggestion[]).map(found => {
      const form = written(found.iri, text, known);
      return {
        label: form.text, detail: found.label ?? '', type: kind,
        info: `${found.iri}\n${number.format(found.uses)} ${found.uses === 1 ? 'use' : 'uses'}`,
        apply: insertion(form.text, form.missing, known),
      };
    });
  } catch {
    // Overtaken by the next key, or no network: the other options remain.
    return [];
  }
}

// Writes the term, and the declaration of its prefix if that is missing.
function insertion(text: string, missing: string | undefined, known: Prefixes) {
  return (view: EditorView, completion: Completion, from: number, to: number) => {
    const declaration = missing === undefined ? [] : [declare(view.state.doc.toString(), missing, known[missing]!)];
    const changes = [{ from, to, insert: text }, ...declaration];
    const set = view.state.changes(changes);
    view.dispatch({
      changes: set, selection: { anchor: set.mapPos(to, 1) }, annotations: pickedCompletion.of(completion), userEvent: 'input.complete',
    });
  };
}
