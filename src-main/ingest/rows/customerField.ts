import { columnsOf, type TextSource } from './fieldSource.ts'
import { IdField } from './idField.ts'
import type { KindSetup } from './kindReader.ts'

/** The customer's key, which every kind of file needs. Fails with `mapping-invalid` when it is not mapped. */
export function customerField(setup: KindSetup): IdField {
  const source = setup.finder.required('customer', setup.finder.text('customer'))
  return new IdField(setup.cells, source, setup.maxRows, {
    trimDecimal: writesDecimals(setup, source),
    missing: 'no-customer',
    isCustomer: true,
  })
}

/** Another id (order, line), or null when it is not mapped. */
export function otherIdField(setup: KindSetup, field: string): IdField | null {
  const source = setup.finder.text(field)
  if (source === null) return null
  return new IdField(setup.cells, source, setup.maxRows, {
    trimDecimal: writesDecimals(setup, source),
    missing: null,
    isCustomer: false,
  })
}

function writesDecimals({ plan, finder }: KindSetup, source: TextSource): boolean {
  const known = plan.idColumnsWithDecimal ?? []
  return columnsOf(source).some((place) => known.includes(finder.columns[place] ?? ''))
}
