import { AppError } from '../../../shared/contract/errors.ts'

export const NO_COLUMN = -1

/** What is longer is no name of a column (and could not be mapped). */
const PATH_LENGTH_MAX = 500

/** Wrappers that document databases put around a value; they are no level of their own. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  '$oid',
  '$date',
  '$numberLong',
  '$numberInt',
  '$numberDouble',
  '$numberDecimal',
  '$uuid',
])

/** One place in the records: a key below other keys. */
export interface KeyNode {
  /** keys joined with dots */
  readonly path: string
  readonly keyBytes: Uint8Array
  readonly children: KeyNode[]
  readonly byKey: Map<string, KeyNode>
  /** which child is expected next: most records have their keys in the same order */
  next: number
  /** order in which places were first seen */
  readonly order: number
  hasValue: boolean
  hasNull: boolean
  column: number
}

/** The places of all keys seen while learning, then the columns they fill. */
export class KeyTree {
  readonly root: KeyNode
  /** a place whose values are passed over */
  readonly ignored: KeyNode
  isLearning = true
  readonly #nodesMax: number
  #nNodes = 0

  constructor(columnsMax: number) {
    this.#nodesMax = columnsMax * 2
    this.root = this.#node('', new Uint8Array(0))
    this.ignored = this.#node('', new Uint8Array(0))
  }

  /** The child whose key is these bytes (decoded UTF-8); null where it is none or learning is over. */
  child(parent: KeyNode, bytes: Uint8Array, start: number, end: number): KeyNode | null {
    const expected = parent.children[parent.next]
    if (expected !== undefined && isKey(expected.keyBytes, bytes, start, end)) {
      parent.next++
      return expected
    }
    const key = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')
    if (bytes[start] === 0x24 && TRANSPARENT.has(key) && parent !== this.root) return parent
    const found = parent.byKey.get(key)
    if (found !== undefined) {
      parent.next = parent.children.indexOf(found) + 1
      return found
    }
    const isName = parent.path.length + key.length < PATH_LENGTH_MAX
    return this.isLearning && isName ? this.#add(parent, key) : null
  }

  /** Places that hold values, first seen first; a place that was only ever null counts unless it has keys below. */
  paths(): string[] {
    const found: KeyNode[] = []
    const visit = (node: KeyNode): void => {
      if (node !== this.root && (node.hasValue || (node.hasNull && node.children.length === 0)))
        found.push(node)
      node.children.forEach(visit)
    }
    visit(this.root)
    const paths = found.sort((a, b) => a.order - b.order).map((node) => node.path)
    return [...new Set(paths)]
  }

  /** Ends learning: values go into these columns from now on. A column not seen yet is looked for at its path. */
  assign(columns: readonly string[]): void {
    const numbers = new Map(columns.map((path, column) => [path, column]))
    const known = new Set(this.paths())
    for (const path of columns) if (!known.has(path)) this.#addPath(path)
    const visit = (node: KeyNode): void => {
      node.column = node === this.root ? NO_COLUMN : (numbers.get(node.path) ?? NO_COLUMN)
      node.children.forEach(visit)
    }
    visit(this.root)
    this.isLearning = false
  }

  #addPath(path: string): void {
    if (!this.root.byKey.has(path)) this.#add(this.root, path)
    let node = this.root
    for (const key of path.split('.')) node = node.byKey.get(key) ?? this.#add(node, key)
  }

  #add(parent: KeyNode, key: string): KeyNode {
    if (this.#nNodes >= this.#nodesMax) {
      throw new AppError('too-many-columns', { columns: this.#nNodes, limit: this.#nodesMax / 2 })
    }
    const path = parent === this.root ? key : `${parent.path}.${key}`
    const node = this.#node(path, Buffer.from(key, 'utf8'))
    parent.byKey.set(key, node)
    parent.children.push(node)
    parent.next = parent.children.length
    return node
  }

  #node(path: string, keyBytes: Uint8Array): KeyNode {
    this.#nNodes++
    return {
      path,
      keyBytes,
      children: [],
      byKey: new Map(),
      next: 0,
      order: this.#nNodes,
      hasValue: false,
      hasNull: false,
      column: NO_COLUMN,
    }
  }
}

function isKey(key: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (key.length !== end - start) return false
  for (let i = 0; i < key.length; i++) if (key[i] !== bytes[start + i]) return false
  return true
}
