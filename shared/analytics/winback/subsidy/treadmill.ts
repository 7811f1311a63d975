import type { Scenario } from '../../../contract/winback.ts'
import { liftDrawnBy } from '../ladder/offer.ts'
import { outcomeOf, type SubsidyOutcome } from './outcome.ts'

/**
 * How customers get used to an offer. `rounds` 1..24. `adaptation` 0..1: how far what they expect moves toward the offer
 * just seen, a round. `habituation` 0..1: the part of what they expect that no longer draws. `backlash` 0..1: how much of
 * the response is lost when nothing is offered where the largest coupon so far is expected.
 */
export interface TreadmillTerms {
  readonly rounds: number
  readonly adaptation: number
  readonly habituation: number
  readonly backlash: number
}

/** One round: the face offered, what was expected, and what came of it. */
export interface TreadmillRound extends SubsidyOutcome {
  readonly face: number
  readonly expected: number
}

/** Several ways through the same rounds. `isHeld`: could the first round's returns be kept up to the last? */
export interface Treadmill {
  /** the same face every round */
  readonly same: readonly TreadmillRound[]
  /** the face once, then nothing */
  readonly once: readonly TreadmillRound[]
  /** no offer at all */
  readonly never: readonly TreadmillRound[]
  /** whatever face keeps the first round's incremental returns, up to `mostFace` */
  readonly held: readonly TreadmillRound[]
  readonly isHeld: boolean
}

const BISECTIONS = 40

/**
 * The subsidy treadmill over several rounds with a like audience each. `scenario` has a settled offer; `mostFace` bounds
 * what may be offered. With A the face of a round, E what is expected (0 at first) and P the largest face so far:
 *
 *   drawing face      A' = max(0, A - habituation * E): the lift is that of a coupon of A', the cost that of A
 *   response          q0 (1 - backlash * max(0, E - A) / P)
 *   next expectation  E + adaptation * (A - E)
 *
 * An adaptation-level model (Helson 1964) of a reference deal, as in Lattin and Bucklin (1989, J. Marketing Research 26):
 * a promotion is judged against what past ones made customers expect, and its absence is felt as a loss. Its three numbers
 * are assumptions unless measured over several campaigns. Cost: about 40 walks a round and group.
 */
export function treadmillOf(scenario: Scenario, terms: TreadmillTerms, mostFace: number): Treadmill {
  const face = scenario.offer?.faceValue ?? 0
  const constant = (chosen: (round: number) => number): TreadmillRound[] =>
    rounds(scenario, terms, (round) => chosen(round))
  const same = constant(() => face)
  const wanted = same[0]?.incrementalReturns ?? 0
  let isHeld = true
  const held = rounds(scenario, terms, (round, mind) => {
    if (round === 0) return face
    const least = leastFace(scenario, terms, mind, wanted, mostFace)
    if (least === null) isHeld = false
    return least ?? mostFace
  })
  return {
    same,
    once: constant((round) => (round === 0 ? face : 0)),
    never: constant(() => 0),
    held,
    isHeld,
  }
}

interface Mind {
  /** the face that is expected */
  readonly expected: number
  /** the largest face so far */
  readonly peak: number
}

function rounds(
  scenario: Scenario,
  terms: TreadmillTerms,
  faceOf: (round: number, mind: Mind) => number,
): TreadmillRound[] {
  const out: TreadmillRound[] = []
  let mind: Mind = { expected: 0, peak: 0 }
  for (let round = 0; round < terms.rounds; round++) {
    const { expected, peak } = mind
    const face = faceOf(round, mind)
    out.push({ face, expected, ...outcomeOf(roundOf(scenario, terms, face, mind)) })
    mind = { expected: expected + terms.adaptation * (face - expected), peak: Math.max(peak, face) }
  }
  return out
}

/** The least face that brings as many incremental returns; null when the largest does not. */
function leastFace(
  scenario: Scenario,
  terms: TreadmillTerms,
  mind: Mind,
  wanted: number,
  mostFace: number,
): number | null {
  const returnsAt = (face: number): number =>
    outcomeOf(roundOf(scenario, terms, face, mind)).incrementalReturns
  const isEnough = (face: number): boolean => returnsAt(face) >= wanted * (1 - 1e-9)
  if (!isEnough(mostFace)) return null
  let low = 0
  let high = mostFace
  for (let k = 0; k < BISECTIONS; k++) {
    const middle = (low + high) / 2
    if (isEnough(middle)) high = middle
    else low = middle
  }
  return high
}

function roundOf(
  scenario: Scenario,
  terms: TreadmillTerms,
  face: number,
  { expected, peak }: Mind,
): Scenario {
  const shortfall = peak > 0 ? Math.max(0, expected - face) / peak : 0
  const ladder = scenario.ladder.map((step) => ({
    ...step,
    response: times(step.response, 1 - terms.backlash * shortfall),
  }))
  const { offer } = scenario
  if (offer === undefined) return { ...scenario, ladder }
  const { lift } = offer
  const drawing = Math.max(0, face - terms.habituation * expected)
  return {
    ...scenario,
    ladder,
    offer: {
      ...offer,
      faceValue: face,
      ...(lift && { lift: liftDrawnBy(lift, face, drawing) }),
    },
  }
}

function times(response: number | Readonly<Record<string, number>>, by: number) {
  return typeof response === 'number'
    ? response * by
    : Object.fromEntries(Object.entries(response).map(([group, rate]) => [group, rate * by]))
}
