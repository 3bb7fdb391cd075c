// Zoom and pan of the timeline that the host has drawn: the drawing takes the width of the page, and the time shown is a part of the whole.
// Without script the drawing stands whole, and scrolls where the page is narrow.
import { button, element, svg } from './shared/dom';

const margin = 8;
const dayMs = 86_400_000;
const leastMark = 7;
const leastDays = 14;
const tickRoom = 64;
const panShare = 0.25;

/** Steps of the axis in months. */
const steps = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

class TimelineView {
  private readonly first: number;
  private readonly last: number;
  // The days shown.
  private from: number;
  private to: number;
  private readonly marks: { mark: Element; from: number; to: number; least: number }[];
  private readonly moved: Element[];
  private width = 0;

  constructor(private readonly drawing: SVGSVGElement, private readonly place: HTMLElement, private readonly status: HTMLElement) {
    this.first = this.from = Number(drawing.dataset.first);
    this.last = this.to = Number(drawing.dataset.last);
    this.marks = Array.from(drawing.querySelectorAll('[data-from]'), mark => ({
      mark, from: Number(mark.getAttribute('data-from')), to: Number(mark.getAttribute('data-to')),
      least: mark.classList.contains('published') ? 3 : leastMark,
    }));
    this.moved = Array.from(drawing.querySelectorAll('line.band'));
    new ResizeObserver(() => this.draw()).observe(place);
    place.addEventListener('keydown', event => this.key(event));
    place.addEventListener('wheel', event => this.wheel(event), { passive: false });
    this.dragging();
  }

  tools(): HTMLElement {
    const quiet = { class: 'quiet' };
    return element(
      'p', { class: 'tools', role: 'group', 'aria-label': 'Time shown' },
      button('Earlier', () => this.pan(-panShare), quiet), button('Later', () => this.pan(panShare), quiet),
      button('Closer', () => this.zoom(0.5), quiet), button('Farther', () => this.zoom(2), quiet), button('Whole', () => this.whole(), quiet),
      this.status,
    );
  }

  private whole(): void {
    this.show(this.first, this.last);
  }

  private pan(share: number): void {
    const by = (this.to - this.from) * share;
    this.show(this.from + by, this.to + by);
  }

  /** Shows a longer or shorter time, a day of it staying where it is. */
  private zoom(factor: number, at = (this.from + this.to) / 2): void {
    this.show(at - (at - this.from) * factor, at + (this.to - at) * factor);
  }

  private show(from: number, to: number): void {
    const days = Math.min(this.last - this.first, Math.max(leastDays, to - from));
    const middle = (from + to) / 2;
    this.from = Math.min(this.last - days, Math.max(this.first, middle - days / 2));
    this.to = this.from + days;
    this.draw();
    this.status.textContent = `${dateOf(this.from)} to ${dateOf(this.to)}`;
  }

  private x(day: number): number {
    return margin + (day - this.from) / (this.to - this.from) * (this.width - 2 * margin);
  }

  private dayAt(clientX: number): number {
    const at = clientX - this.drawing.getBoundingClientRect().left - margin;
    return this.from + at / (this.width - 2 * margin) * (this.to - this.from);
  }

  private draw(): void {
    this.width = Math.max(240, this.place.clientWidth);
    const height = this.drawing.viewBox.baseVal.height;
    this.drawing.setAttribute('viewBox', `0 0 ${this.width} ${height}`);
    this.drawing.setAttribute('width', String(this.width));
    for (const { mark, from, to, least } of this.marks) {
      const width = Math.max(least, this.x(to) - this.x(from));
      // What is told of the last day keeps within the drawing.
      const left = Math.min(this.x(from), this.x(this.last) - least);
      mark.setAttribute('x', left.toFixed(1));
      mark.setAttribute('width', width.toFixed(1));
    }
    for (const line of this.moved) line.setAttribute('x2', String(this.width));
    this.axis(height);
  }

  private axis(height: number): void {
    this.drawing.querySelectorAll('.tick, .year').forEach(old => old.remove());
    const months = (this.to - this.from) / 30.44;
    const step = steps.find(size => months / size * tickRoom <= this.width) ?? steps.at(-1)!;
    const begin = new Date(this.from * dayMs);
    let month = Math.ceil((begin.getUTCFullYear() * 12 + begin.getUTCMonth()) / step) * step;
    const ticks: Element[] = [];
    for (; ; month += step) {
      const day = Date.UTC(Math.floor(month / 12), month % 12) / dayMs;
      if (day > this.to) break;
      if (day < this.from) continue;
      const x = this.x(day).toFixed(1);
      const words = step < 12 ? `${Math.floor(month / 12)}-${String(month % 12 + 1).padStart(2, '0')}` : String(Math.floor(month / 12));
      ticks.push(svg('line', { class: 'tick', x1: x, x2: x, y1: 24, y2: height }), svg('text', { class: 'year', x, y: 15 }, words));
    }
    this.drawing.prepend(...ticks);
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act: Record<string, () => void> = {
      ArrowLeft: () => this.pan(-panShare), ArrowRight: () => this.pan(panShare), '+': () => this.zoom(0.5), '=': () => this.zoom(0.5),
      '-': () => this.zoom(2), 0: () => this.whole(), Home: () => this.show(this.first, this.first + this.to - this.from),
      End: () => this.show(this.last - this.to + this.from, this.last),
    };
    const chosen = act[event.key];
    if (!chosen) return;
    event.preventDefault();
    chosen();
  }

  // The wheel scrolls the page; with Ctrl it zooms, with Shift it pans.
  private wheel(event: WheelEvent): void {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.zoom(event.deltaY > 0 ? 1.25 : 0.8, this.dayAt(event.clientX));
    } else if (event.shiftKey) {
      event.preventDefault();
      this.pan(Math.sign(event.deltaY || event.deltaX) * 0.1);
    }
  }

  private dragging(): void {
    this.drawing.style.touchAction = 'pan-y';
    let grip: number | undefined;
    let dragged = false;
    this.drawing.addEventListener('pointerdown', event => {
      if (event.isPrimary && event.button === 0) [grip, dragged] = [event.clientX, false];
    });
    window.addEventListener('pointermove', event => {
      if (grip === undefined || Math.abs(event.clientX - grip) < 4) return;
      const by = (grip - event.clientX) / (this.width - 2 * margin) * (this.to - this.from);
      [grip, dragged] = [event.clientX, true];
      this.show(this.from + by, this.to + by);
    });
    for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, () => grip = undefined);
    // Neither the drag of a link nor the click at its end.
    this.drawing.addEventListener('dragstart', event => event.preventDefault());
    this.drawing.addEventListener('click', event => {
      if (dragged) event.preventDefault();
      dragged = false;
    }, { capture: true });
  }
}

function dateOf(day: number): string {
  return new Date(Math.round(day) * dayMs).toISOString().slice(0, 10);
}

const drawing = document.querySelector<SVGSVGElement>('svg.timeline[data-first]');
const place = drawing?.parentElement;
if (drawing && place) {
  const view = new TimelineView(drawing, place, element('span', { class: 'muted', role: 'status' }));
  place.before(view.tools());
  place.setAttribute('aria-label', 'Drawing of the timeline; arrows pan, plus and minus zoom, 0 shows the whole');
}
