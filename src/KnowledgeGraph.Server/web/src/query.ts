import type { EditorView } from '@codemirror/view';
import { showAnswer } from './query/answer';
import { type Check, offsetOf, wordsOf } from './query/check';
import { openEditor } from './query/editor';
import { remember, showHistory } from './query/history';
import type { Prefixes } from './query/prefixes';
import { problemView, Runner } from './query/run';
import { runParameter, shareTools } from './query/share';
import { element, button } from './shared/dom';

// The box for a query becomes an editor. On the page for queries the answer is shown below it; elsewhere the form is sent as it is without
// script.
const form = document.querySelector<HTMLFormElement>('form.query');
const box = form?.querySelector('textarea');
if (form && box) {
  const prefixes = (JSON.parse(document.getElementById('query-data')?.textContent ?? '{}') as { prefixes?: Prefixes }).prefixes ?? {};
  const label = form.querySelector<HTMLLabelElement>('label[for=query]')!;
  label.id = 'query-label';
  const place = element('div', { class: 'editor' });
  const state = element('p', { class: 'check muted', role: 'status' });
  box.after(place, state);
  box.hidden = true;
  box.required = false;
  const answer = document.getElementById('query-answer');
  const page = answer ? openPage(form, answer, () => view.state.doc.toString()) : null;
  const view: EditorView = openEditor({
    parent: place, text: box.value, labelledBy: label.id, prefixes,
    onChange: text => box.value = text,
    onCheck: check => showCheck(state, check),
    onRun: () => form.requestSubmit(),
  });
  label.addEventListener('click', () => view.focus());
  page?.attach(view);
}

function showCheck(state: HTMLElement, check: Check | null): void {
  state.classList.toggle('wrong', !!check?.error);
  state.textContent = check?.error
    ? `Line ${check.error.line}, column ${check.error.column}: ${wordsOf(check.error)}`
    : check?.kind === 'update' ? 'This is an update. Here data are only read; updates go to /sparql by POST, with the token of the host.'
    : '';
}

function openPage(owner: HTMLFormElement, answer: HTMLElement, text: () => string): { attach: (view: EditorView) => void } {
  const cancel = button('Cancel', () => {}, { disabled: true, class: 'quiet' });
  const status = element('span', { class: 'muted', role: 'status' });
  const runner = new Runner(cancel, status);
  const submit = owner.querySelector('button[type=submit]')!;
  const history = document.getElementById('query-history')!;
  owner.querySelector('select[name=format]')?.closest('label')?.remove();
  submit.parentElement!.classList.add('tools');
  submit.after(cancel, ...shareTools(text), status);

  function attach(view: EditorView): void {
    const choose = (query: string) => {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: query } });
      view.focus();
    };
    showHistory(history, choose);
    owner.addEventListener('submit', event => {
      event.preventDefault();
      void run(view, choose);
    });
    // Only data are read here, so that an address may ask; what is no query fails and says so.
    if (new URLSearchParams(location.search).get(runParameter) === '1') void run(view, choose, false);
  }

  async function run(view: EditorView, choose: (query: string) => void, byHand = true): Promise<void> {
    const query = text();
    window.history.replaceState(null, '', `/query?${new URLSearchParams({ query, [runParameter]: '1' })}`);
    // What an address asks is not what the reader has asked.
    if (byHand) remember(query);
    showHistory(history, choose);
    const found = await runner.ask(query, problem => {
      answer.replaceChildren(problemView(problem));
      answer.hidden = false;
      if (problem.line !== undefined && problem.column !== undefined) {
        view.dispatch({ selection: { anchor: offsetOf(view, problem.line, problem.column) }, scrollIntoView: true });
        view.focus();
      }
    });
    if (found) showAnswer(answer, found, query);
  }

  return { attach };
}
