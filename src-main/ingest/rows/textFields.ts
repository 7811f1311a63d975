import type { BatchBuilder } from './batchBuilder.ts'
import { newRanges, type BlockCells, type CellRole, type Ranges } from './blockCells.ts'
import { columnsOf, type SourceFinder, type TextSource } from './fieldSource.ts'

interface TextField {
  readonly name: string
  readonly source: TextSource
  readonly scratch: Ranges
}

/** Optional fields that are copied as they are; the ones without a source are empty columns. */
export class TextFields {
  readonly columns: readonly number[]
  readonly #fields: readonly TextField[]
  readonly #absent: readonly string[]
  readonly #role: CellRole

  constructor(
    cells: BlockCells,
    finder: SourceFinder,
    names: readonly string[],
    maxRows: number,
    role: CellRole = 'text',
  ) {
    const fields: TextField[] = []
    for (const name of names) {
      const source = finder.text(name)
      if (source === null) continue
      cells.prepare(columnsOf(source), role)
      fields.push({ name, source, scratch: newRanges(maxRows) })
    }
    this.#fields = fields
    this.#absent = names.filter((name) => !fields.some((field) => field.name === name))
    this.#role = role
    this.columns = fields.flatMap((field) => columnsOf(field.source))
  }

  emit(cells: BlockCells, builder: BatchBuilder): void {
    const resolved = this.#fields.map((field) => cells.resolve(field.source, this.#role, field.scratch))
    this.#fields.forEach((field, i) => builder.texts(field.name, cells.store.bytes, resolved[i]!))
    for (const name of this.#absent) builder.noTexts(name)
  }
}
