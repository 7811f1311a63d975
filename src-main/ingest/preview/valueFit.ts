import type { Evidence } from '../../../shared/contract/import.ts'
import { eventMeaning } from '../vocabulary/eventWords.ts'
import { statusMeaning } from '../vocabulary/statusWords.ts'
import { empty, filledShare, fit, NO, parse, repeats, words, type Fit } from './columnFacts.ts'
import type { Column } from './table.ts'
import { isSerial, judgeTime } from './timeFit.ts'

type Judge = (column: Column) => Fit

/** Neutral on a table without rows; `0` rules the column out. */
export function valueFit(field: string, column: Column): Fit {
  if (column.nRows === 0) return fit(1)
  if (column.filled === 0) return EMPTY_ALLOWED.has(field) ? fit(0.7, empty(column)) : NO
  return (JUDGES[field] ?? anything)(column)
}

/** Fields whose column is worth mapping although this file leaves it empty: the next export may not. */
const EMPTY_ALLOWED: ReadonlySet<string> = new Set([
  'coupon',
  'refund',
  'refundTime',
  'channel',
  'status',
  'category',
  'uninstalled',
])

const JUDGES: Readonly<Record<string, Judge>> = {
  customer: judgeCustomer,
  order: judgeKey,
  lineId: (column) => (column.distinct >= column.filled * 0.98 ? judgeKey(column) : NO),
  time: judgeTime,
  registered: judgeDate,
  refundTime: judgeDate,
  pointsExpiry: judgeDate,
  uninstalled: (column) => (column.type === 'date' ? judgeDate(column) : judgeFlag(column)),
  amount: judgeMoney,
  unitPrice: judgeMoney,
  refund: judgeMoney,
  cost: judgeMoney,
  couponFace: judgeMoney,
  points: judgeMoney,
  quantity: (column) => (column.largest < 1e7 ? judgeMoney(column) : NO),
  product: (column) =>
    isDate(column) || column.type === 'boolean' ? NO : fit(filledShare(column) < 0.5 ? 0.8 : 1),
  category: (column) => (isDate(column) || isNumbery(column) ? NO : fewValues(column, 0.7)),
  channel: (column) => (isDate(column) || isNumbery(column) ? NO : fewValues(column, 0.5)),
  coupon: (column) => (isDate(column) ? NO : fit(1)),
  status: judgeStatus,
  event: judgeEvent,
  campaign: (column) => (isDate(column) || isNumbery(column) ? NO : fit(1)),
  variant: (column) => (isDate(column) ? NO : fewValues(column, 0.2)),
  churned: (column) => judgeFlag(column),
  control: judgeFlag,
  delivered: judgeOutcome,
  opened: judgeOutcome,
  clicked: judgeOutcome,
  redeemed: judgeOutcome,
  pushReachable: judgeFlag,
  emailReachable: judgeFlag,
  smsReachable: judgeFlag,
  callReachable: judgeFlag,
}

function anything(column: Column): Fit {
  return isDate(column) ? NO : fit(1)
}

function judgeCustomer(column: Column): Fit {
  const { type, filled, distinct, nRows } = column
  if (isDate(column) || type === 'boolean' || type === 'money') return NO
  if (type === 'number' && column.fractions > 0) return NO
  if (column.shapes.clock + column.shapes.percent > filled * 0.5) return NO
  const evidence: Evidence[] = []
  let factor = 1
  if (distinct === 1 && filled >= 10) factor *= 0.2
  const share = filledShare(column)
  if (share < 0.5) {
    factor *= 0.5 + share
    evidence.push(empty(column))
  }
  const placeholder = placeholderShare(column)
  if (placeholder > 0.3) factor *= 1 - placeholder
  if (column.masked > filled * 0.3) {
    factor *= 0.6
    evidence.push({ code: 'customer-masked', values: { column: column.name } })
  } else if (isPersonalNames(column)) factor *= 0.75
  if (nRows > 1)
    evidence.push(
      distinct === filled
        ? { code: 'values-unique', values: { column: column.name, distinct } }
        : { code: 'values-repeat', values: { column: column.name, distinct, filled } },
    )
  return fit(factor, ...evidence)
}

const PLACEHOLDER = /^(?:0|-1|9{4,}|guest|unknown|anonymous|none|n\/?a|匿名.*|散客|游客|未知|无|普通顾客)$/i

function placeholderShare(column: Column): number {
  let placeholders = 0
  for (const [value, times] of column.values) if (PLACEHOLDER.test(value)) placeholders += times
  return placeholders / column.filled
}

/** Values that read like names of people, which others share. */
function isPersonalNames(column: Column): boolean {
  if (column.type !== 'text' && column.type !== 'word') return false
  const { concepts } = column.words
  if (concepts.has('id') || concepts.has('handle') || concepts.has('openid') || concepts.has('hash'))
    return false
  let names = 0
  for (const value of column.values.keys())
    if (/^\p{Lu}[\p{L}'.-]+(?: \p{Lu}[\p{L}'.-]*)+$/u.test(value) || /^[\u4e00-\u9fff]{2,4}$/.test(value))
      names++
  return names > column.distinct * 0.6
}

function judgeKey(column: Column): Fit {
  if (isDate(column) || column.type === 'boolean' || column.type === 'money') return NO
  if (column.type === 'number' && column.fractions > 0) return NO
  if (column.distinct === 1 && column.filled >= 20) return NO
  const codes = [...column.values.keys()].filter((value) => /\d/.test(value)).length
  const looksRight = codes > column.distinct * 0.8 ? 1 : 0.5
  return fit(looksRight * (filledShare(column) < 0.2 ? 0.5 : 1), repeats(column))
}

function judgeDate(column: Column): Fit {
  return column.type === 'date' || isSerial(column)
    ? fit(1, parse(column, column.shapes.date / column.filled))
    : NO
}

function judgeMoney(column: Column): Fit {
  const { integer, number, money } = column.shapes
  const share = (integer + number + money) / column.filled
  if (share < 0.5 || isDate(column)) return NO
  if (column.type === 'integer' && column.smallest > 1e9) return NO
  const isAlwaysZero = column.largest === 0 && column.smallest === 0
  return fit((share >= 0.95 ? 1 : share) * (isAlwaysZero ? 0.7 : 1), parse(column, share))
}

function judgeFlag(column: Column): Fit {
  const isShort = column.distinct <= 4 && [...column.values.keys()].every((value) => value.length <= 24)
  return isShort && !isDate(column) && column.type !== 'money' ? fit(1, words(column)) : NO
}

/** A flag, a count, or the time at which it happened. */
function judgeOutcome(column: Column): Fit {
  const isCount = column.type === 'integer' && column.smallest >= 0
  return isCount ? fit(1) : judgeFlag(column)
}

function judgeStatus(column: Column): Fit {
  if (isDate(column) || column.type === 'number' || column.type === 'money') return NO
  if (column.distinct > Math.max(30, column.filled * 0.2)) return NO
  const known = knownShare(column, (value) => statusMeaning(value) !== null)
  return fit(known >= 0.3 ? 1 : 0.6, words(column))
}

function judgeEvent(column: Column): Fit {
  if (isDate(column) || column.type === 'number' || column.type === 'money') return NO
  if (column.distinct > Math.max(60, Math.min(500, column.filled * 0.1))) return NO
  const known = knownShare(column, (value) => eventMeaning(value) !== null)
  const isBare = !column.words.concepts.has('event')
  if (known >= 0.3) return fit(isBare ? 1.4 : 1, words(column))
  const isDigits = column.type === 'integer' || column.type === 'boolean'
  if (isDigits && column.distinct > 30) return NO
  return fit(isBare ? (isDigits ? 0.9 : 0.4) : 0.85, words(column))
}

function knownShare(column: Column, isKnown: (value: string) => boolean): number {
  let known = 0
  for (const [value, times] of column.values) if (isKnown(value)) known += times
  return known / column.filled
}

function fewValues(column: Column, most: number): Fit {
  const isFew = column.distinct <= Math.max(12, column.filled * most)
  return isFew && column.distinct <= 20_000 ? fit(1) : fit(0.5)
}

function isDate(column: Column): boolean {
  return column.type === 'date'
}

function isNumbery(column: Column): boolean {
  return column.type === 'money' || (column.type === 'number' && column.fractions > 0)
}
