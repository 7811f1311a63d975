import { AppError } from '../../contract/errors.ts'
import { ENGAGEMENT, sentenceOf, type Sentence } from './reasonSentence.ts'
import {
  REASON_SUBJECTS,
  type ChurnReason,
  type ReasonKind,
  type ReasonSubject,
} from '../../contract/features.ts'
import { subjectOf } from './reasonTypes.ts'
import type { CustomerSignals } from './signalCounts.ts'
import type { FeatureSpec } from './spec.ts'

/** How many reasons are wanted, and what is known of the customer beside the features (null for a labelled table). */
export interface ReasonContext {
  readonly signals: CustomerSignals | null
  /** most reasons toward risk, default 3 */
  readonly nRisk?: number
  /** most reasons against it, default 1 */
  readonly nProtecting?: number
}

/** Sentences that tell a change are put before others of somewhat larger weight. */
const EMPHASIS: Readonly<Partial<Record<ReasonKind, number>>> = {
  fell: 1.5,
  fellShare: 1.5,
  noneFor: 1.3,
  overdue: 1.4,
  rose: 1.3,
  refund: 1.4,
  unanswered: 1.5,
  unsold: 2,
  silentSince: 1.2,
  uninstalled: 2,
  never: 0.6,
  level: 0.3,
}

/** A refund after which nothing was bought is a story of its own. */
const LAST_WAS_REFUNDED = 3
/** Share of orders with a coupon from which on the coupon is what he comes for. */
const COUPON_CUSTOMER = 0.8
const COUPON_EMPHASIS = 2

/** What they tell is an event; that it did not happen is no news. */
const ONLY_AS_RISK: ReadonlySet<ReasonSubject> = new Set(['availability', 'pressure', 'app'])

/** Least weight against the largest on the same side, so that a reason is worth its line. */
const LEAST_SHARE = 0.02

interface Subject {
  weight: number
  /** the feature of the largest contribution in the direction of the whole */
  riskiest: number
  safest: number
}

/**
 * Why this customer: features of one subject are taken together, their contributions summed, and the subjects with the
 * largest sums become sentences, first those toward risk (weight above 0), then those against it (below 0).
 * `values` and `contributions` are rows in the order of `specs` (NaN = missing value). Throws `input-invalid` when the
 * lengths differ. Cost: linear in the features.
 */
export function reasonsOf(
  specs: readonly FeatureSpec[],
  values: ArrayLike<number>,
  contributions: ArrayLike<number>,
  context: ReasonContext,
): ChurnReason[] {
  if (values.length !== specs.length || contributions.length !== specs.length)
    throw new AppError('input-invalid', { path: 'contributions', value: contributions.length })
  const subjects = sumBySubject(specs, contributions)
  const risk = ranked(subjects, true, specs, values, context.signals).slice(0, context.nRisk ?? 3)
  const safe = ranked(subjects, false, specs, values, context.signals).slice(0, context.nProtecting ?? 1)
  return [...risk, ...safe]
}

function sumBySubject(
  specs: readonly FeatureSpec[],
  contributions: ArrayLike<number>,
): Map<ReasonSubject, Subject> {
  const subjects = new Map<ReasonSubject, Subject>()
  specs.forEach(({ group }, k) => {
    const contribution = contributions[k]!
    if (!Number.isFinite(contribution) || contribution === 0) return
    const name = subjectOf(group)
    const subject = subjects.get(name)
    if (subject === undefined) {
      subjects.set(name, { weight: contribution, riskiest: k, safest: k })
      return
    }
    subject.weight += contribution
    if (contribution > contributions[subject.riskiest]!) subject.riskiest = k
    if (contribution < contributions[subject.safest]!) subject.safest = k
  })
  return subjects
}

function ranked(
  subjects: ReadonlyMap<ReasonSubject, Subject>,
  isRisk: boolean,
  specs: readonly FeatureSpec[],
  values: ArrayLike<number>,
  signals: CustomerSignals | null,
): ChurnReason[] {
  const sign = isRisk ? 1 : -1
  const found: { reason: ChurnReason; rank: number }[] = []
  for (const name of REASON_SUBJECTS) {
    const subject = subjects.get(name)
    if (subject === undefined || sign * subject.weight <= 0) continue
    if (ONLY_AS_RISK.has(name) && (!isRisk || signals === null || sentenceOf(name, true, signals) === null))
      continue
    const at = isRisk ? subject.riskiest : subject.safest
    const told = signals === null ? null : sentenceOf(name, isRisk, signals)
    if (told === null && signals !== null && !Number.isFinite(values[at]!)) continue
    const sentence = told ?? levelOf(values[at]!)
    const { key, group, nameZh, nameEn, unit } = specs[at]!
    const reason: ChurnReason = {
      group,
      kind: sentence.kind,
      subject: name,
      values: sentence.values,
      weight: subject.weight,
      feature: { key, nameZh, nameEn, unit },
    }
    found.push({ reason, rank: sign * subject.weight * emphasisOf(sentence, name, signals) })
  }
  const largest = found.reduce((most, { reason }) => Math.max(most, sign * reason.weight), 0)
  return withoutTwins(
    found
      .filter(({ reason }) => sign * reason.weight >= LEAST_SHARE * largest)
      .toSorted((a, b) => b.rank - a.rank)
      .map(({ reason }) => reason),
  )
}

function emphasisOf(
  { kind, values }: Sentence,
  subject: ReasonSubject,
  signals: CustomerSignals | null,
): number {
  if (kind === 'refund' && (values[1] ?? Infinity) <= (signals?.recencyDays ?? -1)) return LAST_WAS_REFUNDED
  if (subject === 'coupons' && kind === 'share' && (values[0] ?? 0) >= COUPON_CUSTOMER) return COUPON_EMPHASIS
  return EMPHASIS[kind] ?? 1
}

function levelOf(value: number): Sentence {
  return { kind: 'level', values: Number.isFinite(value) ? [value] : [] }
}

/**
 * Orders and tenure have the same sentence: the heavier one says it. Likewise the silence of several kinds of engagement:
 * who does not visit does not search either.
 */
function withoutTwins(reasons: readonly ChurnReason[]): ChurnReason[] {
  return reasons.filter(
    (reason, i) =>
      reason.kind === 'level' || !reasons.slice(0, i).some((other) => saysTheSame(other, reason)),
  )
}

function saysTheSame(one: ChurnReason, other: ChurnReason): boolean {
  if (isSilence(one) && isSilence(other)) return true
  return one.kind === other.kind && nounOf(one) === nounOf(other)
}

function isSilence({ kind, subject, values }: ChurnReason): boolean {
  const isGone = kind === 'noneFor' || kind === 'never' || (kind === 'fell' && values[1] === 0)
  return isGone && ENGAGEMENT.has(subject)
}

function nounOf({ subject }: ChurnReason): ReasonSubject {
  return subject === 'tenure' ? 'orders' : subject
}
