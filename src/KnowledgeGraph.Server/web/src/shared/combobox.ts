// The search box of every page as a combobox with a list (ARIA 1.2, APG "editable combobox with list autocomplete"); without this script
// the box is a plain form.

interface Result {
  iri: string;
  label: string;
  page: string;
  matched: { text: string; language: string | null };
  types: { label: string }[];
}

const wait = 120;
const most = 8;

function option(result: Result, id: string): HTMLLIElement {
  const item = document.createElement('li');
  item.id = id;
  item.setAttribute('role', 'option');
  item.setAttribute('aria-selected', 'false');
  item.dataset.page = result.page;
  item.append(result.label);
  const more = document.createElement('span');
  more.className = 'muted';
  const type = result.types[0]?.label;
  const alias = result.matched.text === result.label ? '' : result.matched.text;
  more.textContent = [type, alias].filter(Boolean).map(text => ` · ${text}`).join('');
  item.append(more);
  return item;
}

export function combobox(input: HTMLInputElement, choose: (page: string, iri: string) => void): void {
  const box = document.createElement('div');
  box.className = 'suggest';
  input.replaceWith(box);
  const list = document.createElement('ul');
  list.id = `${input.id}-list`;
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Found');
  const status = document.createElement('div');
  status.className = 'hidden';
  status.setAttribute('role', 'status');
  box.append(input, list, status);
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-expanded', 'false');
  input.setAttribute('aria-controls', list.id);
  input.autocomplete = 'off';

  let results: Result[] = [];
  let active = -1;
  let asked = '';
  let timer = 0;
  let running: AbortController | undefined;

  const isOpen = (): boolean => !list.hidden;

  const show = (open: boolean): void => {
    list.hidden = !open;
    input.setAttribute('aria-expanded', String(open));
    if (!open) activate(-1);
  };

  const activate = (index: number): void => {
    active = index;
    Array.from(list.children).forEach((item, at) => {
      item.setAttribute('aria-selected', String(at === index));
      if (at === index) item.scrollIntoView({ block: 'nearest' });
    });
    if (index < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', `${list.id}-${index}`);
  };

  // The old list stays until the new one is there, so that nothing flickers.
  const fill = (found: Result[]): void => {
    results = found;
    list.replaceChildren(...found.map((result, at) => option(result, `${list.id}-${at}`)));
    active = -1;
    input.removeAttribute('aria-activedescendant');
    show(found.length > 0 && document.activeElement === input);
    status.textContent = found.length === 0 ? 'Nothing found' : `${found.length} found`;
  };

  const ask = async (text: string): Promise<void> => {
    running?.abort();
    const mine = (running = new AbortController());
    try {
      const response = await fetch(`/search?limit=${most}&format=json&q=${encodeURIComponent(text)}`, { signal: mine.signal });
      if (response.ok && !mine.signal.aborted) fill(((await response.json()) as { results: Result[] }).results);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) show(false);
    }
  };

  const changed = (): void => {
    window.clearTimeout(timer);
    const text = input.value.trim();
    if (text === asked) return;
    asked = text;
    if (text.length === 0) {
      running?.abort();
      fill([]);
      status.textContent = '';
      return;
    }
    timer = window.setTimeout(() => void ask(text), wait);
  };

  input.addEventListener('input', changed);
  input.addEventListener('keydown', event => {
    if (event.isComposing) return;
    const last = results.length - 1;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (last < 0) return;
      event.preventDefault();
      if (!isOpen()) show(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      activate(active < 0 && step < 0 ? last : active + step > last ? -1 : active + step);
    } else if (event.key === 'Escape' && isOpen()) {
      event.preventDefault();
      show(false);
    } else if (event.key === 'Enter' && isOpen() && active >= 0) {
      event.preventDefault();
      const result = results[active];
      show(false);
      if (result) choose(result.page, result.iri);
    } else if (event.key === 'Tab') {
      show(false);
    }
  });
  input.addEventListener('blur', () => show(false));
  // The mouse must not take the focus from the box before it is clicked.
  list.addEventListener('mousedown', event => event.preventDefault());
  list.addEventListener('click', event => {
    const at = Array.from(list.children).indexOf((event.target as Element).closest('li') as Element);
    const result = results[at];
    show(false);
    if (result) choose(result.page, result.iri);
  });
}
