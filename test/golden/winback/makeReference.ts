/** Writes reference.json with HiGHS alone: `node test/golden/winback/makeReference.ts [module of highs]`. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PolicyInput } from '../../../shared/contract/winbackPolicy.ts'
import { N_CASES, policyCase } from './policies.ts'

interface Highs {
  solve(model: string): { Status: string; ObjectiveValue: number }
}

const loaded = (await import(process.argv[2] ?? 'highs')) as { default: () => Promise<Highs> }
const highs = await loaded.default()

/** The policy in the LP file format. Every term has a sign, because a line may start anywhere. */
function model({ budget, customers, caps = [] }: PolicyInput, isWhole: boolean): string {
  const variables = customers.flatMap(({ tier, actions }, i) =>
    actions.map(({ name, gain, cost }, a) => ({ x: `x${i}_${a}`, i, tier, name, gain, cost })),
  )
  const sum = (terms: readonly (readonly [number, string])[]): string =>
    terms.map(([by, x]) => `${by < 0 ? '-' : '+'} ${Math.abs(by)} ${x}`).join(' ') || '0 x0_0'
  const rows = [
    ...customers.map(
      (_, i) => `${sum(variables.filter((v) => v.i === i).map(({ x }) => [1, x] as const))} <= 1`,
    ),
    `${sum(variables.map(({ cost, x }) => [cost, x] as const))} <= ${String(budget)}`,
    ...caps.map(({ channel, tier, unit, maximum }) => {
      const own = variables.filter(
        (v) => (channel === undefined || v.name === channel) && (tier === undefined || v.tier === tier),
      )
      return `${sum(own.map(({ x, cost }) => [unit === 'money' ? cost : 1, x] as const))} <= ${maximum}`
    }),
  ]
  const bounds = variables.map(({ x }) => `0 <= ${x} <= 1`).join('\n')
  const whole = isWhole ? `General\n${variables.map(({ x }) => x).join(' ')}\n` : ''
  const body = rows.map((row, r) => `r${r}: ${row}`).join('\n')
  return `Maximize\nobj: ${sum(variables.map(({ gain, x }) => [gain, x] as const))}\nSubject To\n${body}\nBounds\n${bounds}\n${whole}End\n`
}

const cases = Array.from({ length: N_CASES }, (_, k) => {
  const policy = policyCase(k)
  const [whole, relaxed] = [true, false].map((isWhole) => highs.solve(model(policy, isWhole)))
  if (whole?.Status !== 'Optimal' || relaxed?.Status !== 'Optimal') throw new Error(`case ${k} is not solved`)
  return { optimum: whole.ObjectiveValue, bound: relaxed.ObjectiveValue }
})
writeFileSync(join(import.meta.dirname, 'reference.json'), `${JSON.stringify({ cases }, null, 2)}\n`)
