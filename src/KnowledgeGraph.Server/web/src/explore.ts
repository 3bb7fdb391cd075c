// The graph of /explore: grows by clicking, shows the claims behind each link, and keeps a list of the same nodes and links for the
// keyboard and for screen readers. Without it the page shows the neighbourhood as lists.
import { addressOf } from './explore/data';
import { Explorer } from './explore/explorer';
import { combobox } from './shared/combobox';
import { element } from './shared/dom';

const start = document.getElementById('explore-q');
if (start instanceof HTMLInputElement) {
  combobox(start, (_, iri) => location.assign(addressOf('/explore', { iri })));
}

const root = document.getElementById('explore');
if (root?.dataset.iri) {
  const lists = document.getElementById('explore-lists');
  // The lists of the page stay below as what they are: all links, page by page.
  if (lists) {
    const all = element('details', {}, element('summary', {}, 'All links as lists'));
    lists.before(all);
    all.append(lists);
  }
  void Explorer.start(root, root.dataset.iri);
}
