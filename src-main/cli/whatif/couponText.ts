import type { CouponAlternatives, SubsidyOutcome } from '../../../shared/analytics/winback/index.ts'
import type { Scenario } from '../../../shared/contract/winback.ts'
import { whatif as enWhatIf } from '../../../src-renderer/locale/en/whatif.ts'
import { whatifSubsidy as en } from '../../../src-renderer/locale/en/whatifSubsidy.ts'
import { winback as enWords } from '../../../src-renderer/locale/en/winback.ts'
import { whatif as zhWhatIf } from '../../../src-renderer/locale/zh/whatif.ts'
import { whatifSubsidy as zh } from '../../../src-renderer/locale/zh/whatifSubsidy.ts'
import { winback as zhWords } from '../../../src-renderer/locale/zh/winback.ts'
import type { TerminalLanguage } from '../../backend/terminal.ts'
import { alignedTable, grouped } from '../text.ts'

/** Who redeems, the coupon's place, the task and the treadmill as tables for people. */
export function couponText(
  { ladder, offer: coupon }: Scenario,
  { split, placements, task, treadmill }: CouponAlternatives,
  language: TerminalLanguage,
): string {
  const words = language === 'en' ? en : zh
  const { returns, profit, offer, perHealthy, healthyReturns, assumedTerms } =
    language === 'en' ? enWords : zhWords
  const whole = (value: number) => grouped(Math.round(value))
  const share = (value: number | null) => (value === null ? '—' : `${(100 * value).toFixed(1)}%`)
  const cells = (one: SubsidyOutcome) => [
    grouped(one.profit),
    whole(one.incrementalReturns),
    whole(one.healthyReturns),
    one.costPerHealthyReturn === null ? '—' : grouped(one.costPerHealthyReturn),
    share(one.unsubsidisedShare),
  ]
  const head = [profit, returns, healthyReturns, perHealthy, words.unsubsidised]
  const place = (steps: readonly number[]) =>
    steps.length === 0
      ? words.placeNone
      : steps.map((step) => `${step + 1} ${ladder[step]?.channel ?? ''}`).join(' + ')
  const right = [1, 2, 3, 4, 5]
  const ways = { same: words.waySame, held: words.wayHeld, once: words.wayOnce, never: words.wayNever }
  const rounds = (['same', 'held', 'once', 'never'] as const).flatMap((way) =>
    treadmill[way].map((round, i) => [ways[way], String(i + 1), grouped(round.face), ...cells(round)]),
  )
  const who = language === 'en' ? enWhatIf : zhWhatIf
  const kinds = [
    [who.splitWon, split.staying],
    [who.splitHunters, split.hunters],
    [who.splitAnyway, split.anyway],
    [who.splitLeaked, split.leaked],
  ] as const
  return [
    alignedTable(
      [
        [who.splitWho, who.redeemed, who.amount],
        ...kinds.map(([kind, n]) => [kind, whole(n), grouped(n * (coupon?.faceValue ?? 0))]),
      ],
      [1, 2],
    ),
    alignedTable(
      [
        [words.placeOn, ...head],
        ...placements.map((one) => [
          `${place(one.steps)}${one.isNow ? ` (${words.placeNow})` : ''}`,
          ...cells(one),
        ]),
      ],
      right,
    ),
    alignedTable(
      [
        [words.taskTerms, ...head],
        [words.taskCoupon, ...cells(task.coupon)],
        [words.taskTask, ...cells(task.task)],
      ],
      right,
    ),
    alignedTable([[words.way, words.round, offer, ...head], ...rounds], [1, 2, 3, 4, 5, 6, 7]),
    assumedTerms,
  ].join('\n\n')
}
