// Places for the nodes of a graph such that no label lies on another.

/** Where a node's box lies: its middle, and its size with the label. */
export interface Box { x: number; y: number; width: number; height: number }

// What a label takes on a ring, and from one ring to the next; the first ring leaves room for the label in the middle, and, where there
// are few nodes, for the labels of the edges.
const cellWidth = 104;
const ringGap = 66;
const firstRing = 125;
const firstRingOfFew = 190;
const few = 14;
const margin = 6;
const mostRounds = 150;

/** A tree of nodes: the children of each, from the root on. */
export type Tree = Map<string, string[]>;

/** The nodes of a tree around its root: each branch in a sector as wide as it has leaves, each depth on rings that have room for it. */
export function aroundRoot(tree: Tree, root: string, aspect: number): Map<string, { x: number; y: number }> {
  const leaves = new Map<string, number>();
  const count = (node: string): number => {
    const own = (tree.get(node) ?? []).reduce((sum, child) => sum + count(child), 0) || 1;
    leaves.set(node, own);
    return own;
  };
  count(root);
  const depths: { node: string; angle: number }[][] = [];
  const divide = (node: string, from: number, to: number, depth: number): void => {
    (depths[depth] ??= []).push({ node, angle: (from + to) / 2 });
    let at = from;
    for (const child of tree.get(node) ?? []) {
      const end = at + (to - from) * leaves.get(child)! / leaves.get(node)!;
      divide(child, at, end, depth + 1);
      at = end;
    }
  };
  divide(root, -Math.PI / 2, Math.PI * 1.5, 0);
  const stretch = Math.sqrt(aspect);
  const places = new Map([[root, { x: 0, y: 0 }]]);
  let inner = leaves.size <= few ? firstRingOfFew : firstRing;
  for (const nodes of depths.slice(1)) {
    const rings = ringsFor(nodes.length, inner);
    nodes.forEach(({ node, angle }, index) => {
      const radius = inner + index % rings * ringGap;
      places.set(node, { x: Math.cos(angle) * radius * stretch, y: Math.sin(angle) * radius / stretch });
    });
    inner += rings * ringGap;
  }
  return places;
}

function ringsFor(nodes: number, inner: number): number {
  let room = 0;
  for (let rings = 0; ; rings++) {
    if (rings > 0 && room >= nodes) return rings;
    room += Math.floor(2 * Math.PI * (inner + rings * ringGap) / cellWidth);
  }
}

/** Moves boxes until none lies on another; the first stays where it is if it is fixed. */
export function pushApart(boxes: Box[], firstIsFixed: boolean): void {
  for (let round = 0; round < mostRounds; round++) {
    let moved = false;
    for (let i = 0; i < boxes.length; i++) {
      for (let j = i + 1; j < boxes.length; j++) moved = separate(boxes[i]!, boxes[j]!, firstIsFixed && i === 0) || moved;
    }
    if (!moved) return;
  }
}

function separate(one: Box, other: Box, oneIsFixed: boolean): boolean {
  const overX = (one.width + other.width) / 2 + margin - Math.abs(other.x - one.x);
  const overY = (one.height + other.height) / 2 + margin - Math.abs(other.y - one.y);
  if (overX <= 0.5 || overY <= 0.5) return false;
  const share = oneIsFixed ? 0 : 0.5;
  if (overX < overY) {
    const way = other.x < one.x ? -overX : overX;
    one.x -= way * share;
    other.x += way * (1 - share);
  } else {
    const way = other.y < one.y ? -overY : overY;
    one.y -= way * share;
    other.y += way * (1 - share);
  }
  return true;
}
