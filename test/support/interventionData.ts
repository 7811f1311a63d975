import standard from '../../resources/playbooks/standard.json' with { type: 'json' }
import { buildLedger, type PlainPurchase } from '../../shared/analytics/ledger/buildLedger.ts'
import type { QueueInput } from '../../shared/analytics/interventions/index.ts'
import { seededRandom } from '../../shared/analytics/numerics/seededRandom.ts'
import { dayFromCivil } from '../../shared/contract/calendar.ts'
import { playbookSchema, type Playbook } from '../../shared/contract/interventions.ts'
import type { DrawWithMembers } from '../../src-main/project/saved/draws.ts'
import { InterventionSession, type InterventionSource } from '../../src-main/workers/interventionSession.ts'
import type { FakeAnswers } from './fakeClient.ts'

const N = 400
const FIRST = dayFromCivil(2024, 1, 1)
export const QUEUE_LAST_DAY = dayFromCivil(2025, 11, 12)
export const PLAYBOOK: Playbook = playbookSchema.parse(standard)

/** A ledger whose line i is of product `productOf(i)`. */
export function ledgerOf(lines: readonly PlainPurchase[], n: number, productOf: (i: number) => number) {
  const ledger = buildLedger(lines, n)
  return { ...ledger, product: Uint32Array.from({ length: ledger.nEvents }, (_, i) => productOf(i)) }
}

/** A small shop of which a third stopped in the last weeks; even customers have points that expire in December. */
export function queueInput(): QueueInput {
  const random = seededRandom(21)
  const lines: PlainPurchase[] = []
  for (let customer = 0; customer < N; customer++) {
    const gap = 10 + random.below(40)
    const basket = 4_000 + random.below(20_000)
    const stop = customer % 3 === 0 ? QUEUE_LAST_DAY - 40 - random.below(60) : QUEUE_LAST_DAY
    for (let day = FIRST + random.below(200); day <= stop; day += 1 + random.below(2 * gap))
      lines.push({ customer, day, amountMinor: basket + random.below(2_000) })
  }
  return {
    purchases: ledgerOf(lines, N, (i) => 1 + (i % 3)),
    attributes: {
      nCustomers: N,
      names: ['points', 'pointsExpiry', 'callReachable'],
      values: [['0', '840'], ['2025-12-31'], ['1', '0']],
      codes: [
        Int32Array.from({ length: N }, (_, c) => (c % 2 === 0 ? 1 : 0)),
        Int32Array.from({ length: N }, (_, c) => (c % 2 === 0 ? 0 : -1)),
        Int32Array.from({ length: N }, (_, c) => (c % 5 === 0 ? 1 : 0)),
      ],
    },
    importedUntil: QUEUE_LAST_DAY - 45,
  }
}

/** That shop as a session's source; drawings are kept in memory. */
export function queueSource(input = queueInput()): InterventionSource & { draws: DrawWithMembers[] } {
  const draws: DrawWithMembers[] = []
  const texts = Array.from({ length: N }, (_, c) => `D${String(c + 1).padStart(4, '0')}`)
  return {
    draws,
    readInput: () => input,
    readKeys: () => ({
      bytes: new TextEncoder().encode(texts.join('')),
      ends: Uint32Array.from(texts, (_, c) => 5 * (c + 1)),
    }),
    productNames: (ids) => new Map([...ids].map((id) => [id, `P${id}`])),
    readPlaybook: () => null,
    readDraws: () => draws.toReversed(),
    saveDraw: (draw, customerId, heldOut) => {
      const id = draws.length + 1
      draws.push({
        ...draw,
        id,
        treated: customerId.filter((_, i) => heldOut[i] === 0),
        heldOut: customerId.filter((_, i) => heldOut[i] === 1),
      })
      return id
    },
    deleteDraw: (id) => {
      draws.splice(
        draws.findIndex((draw) => draw.id === id),
        1,
      )
    },
  }
}

let session: InterventionSession | null = null
const shop = (): InterventionSession => (session ??= new InterventionSession(queueSource(), () => 0))
let own: Playbook | null = null

export const interventionAnswers: FakeAnswers = {
  'interventions.run': (params) => shop().run({ ...params, playbook: own }, () => false),
  'interventions.page': (input) => shop().page(input),
  'interventions.campaigns': () => shop().campaigns(),
  'interventions.playbook': () => ({ playbook: own ?? PLAYBOOK, isOwn: own !== null }),
  'interventions.savePlaybook': ({ playbook }) => {
    own = playbook
    return { playbook: own ?? PLAYBOOK, isOwn: own !== null }
  },
}
