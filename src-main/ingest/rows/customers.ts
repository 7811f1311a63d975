import { FIELDS, sourceColumns } from '../../../shared/contract/mapping.ts'
import { AttributeField, type AttributeForm } from './attributeField.ts'
import { BatchBuilder } from './batchBuilder.ts'
import type { BlockCells } from './blockCells.ts'
import type { BlockRows } from './blockRows.ts'
import { ACCEPTED } from './blockRows.ts'
import { customerField } from './customerField.ts'
import type { TextSource } from './fieldSource.ts'
import type { IdField } from './idField.ts'
import type { KindReader, KindSetup } from './kindReader.ts'

const FORMS: Readonly<Record<string, AttributeForm>> = {
  registered: 'time',
  uninstalled: 'time',
  pointsExpiry: 'time',
  points: 'number',
  pushReachable: 'truth',
  emailReachable: 'truth',
  smsReachable: 'truth',
  callReachable: 'truth',
  churned: 'truth',
}

/** One row a customer: the key and any attributes, as texts; canonical ones in one writing where they can be read. */
export class CustomerReader implements KindReader {
  readonly builder: BatchBuilder
  readonly mapped: readonly number[]
  readonly customerColumn: number
  readonly orderColumn = -1
  readonly notCarried: readonly number[] = []
  readonly #customer: IdField
  readonly #attributes: readonly { readonly name: string; readonly field: AttributeField }[]

  constructor(setup: KindSetup) {
    const { plan, finder, cells, maxRows } = setup
    this.#customer = customerField(setup)
    this.customerColumn = this.#customer.column
    const used = new Set(this.customerColumn < 0 ? [] : [plan.columns[this.customerColumn]?.trim() ?? ''])
    const attributes: { name: string; field: AttributeField }[] = []
    const add = (name: string, source: TextSource): void => {
      const isTaken = (candidate: string): boolean =>
        candidate === 'customer' || attributes.some((attribute) => attribute.name === candidate)
      let unique = name
      for (let i = 2; isTaken(unique); i++) unique = `${name} (${i})`
      const form = name in FORMS && unique === name ? FORMS[name] : undefined
      attributes.push({
        name: unique,
        field: new AttributeField(cells, source, maxRows, plan, form ?? 'text'),
      })
    }
    for (const field of FIELDS.customers) {
      if (field === 'customer') continue
      const source = finder.text(field)
      const mapped = plan.mapping.columns[field]
      if (source === null || mapped === undefined) continue
      for (const name of sourceColumns(mapped)) used.add(name.trim())
      add(field, source)
    }
    const others = plan.mapping.attributes ?? plan.columns.filter((name) => !used.has(name.trim()))
    for (const name of others) {
      if (name.trim() === '') continue
      add(name.trim(), { kind: 'column', column: finder.place(name, 'attributes') })
    }
    this.#attributes = attributes
    this.mapped = [
      ...(this.customerColumn < 0 ? [] : [this.customerColumn]),
      ...attributes.flatMap(({ field }) => field.columns),
    ]
    const texts = ['customer', ...attributes.map(({ name }) => name)]
    this.builder = new BatchBuilder('customers', maxRows, [], texts)
  }

  read(cells: BlockCells, rows: BlockRows): void {
    this.#customer.read(cells, rows)
  }

  emit(cells: BlockCells, rows: BlockRows): void {
    const { builder } = this
    for (let r = 0; r < rows.nRows; r++) {
      if (rows.verdict[r] === ACCEPTED) builder.add(r, rows.block.line[r]!, 0, 0)
    }
    const resolved = this.#attributes.map(({ field }) => field.read(cells, rows))
    builder.texts('customer', cells.store.bytes, this.#customer.ids)
    this.#attributes.forEach(({ name }, i) => builder.texts(name, cells.store.bytes, resolved[i]!))
  }
}
