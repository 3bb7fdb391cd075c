import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { linter, lintKeymap } from '@codemirror/lint';
import { searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { styleNonce } from '../shared/nonce';
import { check, type Check, diagnosticOf } from './check';
import { completions } from './complete';
import type { Prefixes } from './prefixes';
import { functions, keywords, tokenAt } from './tokens';

const keywordSet = new Set(keywords);
const functionSet = new Set(functions.map(name => name.toUpperCase()));

// Names of highlighting tags by kind of token.
const styles: Record<string, string> = {
  comment: 'comment', string: 'string', iri: 'url', variable: 'variableName', blank: 'variableName', language: 'meta', number: 'number',
  prefixed: 'propertyName', punctuation: 'punctuation',
};

const sparql = StreamLanguage.define<{ longString: string | null }>({
  name: 'sparql',
  startState: () => ({ longString: null }),
  token(stream, state) {
    if (state.longString === null) {
      if (stream.eatSpace()) return null;
      const quote = /^(?:"""|''')/.exec(stream.string.slice(stream.pos))?.[0];
      if (quote === undefined) return styleOf(stream);
      stream.pos += quote.length;
      state.longString = quote;
    }
    const end = endOfLong(stream.string, stream.pos, state.longString);
    if (end >= 0) state.longString = null;
    stream.pos = end < 0 ? stream.string.length : end;
    return 'string';
  },
  languageData: { commentTokens: { line: '#' }, closeBrackets: { brackets: ['(', '[', '{', '"'] } },
});

function styleOf(stream: { string: string; pos: number }): string | null {
  const token = tokenAt(stream.string, stream.pos);
  stream.pos += token?.text.length || 1;
  if (token?.kind !== 'word') return styles[token?.kind ?? ''] ?? null;
  const word = token.text.toUpperCase();
  return keywordSet.has(word) || token.text === 'a' ? 'keyword' : functionSet.has(word) ? 'className' : null;
}

function endOfLong(line: string, from: number, quote: string): number {
  for (let i = from; i < line.length; i++) {
    if (line[i] === '\\') i++;
    else if (line.startsWith(quote, i)) return i + quote.length;
  }
  return -1;
}

// Typing over a selection: left to it, Chromium would keep the look of what was selected by style attributes, which the policy refuses.
const typeOverSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to, empty } = view.state.selection.main;
    const text = event.data;
    if (event.inputType !== 'insertText' || !text || empty || view.composing) return false;
    event.preventDefault();
    const insert = () => view.state.update(view.state.replaceSelection(text), { userEvent: 'input.type', scrollIntoView: true });
    if (!view.state.facet(EditorView.inputHandler).some(handle => handle(view, from, to, text, insert))) view.dispatch(insert());
    return true;
  },
});

export interface EditorOptions {
  parent: HTMLElement;
  text: string;
  labelledBy: string;
  prefixes: Prefixes;
  onChange: (text: string) => void;
  onCheck: (check: Check | null) => void;
  onRun: () => void;
}

/** An editor of SPARQL that the host's parser checks and the dataset completes. */
export function openEditor(options: EditorOptions): EditorView {
  return new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        EditorView.cspNonce.of(styleNonce),
        keymap.of([{ key: 'Mod-Enter', run: () => (options.onRun(), true) }]),
        lineNumbers(), highlightSpecialChars(), history(), drawSelection(), bracketMatching(), closeBrackets(),
        autocompletion({ override: [completions(options.prefixes)], activateOnTypingDelay: 120, icons: false }),
        linter(async view => {
          const text = view.state.doc.toString();
          const found = text.trim() === '' ? null : await check(text);
          if (view.state.doc.toString() !== text) return [];
          options.onCheck(found);
          return found?.error ? [diagnosticOf(view, found.error, options.prefixes)] : [];
        }, { delay: 350 }),
        typeOverSelection, sparql, syntaxHighlighting(classHighlighter), EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-labelledby': options.labelledBy }),
        EditorView.updateListener.of(update => {
          if (update.docChanged) options.onChange(update.state.doc.toString());
        }),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
      ],
    }),
  });
}
