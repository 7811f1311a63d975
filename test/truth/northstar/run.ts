/**
 * Holds the North Star board against a recount by SQL and against the truth of sample shops:
 * `node test/truth/northstar/run.ts --seeds 101-120 --customers 4000`.
 */
import { parseArgs } from 'node:util'
import { seedsOf } from '../seeds.ts'
import { boardText, judgeBoard, type BoardJudgement } from './judgeBoard.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '101-120' },
    customers: { type: 'string', default: '4000' },
  },
})
const judged: BoardJudgement[] = []
for (const seed of seedsOf(values.seeds)) {
  const one = await judgeBoard(seed, Number(values.customers))
  judged.push(one)
  for (const difference of one.differences) console.error(`seed ${seed}: ${difference}`)
}
console.log(boardText(judged))
