// The search box in the head of every page.
import { combobox } from './shared/combobox';

const site = document.getElementById('site-search');
if (site instanceof HTMLInputElement) {
  combobox(site, page => location.assign(page));
}
