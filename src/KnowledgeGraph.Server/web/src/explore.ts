// The graph of /explore: grows by clicking, shows the claims behind each link, and keeps a list of the same nodes and links for the
// keyboard and for screen readers. Without it the page shows the neighbourhood as lists.
import cytoscape from 'cytoscape';
import { colour } from './shared/cytoscape';
import { button } from './shared/dom';
import { combobox } from './shared/combobox';

interface Named { iri: string; label: string; page: string }
interface Thing extends Named { types: Named[] }
interface Link { subject: string; property: Named; object: string; node: Thing; standing: string; words: string; evidence: string }
interface Group { property: Named; direction: string; count: number; edges: Link[]; next: string | null }
interface Neighbourhood { node: Thing; facts: Group[]; claims: { edges: Link[]; next: string | null }; moreProperties: boolean }
interface Said {
  page: string; words: string; speakers: Named[]; source: Named; outlets: Named[]; quotes: string[];
  places: { paragraph: number; start: number; end: number }[];
}
interface Evidence { subject: Named; property: Named; object: Named; words: string; claims: Said[]; origins: Named[] }

const shapes = ['ellipse', 'round-rectangle', 'diamond', 'hexagon', 'triangle', 'vee', 'rectangle', 'star'] as const;
const glyphs = ['○', '▢', '◇', '⬡', '△', '⋁', '□', '☆'] as const;
// About so many nodes come with a click, whatever the number of properties; the others are asked for property by property.
const nodesAtOnce = 36;
const mostLinks = 5;
const longestLabel = 48;
const mostNodes = 400;

function element<K extends keyof HTMLElementTagNameMap>(name: K, text = '', className = ''): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function short(text: string): string {
  return text.length > longestLabel ? `${text.slice(0, longestLabel - 1).trimEnd()}…` : text;
}

function anchor(to: Named): HTMLAnchorElement {
  const made = element('a', to.label);
  made.href = to.page;
  return made;
}

async function json<T>(address: string): Promise<T> {
  const response = await fetch(address, { headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return (await response.json()) as T;
}

// Cytoscape would write a style element of its own, which the policy of the page forbids; it does not if one of this name is there. What it
// would say stands in style.css.
function ownStyles(): void {
  const marker = document.createElement('meta');
  marker.id = '__________cytoscape_stylesheet';
  document.head.append(marker);
}

class Explorer {
  private readonly cy: cytoscape.Core;
  private readonly panel = element('div', '', 'explore-panel');
  private readonly list = element('ul', '', 'plain explore-nodes');
  private readonly legend = element('ul', '', 'inline explore-legend');
  private readonly status = element('p', '', 'muted');
  private readonly kinds: string[] = [];
  private readonly things = new Map<string, Thing>();
  private readonly links = new Map<string, Link>();
  // What a thing still has: pages of its properties and claims that were not asked for yet.
  private readonly rest = new Map<string, { label: string; next: string }[]>();

  constructor(root: HTMLElement) {
    const drawing = element('div', '', 'explore-drawing');
    // The same stands in the list beside it, which a keyboard reaches.
    drawing.setAttribute('aria-hidden', 'true');
    this.status.setAttribute('role', 'status');
    this.panel.setAttribute('role', 'region');
    this.panel.setAttribute('aria-label', 'Selected');
    this.panel.tabIndex = -1;
    const tools = element('p', '', 'explore-tools');
    tools.append(button('Fit', () => this.cy.fit(undefined, 30)), ' ', button('Arrange', () => this.arrange()));
    const nodes = element('section');
    nodes.append(element('h2', 'Nodes and links'), this.list);
    const side = element('div', '', 'explore-side');
    side.append(this.panel, nodes);
    const left = element('div', '', 'explore-left');
    left.append(tools, drawing, this.legend, this.status);
    root.append(left, side);
    root.hidden = false;
    ownStyles();
    this.cy = cytoscape({ container: drawing, minZoom: 0.2, maxZoom: 3, style: this.style() });
    this.cy.on('tap', 'node', event => void this.select((event.target as cytoscape.NodeSingular).id()));
    this.cy.on('dbltap', 'node', event => void this.grow((event.target as cytoscape.NodeSingular).id()));
    this.cy.on('tap', 'edge', event => void this.explain((event.target as cytoscape.EdgeSingular).id()));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.cy.style(this.style()));
  }

  async start(iri: string): Promise<void> {
    await this.grow(iri);
  }

  private style(): cytoscape.StylesheetJson {
    const [ink, paper, edge, accent, deny, plan] = ['--ink', '--paper', '--edge', '--accent', '--deny', '--plan'].map(colour) as [
      string, string, string, string, string, string];
    return [
      {
        selector: 'node',
        style: {
          label: 'data(label)', 'font-size': 11, color: ink, 'text-wrap': 'wrap', 'text-max-width': '110px',
          'text-valign': 'bottom', 'text-margin-y': 3, 'text-background-color': paper, 'text-background-opacity': 0.8,
          width: 22, height: 22, 'background-color': paper, 'border-width': 2, 'border-color': accent,
        },
      },
      ...shapes.map((shape, at) => ({ selector: `node[kind = ${at}]`, style: { shape } })),
      { selector: 'node[?grown]', style: { 'background-color': accent } },
      { selector: ':selected', style: { 'border-width': 5, 'line-color': ink, 'target-arrow-color': ink, width: 5 } },
      { selector: 'node:selected', style: { width: 28, height: 28, 'border-color': ink } },
      {
        selector: 'edge',
        style: {
          label: 'data(label)', 'font-size': 9, color: ink, 'text-rotation': 'autorotate', 'text-background-color': paper,
          'text-background-opacity': 0.85, width: 1.5, 'curve-style': 'bezier', 'line-color': edge, 'target-arrow-color': edge, 'target-arrow-shape': 'triangle', 'arrow-scale': 0.8,
        },
      },
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

  private kindOf(thing: Thing): number {
    const name = thing.types[0]?.label ?? 'other';
    let at = this.kinds.indexOf(name);
    if (at < 0) at = this.kinds.push(name) - 1;
    return Math.min(at, shapes.length - 1);
  }

  private addThing(thing: Thing, near?: cytoscape.Position): void {
    if (this.things.has(thing.iri)) return;
    this.things.set(thing.iri, thing);
    const data = { id: thing.iri, label: short(thing.label), kind: this.kindOf(thing) };
    this.cy.add({ group: 'nodes', data, ...(near && { position: { ...near } }) });
  }

  private addLink(link: Link): void {
    const id = `${link.subject} ${link.property.iri} ${link.object}`;
    if (this.links.has(id)) return;
    this.links.set(id, link);
    const label = link.standing === 'fact' ? link.property.label : `${link.property.label} (${link.words})`;
    this.cy.add({ group: 'edges', data: { id, source: link.subject, target: link.object, label, standing: link.standing } });
  }

  private take(found: Neighbourhood, perGroup: number | undefined): number {
    perGroup ??= Math.min(mostLinks, Math.max(1, Math.floor(nodesAtOnce / Math.max(1, found.facts.length + 2))));
    const center = found.node.iri;
    this.addThing(found.node);
    const at = this.cy.getElementById(center).position();
    const before = this.things.size;
    const rest: { label: string; next: string }[] = [];
    const draw = (links: Link[]): void => {
      for (const link of links) {
        if (this.things.size >= mostNodes && !this.things.has(link.node.iri)) continue;
        this.addThing(link.node, { x: at.x + 80 * (Math.random() - 0.5), y: at.y + 80 * (Math.random() - 0.5) });
        this.addLink(link);
      }
    };
    for (const group of found.facts) {
      draw(group.edges.slice(0, perGroup));
      const left = group.count - Math.min(group.edges.length, perGroup);
      if (group.edges.length > perGroup) {
        // The rest of this page is asked for again with the next click.
        const query = new URLSearchParams({
          iri: center, property: group.property.iri, direction: group.direction, offset: String(perGroup), limit: '20',
        });
        rest.push({ label: `${group.direction === 'in' ? '← ' : ''}${group.property.label}: ${left} more`, next: `/explore/neighbours?${query}` });
      } else if (group.next) {
        rest.push({ label: `${group.direction === 'in' ? '← ' : ''}${group.property.label}: more`, next: group.next });
      }
    }
    draw(found.claims.edges.slice(0, perGroup * 2));
    if (found.claims.edges.length > perGroup * 2) {
      const query = new URLSearchParams({ iri: center, claims: String(perGroup * 2), limit: '20' });
      rest.push({ label: 'claimed, but no fact: more', next: `/explore/neighbours?${query}` });
    } else if (found.claims.next) {
      rest.push({ label: 'claimed, but no fact: more', next: found.claims.next });
    }
    this.rest.set(center, [...(this.rest.get(center) ?? []), ...rest]);
    this.cy.getElementById(center).data('grown', true);
    return this.things.size - before;
  }

  private async grow(iri: string): Promise<void> {
    if (this.cy.getElementById(iri).data('grown')) return;
    await this.fetchInto(`/explore/neighbours?iri=${encodeURIComponent(iri)}`);
    await this.select(iri);
  }

  private async fetchInto(address: string, perGroup?: number): Promise<void> {
    this.status.textContent = 'Loading…';
    try {
      const added = this.take(await json<Neighbourhood>(address), perGroup);
      this.status.textContent = this.things.size >= mostNodes
        ? `At most ${mostNodes} nodes are drawn; start again from another.`
        : `${added} new nodes; ${this.things.size} nodes and ${this.links.size} links in all.`;
      this.arrange();
      this.refresh();
    } catch (error) {
      this.status.textContent = `This could not be loaded: ${(error as Error).message}`;
    }
  }

  private arrange(): void {
    this.cy.resize();
    this.cy.layout({
      name: 'cose', animate: false, randomize: false, nodeRepulsion: () => 60000, idealEdgeLength: () => 130, nodeOverlap: 40,
      fit: true, padding: 30,
    } as cytoscape.LayoutOptions).run();
  }

  private refresh(): void {
    this.list.replaceChildren(...[...this.things.values()].map(thing => {
      const item = element('li');
      const links = this.linksOf(thing.iri).length;
      const choose = button(thing.label, () => void this.select(thing.iri, true));
      choose.className = 'link';
      item.append(choose, element('span', ` ${thing.types[0]?.label ?? ''} · ${links} ${links === 1 ? 'link' : 'links'}`, 'muted'));
      return item;
    }));
    const standings = [...new Set([...this.links.values()].map(link => link.words))];
    this.legend.replaceChildren(
      ...this.kinds.slice(0, shapes.length).map((kind, at) => {
        const others = at === shapes.length - 1 && this.kinds.length > shapes.length;
        return element('li', `${glyphs[at]} ${kind}${others ? ' and others' : ''}`);
      }),
      ...standings.map(words => {
        const line = words === 'fact' ? 'solid line' : words.includes('denied') ? 'dotted line' : 'dashed line';
        return element('li', `${line}: ${words}`);
      }),
      element('li', '● filled: its links are shown'),
    );
  }

  private linksOf(iri: string): [string, Link][] {
    return [...this.links].filter(([, link]) => link.subject === iri || link.object === iri);
  }

  private async select(iri: string, focus = false): Promise<void> {
    const thing = this.things.get(iri);
    if (!thing) return;
    this.cy.elements().unselect();
    this.cy.getElementById(iri).select();
    const acts = element('p', '', 'explore-acts');
    if (!this.cy.getElementById(iri).data('grown')) acts.append(button('Show its links', () => void this.grow(iri)), ' ');
    for (const more of this.rest.get(iri) ?? []) {
      acts.append(button(more.label, () => {
        this.rest.set(iri, (this.rest.get(iri) ?? []).filter(other => other !== more));
        void this.fetchInto(more.next, 100).then(() => this.select(iri, true));
      }), ' ');
    }
    const links = element('ul', '', 'plain');
    for (const [id, link] of this.linksOf(iri)) {
      const other = link.subject === iri ? link.object : link.subject;
      const name = this.things.get(other)?.label ?? other;
      const item = element('li');
      const words = link.subject === iri ? `${link.property.label} → ${name}` : `← ${link.property.label}: ${name}`;
      const why = button(words, () => void this.explain(id, true));
      why.className = 'link';
      item.append(why);
      if (link.standing !== 'fact') item.append(' ', element('strong', link.words, `standing-${link.standing}`));
      links.append(item);
    }
    const title = element('h2');
    title.append(anchor(thing));
    const types = element('p', thing.types.map(type => type.label).join(', '), 'muted');
    this.panel.replaceChildren(title, types, acts, element('h3', 'Links shown'), links);
    if (focus) this.panel.focus();
  }

  private async explain(id: string, focus = false): Promise<void> {
    const link = this.links.get(id);
    if (!link) return;
    this.cy.elements().unselect();
    this.cy.getElementById(id).select();
    const title = element('h2', 'Why this link');
    const words = element('p');
    const say = (iri: string): Node => anchor(this.things.get(iri) ?? { iri, label: iri, page: iri });
    words.append(
      say(link.subject), ` – ${link.property.label} – `, say(link.object), ': ', element('strong', link.words, `standing-${link.standing}`),
    );
    this.panel.replaceChildren(title, words);
    if (focus) this.panel.focus();
    try {
      const evidence = await json<Evidence>(link.evidence);
      const list = element('ul', '', 'plain claims');
      for (const said of evidence.claims) list.append(this.claim(said));
      this.panel.append(list);
      if (evidence.origins.length > 0) {
        const origin = element('p', 'A rule derived it from ');
        evidence.origins.forEach((one, at) => origin.append(at > 0 ? ', ' : '', anchor(one)));
        this.panel.append(origin);
      }
      if (evidence.claims.length + evidence.origins.length === 0) {
        this.panel.append(element('p', 'The dataset states it, and no claim stands behind it.'));
      }
      const page = element('a', 'This link on a page of its own');
      page.href = link.evidence;
      const last = element('p');
      last.append(page);
      this.panel.append(last);
    } catch (error) {
      this.panel.append(element('p', `The claims could not be loaded: ${(error as Error).message}`));
    }
  }

  private claim(said: Said): HTMLLIElement {
    const item = element('li');
    const claim = element('a', said.words);
    claim.href = said.page;
    item.append(claim);
    said.speakers.forEach((speaker, at) => item.append(at > 0 ? ', ' : ' · said by ', anchor(speaker)));
    const places = said.places.map(place => `, paragraph ${place.paragraph}, characters ${place.start}–${place.end}`);
    item.append(' · ', anchor(said.source), places.join(''));
    said.outlets.forEach(outlet => item.append(' · reported by ', anchor(outlet)));
    for (const quote of said.quotes) item.append(element('blockquote', quote));
    return item;
  }
}

const start = document.getElementById('explore-q');
if (start instanceof HTMLInputElement) {
  combobox(start, (_, iri) => location.assign(`/explore?iri=${encodeURIComponent(iri)}`));
}

const root = document.getElementById('explore');
if (root?.dataset.iri) {
  const lists = document.getElementById('explore-lists');
  // The lists of the page stay below as what they are: all links, page by page.
  if (lists) {
    const all = element('details');
    all.append(element('summary', 'All links as lists'));
    lists.before(all);
    all.append(lists);
  }
  void new Explorer(root).start(root.dataset.iri);
}
