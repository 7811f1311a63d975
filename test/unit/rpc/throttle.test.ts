import { describe, expect, it } from 'vitest'
import { throttled, type Ticker } from '../../../shared/rpc/throttle.ts'

function manualTicker(): Ticker & { advance(ms: number): void } {
  let now = 0
  let timers: { at: number; action: () => void }[] = []
  return {
    nowMs: () => now,
    after: (delayMs, action) => {
      const timer = { at: now + delayMs, action }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    advance: (ms) => {
      now += ms
      const due = timers.filter((timer) => timer.at <= now)
      timers = timers.filter((timer) => timer.at > now)
      for (const timer of due) timer.action()
    },
  }
}

describe('throttled progress', () => {
  it('passes the first value at once, then the newest of each interval, and the last one also when nothing follows', () => {
    const ticker = manualTicker()
    const sent: number[] = []
    const progress = throttled<number>(50, ticker, (value) => sent.push(value))
    for (const value of [1, 2, 3]) progress.push(value)
    expect(sent).toEqual([1])
    ticker.advance(50)
    expect(sent).toEqual([1, 3])
    ticker.advance(200)
    progress.push(4)
    progress.push(5)
    expect(sent).toEqual([1, 3, 4])
    ticker.advance(49)
    expect(sent).toEqual([1, 3, 4])
    ticker.advance(1)
    expect(sent).toEqual([1, 3, 4, 5])
  })

  it('sends at most 21 values in a second of busy work', () => {
    const ticker = manualTicker()
    const sent: number[] = []
    const progress = throttled<number>(50, ticker, (value) => sent.push(value))
    for (let ms = 0; ms <= 1000; ms++) {
      progress.push(ms)
      ticker.advance(1)
    }
    expect(sent.length).toBeLessThanOrEqual(21)
    expect(sent.length).toBeGreaterThanOrEqual(20)
  })

  it('is silent after it was stopped: no progress comes after an answer', () => {
    const ticker = manualTicker()
    const sent: number[] = []
    const progress = throttled<number>(50, ticker, (value) => sent.push(value))
    progress.push(1)
    progress.push(2)
    progress.stop()
    ticker.advance(100)
    progress.push(3)
    expect(sent).toEqual([1])
  })
})
