import { button, element } from '../shared/dom';
import { type Answer, compare, type Row, textOf, viewOf } from './terms';

const pageRows = 50;

/** The rows as a table that sorts by a click on a column, filters by words and shows a page at a time. */
export function tableView(answer: Answer, labels: Record<string, string> | null, evidenceOf: (row: Row) => string | null): HTMLElement {
  let sortedBy = '';
  let descending = false;
  let page = 0;
  let words = '';
  const rows = answer.rows.map((row, index) => ({ row, index }));
  const filter = element('input', { type: 'search', 'aria-label': 'Filter rows', placeholder: 'Filter rows' });
  const count = element('span', { class: 'muted', role: 'status' });
  const body = element('tbody');
  const heads = answer.columns.map(column => {
    const head = element('th', { scope: 'col' }, button(column, () => sort(column), { class: 'sort' }));
    return { column, head };
  });
  const previous = button('Previous', () => turn(-1), { class: 'quiet' });
  const next = button('Next', () => turn(1), { class: 'quiet' });

  function sort(column: string): void {
    descending = sortedBy === column && !descending;
    sortedBy = column;
    rows.sort((left, right) => {
      const [a, b] = [left.row[column], right.row[column]];
      return (descending && a && b ? -1 : 1) * compare(a, b, labels) || left.index - right.index;
    });
    page = 0;
    show();
  }

  function turn(by: number): void {
    page += by;
    show();
  }

  function show(): void {
    const found = words === '' ? rows : rows.filter(({ row }) =>
      answer.columns.some(column => textOf(row[column], labels).toLowerCase().includes(words)));
    const from = page * pageRows;
    const shown = found.slice(from, from + pageRows);
    for (const { column, head } of heads) {
      if (column === sortedBy) head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    }
    body.replaceChildren(...shown.map(({ row, index }) => line(row, index)));
    count.textContent = found.length === 0 ? 'No rows.' : `${from + 1}–${from + shown.length} of ${found.length}`;
    previous.disabled = page === 0;
    next.disabled = from + pageRows >= found.length;
    previous.hidden = next.hidden = found.length <= pageRows;
  }

  function line(row: Row, index: number): HTMLElement {
    const evidence = evidenceOf(row);
    return element(
      'tr', {}, ...answer.columns.map(column => element('td', {}, viewOf(row[column], labels))),
      evidence !== null
        && element('td', { class: 'why' }, element('a', { href: evidence, 'aria-label': `why? (row ${index + 1})` }, 'why?')),
    );
  }

  filter.addEventListener('input', () => {
    words = filter.value.trim().toLowerCase();
    page = 0;
    show();
  });
  show();
  return element(
    'div', {},
    element('p', { class: 'tools' }, filter, count, previous, next),
    element(
      'div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': 'Rows' },
      element(
        'table', { id: 'answer' },
        element('thead', {}, element(
          'tr', {}, ...heads.map(({ head }) => head), answer.canExplain && element('th', { scope: 'col', class: 'why' }, 'evidence'),
        )),
        body,
      ),
    ),
  );
}
