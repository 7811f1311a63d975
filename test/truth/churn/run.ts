/**
 * Holds the churn engine against the known truth of sample shops:
 * `node test/truth/churn/run.ts --seeds 101-120 --customers 4000 [--lead 101-105] [--json FILE]`.
 * `--lead`: the seeds on which lead times are measured too, all unless told; they need a training of their own.
 * In the JSON a lead time of null is an alarm that never came.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { seedsOf } from '../seeds.ts'
import { judgeSeed, type Judgement } from './judgeShop.ts'
import { judgementText } from './judgeTable.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '101-120' },
    customers: { type: 'string', default: '4000' },
    lead: { type: 'string' },
    json: { type: 'string' },
  },
})

const withLead = new Set(seedsOf(values.lead ?? values.seeds))
const judged: Judgement[] = []
for (const seed of seedsOf(values.seeds)) {
  const one = await judgeSeed(seed, { customers: Number(values.customers), hasLead: withLead.has(seed) })
  judged.push(one)
  console.error(
    `seed ${seed}: AUC ${one.all.auc.toFixed(3)} of ${one.all.knowingAuc.toFixed(3)}, ` +
      `recent ${one.recent.auc.toFixed(3)} of ${one.recent.knowingAuc.toFixed(3)}, ` +
      `${one.cpuSeconds.toFixed(0)} s of CPU`,
  )
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(judged, null, 1)}\n`)
}
console.log(judgementText(judged))
