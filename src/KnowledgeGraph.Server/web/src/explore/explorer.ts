import type { EdgeSingular, NodeSingular, StylesheetJson } from 'cytoscape';
import { colour } from '../shared/colour';
import { button, element } from '../shared/dom';
import { type GraphDrawing, nodeOf, openGraph } from '../shared/graph';
import { addressOf, type Evidence, json, type Link, type Neighbourhood, type Thing } from './data';
import { anchor, evidenceView } from './words';

const shapes = ['ellipse', 'round-rectangle', 'diamond', 'hexagon', 'triangle', 'vee', 'rectangle', 'star'] as const;
const glyphs = ['○', '▢', '◇', '⬡', '△', '⋁', '□', '☆'] as const;
// About so many nodes come with a click, whatever the number of properties; the others are asked for property by property.
const nodesAtOnce = 30;
const nodesAtOnceNarrow = 12;
const narrow = 480;
const mostLinks = 5;
const mostNodes = 400;

interface Parts { drawing: HTMLElement; panel: HTMLElement; list: HTMLElement; legend: HTMLElement; status: HTMLElement; tools: HTMLElement }

/** The graph that grows, and beside it a list of the same nodes and links for the keyboard and for screen readers. */
export class Explorer {
  private readonly kinds: string[] = [];
  private readonly things = new Map<string, Thing>();
  private readonly links = new Map<string, Link>();
  // What a thing still has: pages of its properties and claims that were not asked for yet.
  private readonly rest = new Map<string, { label: string; next: string }[]>();

  private constructor(private readonly parts: Parts, private readonly graph: GraphDrawing, private readonly root: string) {
    const { cy } = graph;
    const quiet = { class: 'quiet' };
    parts.tools.append(
      button('Closer', () => graph.zoom(1.3), quiet), ' ', button('Farther', () => graph.zoom(1 / 1.3), quiet), ' ',
      button('Whole', () => cy.fit(undefined, 14), quiet), ' ', button('Arrange', () => graph.arrange(root), quiet),
    );
    cy.on('tap', 'node', event => this.select((event.target as NodeSingular).id()));
    cy.on('dbltap', 'node', event => void this.grow((event.target as NodeSingular).id()));
    cy.on('tap', 'edge', event => void this.explain((event.target as EdgeSingular).id()));
  }

  /** Starts in a place of the page from a thing. */
  static async start(place: HTMLElement, iri: string): Promise<void> {
    const parts: Parts = {
      // The same stands in the list beside it, which a keyboard reaches.
      drawing: element('div', { class: 'explore-drawing', 'aria-hidden': 'true' }),
      panel: element('div', { class: 'explore-panel', role: 'region', 'aria-label': 'Selected', tabindex: -1 }),
      list: element('ul', { class: 'plain explore-nodes' }), legend: element('ul', { class: 'inline explore-legend' }),
      status: element('p', { class: 'muted', role: 'status' }), tools: element('p', { class: 'explore-tools' }),
    };
    place.append(
      element('div', { class: 'explore-left' }, parts.tools, parts.drawing, parts.legend, parts.status),
      element('div', { class: 'explore-side' }, parts.panel, element('section', {}, element('h2', {}, 'Nodes and links'), parts.list)),
    );
    place.hidden = false;
    await new Explorer(parts, await openGraph(parts.drawing, [], ownStyle), iri).grow(iri);
  }

  private kindOf(thing: Thing): number {
    const name = thing.types[0]?.label ?? 'other';
    let at = this.kinds.indexOf(name);
    if (at < 0) at = this.kinds.push(name) - 1;
    return Math.min(at, shapes.length - 1);
  }

  private addThing(thing: Thing): void {
    if (this.things.has(thing.iri)) return;
    this.things.set(thing.iri, thing);
    this.graph.cy.add(nodeOf(thing.iri, thing.label, { kind: this.kindOf(thing) }));
  }

  private addLink(link: Link): void {
    const id = `${link.subject} ${link.property.iri} ${link.object}`;
    if (this.links.has(id)) return;
    this.links.set(id, link);
    const label = link.standing === 'fact' ? link.property.label : `${link.property.label}\n(${link.words})`;
    this.graph.cy.add({ group: 'edges', data: { id, source: link.subject, target: link.object, label, standing: link.standing } });
  }

  // Draws so many links of each property and of the claims; what is left over can be asked for. The number of nodes that came.
  private take(found: Neighbourhood, perGroup: number | undefined): number {
    const atOnce = this.graph.cy.width() < narrow ? nodesAtOnceNarrow : nodesAtOnce;
    const most = perGroup ?? Math.min(mostLinks, Math.max(1, Math.floor(atOnce / Math.max(1, found.facts.length + 2))));
    const center = found.node.iri;
    this.addThing(found.node);
    const before = this.things.size;
    const rest: { label: string; next: string }[] = [];
    const draw = (links: Link[]): number => {
      const shown = perGroup === undefined && this.things.size - before >= atOnce ? [] : links;
      for (const link of shown) {
        if (this.things.size >= mostNodes && !this.things.has(link.node.iri)) continue;
        this.addThing(link.node);
        this.addLink(link);
      }
      return shown.length;
    };
    // Claims that are no facts are few, and what the page is for: first.
    const claims = found.claims.edges;
    const said = draw(claims.slice(0, most * 2));
    for (const group of found.facts) {
      const shown = draw(group.edges.slice(0, most));
      const name = `${group.direction === 'in' ? '← ' : ''}${group.property.label}`;
      if (group.edges.length > shown) {
        // The rest of this page is asked for again with the next click.
        const next = { iri: center, property: group.property.iri, direction: group.direction, offset: String(shown), limit: '20' };
        rest.push({ label: `${name}: ${group.count - shown} more`, next: addressOf('/explore/neighbours', next) });
      } else if (group.next) {
        rest.push({ label: `${name}: more`, next: group.next });
      }
    }
    if (claims.length > said) {
      const next = addressOf('/explore/neighbours', { iri: center, claims: String(said), limit: '20' });
      rest.push({ label: 'claimed, but no fact: more', next });
    } else if (found.claims.next) {
      rest.push({ label: 'claimed, but no fact: more', next: found.claims.next });
    }
    this.rest.set(center, [...(this.rest.get(center) ?? []), ...rest]);
    this.graph.cy.getElementById(center).data('grown', true);
    return this.things.size - before;
  }

  private async grow(iri: string): Promise<void> {
    if (this.graph.cy.getElementById(iri).data('grown')) return;
    await this.fetchInto(addressOf('/explore/neighbours', { iri }));
    this.select(iri);
  }

  private async fetchInto(address: string, perGroup?: number): Promise<void> {
    const { status } = this.parts;
    status.textContent = 'Loading…';
    try {
      const added = this.take(await json<Neighbourhood>(address), perGroup);
      status.textContent = this.things.size >= mostNodes
        ? `At most ${mostNodes} nodes are drawn; start again from another.`
        : `${added} new nodes; ${this.things.size} nodes and ${this.links.size} links in all.`;
      this.graph.arrange(this.root);
      this.refresh();
    } catch (error) {
      status.textContent = `This could not be loaded: ${(error as Error).message}`;
    }
  }

  private refresh(): void {
    this.parts.list.replaceChildren(...[...this.things.values()].map(thing => {
      const links = this.linksOf(thing.iri).length;
      const choose = button(thing.label, () => this.select(thing.iri, true), { class: 'link', ...(thing.language && { lang: thing.language }) });
      const words = ` ${thing.types[0]?.label ?? ''} · ${links} ${links === 1 ? 'link' : 'links'}`;
      return element('li', {}, choose, element('span', { class: 'muted' }, words));
    }));
    const standings = [...new Set([...this.links.values()].map(link => link.words))];
    this.parts.legend.replaceChildren(
      ...this.kinds.slice(0, shapes.length).map((kind, at) => {
        const others = at === shapes.length - 1 && this.kinds.length > shapes.length;
        return element('li', {}, `${glyphs[at]} ${kind}${others ? ' and others' : ''}`);
      }),
      ...standings.map(words => {
        const line = words === 'fact' ? 'solid line' : words.includes('denied') ? 'dotted line' : 'dashed line';
        return element('li', {}, `${line}: ${words}`);
      }),
      element('li', {}, '● filled: its links are shown'),
    );
  }

  private linksOf(iri: string): [string, Link][] {
    return [...this.links].filter(([, link]) => link.subject === iri || link.object === iri);
  }

  private mark(id: string): void {
    this.graph.cy.elements().unselect();
    this.graph.cy.getElementById(id).select();
  }

  private select(iri: string, focus = false): void {
    const thing = this.things.get(iri);
    if (!thing) return;
    this.mark(iri);
    const grow = !this.graph.cy.getElementById(iri).data('grown') && button('Show its links', () => void this.grow(iri));
    const more = (this.rest.get(iri) ?? []).map(page => button(page.label, () => {
      this.rest.set(iri, (this.rest.get(iri) ?? []).filter(other => other !== page));
      void this.fetchInto(page.next, 100).then(() => this.select(iri, true));
    }, { class: 'quiet' }));
    const links = this.linksOf(iri).map(([id, link]) => {
      const other = link.subject === iri ? link.object : link.subject;
      const name = this.things.get(other)?.label ?? other;
      const words = link.subject === iri ? `${link.property.label} → ${name}` : `← ${link.property.label}: ${name}`;
      return element(
        'li', {}, button(words, () => void this.explain(id, true), { class: 'link' }),
        link.standing !== 'fact' && ' ', link.standing !== 'fact' && element('strong', { class: `standing-${link.standing}` }, link.words),
      );
    });
    this.parts.panel.replaceChildren(
      element('h2', {}, anchor(thing)), element('p', { class: 'muted' }, thing.types.map(type => type.label).join(', ')),
      element('p', { class: 'explore-acts' }, grow, ...more), element('h3', {}, 'Links shown'), element('ul', { class: 'plain' }, ...links),
    );
    if (focus) this.parts.panel.focus();
  }

  private async explain(id: string, focus = false): Promise<void> {
    const link = this.links.get(id);
    if (!link) return;
    this.mark(id);
    const { panel } = this.parts;
    const say = (iri: string): Node => anchor(this.things.get(iri) ?? { iri, label: iri, page: iri });
    panel.replaceChildren(
      element('h2', {}, 'Why this link'),
      element(
        'p', {}, say(link.subject), ` – ${link.property.label} – `, say(link.object), ': ',
        element('strong', { class: `standing-${link.standing}` }, link.words),
      ),
    );
    if (focus) panel.focus();
    try {
      panel.append(...evidenceView(await json<Evidence>(link.evidence)));
      panel.append(element('p', {}, element('a', { href: link.evidence }, 'This link on a page of its own')));
    } catch (error) {
      panel.append(element('p', {}, `The claims could not be loaded: ${(error as Error).message}`));
    }
  }
}

function ownStyle(): StylesheetJson {
  const [accent, deny, plan] = ['--accent', '--deny', '--plan'].map(colour) as [string, string, string];
  return [
    ...shapes.map((shape, at) => ({ selector: `node[kind = ${at}]`, style: { shape } })),
    { selector: 'node[?grown]', style: { 'background-color': accent } },
    {
      selector: 'edge[standing = "denied"], edge[standing = "disputed"]',
      style: { 'line-style': 'dotted', 'line-color': deny, 'target-arrow-color': deny, color: deny },
    },
    {
      selector: 'edge[standing = "planned"], edge[standing = "uncertain"], edge[standing = "said"]',
      style: { 'line-style': 'dashed', 'line-color': plan, 'target-arrow-color': plan, color: plan },
    },
  ];
}
