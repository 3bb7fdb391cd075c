import { element } from '../shared/dom';
import type { Evidence, Named, Said } from './data';

/** A thing as a link to its page. */
export function anchor(to: Named): HTMLAnchorElement {
  return element('a', { href: to.page, lang: to.language }, to.label);
}

/** The claims behind a link, in words. */
export function evidenceView(evidence: Evidence): Node[] {
  const claims = element('ul', { class: 'plain claims' }, ...evidence.claims.map(claimView));
  const origins = evidence.origins.length > 0
    && element('p', {}, 'A rule derived it from ', ...evidence.origins.flatMap((one, at) => [at > 0 && ', ', anchor(one)]));
  const nobody = evidence.claims.length + evidence.origins.length === 0
    && element('p', {}, 'The dataset states it, and no claim stands behind it.');
  return [claims, origins, nobody].filter((node): node is HTMLUListElement | HTMLParagraphElement => node !== false);
}

function claimView(said: Said): HTMLLIElement {
  return element(
    'li', {}, element('a', { href: said.page }, said.words),
    ...said.speakers.flatMap((speaker, at) => [at > 0 ? ', ' : ' · said by ', anchor(speaker)]),
    ' · ', anchor(said.source), ...said.places.map(place => `, paragraph ${place.paragraph}, characters ${place.start}–${place.end}`),
    ...said.outlets.flatMap(outlet => [' · reported by ', anchor(outlet)]),
    ...said.quotes.map(quote => element('blockquote', {}, quote)),
  );
}
