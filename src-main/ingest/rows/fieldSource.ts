import { AppError } from '../../../shared/contract/errors.ts'
import { sourceColumns, type Mapping } from '../../../shared/contract/mapping.ts'

/** Where a field's text comes from; columns by their place in the file. */
export type TextSource =
  | { readonly kind: 'column'; readonly column: number }
  | { readonly kind: 'firstOf'; readonly columns: readonly number[] }
  /** `needsFirst`: nothing at all where the first is empty */
  | { readonly kind: 'joined'; readonly columns: readonly number[]; readonly needsFirst: boolean }
  | { readonly kind: 'constant'; readonly bytes: Uint8Array }

/** Where a number comes from. */
export type NumberSource =
  | { readonly kind: 'text'; readonly text: TextSource }
  | { readonly kind: 'product'; readonly columns: readonly [number, number] }
  | { readonly kind: 'sum'; readonly columns: readonly number[] }

/** Finds a mapping's columns by name, after trimming. Every failure is `mapping-invalid` with the field and the column. */
export class SourceFinder {
  readonly columns: readonly string[]
  readonly #places: ReadonlyMap<string, number>
  readonly #mapping: Mapping

  constructor(columns: readonly string[], mapping: Mapping) {
    this.columns = columns
    this.#places = new Map(columns.map((name, place) => [name.trim(), place] as const).reverse())
    this.#mapping = mapping
  }

  place(name: string, field: string): number {
    const place = this.#places.get(name.trim())
    if (place === undefined) throw new AppError('mapping-invalid', { field, column: name })
    return place
  }

  text(field: string): TextSource | null {
    const source = this.#mapping.columns[field]
    if (source === undefined) return null
    const columns = sourceColumns(source).map((name) => this.place(name, field))
    if (typeof source === 'object' && 'constant' in source) {
      return { kind: 'constant', bytes: new TextEncoder().encode(source.constant.trim()) }
    }
    if (typeof source === 'object' && 'firstOf' in source) return { kind: 'firstOf', columns }
    if (typeof source === 'object' && 'sum' in source) return { kind: 'joined', columns, needsFirst: false }
    if (typeof source === 'object' && 'join' in source) return { kind: 'joined', columns, needsFirst: true }
    const [column] = columns
    if (column === undefined || columns.length > 1) {
      throw new AppError('mapping-invalid', { field, column: sourceColumns(source).join(', ') })
    }
    return { kind: 'column', column }
  }

  number(field: string): NumberSource | null {
    const source = this.#mapping.columns[field]
    if (source === undefined) return null
    if (typeof source === 'object' && 'multiply' in source) {
      const [first, second] = source.multiply
      return { kind: 'product', columns: [this.place(first, field), this.place(second, field)] }
    }
    if (typeof source === 'object' && 'sum' in source) {
      return { kind: 'sum', columns: source.sum.map((name) => this.place(name, field)) }
    }
    const text = this.text(field)
    return text === null ? null : { kind: 'text', text }
  }

  /** Fails when a required field has no source. */
  required<Source>(field: string, source: Source | null): Source {
    if (source === null) throw new AppError('mapping-invalid', { field, column: '' })
    return source
  }
}

/** Places of the columns that a source uses. */
export function columnsOf(source: TextSource | NumberSource | null): readonly number[] {
  if (source === null) return []
  switch (source.kind) {
    case 'text':
      return columnsOf(source.text)
    case 'column':
      return [source.column]
    case 'constant':
      return []
    case 'product':
    case 'sum':
    case 'firstOf':
    case 'joined':
      return source.columns
  }
}
