import type { Potential, SilentAction, SilentSummary, SilentTier } from '../../../shared/contract/silent.ts'
import { ENGINE_VERSIONS } from '../../../shared/contract/version.ts'
import { channelName } from '../../app/channelName.ts'
import type { Translate } from '../../locale/t.ts'
import { finding, type FindingText } from '../../ui/Finding.tsx'
import type { Format } from '../../ui/format.ts'
import type { StripNumber } from '../../ui/NumberStrip.tsx'
import { sourced, type Provenance } from '../../ui/provenance.ts'

/** What a sentence about silent customers needs beside it. */
export interface Telling {
  readonly t: Translate
  readonly format: Format
}

export const potentialName = (potential: Potential, t: Translate): string =>
  ({ high: t('silent.high'), medium: t('silent.medium'), low: t('silent.low') })[potential]

/** "SMS + ¥20". */
export function actionName(action: SilentAction | undefined, { t, format }: Telling): string {
  if (action === undefined) return t('silent.leaveAlone')
  const channel = action.channel === '' ? t('silent.contact') : channelName(action.channel, t)
  return action.couponFaceMinor > 0 ? `${channel} + ${format.moneyFull(action.couponFaceMinor)}` : channel
}

const base = (summary: SilentSummary, { t, format }: Telling): Omit<Provenance, 'title' | 'formula'> => ({
  filter: t('silent.provFilter', {
    days: format.countFull(summary.silenceDays),
    margin: format.share(summary.params.marginRate),
  }),
  asOf: format.date(summary.asOfDay),
  engine: `silent ${ENGINE_VERSIONS.silent}`,
})

export const totalProfit = ({ tiers }: SilentSummary) =>
  tiers
    .flatMap(({ plan }) => plan)
    .reduce(
      (sum, line) => ({
        cost: sum.cost + line.costMinor,
        profit: sum.profit + line.profitMinor,
        low: sum.low + line.profitLowMinor,
        high: sum.high + line.profitHighMinor,
        customers: sum.customers + line.customers,
      }),
      { cost: 0, profit: 0, low: 0, high: 0, customers: 0 },
    )

const leftAlone = ({ tiers }: SilentSummary): number => tiers.reduce((sum, tier) => sum + tier.leftAlone, 0)

/** How many fell silent, who is worth a word, and what that would bring. */
export function silentFinding(summary: SilentSummary, telling: Telling): FindingText {
  const { t, format } = telling
  const told = base(summary, telling)
  const days = format.countFull(summary.silenceDays)
  const share = format.share(summary.seen > 0 ? summary.silent / summary.seen : null)
  const n = sourced(format.countFull(summary.silent), {
    ...told,
    title: t('silent.provSilent', { n: format.countFull(summary.silent) }),
    formula: t('silent.provSilentFormula', { days }),
    inputs: t('silent.provSilentInputs', { seen: format.countFull(summary.seen) }),
  })
  if (summary.silent === 0) return finding('silent.findingNone', { days })
  const plan = totalProfit(summary)
  if (plan.customers === 0) return finding('silent.findingAlone', { n, share, days })
  const alone = leftAlone(summary)
  const numbers = {
    n,
    share,
    days,
    worth: format.countFull(plan.customers),
    profit: sourced(format.moneySentence(plan.profit, 2), {
      ...told,
      title: t('silent.provProfit', { money: format.moneyFull(plan.profit) }),
      formula: t('silent.provProfitFormula'),
      interval: t('silent.provProfitInterval', {
        low: format.moneyFull(plan.low),
        high: format.moneyFull(plan.high),
      }),
    }),
  }
  return alone === 0
    ? finding('silent.findingAll', numbers)
    : finding('silent.finding', { ...numbers, alone: format.countFull(alone) })
}

export function silentSub(summary: SilentSummary, { t, format }: Telling): string[] {
  const isMeasured = summary.actions.some(({ source }) => source === 'measured')
  return [
    t('silent.subAsOf', { day: format.date(summary.asOfDay) }),
    summary.params.silenceDays === null ? t('silent.subProposed') : t('silent.subChosen'),
    isMeasured ? t('silent.subMeasured') : t('silent.subStarting'),
    t('silent.subMargin', { margin: format.share(summary.params.marginRate) }),
    ...(summary.hasBehaviours ? [] : [t('silent.subOrdersOnly')]),
  ]
}

export function silentStrip(summary: SilentSummary, telling: Telling): StripNumber[] {
  const { t, format } = telling
  const told = base(summary, telling)
  const month = summary.months.at(-1)
  const plan = totalProfit(summary)
  const count = (n: number, label: string, formula: string, note: string): StripNumber => ({
    label,
    value: sourced(format.count(n), { ...told, title: `${label} ${format.countFull(n)}`, formula }),
    note,
  })
  const share = (n: number) => format.share(summary.silent > 0 ? n / summary.silent : null)
  return [
    count(
      summary.silent,
      t('silent.stripSilent'),
      t('silent.provSilentFormula', { days: format.countFull(summary.silenceDays) }),
      t('silent.noteSilent', {
        share: format.share(summary.seen > 0 ? summary.silent / summary.seen : null),
      }),
    ),
    count(
      month?.fellSilent ?? 0,
      t('silent.stripFell'),
      t('silent.provFellFormula'),
      t('silent.noteBack', { n: format.countFull(month?.cameBack ?? 0) }),
    ),
    count(
      summary.uninstalled,
      t('silent.stripUninstalled'),
      t('silent.provUninstalledFormula'),
      t('silent.noteOfSilent', { share: share(summary.uninstalled) }),
    ),
    count(
      summary.unreachable,
      t('silent.stripUnreachable'),
      t('silent.provUnreachableFormula'),
      t('silent.noteOfSilent', { share: share(summary.unreachable) }),
    ),
    {
      label: t('silent.stripProfit'),
      value: sourced(format.money(plan.profit), {
        ...told,
        title: t('silent.provProfit', { money: format.moneyFull(plan.profit) }),
        formula: t('silent.provProfitFormula'),
      }),
      interval: format.range(plan.low, plan.high, (minor) => format.money(minor)),
      note: t('silent.noteCost', { money: format.money(plan.cost) }),
    },
  ]
}

/** "push 250, SMS + ¥20 446, leave 25 alone". */
export function planText(tier: SilentTier, summary: SilentSummary, telling: Telling): string[] {
  const { t, format } = telling
  const parts = tier.plan.map(({ option, customers }) => {
    const action = summary.actions[tier.options[option]?.action ?? -1]
    return t('silent.planPart', { action: actionName(action, telling), n: format.countFull(customers) })
  })
  return tier.leftAlone > 0
    ? [
        ...parts,
        t('silent.planPart', { action: t('silent.leaveAlone'), n: format.countFull(tier.leftAlone) }),
      ]
    : parts
}
