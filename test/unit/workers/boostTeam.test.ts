import { existsSync, readdirSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import {
  binMatrix,
  DEFAULT_BOOSTING,
  fitBoosted,
  sharedMemory,
} from '../../../shared/analytics/learn/boosting/index.ts'
import { BoostChannel } from '../../../src-main/workers/boostChannel.ts'
import { boostTeam } from '../../../src-main/workers/boostTeam.ts'
import { labelledRows } from '../../property/learn/boostingCases.ts'

const { matrix, labels } = labelledRows(3_000, 21)
const binned = binMatrix(matrix, { maxBins: 255, sampleRows: 200_000, seed: 1 }, sharedMemory)
const OPTIONS = { ...DEFAULT_BOOSTING, nTrees: 8, rowFraction: 0.8, featureFraction: 0.8 }
const TASKS = '/proc/self/task'

test.each([1, 2, 3, 6])('%i threads make the model that one makes, to the last bit', (nThreads) => {
  const alone = fitBoosted(binned, labels, OPTIONS)
  expect(fitBoosted(binned, labels, OPTIONS, { team: boostTeam(nThreads) })).toEqual(alone)
})

test('bins in memory of one thread are shared for the training', () => {
  const own = binMatrix(matrix)
  expect(fitBoosted(own, labels, OPTIONS, { team: boostTeam(2) })).toEqual(
    fitBoosted(binned, labels, OPTIONS),
  )
})

test('monotone bounds reach the helpers', () => {
  const options = { ...OPTIONS, monotone: [1, 0, 0, -1], featureFraction: 1 }
  expect(fitBoosted(binned, labels, options, { team: boostTeam(2) })).toEqual(
    fitBoosted(binned, labels, options),
  )
})

test.runIf(existsSync(TASKS))('helper threads end with the training, also when it is cancelled', async () => {
  const nThreads = (): number => readdirSync(TASKS).length
  fitBoosted(binned, labels, OPTIONS, { team: boostTeam(2) })
  await delay(300)
  const before = nThreads()
  let during = 0
  let asked = 0
  const isCancelled = (): boolean => {
    during = nThreads()
    return ++asked > 60
  }
  expect(() => fitBoosted(binned, labels, OPTIONS, { team: boostTeam(4), isCancelled })).toThrow('cancelled')
  expect(during).toBeGreaterThanOrEqual(before + 3)
  for (let i = 0; i < 50 && nThreads() > before; i++) await delay(100)
  expect(nThreads()).toBeLessThanOrEqual(before)
})

test('a helper that fails ends the training with its words', () => {
  const url = new URL('../../fixtures/boosting/throwing.worker.ts', import.meta.url)
  expect(() => fitBoosted(binned, labels, OPTIONS, { team: boostTeam(2, { url }) })).toThrow(
    'worker-died {"message":"out of luck"}',
  )
})

test('a helper that dies without a word ends the training instead of hanging it', () => {
  const url = new URL('../../fixtures/boosting/silent.worker.ts', import.meta.url)
  const team = boostTeam(2, { url, patienceMs: 400 })
  expect(() => fitBoosted(binned, labels, OPTIONS, { team })).toThrow('worker-died')
})

test('tasks and splits cross the channel unchanged', () => {
  const channel = BoostChannel.create(2)
  const leaf = { slot: 4, sumG: -0.5, sumH: 12.25, nRows: 70, low: -Infinity, high: 0.75 }
  const task = { slot: 3, begin: 5, end: 75, restSlot: 4, leaves: [leaf, { ...leaf, slot: 3 }] }
  channel.writeTask(task)
  expect(channel.readTask()).toEqual(task)
  const split = {
    gain: 2.5,
    feature: 7,
    bin: 9,
    leftBins: null,
    missingLeft: true,
    leftG: -1,
    leftH: 3,
    leftRows: 9,
  }
  const set = { ...split, bin: 0, leftBins: Uint32Array.of(1, 2 ** 31, 0, 0, 5, 0, 0, 2 ** 32 - 1) }
  channel.writeSplit(1, 0, split)
  channel.writeSplit(2, 1, set)
  channel.writeSplit(2, 0, null)
  expect([channel.readSplit(1, 0), channel.readSplit(2, 1), channel.readSplit(2, 0)]).toEqual([
    split,
    set,
    null,
  ])
})
