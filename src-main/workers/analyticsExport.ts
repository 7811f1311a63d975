import { changeOf, type Downgrades, type RfmChange, type RfmRun } from '../../shared/analytics/rfm/index.ts'
import { MINOR_PER_UNIT } from '../../shared/contract/money.ts'

/** In which words and money an exported list is written. */
export interface ExportStyle {
  readonly language: 'zh-CN' | 'en'
  /** ISO code that stands in the header */
  readonly currency: string
}

/** A list on its way to a file: the header row and the rows, all plain texts. */
export interface ExportList {
  readonly header: readonly string[]
  readonly rows: Iterable<readonly string[]>
  readonly nRows: number
}

const CHANGE: Readonly<Record<ExportStyle['language'], Readonly<Record<RfmChange, string>>>> = {
  'zh-CN': { down: '下降', up: '上升', same: '不变', new: '新增' },
  en: { down: 'down', up: 'up', same: 'same', new: 'new' },
}

/** Minor units as plain digits with a point: -1234 gives "-12.34". */
export function plainMoney(amountMinor: number): string {
  const rounded = Math.round(Math.abs(amountMinor))
  const sign = amountMinor < 0 && rounded > 0 ? '-' : ''
  const rest = String(rounded % MINOR_PER_UNIT).padStart(2, '0')
  return `${sign}${Math.floor(rounded / MINOR_PER_UNIT)}.${rest}`
}

export function memberHeader(run: RfmRun, style: ExportStyle): string[] {
  const isOrders = run.params.frequency === 'orders'
  return style.language === 'zh-CN'
    ? [
        '客户',
        '类型',
        '距上次购买天数 (R)',
        isOrders ? '订单数 (F)' : '购买天数 (F)',
        `净消费 ${style.currency} (M)`,
        'R 分',
        'F 分',
        'M 分',
        '变化',
        '此前类型',
      ]
    : [
        'customer',
        'segment',
        'days since last order (R)',
        isOrders ? 'orders (F)' : 'order days (F)',
        `net spend ${style.currency} (M)`,
        'R score',
        'F score',
        'M score',
        'change',
        'segment before',
      ]
}

/** Rows of the members at `positions`; change is empty in a run without a compare day. */
export function* memberRows(
  run: RfmRun,
  positions: Uint32Array,
  keyOf: (customer: number) => string,
  style: ExportStyle,
): Generator<readonly string[]> {
  const names = segmentNames(run, style)
  for (const i of positions) {
    const segment = run.segment[i] ?? -1
    const before = run.segmentBefore[i] ?? -1
    yield [
      keyOf(run.customer[i] ?? -1),
      names[segment] ?? '',
      String(run.recencyDays[i]),
      String(run.frequency[i]),
      plainMoney(run.monetaryMinor[i] ?? 0),
      String(run.rScore[i]),
      String(run.fScore[i]),
      String(run.mScore[i]),
      run.compareDay === null ? '' : CHANGE[style.language][changeOf(segment, before)],
      names[before] ?? '',
    ]
  }
}

export function downgradeHeader(style: ExportStyle): string[] {
  return style.language === 'zh-CN'
    ? [
        '客户',
        '原类型',
        '现类型',
        '距上次购买天数',
        '购买间隔中位数（天）',
        '逾期倍数',
        `此前一年净消费 ${style.currency}`,
        `可挽回 ${style.currency}`,
      ]
    : [
        'customer',
        'from',
        'to',
        'days since last order',
        'median gap, days',
        'overdue',
        `net spend of the year before ${style.currency}`,
        `savable ${style.currency}`,
      ]
}

export function* downgradeRows(
  run: RfmRun,
  downgrades: Downgrades,
  keyOf: (customer: number) => string,
  style: ExportStyle,
): Generator<readonly string[]> {
  const names = [...segmentNames(run, style), style.language === 'zh-CN' ? '不在分层内' : 'Not a member']
  for (let k = 0; k < downgrades.customer.length; k++) {
    yield [
      keyOf(downgrades.customer[k] ?? -1),
      names[downgrades.from[k] ?? -1] ?? '',
      names[downgrades.to[k] ?? -1] ?? '',
      String(downgrades.recencyDays[k]),
      plainNumber(downgrades.gapDays[k], 1),
      plainNumber(downgrades.overdue[k], 2),
      plainMoney(downgrades.yearlyMinor[k] ?? 0),
      plainMoney(downgrades.savableMinor[k] ?? 0),
    ]
  }
}

function segmentNames(run: RfmRun, style: ExportStyle): string[] {
  return run.compiled.scheme.segments.map(({ nameZh, nameEn }) =>
    style.language === 'zh-CN' ? nameZh : nameEn,
  )
}

function plainNumber(value: number | undefined, digits: number): string {
  return value === undefined || !Number.isFinite(value) ? '' : value.toFixed(digits)
}
