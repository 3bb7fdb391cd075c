import type { Action, Diagnostic } from '@codemirror/lint';
import type { EditorView } from '@codemirror/view';
import { declare, declaredIn, type Prefixes } from './prefixes';

export interface Check {
  kind: string | null;
  error: { line: number; column: number; problem: string; expected: string | null; hint: string | null } | null;
}

/** What the host's parser says of a text; null if it cannot be asked. */
export async function check(text: string, signal?: AbortSignal): Promise<Check | null> {
  try {
    const answer = await fetch('/query/check', {
      method: 'POST', headers: { 'Content-Type': 'application/sparql-query' }, body: text, ...(signal && { signal }),
    });
    return answer.ok ? await answer.json() as Check : null;
  } catch {
    return null;
  }
}

/** The words of an error, without its place. */
export function wordsOf(error: NonNullable<Check['error']>): string {
  return `${error.problem}${error.expected ? `; expected ${error.expected}` : ''}.${error.hint ? ` ${error.hint}` : ''}`;
}

/** The offset of a line and a column of code points, both from 1. */
export function offsetOf(view: EditorView, line: number, column: number): number {
  const at = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
  const before = [...at.text].slice(0, column - 1).join('');
  return Math.min(at.from + before.length, at.to);
}

/** The mark of an error in the text, with a way out where there is one. */
export function diagnosticOf(view: EditorView, error: NonNullable<Check['error']>, known: Prefixes): Diagnostic {
  const from = offsetOf(view, error.line, error.column);
  const token = /^[^\s{}()[\];,]+/.exec(view.state.sliceDoc(from))?.[0] ?? view.state.sliceDoc(from, from + 1);
  const to = Math.min(from + Math.max(token.length, 1), view.state.doc.length);
  return {
    from: Math.min(from, Math.max(to - 1, 0)), to, severity: 'error', message: wordsOf(error),
    source: `line ${error.line}, column ${error.column}`,
    actions: declaration(view, token, known),
  };
}

function declaration(view: EditorView, token: string, known: Prefixes): Action[] {
  const prefix = /^([\p{L}\p{N}_.-]*):/u.exec(token)?.[1];
  const text = view.state.doc.toString();
  if (prefix === undefined || known[prefix] === undefined || prefix in declaredIn(text)) return [];
  return [{
    name: `Declare ${prefix}:`,
    apply: target => target.dispatch({ changes: declare(target.state.doc.toString(), prefix, known[prefix]!) }),
  }];
}
