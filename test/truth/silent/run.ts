/**
 * Holds the silent customers and their plan against the truth of sample shops:
 * `node test/truth/silent/run.ts --seeds 101-120 --customers 4000`.
 */
import { parseArgs } from 'node:util'
import { seedsOf } from '../seeds.ts'
import { judgeSilent, silentText, type SilentJudgement } from './judgeSilent.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '101-120' },
    customers: { type: 'string', default: '4000' },
  },
})
const judged: SilentJudgement[] = []
for (const seed of seedsOf(values.seeds)) judged.push(await judgeSilent(seed, Number(values.customers)))
console.log(silentText(judged))
