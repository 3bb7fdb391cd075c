import { button, element } from '../shared/dom';
import { languages } from './snippets';

/** The parameter of an address whose query is to be run when the page opens. */
export const runParameter = 'run';

/** Buttons for the address of a query with its answer, and for programs that ask it. */
export function shareTools(text: () => string): HTMLElement[] {
  const link = () => `${location.origin}/query?${new URLSearchParams({ query: text(), [runParameter]: '1' })}`;
  return [
    button('Share', () => open('Address of this query and its answer', { Link: link }), { class: 'quiet' }),
    button('Copy as', () => open('This query in a program', languages), { class: 'quiet' }),
  ];

  function open(title: string, forms: Record<string, (endpoint: string, query: string) => string>): void {
    const shown = element('pre', { tabindex: 0 });
    const choice = element('select', {}, ...Object.keys(forms).map(name => element('option', {}, name)));
    const said = element('span', { class: 'muted', role: 'status' });
    const show = () => {
      shown.textContent = forms[choice.value]!(`${location.origin}/sparql`, text());
      said.textContent = '';
    };
    choice.addEventListener('change', show);
    const dialog = element(
      'dialog', { 'aria-label': title }, element('h2', {}, title),
      Object.keys(forms).length > 1 && element('p', {}, element('label', {}, 'Language ', choice)),
      shown,
      element(
        'p', { class: 'tools' }, button('Copy', () => void copy(shown, said)), button('Close', () => dialog.close(), { class: 'quiet' }), said,
      ),
    );
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    show();
    dialog.showModal();
  }
}

async function copy(shown: HTMLElement, said: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(shown.textContent ?? '');
    said.textContent = 'Copied.';
  } catch {
    // Not allowed, or no secure address: it is selected, to be copied by hand.
    getSelection()?.selectAllChildren(shown);
    said.textContent = 'Selected.';
  }
}
