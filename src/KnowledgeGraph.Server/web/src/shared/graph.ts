// The drawing of a graph, of the query page and of /explore alike. Cytoscape is loaded with the first one.
import type { Core, ElementDefinition, NodeSingular, StylesheetJson } from 'cytoscape';
import { aroundRoot, pushApart, type Tree } from './arrange';
import { colour } from './colour';
import { styleNonce } from './nonce';

// What Cytoscape would add without a nonce, which the policy of the pages refuses; it leaves one with this id alone.
const sheetId = '__________cytoscape_stylesheet';

const longestLabel = 34;
// With more edges their labels say nothing but noise: only those of the node or edge that is pointed at, or selected, are shown.
const mostEdgeLabels = 14;
const padding = 14;

/** A node; the label is shortened in the drawing, and whole where it is pointed at or selected. */
export function nodeOf(id: string, label: string, more: Record<string, unknown> = {}): ElementDefinition {
  const short = label.length > longestLabel ? `${label.slice(0, longestLabel - 1).trimEnd()}…` : label;
  return { group: 'nodes', data: { ...more, id, label, short } };
}

export interface GraphDrawing {
  readonly cy: Core;
  /** Arranges the nodes: around one of them, or by themselves. */
  arrange(root?: string): void;
  zoom(factor: number): void;
}

/** An empty graph, or one with elements, in a place of the page. */
export async function openGraph(
  place: HTMLElement, elements: ElementDefinition[] = [], ownStyle: () => StylesheetJson = () => [],
): Promise<GraphDrawing> {
  addSheet();
  const { default: cytoscape } = await import('cytoscape');
  const style = (): StylesheetJson => [...commonStyle(), ...ownStyle()] as StylesheetJson;
  const cy = cytoscape({ container: place, elements, style: style(), minZoom: 0.15, maxZoom: 3, layout: { name: 'preset' } });
  // The wheel scrolls the page; with Ctrl it zooms, as elsewhere.
  place.addEventListener('wheel', event => {
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
  }, { capture: true });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => cy.style(style()));
  cy.on('mouseover', 'node', event => (event.target as NodeSingular).addClass('pointed').connectedEdges().addClass('named'));
  cy.on('mouseover', 'edge', event => event.target.addClass('named'));
  cy.on('mouseout', () => {
    cy.elements().removeClass('pointed');
    nameEdges(cy);
  });
  return {
    cy,
    arrange: root => arrange(cy, root),
    zoom: factor => cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }),
  };
}

function addSheet(): void {
  if (document.getElementById(sheetId)) return;
  const sheet = document.createElement('style');
  sheet.id = sheetId;
  sheet.nonce = styleNonce;
  sheet.textContent = '.__________cytoscape_container { position: relative; }';
  document.head.prepend(sheet);
}

function nameEdges(cy: Core): void {
  const edges = cy.edges();
  edges.toggleClass('named', edges.length <= mostEdgeLabels);
}

function arrange(cy: Core, root: string | undefined): void {
  cy.resize();
  nameEdges(cy);
  const aspect = Math.min(2, Math.max(0.7, cy.width() / Math.max(1, cy.height())));
  if (root === undefined) {
    // A graph of its own making has no middle.
    cy.layout({ name: 'cose', animate: false, nodeDimensionsIncludeLabels: true, idealEdgeLength: () => 70, fit: false } as never).run();
  } else {
    const places = aroundRoot(treeOf(cy, root), root, aspect);
    cy.nodes().positions((node: NodeSingular) => places.get(node.id()) ?? node.position());
  }
  spread(cy, root);
  cy.fit(undefined, padding);
  // Few nodes are not blown up.
  if (cy.zoom() > 1.2) {
    cy.zoom(1.2);
    cy.center();
  }
}

function treeOf(cy: Core, root: string): Tree {
  const tree: Tree = new Map();
  cy.elements().bfs({
    root: cy.getElementById(root), directed: false,
    visit: (node, _edge, from) => {
      if (from) tree.set(from.id(), [...(tree.get(from.id()) ?? []), node.id()]);
    },
  });
  return tree;
}

// The boxes are those of the nodes with their labels, which lie below them.
function spread(cy: Core, root: string | undefined): void {
  const nodes = cy.nodes().sort((one, other) => Number(other.id() === root) - Number(one.id() === root)).toArray() as NodeSingular[];
  const boxes = nodes.map(node => {
    const box = node.boundingBox({ includeLabels: true, includeOverlays: false, includeEdges: false } as never);
    return { x: (box.x1 + box.x2) / 2, y: (box.y1 + box.y2) / 2, width: box.w, height: box.h };
  });
  const before = boxes.map(({ x, y }) => ({ x, y }));
  pushApart(boxes, root !== undefined);
  cy.batch(() => nodes.forEach((node, at) => {
    const { x, y } = node.position();
    node.position({ x: x + boxes[at]!.x - before[at]!.x, y: y + boxes[at]!.y - before[at]!.y });
  }));
}

function commonStyle(): StylesheetJson {
  const [ink, paper, edge, accent] = ['--ink', '--paper', '--edge', '--accent'].map(colour) as [string, string, string, string];
  return [
    {
      selector: 'node',
      style: {
        label: 'data(short)', 'font-size': 12, color: ink, 'text-wrap': 'wrap', 'text-max-width': '100px', 'text-valign': 'bottom',
        'text-margin-y': 3, 'text-background-color': paper, 'text-background-opacity': 0.85, 'min-zoomed-font-size': 5,
        width: 18, height: 18, 'background-color': paper, 'border-width': 2, 'border-color': accent,
      },
    },
    {
      selector: 'edge',
      style: {
        'font-size': 10, color: ink, 'text-wrap': 'wrap', 'text-rotation': 'autorotate', 'text-background-color': paper,
        'text-background-opacity': 0.9,
        'min-zoomed-font-size': 6, width: 1.4, 'curve-style': 'bezier', 'line-color': edge, 'target-arrow-color': edge,
        'target-arrow-shape': 'triangle', 'arrow-scale': 0.8,
      },
    },
    { selector: 'edge.named, edge:selected', style: { label: 'data(label)', 'z-index': 5 } },
    { selector: 'node.pointed', style: { label: 'data(label)', 'text-background-opacity': 1, 'z-index': 10 } },
    { selector: 'node:selected', style: { 'border-width': 4, 'border-color': ink } },
    { selector: 'edge:selected', style: { width: 4, 'line-color': ink, 'target-arrow-color': ink } },
  ];
}
