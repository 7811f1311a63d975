import type { ChurnLabelColumn } from '../../contract/churn.ts'
import { AppError } from '../../contract/errors.ts'
import type { AttributeTable } from '../attributes/attributeTable.ts'

const NAME = /churn|exited|attrit|lapsed|cancel|流失|离网|退订/i
const YES = /^(yes|y|true|t|1|churned?|left|exited|lost|attrited.*|流失|已流失|是|离网)$/i
const MOST_VALUES = 12
const SHOWN_VALUES = 6

/**
 * Columns of the customer table with few values, likely labels (two values, a name that says churn) first. Cost: one
 * pass over every column with at most twelve values.
 */
export function labelColumns(table: AttributeTable): ChurnLabelColumn[] {
  return table.names
    .flatMap((attribute, a): ChurnLabelColumn[] => {
      const values = table.values[a]!
      if (values.length < 2 || values.length > MOST_VALUES) return []
      const counted = countsOf(table, a)
      return [
        {
          attribute,
          values: counted.map(({ value, n }) => ({ value, n })),
          positive: counted.length === 2 ? positiveOf(counted.map(({ value }) => value)) : null,
          isLikely: counted.length === 2 && NAME.test(attribute),
        },
      ]
    })
    .sort((a, b) => Number(b.isLikely) - Number(a.isLikely))
}

/** The label of every customer by a column: 1 churned, 0 stayed, 255 unknown, and the value that means churned. */
export interface TableLabels {
  readonly attribute: number
  readonly labels: Uint8Array
  readonly positive: string
  readonly nUnlabelled: number
}

/**
 * Reads a label column. `aliases` give the table's name of a column by the name that its file used. Fails with
 * `churn-label-missing`, `churn-label-values` (not exactly two values, or none of them is recognised as "churned" and
 * none was named). Cost: one pass.
 */
export function tableLabels(
  table: AttributeTable,
  aliases: ReadonlyMap<string, string>,
  label: string,
  positive: string | null,
): TableLabels {
  const attribute = findColumn(table, aliases, label)
  if (attribute < 0) {
    throw new AppError('churn-label-missing', { label, labels: table.names.slice(0, 20).join(', ') })
  }
  const counted = countsOf(table, attribute)
  const named = counted.map(({ value }) => value)
  const churned = positive ?? positiveOf(named)
  if (counted.length !== 2 || churned === null || !named.includes(churned)) {
    throw new AppError('churn-label-values', {
      label,
      n: counted.length,
      values: named.slice(0, SHOWN_VALUES).join(', '),
    })
  }
  const codes = table.codes[attribute]!
  const code = table.values[attribute]!.indexOf(churned)
  const labels = Uint8Array.from(codes, (one) => (one < 0 ? 255 : one === code ? 1 : 0))
  return {
    attribute,
    labels,
    positive: churned,
    nUnlabelled: labels.reduce((n, one) => n + (one === 255 ? 1 : 0), 0),
  }
}

function findColumn(table: AttributeTable, aliases: ReadonlyMap<string, string>, label: string): number {
  const wanted = [label, aliases.get(label)].filter((name) => name !== undefined)
  const exact = table.names.findIndex((name) => wanted.includes(name))
  if (exact >= 0) return exact
  const folded = wanted.map((name) => name.trim().toLowerCase())
  const aliased = [...aliases].find(([name]) => folded.includes(name.trim().toLowerCase()))?.[1]
  return table.names.findIndex((name) => folded.includes(name.trim().toLowerCase()) || name === aliased)
}

function countsOf(table: AttributeTable, attribute: number): { value: string; n: number }[] {
  const values = table.values[attribute]!
  const counts = new Uint32Array(values.length)
  for (const code of table.codes[attribute]!) if (code >= 0) counts[code] = counts[code]! + 1
  return values.map((value, v) => ({ value, n: counts[v]! })).filter(({ n }) => n > 0)
}

/** Of two values the one that says yes; of 0 and 1 the larger number; null when neither is told. */
function positiveOf(values: readonly string[]): string | null {
  const yes = values.filter((value) => YES.test(value.trim()))
  if (yes.length === 1) return yes[0]!
  return null
}
