import type { PolicyInput } from '../../../shared/contract/winbackPolicy.ts'

/** mulberry32, so that the cases depend on no code of ours. */
function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * Case k: `n` customers in three tiers, up to four channels each with costs and gains of two decimals (some gains below
 * 0, some actions free, some dominated), a budget that pays for a part of it, and k % 4 caps.
 */
export function policyCase(k: number, n = 12 + (k % 5) * 6): PolicyInput {
  const next = random(1000 + k)
  const cents = (value: number): number => Math.round(value * 100) / 100
  const tiers = ['high', 'medium', 'low']
  const customers = Array.from({ length: n }, (_, i) => ({
    name: `c${i}`,
    tier: tiers[Math.floor(next() * 3)] ?? 'low',
    actions: ['push', 'email', 'sms', 'call'].flatMap((name, c) => {
      if (next() < 0.15) return []
      const cost = c === 0 ? 0 : cents(next() * [0, 1, 2, 9][c]!)
      return [{ name, cost, gain: cents((next() * 1.4 - 0.2) * (2 + 3 * c)) }]
    }),
  }))
  const caps = [
    { channel: 'call', maximum: Math.ceil(n / 6) },
    { channel: 'sms', tier: 'high', maximum: 2 },
    { tier: 'low', unit: 'money' as const, maximum: cents(n / 5) },
  ].slice(0, k % 4)
  return { budget: cents(n * (0.3 + 0.2 * (k % 7))), customers, caps }
}

/** Cases of the reference. */
export const N_CASES = 40
