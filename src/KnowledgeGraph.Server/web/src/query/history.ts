import { button, element } from '../shared/dom';

const key = 'kg-queries';
const most = 50;

interface Asked {
  text: string;
  at: string;
}

// A browser may refuse storage; then nothing is remembered.
function read(): Asked[] {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '[]') as unknown;
    return Array.isArray(kept) ? kept.filter((asked): asked is Asked => typeof asked?.text === 'string') : [];
  } catch {
    return [];
  }
}

function write(asked: Asked[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(asked));
  } catch {
    // Full or refused: the history is a convenience.
  }
}

/** Remembers a query in this browser, the last one first. */
export function remember(text: string): void {
  write([{ text, at: new Date().toISOString() }, ...read().filter(asked => asked.text !== text)].slice(0, most));
}

/** Lists what this browser asked before. */
export function showHistory(place: HTMLElement, choose: (text: string) => void): void {
  const asked = read();
  place.hidden = asked.length === 0;
  place.replaceChildren(
    element('summary', {}, `Asked before (${asked.length})`),
    element('ul', { class: 'plain' }, ...asked.map(each => element(
      'li', {}, button(title(each.text), () => choose(each.text), { class: 'quiet', title: each.text }),
      ' ', element('span', { class: 'muted' }, each.at?.slice(0, 16).replace('T', ' ')),
    ))),
    element('p', {}, button('Clear', () => {
      write([]);
      showHistory(place, choose);
    }), element('span', { class: 'muted' }, ' Kept in this browser alone.')),
  );
}

// The first line that says something.
function title(text: string): string {
  const lines = text.split('\n').map(line => line.trim()).filter(line => line !== '' && !/^(PREFIX|BASE)\b/i.test(line));
  return (lines.find(line => line.startsWith('#'))?.slice(1).trim() || lines.join(' ')).slice(0, 100);
}
