/**
 * Holds plans from measured rates against the known truth of sample shops:
 * `node test/truth/winback/run.ts --seeds 201-220 --customers 4000 [--churn] [--json FILE]`. `--churn`:
 * with a trained warning model in every project.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { judgeSeed, type Judgement } from './judgeShop.ts'
import { judgementText } from './judgeTable.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '201-220' },
    customers: { type: 'string', default: '4000' },
    json: { type: 'string' },
    churn: { type: 'boolean', default: false },
  },
})

function seedsOf(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const [first = NaN, last = first] = part.split('-').map(Number)
    if (!Number.isInteger(first) || !Number.isInteger(last)) throw new Error(`not a range of seeds: ${part}`)
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
  })
}

const judged: Judgement[] = []
for (const seed of seedsOf(values.seeds)) {
  const one = await judgeSeed(seed, Number(values.customers), values.churn)
  judged.push(one)
  const { measured, 'knowing every customer': everything, 'knowing every cell': cells } = one.profit
  console.error(
    `seed ${seed}: ${((100 * measured) / everything).toFixed(1)}% of the plan that knows every customer, ${((100 * measured) / cells).toFixed(1)}% of the one that knows every cell, ${one.cpuSeconds.toFixed(1)} s of CPU`,
  )
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(judged, null, 1)}\n`)
}
console.log(judgementText(judged))
