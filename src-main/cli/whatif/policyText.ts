import type { Policy } from '../../../shared/contract/winbackPolicy.ts'
import type { PolicyResult } from '../../../shared/contract/winbackResult.ts'
import { winback as en } from '../../../src-renderer/locale/en/winback.ts'
import { fill } from '../../../src-renderer/locale/template.ts'
import { winback as zh } from '../../../src-renderer/locale/zh/winback.ts'
import type { TerminalLanguage } from '../../backend/terminal.ts'
import { alignedTable, grouped } from '../text.ts'

const WORDS = { 'zh-CN': zh, en } as const
const MAX_LINES = 40

/** A policy's answer for people: the finding, then who gets what. */
export function policyText(policy: Policy, result: PolicyResult, language: TerminalLanguage): string {
  const words = WORDS[language]
  const alone = result.allocation.filter(({ action }) => action === null).length
  const finding = fill(words.policy, {
    cost: grouped(result.cost),
    gain: grouped(result.gain),
    bound: grouped(result.bound),
    price: grouped(result.shadowPrice),
    alone: grouped(alone),
    currency: policy.currency,
  })
  const rows = result.allocation
    .slice(0, MAX_LINES)
    .map(({ name, action }) => [name, action ?? words.leftAlone])
  const caps = (result.caps ?? [])
    .filter(({ isBinding }) => isBinding)
    .map(({ channel, tier, costOfCap }) =>
      fill(words.cap, {
        cap: [channel, tier].filter((part) => part !== null).join(' / ') || '*',
        cost: grouped(costOfCap),
        currency: policy.currency,
      }),
    )
  return [finding, alignedTable([[words.customer, words.action], ...rows]), ...caps].join('\n')
}
