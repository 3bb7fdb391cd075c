type Child = Node | string | null | undefined | false;

/** An element with attributes and children; a value of true stands for an attribute without value, false for none. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K, attributes: Record<string, string | number | boolean | undefined> = {}, ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  setAttributes(made, attributes);
  append(made, children);
  return made;
}

/** An element of SVG. */
export function svg<K extends keyof SVGElementTagNameMap>(
  name: K, attributes: Record<string, string | number | boolean | undefined> = {}, ...children: Child[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  setAttributes(made, attributes);
  append(made, children);
  return made;
}

/** A button that does something. */
export function button(text: string, onClick: () => void, attributes: Record<string, string | boolean> = {}): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, text);
  made.addEventListener('click', onClick);
  return made;
}

function setAttributes(target: Element, attributes: Record<string, string | number | boolean | undefined>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) target.setAttribute(name, value === true ? '' : String(value));
  }
}

function append(target: Element, children: Child[]): void {
  target.append(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
}
