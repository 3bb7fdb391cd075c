import { element, svg } from '../shared/dom';
import { type Answer, numberOf, textOf, yearOf } from './terms';

const mostBars = 60;
const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** The columns that hold numbers alone. */
export function numberColumns(answer: Answer): string[] {
  return answer.columns.filter(column =>
    answer.rows.some(row => row[column]) && answer.rows.every(row => !row[column] || numberOf(row[column]) !== null));
}

/** How wide a drawing of the answer is: as wide as there is room, up to a width. */
export function widthUpTo(most: number): number {
  return Math.max(320, Math.min(most, document.getElementById('query-answer')?.clientWidth || most));
}

/** Bars, or a line, of a column of numbers over another column. */
export function chartView(answer: Answer, labels: Record<string, string> | null): HTMLElement {
  const numbers = numberColumns(answer);
  const value = select('Value', numbers, numbers.at(-1)!);
  const others = answer.columns.filter(column => column !== value.control.value);
  const category = select('Over', answer.columns, others.find(column => !numbers.includes(column)) ?? others[0] ?? answer.columns[0]!);
  const form = select('Form', ['bars', 'line'], answer.rows.length > mostBars && isScale(answer, category.control.value) ? 'line' : 'bars');
  const drawing = element('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': 'Chart' });

  function draw(): void {
    const [over, of] = [category.control.value, value.control.value];
    const points = answer.rows.flatMap(row => {
      const amount = numberOf(row[of]);
      return amount === null ? [] : [{ label: textOf(row[over], labels), amount, x: numberOf(row[over]) }];
    });
    drawing.replaceChildren(
      form.control.value === 'line' ? line(points, of, over) : bars(points.slice(0, mostBars), of, over, points.length),
    );
  }

  for (const { control } of [value, category, form]) control.addEventListener('change', draw);
  draw();
  return element('div', {}, element('p', { class: 'tools' }, form.label, value.label, category.label), drawing);
}

// A line leads from value to value only along numbers or dates.
function isScale(answer: Answer, column: string): boolean {
  return answer.rows.every(row => !row[column] || numberOf(row[column]) !== null || yearOf(row[column]) !== null);
}

interface Point {
  label: string;
  amount: number;
  x: number | null;
}

function bars(points: Point[], of: string, over: string, all: number): Node {
  const rowHeight = 22;
  const width = widthUpTo(760);
  const left = Math.min(230, Math.round(width * 0.4));
  const right = 70;
  const most = Math.max(0, ...points.map(point => point.amount));
  const least = Math.min(0, ...points.map(point => point.amount));
  const scale = (width - left - right) / (most - least || 1);
  const zero = left - least * scale;
  const height = points.length * rowHeight + 8;
  const drawn = svg(
    'svg', { class: 'chart', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `${of} over ${over}, ${points.length} bars` },
    ...points.flatMap((point, index) => {
      const y = index * rowHeight + 4;
      const end = zero + point.amount * scale;
      return [
        svg('text', { x: left - 8, y: y + 14, 'text-anchor': 'end' }, shortened(point.label, Math.floor(left / 7.2)), svg('title', {}, point.label)),
        svg(
          'rect', { x: Math.min(zero, end), y, width: Math.abs(end - zero), height: rowHeight - 6 },
          svg('title', {}, `${point.label}: ${point.amount}`),
        ),
        svg('text', { x: Math.max(zero, end) + 6, y: y + 14 }, number.format(point.amount)),
      ];
    }),
  );
  return element('div', {}, drawn, all > points.length && element('p', { class: 'muted' }, `The first ${points.length} of ${all} rows.`));
}

function line(points: Point[], of: string, over: string): Node {
  const height = 300;
  const width = widthUpTo(760);
  const [left, bottom] = [70, 30];
  const byNumber = points.every(point => point.x !== null);
  const placed = points.map((point, index) => ({ ...point, at: byNumber ? point.x! : index })).sort((a, b) => a.at - b.at);
  const amounts = placed.map(point => point.amount);
  const [low, high] = [Math.min(0, ...amounts), Math.max(0, ...amounts)];
  const [first, last] = [placed[0]?.at ?? 0, placed.at(-1)?.at ?? 1];
  const x = (at: number) => left + (at - first) / (last - first || 1) * (width - left - 20);
  const y = (amount: number) => height - bottom - (amount - low) / (high - low || 1) * (height - bottom - 16);
  return svg(
    'svg', { class: 'chart', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `${of} over ${over}, ${points.length} points` },
    ...[low, (low + high) / 2, high].flatMap(amount => [
      svg('line', { x1: left, x2: width - 20, y1: y(amount), y2: y(amount) }),
      svg('text', { x: left - 8, y: y(amount) + 4, 'text-anchor': 'end' }, number.format(amount)),
    ]),
    svg('polyline', { points: placed.map(point => `${x(point.at)},${y(point.amount)}`).join(' ') }),
    ...placed.slice(0, 500).map(point =>
      svg('circle', { cx: x(point.at), cy: y(point.amount), r: 3 }, svg('title', {}, `${point.label}: ${point.amount}`))),
    svg('text', { x: left, y: height - 8 }, shortened(placed[0]?.label ?? '', Math.floor(width / 19))),
    svg('text', { x: width - 20, y: height - 8, 'text-anchor': 'end' }, shortened(placed.at(-1)?.label ?? '', Math.floor(width / 19))),
  );
}

function select(label: string, values: string[], chosen: string): { label: HTMLElement; control: HTMLSelectElement } {
  const control = element('select', {}, ...values.map(value => element('option', { value, selected: value === chosen }, value)));
  return { label: element('label', {}, `${label} `, control), control };
}

export function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
