import type { ElementDefinition } from 'cytoscape';
import { element } from '../shared/dom';
import { nodeOf, openGraph } from '../shared/graph';
import { addressOf, type Answer, shortName, type Term, textOf } from './terms';

const mostNodes = 300;

/** Triples as nodes and edges; literals stay in the table. */
export function graphView(answer: Answer, labels: Record<string, string> | null): HTMLElement {
  const drawing = element('div', { class: 'graph', role: 'img', 'aria-label': 'Graph of the triples; the table has them all as text' });
  const { elements, left } = elementsOf(answer, labels);
  void draw(drawing, elements);
  return element(
    'div', {}, drawing,
    element(
      'p', { class: 'muted' }, 'A click on a node opens its page; Ctrl and the wheel zoom. Literals are in the table.',
      left > 0 && ` ${left} triples are left out: a drawing of more than ${mostNodes} nodes says little.`,
    ),
  );
}

async function draw(place: HTMLElement, elements: ElementDefinition[]): Promise<void> {
  const graph = await openGraph(place, elements);
  graph.arrange();
  graph.cy.on('tap', 'node[iri]', event => location.assign(addressOf(event.target.data('iri') as string)));
}

function elementsOf(answer: Answer, labels: Record<string, string> | null): { elements: ElementDefinition[]; left: number } {
  const nodes = new Map<string, ElementDefinition>();
  const edges: ElementDefinition[] = [];
  let left = 0;
  const idOf = (term: Term) => JSON.stringify([term.type, term.value]);
  for (const row of answer.rows) {
    const [subject, predicate, object] = [row['subject'], row['predicate'], row['object']];
    if (!subject || !predicate || !object || object.type === 'literal' || object.type === 'typed-literal') continue;
    const added = [subject, object].filter(term => !nodes.has(idOf(term)));
    if (nodes.size + added.length > mostNodes) {
      left++;
      continue;
    }
    for (const term of added) {
      nodes.set(idOf(term), nodeOf(idOf(term), textOf(term, labels), term.type === 'uri' ? { iri: term.value } : {}));
    }
    const name = predicate.value as string;
    edges.push({ data: { source: idOf(subject), target: idOf(object), label: labels?.[name] ?? shortName(name) } });
  }
  return { elements: [...nodes.values(), ...edges], left };
}
