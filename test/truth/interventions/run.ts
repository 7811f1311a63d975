/**
 * Holds downgrades and usual items against the truth of sample shops:
 * `node test/truth/interventions/run.ts --seeds 101-120 --customers 4000`.
 */
import { parseArgs } from 'node:util'
import { seedsOf } from '../seeds.ts'
import { judgeQueue, queueText, type QueueJudgement } from './judgeQueue.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '101-120' },
    customers: { type: 'string', default: '4000' },
  },
})
const judged: QueueJudgement[] = []
for (const seed of seedsOf(values.seeds)) judged.push(await judgeQueue(seed, Number(values.customers)))
console.log(queueText(judged))
