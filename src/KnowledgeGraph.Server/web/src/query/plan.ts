import { element } from '../shared/dom';
import { written } from './prefixes';

interface Step {
  depth: number;
  name: string;
  detail: string;
  estimated: number;
  actual: number | null;
  milliseconds: number | null;
}

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

const heads = ['operator', 'estimated rows', 'actual rows', 'ms with inputs'];

// A plan is far off where it is wrong by more than this.
const farOff = 10;

/**
 * The plan as a table: each operator with the rows that were expected of it and those that came, and the time with its inputs. IRIs are written
 * with the prefixes of the query.
 */
export function planView(text: string, query: string, isCut: boolean): HTMLElement {
  const at = text.lastIndexOf('\nplan\n');
  const steps = text.slice(at + 6).split('\n').flatMap(line => stepOf(line) ?? []);
  const short = (detail: string) => detail.replace(/<([^<>\s]+)>/g, (_, iri: string) => written(iri, query, {}).text);
  const longest = Math.max(0, ...steps.map(step => step.milliseconds ?? 0));
  return element(
    'div', {},
    isCut && element('p', { class: 'muted' }, 'The run stopped when there were rows enough to show: actual rows are those until then.'),
    element(
      'div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': 'Plan' },
      element(
        'table', { class: 'plan' },
        element('thead', {}, element('tr', {}, ...heads.map(head => element('th', { scope: 'col' }, head)))),
        element('tbody', {}, ...steps.map(step => line({ ...step, detail: short(step.detail) }, longest))),
      ),
    ),
    element('details', {}, element('summary', {}, 'Algebra and rewrites'), element('pre', {}, text.slice(0, at + 1))),
  );
}

function line(step: Step, longest: number): HTMLElement {
  const name = element('td', {}, element('strong', {}, step.name), ' ', element('span', { class: 'muted' }, step.detail));
  name.style.paddingLeft = `${0.6 + step.depth * 1.1}rem`;
  const isOff = step.actual !== null && ratio(step.estimated, step.actual) > farOff;
  return element(
    'tr', {}, name, element('td', { class: 'number' }, number.format(step.estimated)),
    element(
      'td', { class: 'number' }, step.actual === null ? '–' : number.format(step.actual),
      isOff && element('span', { class: 'off' }, ' far off'),
    ),
    element(
      'td', { class: 'number' }, step.milliseconds === null ? '–' : number.format(step.milliseconds),
      longest > 0 && element('meter', { min: 0, max: longest, value: step.milliseconds ?? 0, 'aria-hidden': 'true' }),
    ),
  );
}

function ratio(estimated: number, actual: number): number {
  return Math.max(estimated + 1, actual + 1) / Math.min(estimated + 1, actual + 1);
}

// "    IndexScan [?s ?p ?o] estimated 12 actual 10 batches 1 0.05 ms", as the engine prints it.
function stepOf(line: string): Step | null {
  const parts = /^( *)(\S+)(?: \[(.*)\])? estimated (\d+)(?: actual (\d+) batches \d+(?: ([\d.]+) ms)?)?$/.exec(line);
  return parts && {
    depth: Math.max(parts[1]!.length / 2 - 1, 0), name: parts[2]!, detail: parts[3] ?? '', estimated: Number(parts[4]),
    actual: parts[5] === undefined ? null : Number(parts[5]), milliseconds: parts[6] === undefined ? null : Number(parts[6]),
  };
}
