import { element, svg } from '../shared/dom';
import { shortened, widthUpTo } from './chart';
import { addressOf, type Answer, textOf, yearOf } from './terms';

const mostRows = 200;
const rowHeight = 22;

/** The columns that hold dates alone. */
export function dateColumns(answer: Answer): string[] {
  return answer.columns.filter(column =>
    answer.rows.some(row => row[column]) && answer.rows.every(row => !row[column] || yearOf(row[column]) !== null));
}

/** The rows along the years: a dot, or a span from the first date of a row to its last. */
export function timelineView(answer: Answer, labels: Record<string, string> | null): HTMLElement {
  const dates = dateColumns(answer);
  const width = widthUpTo(1060);
  const left = Math.min(330, Math.round(width * 0.45));
  const rows = answer.rows.flatMap(row => {
    const times = dates.flatMap(column => yearOf(row[column]) ?? []);
    return times.length === 0 ? [] : [{ row, from: Math.min(...times), to: Math.max(...times) }];
  }).sort((a, b) => a.from - b.from || a.to - b.to);
  const shown = rows.slice(0, mostRows);
  const [first, last] = [Math.floor(Math.min(...shown.map(row => row.from))), Math.ceil(Math.max(...shown.map(row => row.to)) + 0.01)];
  const x = (year: number) => left + (year - first) / (last - first) * (width - left - 30);
  const height = shown.length * rowHeight + 34;
  const drawn = svg(
    'svg', { class: 'chart timeline', viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': `Timeline of ${shown.length} rows` },
    ...ticks(first, last, (width - left) / 60).flatMap(year => [
      svg('line', { x1: x(year), x2: x(year), y1: 24, y2: height }),
      svg('text', { x: x(year), y: 16, 'text-anchor': 'middle' }, String(year)),
    ]),
    ...shown.flatMap(({ row, from, to }, index) => {
      const y = index * rowHeight + 44;
      const what = answer.columns.filter(column => !dates.includes(column) && row[column]);
      const text = what.map(column => textOf(row[column], labels)).join(' · ');
      const when = dates.flatMap(column => row[column] ? textOf(row[column], null) : []).join(' – ');
      const entity = what.map(column => row[column]!).find(term => term.type === 'uri');
      const label = svg(
        'text', { x: left - 10, y: y + 4, 'text-anchor': 'end' }, shortened(text || when, Math.floor(left / 7.4)), svg('title', {}, `${text} (${when})`),
      );
      return [
        entity ? svg('a', { href: addressOf(entity.value as string) }, label) : label,
        to > from ? svg('rect', { x: x(from), y: y - 5, width: Math.max(x(to) - x(from), 4), height: 10, rx: 4 }, svg('title', {}, when))
          : svg('circle', { cx: x(from), cy: y, r: 5 }, svg('title', {}, when)),
      ];
    }),
  );
  return element(
    'div', {},
    element('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': 'Timeline' }, drawn),
    rows.length > shown.length && element('p', { class: 'muted' }, `The first ${shown.length} of ${rows.length} dated rows.`),
  );
}

// At most about so many, at round years.
function ticks(first: number, last: number, most: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find(size => (last - first) / size <= Math.min(10, most)) ?? 5000;
  const begin = Math.ceil(first / step) * step;
  return Array.from({ length: Math.floor((last - begin) / step) + 1 }, (_, index) => begin + index * step);
}
