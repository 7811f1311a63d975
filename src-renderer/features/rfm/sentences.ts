import type { RfmScheme, RfmSegmentTotals, RfmSummary } from '../../../shared/contract/rfm.ts'
import type { Translate } from '../../locale/t.ts'
import { finding, type FindingText } from '../../ui/Finding.tsx'
import type { Format } from '../../ui/format.ts'
import { sourced, type Provenance } from '../../ui/provenance.ts'

/** What a sentence about a summary needs beside it. */
export interface Telling {
  readonly t: Translate
  readonly format: Format
  readonly scheme: Pick<RfmScheme, 'nameZh' | 'nameEn'>
  /** days of the comparison that follows when the hand lets go; null when the summary has it or none is wanted */
  readonly waitingDays?: number | null
}

/** A segment or scheme by its name in the language shown. */
export function nameOf(of: { readonly nameZh: string; readonly nameEn: string }, format: Format): string {
  return format.language === 'en' ? of.nameEn || of.nameZh : of.nameZh || of.nameEn
}

/** The segment with most revenue; what a slip would be told about. */
export function leading(summary: RfmSummary): RfmSegmentTotals | null {
  return summary.segments.reduce<RfmSegmentTotals | null>(
    (best, one) =>
      one.customers > 0 && (best === null || one.revenueMinor > best.revenueMinor) ? one : best,
    null,
  )
}

/** The page's finding: who holds the revenue, and who slipped. */
export function rfmFinding(summary: RfmSummary, telling: Telling): FindingText {
  const { format } = telling
  const top = leading(summary)
  if (!top) return finding('rfm.findingNobody', { day: format.dateSentence(summary.params.asOfDay, true) })
  const head = {
    name: nameOf(top, format),
    n: sourced(format.countFull(top.customers), membersOf(summary, top, telling)),
    share: sourced(format.share(top.customers / summary.nMembers), shareOf(summary, top, telling)),
    revenue: sourced(format.share(top.revenueMinor / summary.revenueMinor), revenueOf(summary, top, telling)),
  }
  const days = format.countFull(summary.params.compareDays)
  const slip = summary.slips[0]
  if (summary.compareDay === null) {
    const { waitingDays = null } = telling
    if (waitingDays === null) return finding('rfm.findingPlain', head)
    return finding('rfm.findingHand', { ...head, days: format.countFull(waitingDays) })
  }
  if (!slip) return finding('rfm.findingCalm', { ...head, days })
  const segment = (key: string) => {
    const found = summary.segments.find((one) => one.key === key)
    return found ? nameOf(found, format) : key
  }
  const from = segment(slip.fromKey)
  const to = segment(slip.toKey)
  const slipped = format.countFull(slip.customers)
  const money = format.moneySentence(slip.yearlyRevenueMinor, 2)
  return finding('rfm.findingSlip', {
    ...head,
    days,
    from,
    to,
    slipped: sourced(slipped, {
      ...base(summary, telling),
      title: telling.t('rfm.provSlipped', { to, n: slipped }),
      formula: telling.t('rfm.provSlippedFormula', {
        from,
        to,
        before: format.date(summary.compareDay),
        after: format.date(summary.params.asOfDay),
      }),
    }),
    money: sourced(money, {
      ...base(summary, telling),
      title: telling.t('rfm.provMoney', { money: format.moneyFull(slip.yearlyRevenueMinor) }),
      formula: telling.t('rfm.provMoneyFormula'),
    }),
  })
}

/** What every number of the summary has in common. */
export function base(summary: RfmSummary, { t, format }: Telling): Omit<Provenance, 'title' | 'formula'> {
  const { r, f, m } = summary.cuts
  const list = (cuts: readonly number[], text: (cut: number) => string) => cuts.map(text).join(' / ') || '—'
  const { windowDays } = summary.params
  return {
    inputs: t('rfm.provInputs', {
      orders: format.countFull(summary.nOrders),
      customers: format.countFull(summary.nMembers),
      others: format.countFull(summary.nOthers),
      r: list(r, (cut) => format.decimal(cut, 1)),
      f: list(f, (cut) => format.decimal(cut, 2)),
      m: list(m, format.moneyFull),
    }),
    filter: t('rfm.provFilterAll', {
      window:
        windowDays === null
          ? t('rfm.subWindowAll')
          : t('rfm.subWindow', { days: format.countFull(windowDays) }),
    }),
    asOf: t('rfm.provAsOf', { day: format.date(summary.params.asOfDay) }),
    engine: `rfm ${summary.engineVersion}`,
  }
}

function membersOf(summary: RfmSummary, top: RfmSegmentTotals, telling: Telling): Provenance {
  const { t, format, scheme } = telling
  const name = nameOf(top, format)
  return {
    ...base(summary, telling),
    title: t('rfm.provMembers', { name, n: format.countFull(top.customers) }),
    formula: t('rfm.provMembersFormula', {
      scheme: nameOf(scheme, format),
      name,
      frequency: t(summary.params.frequency === 'orders' ? 'rfm.frequencyOrders' : 'rfm.frequencyDays'),
    }),
  }
}

function shareOf(summary: RfmSummary, top: RfmSegmentTotals, telling: Telling): Provenance {
  const share = telling.format.share(top.customers / summary.nMembers)
  return {
    ...base(summary, telling),
    title: telling.t('rfm.provShare', { share }),
    formula: telling.t('rfm.provShareFormula'),
  }
}

function revenueOf(summary: RfmSummary, top: RfmSegmentTotals, telling: Telling): Provenance {
  const share = telling.format.share(top.revenueMinor / summary.revenueMinor)
  return {
    ...base(summary, telling),
    title: telling.t('rfm.provRevenue', { share }),
    formula: telling.t('rfm.provRevenueFormula'),
  }
}
