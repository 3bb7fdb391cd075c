import { element } from '../shared/dom';
import type { Answer } from './terms';

export interface Problem {
  title: string;
  detail?: string;
  line?: number;
  column?: number;
}

/** One question at a time: the time it takes is shown, and a stop closes the connection, which stops the query on the host. */
export class Runner {
  private stop: AbortController | null = null;

  constructor(private readonly cancel: HTMLButtonElement, private readonly status: HTMLElement) {
    cancel.addEventListener('click', () => this.stop?.abort());
  }

  /** Asks; null if it was stopped or has failed, which is then told. */
  async ask(query: string, onProblem: (problem: Problem) => void): Promise<Answer | null> {
    this.stop?.abort();
    const stop = this.stop = new AbortController();
    const started = performance.now();
    const elapsed = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
    const clock = setInterval(() => this.status.textContent = `Running, ${elapsed()}`, 100);
    this.cancel.disabled = false;
    this.status.textContent = 'Running';
    try {
      const answer = await fetch('/query/run', {
        method: 'POST', headers: { 'Content-Type': 'application/sparql-query', Accept: 'application/json' }, body: query,
        signal: stop.signal,
      });
      if (answer.ok) {
        const read = await answer.json() as Answer;
        this.tell(stop, '');
        return read;
      }
      const problem = await answer.json() as Problem;
      this.tell(stop, `Failed after ${elapsed()}`);
      onProblem(problem);
    } catch (e) {
      if (stop.signal.aborted) {
        this.tell(stop, `Stopped after ${elapsed()}`);
      } else {
        this.tell(stop, `Failed after ${elapsed()}`);
        onProblem({ title: 'The host has not answered', detail: String(e) });
      }
    } finally {
      clearInterval(clock);
      if (this.stop === stop) this.cancel.disabled = true;
    }
    return null;
  }

  // A question that another one has overtaken says nothing any more.
  private tell(stop: AbortController, text: string): void {
    if (this.stop === stop) this.status.textContent = text;
  }
}

/** A failure in words. */
export function problemView(problem: Problem): HTMLElement {
  return element('div', { class: 'problem', role: 'alert' }, element('h2', {}, problem.title), element('p', {}, problem.detail));
}
