/** One line per element, text only through textContent: nothing that arrives from the cloud is parsed as HTML. */
interface ElementOptions {
  class?: string;
  text?: string;
  attributes?: Record<string, string>;
  onClick?: () => void;
}

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  options: ElementOptions = {},
  ...children: (Node | null)[]
): HTMLElementTagNameMap[Tag] {
  const created = document.createElement(tag);
  if (options.class !== undefined) created.className = options.class;
  if (options.text !== undefined) created.textContent = options.text;
  for (const [name, value] of Object.entries(options.attributes ?? {})) created.setAttribute(name, value);
  if (options.onClick) created.addEventListener('click', options.onClick);
  created.append(...children.filter((child) => child !== null));
  return created;
}

export function button(
  options: ElementOptions & { label?: string },
  ...children: (Node | null)[]
): HTMLButtonElement {
  const { label, ...rest } = options;
  const named: Record<string, string> = label === undefined ? {} : { 'aria-label': label };
  return element(
    'button',
    { ...rest, attributes: { type: 'button', ...named, ...rest.attributes } },
    ...children,
  );
}
