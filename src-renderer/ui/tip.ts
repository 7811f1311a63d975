import './tip.css'

/**
 * The content of a chart's tooltip as an element. Return it from every `tooltip.formatter`: ECharts' own text carries
 * style attributes, which the content security policy refuses.
 */
export function tip(
  title: string,
  lines: readonly (readonly [name: string, value: string])[] = [],
  note?: string,
): HTMLElement {
  const box = document.createElement('div')
  box.append(withClass('div', 'tip-title', title))
  if (lines.length > 0) {
    const list = document.createElement('dl')
    list.className = 'tip-list'
    for (const [name, value] of lines) list.append(withClass('dt', '', name), withClass('dd', '', value))
    box.append(list)
  }
  if (note !== undefined) box.append(withClass('div', 'tip-note', note))
  return box
}

function withClass(tag: string, className: string, text: string): HTMLElement {
  const element = document.createElement(tag)
  if (className !== '') element.className = className
  element.textContent = text
  return element
}
