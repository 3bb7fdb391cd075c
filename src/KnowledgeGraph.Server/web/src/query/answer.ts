import { button, element } from '../shared/dom';
import { chartView, numberColumns } from './chart';
import { graphView } from './graph';
import { planView } from './plan';
import { tableView } from './table';
import { type Answer, type Row } from './terms';
import { dateColumns, timelineView } from './timeline';

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

const formats = {
  solutions: { JSON: 'json', XML: 'xml', CSV: 'csv', TSV: 'tsv' },
  graph: { Turtle: 'turtle', TriG: 'trig', 'N-Triples': 'ntriples', 'N-Quads': 'nquads', 'JSON-LD': 'jsonld', 'RDF/XML': 'rdfxml' },
  boolean: { JSON: 'json', XML: 'xml' },
};

/** Shows an answer in the ways that its columns allow. */
export function showAnswer(place: HTMLElement, answer: Answer, query: string): void {
  const evidenceOf = (row: Row): string | null => answer.canExplain
    ? `/evidence?${new URLSearchParams({ query, [answer.kind === 'graph' ? 'triple' : 'row']: JSON.stringify(row) })}` : null;
  let withLabels = true;
  const labels = () => withLabels ? answer.labels : null;
  const views: Record<string, () => HTMLElement> = answer.kind === 'boolean' ? { Answer: () => yesOrNo(answer, query) } : {
    Table: () => tableView(answer, labels(), evidenceOf),
    ...(numberColumns(answer).length > 0 && { Chart: () => chartView(answer, labels()) }),
    ...(dateColumns(answer).length > 0 && { Timeline: () => timelineView(answer, labels()) }),
    ...(answer.kind === 'graph' && answer.rows.length > 0 && { Graph: () => graphView(answer, labels()) }),
  };
  views['Plan'] = () => planView(answer.plan, query, answer.isCut);
  const view = element('div', { class: 'view' });
  let shown = Object.keys(views)[0]!;
  const buttons = Object.keys(views).map(name => button(name, () => show(name), { class: 'toggle', 'aria-pressed': 'false' }));

  function show(name: string): void {
    shown = name;
    for (const each of buttons) each.setAttribute('aria-pressed', String(each.textContent === name));
    view.replaceChildren(views[name]!());
  }

  const toggle = element('input', { type: 'checkbox', checked: true });
  toggle.addEventListener('change', () => {
    withLabels = toggle.checked;
    show(shown);
  });
  place.replaceChildren(
    element('h2', {}, 'Answer'), element('p', { class: 'muted', role: 'status' }, summary(answer)),
    element(
      'p', { class: 'tools' }, element('span', { role: 'group', 'aria-label': 'View' }, ...buttons),
      answer.kind !== 'boolean' && element('label', {}, toggle, ' Labels instead of IRIs'),
    ),
    view,
    element('p', { id: 'downloads', class: 'lead' }, 'All of it as data:'),
    element('ul', { class: 'inline', 'aria-labelledby': 'downloads' }, ...Object.entries(formats[answer.kind]).map(([name, format]) =>
      element('li', {}, element('a', { href: `/sparql?${new URLSearchParams({ query, format })}`, rel: 'nofollow' }, name)))),
  );
  place.hidden = false;
  show(shown);
}

function summary(answer: Answer): string {
  const time = `${number.format(answer.milliseconds)} ms`;
  if (answer.kind === 'boolean') return `In ${time}.`;
  const rows = answer.rows.length;
  const what = answer.kind === 'graph' ? (rows === 1 ? 'triple' : 'triples') : rows === 1 ? 'row' : 'rows';
  return answer.isCut ? `The first ${rows} ${what} in ${time}; there are more.` : `${rows} ${what} in ${time}.`;
}

function yesOrNo(answer: Answer, query: string): HTMLElement {
  return element(
    'p', { id: 'answer' }, element('strong', {}, answer.boolean ? 'yes' : 'no'), ' ',
    answer.boolean === true && element('a', { href: `/evidence?${new URLSearchParams({ query })}` }, 'why?'),
  );
}
