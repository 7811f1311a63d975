import type {
  CoreDefinition,
  NorthStarBoard,
  NorthStarMonth,
  NorthStarShare,
} from '../../../shared/contract/northstar.ts'
import { ENGINE_VERSIONS } from '../../../shared/contract/version.ts'
import type { Translate } from '../../locale/t.ts'
import { finding, type FindingText } from '../../ui/Finding.tsx'
import type { Format } from '../../ui/format.ts'
import type { StripNumber } from '../../ui/NumberStrip.tsx'
import { sourced, type Provenance } from '../../ui/provenance.ts'
import { FEW_CORE, monthBefore, type ToldChange } from './months.ts'

/** What a sentence about the board needs beside it. */
export interface Telling {
  readonly t: Translate
  readonly format: Format
}

/** A share with one decimal: changes of this board are told in tenths of a point. */
export const percent = (share: number | null | undefined, format: Format): string =>
  share === null || share === undefined ? format.share(null) : `${format.decimal(100 * share, 1)}%`

/** "30.4–33.2" */
export const percentRange = (share: NorthStarShare, format: Format): string =>
  share === null
    ? format.share(null)
    : format.range(100 * share.low, 100 * share.high, (value) => format.decimal(value, 1))

/** "−1.2", signed points without their unit. */
export const points = (change: number, format: Format): string => {
  const text = format.decimal(100 * change, 1)
  return change > 0 && !/^0(\.0)?$/.test(text) ? `+${text}` : text
}

/**
 * From one place of a waterfall to the next, in signed points, so that what is shown adds up: the difference of the rounded
 * places, not the rounded difference.
 */
export const pointsBetween = (from: number, to: number, format: Format): string =>
  points((Math.round(1_000 * to) - Math.round(1_000 * from)) / 1_000, format)

export function ruleText(definition: CoreDefinition, { t, format }: Telling): string {
  const { frequency, spendMinor } = definition
  const word = (rule: 'mean' | 'median') =>
    rule === 'mean' ? t('northstar.ruleMean') : t('northstar.ruleMedian')
  return t('northstar.ruleText', {
    n: format.countFull(definition.windowMonths),
    frequency:
      frequency === null
        ? t('northstar.ruleFrequencyNone')
        : t('northstar.ruleFrequency', {
            limit:
              typeof frequency === 'number'
                ? format.decimal(frequency, Number.isInteger(frequency) ? 0 : 1)
                : word(frequency),
          }),
    spend:
      spendMinor === null
        ? t('northstar.ruleSpendNone')
        : t('northstar.ruleSpend', {
            kind: definition.spendOf === 'gross' ? t('northstar.gross') : t('northstar.net'),
            limit: typeof spendMinor === 'number' ? format.moneyFull(spendMinor) : word(spendMinor),
          }),
  })
}

const base = (board: NorthStarBoard, telling: Telling): Omit<Provenance, 'title' | 'formula'> => ({
  filter: ruleText(board.params.definition, telling),
  asOf: telling.format.date(board.asOfDay),
  engine: `northstar ${ENGINE_VERSIONS.northstar}`,
})

function shareSource(board: NorthStarBoard, month: NorthStarMonth, telling: Telling): Provenance {
  const { t, format } = telling
  return {
    ...base(board, telling),
    title: t('northstar.provShare', {
      month: format.month(month.monthDay),
      share: percent(month.northStar?.value, format),
    }),
    formula: t('northstar.provShareFormula'),
    inputs: t('northstar.provShareInputs', {
      active: format.countFull(month.coreActive),
      core: format.countFull(month.core),
    }),
    interval: `${percentRange(month.northStar, format)}%, ${t('northstar.provInterval')}`,
  }
}

/** The page's sentence: the share, how it changed and why; honest where the change may be chance. */
export function northStarFinding(
  board: NorthStarBoard,
  month: NorthStarMonth,
  change: ToldChange | null,
  telling: Telling,
): FindingText {
  const { t, format } = telling
  const common = {
    month: format.month(month.monthDay),
    share: sourced(percent(month.northStar?.value, format), shareSource(board, month, telling)),
    range: percentRange(month.northStar, format),
  }
  if (month.core < FEW_CORE)
    return finding('northstar.findingFew', {
      ...common,
      range: `${common.range}%`,
      n: format.countFull(month.core),
    })
  if (change === null) return finding('northstar.findingFirst', common)
  const { split, interval } = change
  const way = split.change < 0 ? t('northstar.lower') : t('northstar.higher')
  const moved = format.decimal(Math.abs(100 * split.change), 1)
  if (interval.low <= 0 && interval.high >= 0) {
    return finding('northstar.findingOpen', {
      ...common,
      way,
      points: moved,
      change: sourced(
        format.rangeSigned(100 * interval.low, 100 * interval.high, (value) => format.decimal(value, 1)),
        {
          ...base(board, telling),
          title: format.points(interval.value),
          formula: t('northstar.provShareFormula'),
          interval: t('northstar.provChangeInterval'),
        },
      ),
    })
  }
  return finding('northstar.finding', {
    ...common,
    way,
    points: moved,
    behaviour: sourced(points(split.behaviour, format), {
      ...base(board, telling),
      title: t('northstar.provBehaviour', { points: format.points(split.behaviour) }),
      formula: t('northstar.provBehaviourFormula'),
    }),
    mix: sourced(pointsBetween(split.behaviour, split.change, format), {
      ...base(board, telling),
      title: t('northstar.provMix', { points: format.points(split.mix) }),
      formula: t('northstar.provMixFormula'),
    }),
  })
}

export function northStarSub(board: NorthStarBoard, month: NorthStarMonth, { t, format }: Telling): string[] {
  const last = board.months.at(-1)
  return [
    t('northstar.subAsOf', { day: format.date(board.asOfDay) }),
    t('northstar.subMonth', { day: format.date(month.monthDay) }),
    t('northstar.subInterval'),
    ...(last && !last.isFinished
      ? [t('northstar.subUnfinished', { month: format.month(last.monthDay) })]
      : []),
    ...(month.isWindowComplete
      ? []
      : [
          t('northstar.subShort', {
            month: format.month(month.monthDay),
            n: format.countFull(board.params.definition.windowMonths),
          }),
        ]),
  ]
}

/** The strip: the share with its interval, the two classic rates, the core and who came and went. */
export function northStarStrip(
  board: NorthStarBoard,
  month: NorthStarMonth,
  telling: Telling,
): StripNumber[] {
  const { t, format } = telling
  const year = monthBefore(board, month, 12)
  const yearNote = (share: NorthStarShare | undefined, otherwise: string) =>
    share === null || share === undefined
      ? otherwise
      : t('northstar.noteYearBefore', { share: percent(share.value, format) })
  const told = base(board, telling)
  const rate = (label: string, share: NorthStarShare, formula: string, note: string): StripNumber => ({
    label,
    value: sourced(percent(share?.value, format), {
      ...told,
      title: `${label} ${percent(share?.value, format)}`,
      formula,
      interval: `${percentRange(share, format)}%, ${t('northstar.provInterval')}`,
    }),
    interval: percentRange(share, format),
    note,
  })
  const { northStar } = month
  return [
    {
      ...rate(
        t('northstar.stripShare'),
        northStar,
        t('northstar.provShareFormula'),
        yearNote(year?.northStar, ''),
      ),
      value: sourced(percent(northStar?.value, format), shareSource(board, month, telling)),
      ...(northStar && {
        bar: { min: 0, max: 1, low: northStar.low, high: northStar.high, median: northStar.value },
      }),
    },
    rate(
      t('northstar.stripRepurchase'),
      month.repurchaseRate,
      t('northstar.provRepurchaseFormula'),
      t('northstar.noteRepurchase'),
    ),
    rate(
      t('northstar.stripReturn'),
      month.returnRate,
      t('northstar.provReturnFormula'),
      t('northstar.noteReturn'),
    ),
    {
      label: t('northstar.stripCore'),
      value: sourced(format.count(month.core), {
        ...told,
        title: t('northstar.provCore', { n: format.countFull(month.core) }),
        formula: t('northstar.provCoreFormula', { rule: ruleText(board.params.definition, telling) }),
        inputs: t('northstar.provCoreInputs', {
          buyers: format.countFull(month.windowBuyers),
          orders:
            month.frequencyLimit === null ? t('northstar.none') : format.decimal(month.frequencyLimit, 2),
          spend:
            month.spendLimitMinor === null ? t('northstar.none') : format.moneyFull(month.spendLimitMinor),
        }),
      }),
      unit: t('northstar.unitPeople'),
      note: t('northstar.noteCore', {
        share: format.share(month.windowBuyers > 0 ? month.core / month.windowBuyers : null),
      }),
    },
    {
      label: t('northstar.stripMoves'),
      value: sourced(`+${format.count(month.entered)} / −${format.count(month.left)}`, {
        ...told,
        title: `${t('northstar.stripMoves')} ${format.countFull(month.entered)} / ${format.countFull(month.left)}`,
        formula: t('northstar.provMovesFormula'),
      }),
      note: t('northstar.noteMoves'),
    },
  ]
}
