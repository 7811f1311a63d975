const NAMESPACE = 'http://www.w3.org/2000/svg'
const COPIED = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font-size',
  'font-weight',
  'font-family',
]

export interface Drawing {
  readonly text: string
  readonly width: number
  readonly height: number
}

/** Drawings on the page, one under the other, as one file that needs no style sheet. */
export function svgDocument(drawings: readonly SVGSVGElement[]): Drawing {
  const root = document.createElementNS(NAMESPACE, 'svg')
  const ground = document.createElementNS(NAMESPACE, 'rect')
  root.append(ground)
  let width = 1
  let y = 12
  for (const drawing of drawings) {
    const box = drawing.getBoundingClientRect()
    const copy = drawing.cloneNode(true) as SVGSVGElement
    inline(drawing, copy)
    copy.setAttribute('x', '12')
    copy.setAttribute('y', String(y))
    copy.setAttribute('width', String(box.width))
    copy.setAttribute('height', String(box.height))
    copy.setAttribute('overflow', 'visible')
    root.append(copy)
    width = Math.max(width, box.width)
    y += box.height + 14
  }
  const size = { width: Math.ceil(width) + 24, height: Math.ceil(y) }
  root.setAttribute('xmlns', NAMESPACE)
  root.setAttribute('width', String(size.width))
  root.setAttribute('height', String(size.height))
  ground.setAttribute('width', '100%')
  ground.setAttribute('height', '100%')
  ground.setAttribute('fill', getComputedStyle(document.documentElement).getPropertyValue('--surface').trim())
  return { text: new XMLSerializer().serializeToString(root), ...size }
}

function inline(from: Element, to: Element): void {
  const style = getComputedStyle(from)
  for (const name of COPIED) {
    const value = style.getPropertyValue(name)
    if (value !== '') to.setAttribute(name, value)
  }
  to.removeAttribute('class')
  to.removeAttribute('style')
  for (let i = 0; i < from.children.length; i++) {
    const child = from.children[i]
    const copy = to.children[i]
    if (child && copy) inline(child, copy)
  }
}

/** The same as a picture, twice as sharp. */
export async function pngOfSvg(drawing: Drawing): Promise<Uint8Array> {
  const url = URL.createObjectURL(new Blob([drawing.text], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = drawing.width * 2
    canvas.height = drawing.height * 2
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    return blob ? new Uint8Array(await blob.arrayBuffer()) : new Uint8Array()
  } finally {
    URL.revokeObjectURL(url)
  }
}
