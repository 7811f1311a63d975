import { describe, expect, it } from 'vitest'
import { SAMPLE_CUSTOMERS, SAMPLE_SEED } from '../../../shared/sample/shop.ts'
import { shopOf } from './shopHistory.ts'
import { shopFigures } from './statistics.ts'

describe('the figures of the sample shop', () => {
  it.each([SAMPLE_SEED, 7, 20_251_112])('are those of a believable shop, seed %i', (seed) => {
    const started = performance.now()
    const { world } = shopOf(SAMPLE_CUSTOMERS, seed)
    const elapsedMs = performance.now() - started
    const figures = shopFigures(world)
    const table = figures.map(
      ({ name, value, from, to }) =>
        `${name.padEnd(70)} ${value.toFixed(3).padStart(8)}   (${from} to ${to})`,
    )
    console.log(
      [
        `seed ${seed}: ${world.people.size} accounts, ${world.purchases.nOrders} orders in ${elapsedMs.toFixed(0)} ms`,
        ...table,
      ].join('\n'),
    )
    const odd = figures.filter(({ value, from, to }) => !(value >= from && value <= to))
    expect(odd).toEqual([])
  })
})
