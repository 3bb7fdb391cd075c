import type { Core, CytoscapeOptions } from 'cytoscape';
import { styleNonce } from './nonce';

// What Cytoscape would add without a nonce, which the policy of the pages refuses; it leaves one with this id alone.
const sheetId = '__________cytoscape_stylesheet';

/** A graph of Cytoscape, loaded at the first call. */
export async function openGraph(options: CytoscapeOptions): Promise<Core> {
  if (!document.getElementById(sheetId)) {
    const sheet = document.createElement('style');
    sheet.id = sheetId;
    sheet.nonce = styleNonce;
    sheet.textContent = '.__________cytoscape_container { position: relative; }';
    document.head.prepend(sheet);
  }
  const { default: cytoscape } = await import('cytoscape');
  return cytoscape(options);
}

/** The present value of a colour of the pages, such as --ink. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
